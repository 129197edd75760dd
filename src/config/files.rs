//! Which files a setting is about.

use super::{field::Field, set::Set, table::Table};
use crate::path::SitePath;
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Globs over site paths, as `.gitignore` understands them:
/// a pattern without `/` matches at any depth, one that names a folder matches all below it, and `*` does not cross a `/`.
#[derive(Clone, Debug, Default)]
pub struct Globs {
    /// As written.
    pub patterns: Vec<Set<String>>,
    set: GlobSet,
}

impl Globs {
    /// The globs of `patterns`; the error is the first pattern's that is none.
    pub fn new(patterns: impl IntoIterator<Item = impl Into<String>>) -> Result<Self, String> {
        let patterns: Vec<_> = patterns.into_iter().map(|pattern| Set::elsewhere(pattern.into())).collect();
        match patterns.iter().find_map(|pattern| check(&pattern.value).err()) {
            Some(error) => Err(error),
            None => Self::build(patterns),
        }
    }

    pub(super) fn build(patterns: Vec<Set<String>>) -> Result<Self, String> {
        let mut builder = GlobSetBuilder::new();
        for pattern in &patterns {
            let pattern = pattern.value.trim_start_matches("./");
            let whole = pattern.trim_matches('/');
            let rooted = if whole.contains('/') || pattern.starts_with('/') { whole.to_owned() } else { format!("**/{whole}") };
            builder.add(glob(&format!("{rooted}/**"))?);
            builder.add(glob(&rooted)?);
        }
        let set = builder.build().map_err(|error| words(&error))?;
        Ok(Self { patterns, set })
    }

    /// A path as a glob that means it alone.
    pub fn literal(path: &str) -> String {
        path.chars().fold(String::new(), |mut text, c| {
            match c {
                '[' | ']' | '{' | '}' | '*' | '?' => text.extend(['[', c, ']']),
                '\\' => text.push_str("\\\\"),
                c => text.push(c),
            }
            text
        })
    }

    /// Whether one of them matches `path`.
    pub fn matches(&self, path: &SitePath) -> bool {
        self.set.is_match(path.as_str())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.patterns.is_empty()
    }

    /// These and `others`.
    pub fn extended(&self, others: &Self) -> Self {
        let patterns = self.patterns.iter().chain(&others.patterns).cloned().collect();
        // Both halves were built before; only their sum can be too large, and then the first half stands.
        Self::build(patterns).unwrap_or_else(|_| self.clone())
    }
}

/// Says what is wrong with a glob.
pub(super) fn check(pattern: &str) -> Result<(), String> {
    if pattern.starts_with('!') {
        return Err("a pattern cannot begin with `!`".to_owned());
    }
    glob(pattern).map(|_| ())
}

fn glob(pattern: &str) -> Result<globset::Glob, String> {
    GlobBuilder::new(pattern).literal_separator(true).build().map_err(|error| words(&error))
}

fn words(error: &globset::Error) -> String {
    use globset::ErrorKind;
    let words = match error.kind() {
        ErrorKind::UnclosedClass => "a `[` is not closed",
        ErrorKind::UnopenedAlternates => "a `}` has no `{` before it",
        ErrorKind::UnclosedAlternates => "a `{` is not closed",
        ErrorKind::DanglingEscape => "a `\\` stands at the end",
        other => return other.to_string(),
    };
    words.to_owned()
}

/// The files that a setting is about: those that `files` matches (all when absent) and `exclude` does not.
#[derive(Clone, Debug, Default)]
pub struct Files {
    /// `files`.
    pub files: Option<Globs>,
    /// `exclude`.
    pub exclude: Option<Globs>,
}

impl Files {
    pub(super) fn read(table: &Table<'_>) -> Self {
        let globs = |name| table.get(name).and_then(|field: Field<'_>| field.globs());
        Self { files: globs("files"), exclude: globs("exclude") }
    }

    /// Whether the setting is about `path`.
    pub fn matches(&self, path: &SitePath) -> bool {
        self.files.as_ref().is_none_or(|globs| globs.matches(path))
            && !self.exclude.as_ref().is_some_and(|globs| globs.matches(path))
    }
}
