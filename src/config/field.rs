//! Reads one value as what it should be; a value that is something else is reported and left out.

use super::{
    files::{self, Globs},
    problems::{Problems, suggest},
    scalar::Scalar,
    set::{Keys, Set},
    table::Table,
    value::{Kind, Value},
};
use crate::{path::SitePath, text::Span};
use regex::Regex;

/// A key with its value.
pub(super) struct Field<'a> {
    /// The key as written.
    pub(super) name: String,
    /// The dotted name of the table that holds it, with a dot at its end; empty for the root.
    home: String,
    /// As messages name it: `` `content` `` or `` an item of `content` ``.
    subject: String,
    pub(super) key: Span,
    pub(super) value: &'a Value,
    pub(super) problems: &'a Problems,
}

impl<'a> Field<'a> {
    pub(super) fn new(name: &str, key: Span, value: &'a Value, problems: &'a Problems) -> Self {
        let (name, subject) = (name.to_owned(), format!("`{name}`"));
        Self { name, home: String::new(), subject, key, value, problems }
    }

    /// The same, held by the table of this title: `[site]`.
    pub(super) fn within(mut self, title: &str) -> Self {
        self.home = title.trim_matches(['[', ']']).to_owned();
        if !self.home.is_empty() {
            self.home.push('.');
        }
        self
    }

    pub(super) fn set<T>(&self, value: T) -> Set<T> {
        Set { value, key: self.key, span: self.value.span }
    }

    /// Reports that something else was expected here.
    pub(super) fn expected<T>(&self, what: &str) -> Option<T> {
        self.error(format!("{} must be {what}, not {}", self.subject, self.value.describe()), None)
    }

    /// Reports a mistake in the value.
    pub(super) fn error<T>(&self, message: impl Into<String>, help: Option<String>) -> Option<T> {
        self.problems.error(self.value.span, message, help);
        None
    }

    pub(super) fn text(&self) -> Option<Set<String>> {
        match &self.value.kind {
            Kind::Text(text) => Some(self.set(text.clone())),
            _ => self.expected("text in quotes"),
        }
    }

    /// Text that says something.
    pub(super) fn name(&self) -> Option<Set<String>> {
        let text = self.text()?;
        if text.value.trim().is_empty() {
            return self.error(format!("{} must not be empty", self.subject), None);
        }
        Some(text)
    }

    pub(super) fn boolean(&self) -> Option<Set<bool>> {
        match self.value.kind {
            Kind::Boolean(flag) => Some(self.set(flag)),
            _ => self.expected("`true` or `false`"),
        }
    }

    pub(super) fn number(&self) -> Option<Set<f64>> {
        match self.value.kind {
            Kind::Integer(number) => Some(self.set(number as f64)),
            Kind::Float(number) if !number.is_nan() => Some(self.set(number)),
            _ => self.expected("a number"),
        }
    }

    /// Text, number, flag or date.
    pub(super) fn scalar(&self) -> Option<Set<Scalar>> {
        match Scalar::from_value(self.value) {
            Some(scalar) => Some(self.set(scalar)),
            None => self.expected("a single value"),
        }
    }

    /// One of a few words.
    pub(super) fn one_of<T: Copy>(&self, words: &[(&str, T)]) -> Option<Set<T>> {
        let text = self.text()?;
        match words.iter().find(|(word, _)| *word == text.value) {
            Some(&(_, value)) => Some(self.set(value)),
            None => self.none_of(&text.value, &words.iter().map(|(word, _)| *word).collect::<Vec<_>>()),
        }
    }

    /// Reports a word that is none of those known.
    pub(super) fn none_of<T>(&self, word: &str, words: &[&str]) -> Option<T> {
        let help = suggest(word, words, "Write");
        self.error(format!("{} cannot be `{word}`", self.subject), help)
    }

    /// The items of a list.
    pub(super) fn list(&self) -> Option<Vec<Field<'a>>> {
        match &self.value.kind {
            Kind::List(items) => Some(items.iter().map(|item| self.item(item)).collect()),
            _ => self.expected("a list"),
        }
    }

    /// The items of a list, or the value itself where a list of one is meant. `what` is an item in plain words.
    pub(super) fn one_or_more(&self, what: &str) -> Option<Vec<Field<'a>>> {
        match &self.value.kind {
            Kind::List(_) => self.list(),
            Kind::Table(_) => self.expected(&format!("{what} or a list")),
            _ => Some(vec![Field { name: self.name.clone(), home: self.home.clone(), subject: self.subject.clone(), ..*self }]),
        }
    }

    fn item(&self, value: &'a Value) -> Field<'a> {
        let subject = format!("an item of {}", self.subject);
        Field { name: self.name.clone(), home: self.home.clone(), subject, value, ..*self }
    }

    /// A text or a list of texts, none empty.
    pub(super) fn names(&self) -> Option<Vec<Set<String>>> {
        Some(self.one_or_more("text in quotes")?.iter().filter_map(Field::name).collect())
    }

    /// A value or a list of values.
    pub(super) fn scalars(&self) -> Option<Vec<Set<Scalar>>> {
        Some(self.one_or_more("a single value")?.iter().filter_map(Field::scalar).collect())
    }

    /// A path from the repository's root.
    pub(super) fn path(&self) -> Option<Set<SitePath>> {
        let text = self.text()?;
        if text.value.contains('\\') {
            let help = format!("Write `{}`", text.value.replace('\\', "/"));
            return self.error(format!("the parts of {} must be divided by `/`", self.subject), Some(help));
        }
        match SitePath::new(&text.value) {
            Some(path) => Some(self.set(path)),
            None => self.error(format!("`{}` leads out of the repository", text.value), None),
        }
    }

    /// A path or a list of paths.
    pub(super) fn paths(&self) -> Option<Vec<Set<SitePath>>> {
        Some(self.one_or_more("text in quotes")?.iter().filter_map(Field::path).collect())
    }

    /// A glob or a list of globs.
    pub(super) fn globs(&self) -> Option<Globs> {
        let good = |field: &Field<'_>| {
            let pattern = field.name()?;
            match files::check(&pattern.value) {
                Ok(()) => Some(pattern),
                Err(error) => field.error(format!("`{}` is no file pattern: {error}", pattern.value), None),
            }
        };
        let patterns = self.one_or_more("text in quotes")?.iter().filter_map(good).collect();
        match Globs::build(patterns) {
            Ok(globs) => Some(globs),
            Err(error) => self.error(format!("{} cannot be used: {error}", self.subject), None),
        }
    }

    pub(super) fn regex(&self) -> Option<Set<Regex>> {
        let pattern = self.text()?;
        match Regex::new(&pattern.value) {
            Ok(regex) => Some(self.set(regex)),
            Err(error) => {
                let error = error.to_string();
                let last = error.lines().last().unwrap_or_default();
                let reason = last.strip_prefix("error: ").unwrap_or(last);
                self.error(format!("{} is no regular expression: {reason}", self.subject), None)
            }
        }
    }

    pub(super) fn table(&self) -> Option<Table<'a>> {
        match &self.value.kind {
            Kind::Table(_) => Some(self.as_table(self.value, format!("[{}{}]", self.home, self.name))),
            Kind::List(items) if items.iter().all(|item| matches!(item.kind, Kind::Table(_))) => {
                let help = format!("Write `[{}{}]` in single brackets", self.home, self.name);
                self.error(format!("{} can only be given once", self.subject), Some(help))
            }
            _ => self.expected("a table"),
        }
    }

    /// An item of a list that is a table, named as the list.
    pub(super) fn item_table(&self) -> Table<'a> {
        self.as_table(self.value, format!("{}{}", self.home, self.name))
    }

    /// The tables of a list of tables, or the single one.
    pub(super) fn tables(&self) -> Vec<Table<'a>> {
        let table = |value: &'a Value| self.as_table(value, format!("[[{}{}]]", self.home, self.name));
        match &self.value.kind {
            Kind::Table(_) => vec![table(self.value)],
            Kind::List(items) => {
                let (tables, others): (Vec<_>, Vec<_>) = items.iter().partition(|item| matches!(item.kind, Kind::Table(_)));
                for other in others {
                    self.item(other).expected::<()>("a table");
                }
                tables.into_iter().map(table).collect()
            }
            _ => self.expected(&format!("a table: `[[{}{}]]`", self.home, self.name)).unwrap_or_default(),
        }
    }

    fn as_table(&self, value: &'a Value, title: String) -> Table<'a> {
        let declared = if value.span.is_empty() { self.key } else { value.span };
        Table::new(title, declared, value, self.problems)
    }

    /// The leaves of a table by their dotted names; a table for which `is_leaf` holds is read as one value.
    pub(super) fn keys<T>(&self, is_leaf: fn(&Value) -> bool, read: impl Fn(&Field<'a>) -> Option<T>) -> Keys<T> {
        let mut keys = Keys::new();
        if let Some(table) = self.table() {
            collect("", &table, is_leaf, &read, &mut keys);
        }
        keys
    }
}

fn collect<'a, T>(
    prefix: &str,
    table: &Table<'a>,
    is_leaf: fn(&Value) -> bool,
    read: &impl Fn(&Field<'a>) -> Option<T>,
    keys: &mut Keys<T>,
) {
    for field in table.fields() {
        let name = if prefix.is_empty() { field.name.clone() } else { format!("{prefix}.{}", field.name) };
        let nested = matches!(field.value.kind, Kind::Table(_)) && !is_leaf(field.value);
        if let Some(table) = nested.then(|| field.table()).flatten() {
            collect(&name, &table, is_leaf, read, keys);
        } else if let Some(first) = keys.get(&name) {
            field.problems.set_twice(&name, field.key, first.key);
        } else if let Some(value) = read(&field) {
            keys.insert(name, field.set(value));
        }
    }
}

/// For [`Field::keys`]: every table is a part of a dotted name.
pub(super) fn never(_: &Value) -> bool {
    false
}
