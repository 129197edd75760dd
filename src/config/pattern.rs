//! A regular expression as the option of a rule.

use regex::Regex;
use serde::Deserialize;

/// A pattern for names and addresses. An empty text is one that nothing matches, as in markdownlint.
#[derive(Clone, Debug, Deserialize)]
#[serde(try_from = "String")]
pub struct Pattern(Option<Regex>);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(pattern: String) -> Result<Self, String> {
        let regex = (!pattern.is_empty()).then(|| Regex::new(&pattern)).transpose();
        regex.map(Self).map_err(|error| format!("`{pattern}` is no regular expression: {error}"))
    }
}

impl Pattern {
    /// Whether it is found anywhere in a text.
    pub fn is_in(&self, text: &str) -> bool {
        self.0.as_ref().is_some_and(|regex| regex.is_match(text))
    }
}
