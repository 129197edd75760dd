//! The options of a rule: kept as read, and given their meaning by the rule.

use super::{
    option_reader::{Error, Reader},
    value::{Entry, Kind, Value},
};
use crate::text::Span;
use serde::de::DeserializeOwned;

/// The options that `handbook.toml` sets for a rule.
#[derive(Clone, Debug, Default)]
pub struct Options {
    rule: Span,
    entries: Vec<Entry>,
}

/// Why options could not be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OptionError {
    /// The bytes in `handbook.toml`: of the option's value, of its key, or of the rule's.
    pub span: Span,
    /// What is wrong.
    pub message: String,
    /// What to do about it.
    pub help: Option<String>,
}

impl Options {
    /// The options `entries` of the rule whose key stands at `rule`.
    pub(super) fn new(rule: Span, entries: Vec<Entry>) -> Self {
        Self { rule, entries }
    }

    /// Those whose name is wanted.
    #[must_use]
    pub fn only(&self, wanted: impl Fn(&str) -> bool) -> Self {
        Self { rule: self.rule, entries: self.entries.iter().filter(|entry| wanted(&entry.name)).cloned().collect() }
    }

    /// The same, where the words of texts are joined with `-` instead of `_`: `setext_with_atx`.
    #[must_use]
    pub fn dashed(&self) -> Self {
        let mut dashed = self.clone();
        for entry in &mut dashed.entries {
            if let Kind::Text(text) = &mut entry.value.kind {
                *text = text.replace('_', "-");
            }
        }
        dashed
    }

    /// Whether none is set.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The names of those set, as written, with the bytes of their keys.
    pub fn keys(&self) -> impl Iterator<Item = (&str, Span)> {
        self.entries.iter().map(|entry| (entry.name.as_str(), entry.key))
    }

    /// Reads the options as `T`. What is not set is taken from `defaults`; an option that is set replaces its default whole,
    /// also where it is a list or table. Field names may be written with dashes or underscores.
    pub fn read<T: DeserializeOwned>(&self, defaults: toml::Table) -> Result<T, OptionError> {
        let mut merged: Vec<Entry> = defaults
            .into_iter()
            .map(|(name, value)| Entry { name, key: Span::default(), value: Value::from_default(value) })
            .collect();
        for entry in &self.entries {
            let same = |name: &str| name.replace('_', "-") == entry.name.replace('_', "-");
            if let Some(first) = merged.iter().find(|other| !other.key.is_empty() && same(&other.name)) {
                let message = format!("`{}` is set twice", first.name);
                return Err(OptionError { span: entry.key, message, help: Some("Remove one of the two".to_owned()) });
            }
            match merged.iter_mut().find(|other| same(&other.name)) {
                Some(other) => *other = Entry { name: other.name.clone(), ..entry.clone() },
                None => merged.push(entry.clone()),
            }
        }
        let value = Value { kind: Kind::Table(merged), span: self.rule };
        T::deserialize(Reader::new(&value)).map_err(|error: Error| error.into_option_error(self.rule))
    }
}
