//! The front matter of a rule page.

use crate::{
    diagnostic::{Applicability, Severity},
    page::{
        dialect::{FrontMatterDialect, Scalars},
        front_matter::{Data, FrontMatter, Node, Value},
    },
};

/// What the front matter of a rule page says.
#[derive(Clone, Debug, Default)]
pub struct RuleInfo {
    /// What the rule reports, in one sentence without a final stop.
    pub summary: String,
    /// How bad its problems are; `None` when it is off by default.
    pub severity: Option<Severity>,
    /// The boldest fix it offers; `None` when it offers none.
    pub fix: Option<Applicability>,
    /// The version that had it first.
    pub since: String,
    /// Other names it answers to: markdownlint's number and alias, former ids.
    pub aliases: Vec<String>,
    /// The presets that turn it on although it is off by default.
    pub presets: Vec<String>,
    /// Its options with their defaults.
    pub options: toml::Table,
    /// What is wrong with the front matter itself; empty in a finished rule.
    pub problems: Vec<String>,
}

impl RuleInfo {
    /// Reads a rule page. What cannot be read is left out and told in [`problems`](Self::problems).
    pub(super) fn read(text: &str) -> Self {
        let mut info = Self::default();
        let Some(front_matter) = FrontMatter::parse(text, &FrontMatterDialect::default()) else {
            info.problems.push("the page has no front matter".to_owned());
            return info;
        };
        info.problems.extend(front_matter.problems.iter().map(|problem| problem.message.clone()));
        for entry in front_matter.root.iter().flat_map(Node::entries) {
            let word = entry.value.as_str().unwrap_or_default();
            let known = match &*entry.name {
                "summary" => {
                    info.summary = word.to_owned();
                    true
                }
                "severity" => {
                    info.severity = word.parse().ok();
                    info.severity.is_some() || word == "off"
                }
                "fix" => {
                    info.fix = [Applicability::Safe, Applicability::Unsafe].into_iter().find(|fix| fix.as_str() == word);
                    info.fix.is_some()
                }
                "since" => {
                    info.since = word.to_owned();
                    true
                }
                "aliases" => {
                    info.aliases = texts(&entry.value);
                    !info.aliases.is_empty()
                }
                "presets" => {
                    info.presets = texts(&entry.value);
                    !info.presets.is_empty()
                }
                "options" => match toml_value(&entry.value) {
                    Some(toml::Value::Table(options)) => {
                        info.options = options;
                        true
                    }
                    _ => false,
                },
                _ => false,
            };
            if !known {
                info.problems
                    .push(format!("`{}` is not a key of a rule page, or its value is none of those it may have", entry.name));
            }
        }
        info
    }
}

fn texts(node: &Node) -> Vec<String> {
    node.items().iter().filter_map(|item| item.as_str().map(str::to_owned)).collect()
}

/// The value as the configuration would hold it; `None` for what TOML cannot hold.
fn toml_value(node: &Node) -> Option<toml::Value> {
    Some(match &node.data {
        Data::Mapping(entries) => {
            let table = entries.iter().map(|entry| Some((entry.name.to_string(), toml_value(&entry.value)?)));
            toml::Value::Table(table.collect::<Option<_>>()?)
        }
        Data::Sequence(items) => toml::Value::Array(items.iter().map(toml_value).collect::<Option<_>>()?),
        Data::Alias(_) => return None,
        Data::Scalar(scalar) => match node.value(Scalars::Core) {
            Value::Bool(flag) => toml::Value::Boolean(flag),
            Value::Integer(number) => toml::Value::Integer(number),
            Value::Float(number) => toml::Value::Float(number),
            Value::Null | Value::Error => return None,
            Value::Text | Value::Date(_) => toml::Value::String(scalar.text.to_string()),
        },
    })
}
