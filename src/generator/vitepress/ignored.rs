//! `ignoreDeadLinks`: which links the site's owner does not want to be told about.

use crate::generator::script::Value;
use regex::Regex;

/// Links that the configuration takes out of the dead-link check.
#[derive(Clone, Debug, Default)]
pub(super) struct Ignored {
    exact: Vec<String>,
    patterns: Vec<Regex>,
    /// Whether a function decides, or a pattern that cannot be read: then no dead link is sure to be one.
    pub(super) unknown: bool,
    /// Whether links to this machine (`http://localhost`) are meant.
    pub(super) localhost: bool,
}

impl Ignored {
    /// Reads the setting. `true` switches the check off, but its links are dead all the same.
    pub(super) fn read(value: Option<&Value>) -> Self {
        let mut ignored = Self::default();
        match value {
            Some(Value::Bool(true)) => ignored.localhost = true,
            Some(Value::Text(text)) => ignored.localhost = text == "localhostLinks",
            Some(Value::List(items)) => items.iter().for_each(|item| ignored.add(item)),
            Some(Value::Null | Value::Bool(false)) | None => {}
            Some(_) => ignored.unknown = true,
        }
        ignored
    }

    fn add(&mut self, item: &Value) {
        match item {
            Value::Text(text) => self.exact.push(text.clone()),
            Value::Pattern(pattern) => match Regex::new(&pattern.replace("\\/", "/")) {
                Ok(pattern) => {
                    self.localhost |= pattern.is_match("http://localhost:3000/");
                    self.patterns.push(pattern);
                }
                Err(_) => self.unknown = true,
            },
            _ => self.unknown = true,
        }
    }

    /// Whether a link, as the check sees it, is taken out.
    pub(super) fn covers(&self, link: &str) -> bool {
        self.exact.iter().any(|exact| exact == link) || self.patterns.iter().any(|pattern| pattern.is_match(link))
    }
}
