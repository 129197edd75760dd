//! Reads a table and remembers which of its keys were asked for, so that the unknown ones are found.

use super::{
    field::Field,
    problems::{Problems, suggest},
    value::{Entry, Kind, Value},
};
use crate::text::{Span, nearest};
use std::cell::RefCell;

/// A table being read.
pub(super) struct Table<'a> {
    /// As messages name it: `[site]`.
    title: String,
    /// The bytes of the key or header that opened it; empty for the root.
    pub(super) declared: Span,
    entries: &'a [Entry],
    asked: RefCell<Vec<&'static str>>,
    pub(super) problems: &'a Problems,
}

impl<'a> Table<'a> {
    /// The file's own table, or an empty one.
    pub(super) fn root(value: &'a Value, problems: &'a Problems) -> Self {
        Self::new(String::new(), Span::default(), value, problems)
    }

    pub(super) fn new(title: String, declared: Span, value: &'a Value, problems: &'a Problems) -> Self {
        let entries = match &value.kind {
            Kind::Table(entries) => entries.as_slice(),
            _ => &[],
        };
        Self { title, declared, entries, asked: RefCell::default(), problems }
    }

    /// The value of `name`, written in kebab-case or snake_case.
    pub(super) fn get(&self, name: &'static str) -> Option<Field<'a>> {
        let mut asked = self.asked.borrow_mut();
        if !asked.contains(&name) {
            asked.push(name);
        }
        self.entries.iter().find(|entry| same_key(&entry.name, name)).map(|entry| self.field(entry))
    }

    /// The tables of `[[name]]`. A single `[name]` counts as a list of one.
    pub(super) fn each(&self, name: &'static str) -> Vec<Table<'a>> {
        self.get(name).map_or_else(Vec::new, |field| field.tables())
    }

    /// All entries, for tables whose keys are the user's.
    pub(super) fn fields(&self) -> impl Iterator<Item = Field<'a>> + '_ {
        self.entries.iter().map(|entry| self.field(entry))
    }

    /// The entries whose keys were not asked for.
    pub(super) fn unread(&self) -> Vec<&'a Entry> {
        let asked = self.asked.borrow();
        self.entries.iter().filter(|entry| !asked.iter().any(|name| same_key(&entry.name, name))).collect()
    }

    /// Reports the keys that nobody asked for, and those written twice, once with dashes and once with underscores.
    pub(super) fn finish(&self) {
        for entry in self.unread() {
            self.unknown(entry, None);
        }
        self.twice();
    }

    /// As [`Table::finish`], for the root: a key that belongs into one of the `sections` is told so.
    pub(super) fn finish_root(&self, sections: &[(&str, &Table<'_>)]) {
        for entry in self.unread() {
            let names = |table: &Table<'_>| table.asked.borrow().iter().any(|name| same_key(&entry.name, name));
            let home = sections.iter().find(|(_, table)| names(table)).map(|&(name, _)| name);
            self.unknown(entry, home);
        }
        self.twice();
    }

    fn unknown(&self, entry: &Entry, home: Option<&str>) {
        let asked = self.asked.borrow();
        let whole = if self.title.is_empty() { "this file".to_owned() } else { format!("`{}`", self.title) };
        let help = match home {
            Some(section) if nearest(&entry.name, asked.iter().copied()).is_none() => {
                Some(format!("It belongs under `[{section}]`"))
            }
            _ => suggest(&entry.name, &asked, "There is"),
        };
        self.problems.warning(entry.key, format!("`{}` is no setting of {whole}", entry.name), help);
    }

    fn twice(&self) {
        for &name in self.asked.borrow().iter().filter(|name| name.contains('-')) {
            let same: Vec<_> = self.entries.iter().filter(|entry| same_key(&entry.name, name)).collect();
            if let [first, again @ ..] = same.as_slice() {
                again.iter().for_each(|again| self.problems.set_twice(name, again.key, first.key));
            }
        }
    }

    fn field(&self, entry: &'a Entry) -> Field<'a> {
        Field::new(&entry.name, entry.key, &entry.value, self.problems).within(&self.title)
    }
}

/// Whether `written` is `name` (kebab-case), with dashes or underscores.
fn same_key(written: &str, name: &str) -> bool {
    written.len() == name.len() && written.bytes().zip(name.bytes()).all(|(a, b)| a == b || a == b'_' && b == b'-')
}
