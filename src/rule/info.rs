//! The front matter of a rule page.

use super::{MARKDOWN, markdownlint::Counterpart};
use crate::{
    diagnostic::{Applicability, Severity},
    page::{
        dialect::{FrontMatterDialect, Scalars},
        front_matter::{Data, Entry, FrontMatter, Node, Value},
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
    /// The presets that turn it on although it is off by default, or that want it otherwise than by default.
    pub presets: Vec<InPreset>,
    /// Its options with their defaults.
    pub options: toml::Table,
    /// What is wrong with the front matter itself; empty in a finished rule.
    pub problems: Vec<String>,
}

/// What a preset makes of a rule.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct InPreset {
    /// The name of the preset.
    pub preset: String,
    /// How bad its problems are there, when that is not as by default.
    pub severity: Option<Severity>,
    /// The defaults of options that are others there.
    pub options: toml::Table,
}

impl RuleInfo {
    /// What a preset makes of it; `None` when the preset says nothing of it.
    pub fn in_preset(&self, preset: &str) -> Option<&InPreset> {
        self.presets.iter().find(|one| one.preset == preset)
    }

    /// Whether a preset turns it on.
    pub fn is_in(&self, preset: &str) -> bool {
        self.severity.is_some() || self.in_preset(preset).is_some()
    }

    /// How bad its problems are in a preset. A rule that is off by default has warnings where it is turned on, and whatever
    /// markdownlint finds fails the run where its rules are asked for.
    pub fn severity_in(&self, preset: &str) -> Severity {
        let by_page = self.in_preset(preset).and_then(|one| one.severity);
        let usual = self.severity.unwrap_or(Severity::Warning);
        let is_theirs = preset == MARKDOWN && self.counterparts().next().is_some();
        by_page.unwrap_or(if is_theirs { usual.max(Severity::Warning) } else { usual })
    }

    /// Its options with their defaults in a preset.
    pub fn options_in(&self, preset: &str) -> toml::Table {
        let mut options = self.options.clone();
        options.extend(self.in_preset(preset).map(|one| one.options.clone()).unwrap_or_default());
        options
    }

    /// The rules of markdownlint that it answers to.
    pub fn counterparts(&self) -> impl Iterator<Item = &'static Counterpart> {
        self.aliases.iter().filter_map(|alias| Counterpart::of_number(alias))
    }

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
                    info.presets = presets(&entry.value);
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

/// A list of names, or a table of names with a severity and options.
fn presets(node: &Node) -> Vec<InPreset> {
    let named = texts(node).into_iter().map(|preset| InPreset { preset, ..InPreset::default() });
    let configured = node.entries().iter().map(|entry| {
        let severity = |inner: &Entry| (*inner.name == *"severity").then(|| inner.value.as_str()?.parse().ok())?;
        let option = |inner: &Entry| Some((inner.name.to_string(), toml_value(&inner.value)?));
        InPreset {
            preset: entry.name.to_string(),
            severity: entry.value.entries().iter().find_map(severity),
            options: entry.value.entries().iter().filter(|inner| *inner.name != *"severity").filter_map(option).collect(),
        }
    });
    named.chain(configured).collect()
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
