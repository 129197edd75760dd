//! Collects the mistakes found in the configuration.

use super::RULE;
use crate::{
    diagnostic::{Diagnostic, Label, Severity},
    path::SitePath,
    text::{LineIndex, Span, nearest},
};
use std::cell::RefCell;

/// The mistakes found so far. Shared by all readers of one file, hence the cell.
pub(super) struct Problems {
    path: SitePath,
    found: RefCell<Vec<Diagnostic>>,
}

impl Problems {
    /// The file that is read.
    pub(super) fn path(&self) -> &SitePath {
        &self.path
    }

    pub(super) fn new(path: &SitePath) -> Self {
        Self { path: path.clone(), found: RefCell::default() }
    }

    pub(super) fn error(&self, at: Span, message: impl Into<String>, help: Option<String>) {
        self.push(Severity::Error, at, message.into(), help, None);
    }

    pub(super) fn warning(&self, at: Span, message: impl Into<String>, help: Option<String>) {
        self.push(Severity::Warning, at, message.into(), help, None);
    }

    /// Something set a second time; the first time counts.
    pub(super) fn set_twice(&self, name: &str, at: Span, first: Span) {
        let first = Label::with_message(&self.path, first, "first set here");
        let help = "Remove one of the two".to_owned();
        self.push(Severity::Error, at, format!("`{name}` is set twice"), Some(help), Some(first));
    }

    fn push(&self, severity: Severity, at: Span, message: String, help: Option<String>, related: Option<Label>) {
        self.found.borrow_mut().push(Diagnostic {
            related: related.into_iter().collect(),
            help: help.map(Into::into),
            ..Diagnostic::new(RULE, severity, Label::new(&self.path, at), message)
        });
    }

    /// All of them, by position. `broken` are the 0-based lines, sorted, where the file is no TOML; the first `syntax` problems
    /// tell so. What else seems wrong in such a line follows from that, and is left out.
    pub(super) fn finish(self, text: &str, broken: &[usize], syntax: usize) -> Vec<Diagnostic> {
        let lines = LineIndex::new(text);
        let mut found = self.found.into_inner();
        let mut index = 0;
        found.retain(|problem| {
            index += 1;
            index <= syntax || broken.binary_search(&lines.line_at(problem.at.span.start as usize)).is_err()
        });
        found.sort_by(Diagnostic::order);
        found
    }

    /// How many were found so far.
    pub(super) fn count(&self) -> usize {
        self.found.borrow().len()
    }
}

/// "Did you mean `x`?", or else the names there are.
pub(super) fn suggest(wanted: &str, names: &[&str], otherwise: &str) -> Option<String> {
    match nearest(wanted, names.iter().copied()) {
        Some(name) => Some(format!("Did you mean `{name}`?")),
        None if names.is_empty() => None,
        None => Some(format!("{otherwise} {}", choice(names))),
    }
}

/// `` `a`, `b` or `c` ``.
pub(super) fn choice(names: &[&str]) -> String {
    match names {
        [] => String::new(),
        [only] => format!("`{only}`"),
        [first @ .., last] => {
            let first: Vec<_> = first.iter().map(|name| format!("`{name}`")).collect();
            format!("{} or `{last}`", first.join(", "))
        }
    }
}
