//! Patterns of front matter keys: `x-*`.

use super::{set::Set, table::Table};
use globset::{Glob, GlobSet, GlobSetBuilder};

/// Front matter keys, dotted, in which `*` stands for anything: `x-*`, `params.*`.
#[derive(Clone, Debug, Default)]
pub struct KeyPatterns {
    /// As written.
    pub patterns: Vec<Set<String>>,
    set: GlobSet,
}

impl KeyPatterns {
    /// Reads `allow`. What is no pattern is reported and left out.
    pub(super) fn read(table: &Table<'_>) -> Self {
        let Some(field) = table.get("allow") else { return Self::default() };
        let mut builder = GlobSetBuilder::new();
        let mut patterns = Vec::new();
        for pattern in field.names().unwrap_or_default() {
            match Glob::new(&pattern.value) {
                Ok(glob) => {
                    builder.add(glob);
                    patterns.push(pattern);
                }
                Err(_) => {
                    let message = format!("`{}` is no pattern of keys", pattern.value);
                    table.problems.error(pattern.span, message, Some("For example `x-*`".to_owned()));
                }
            }
        }
        match builder.build() {
            Ok(set) => Self { patterns, set },
            Err(_) => field.error("`allow` cannot be used: it is too large", None).unwrap_or_default(),
        }
    }

    /// Whether one of them is about the key.
    pub fn matches(&self, key: &str) -> bool {
        self.set.is_match(key)
    }
}
