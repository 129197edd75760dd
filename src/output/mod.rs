//! What a run has to say, in the forms people and programs read.
//!
//! Each form is one file with a `write` that takes the same things; none of them looks at the disk or the terminal.

pub mod concise;
pub mod diff;
pub mod github;
pub mod human;
pub mod json;
pub mod statistics;
pub mod summary;

mod clip;
mod legible;
mod place;
mod snippet;
#[cfg(test)]
mod tests;

pub(crate) use legible::{columns, one_line, wrap};

use crate::{
    diagnostic::{Applicability, Diagnostic, Severity},
    path::SitePath,
    text::LineIndex,
};
use std::{collections::BTreeMap, time::Duration};

/// The texts diagnostics point into: pages, `handbook.toml`, navigation files.
pub trait Sources {
    /// The text of the file with its lines; `None` when it is not a text that was read.
    fn text(&self, path: &SitePath) -> Option<(&str, &LineIndex)>;
}

/// All that a run found.
#[derive(Clone, Debug, Default)]
pub struct Report {
    /// The problems, in the order in which they are told.
    pub diagnostics: Vec<Diagnostic>,
    /// The run in numbers.
    pub summary: Summary,
}

/// A run in numbers.
#[derive(Clone, Debug, Default)]
pub struct Summary {
    /// Pages checked.
    pub pages: usize,
    /// Diagnostics of severity error.
    pub errors: usize,
    /// Diagnostics of severity warning.
    pub warnings: usize,
    /// Diagnostics of severity info.
    pub infos: usize,
    /// What became of the links.
    pub links: LinkCounts,
    /// How long the run took.
    pub elapsed: Duration,
    /// What was mended; `None` when nobody asked for it.
    pub fixed: Option<FixCounts>,
}

/// What became of the links of all pages.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct LinkCounts {
    /// Links whose end was looked for, found or not.
    pub checked: usize,
    /// Those of them that lead nowhere.
    pub broken: usize,
    /// Links to other sites, not checked.
    pub external: usize,
    /// Links that could not be checked, by reason.
    pub skipped: BTreeMap<String, usize>,
}

/// What a run with `--fix` mended.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct FixCounts {
    /// Fixes applied.
    pub fixes: usize,
    /// Files they changed.
    pub files: usize,
}

/// How to show a report.
#[derive(Clone, Debug)]
pub struct Options {
    /// Whether to write ANSI colours.
    pub color: bool,
    /// Columns of the terminal.
    pub width: usize,
    /// The most diagnostics the `human` form shows; it tells how many are left out.
    pub limit: usize,
    /// Where the handbook lies seen from the working directory, with a final `/` (`docs/`); empty when it is, or holds, that directory.
    pub prefix: String,
    /// The working directory, when it lies inside the handbook: its paths are shown from there.
    pub folder: SitePath,
}

impl Default for Options {
    fn default() -> Self {
        Self { color: false, width: 100, limit: 1000, prefix: String::new(), folder: SitePath::root() }
    }
}

impl Options {
    /// The path as seen from the working directory, with `/` on every system.
    pub fn shown(&self, path: &SitePath) -> String {
        let folder = self.folder.as_str();
        let name = match path.below(folder) {
            Some(below) => format!("{}{below}", self.prefix),
            None => format!("{}{path}", "../".repeat(folder.split('/').count())),
        };
        legible::one_line(&name).into_owned()
    }
}

impl Summary {
    /// Counts the diagnostics by severity; the other numbers are zero.
    pub fn of(diagnostics: &[Diagnostic]) -> Self {
        let count = |severity| diagnostics.iter().filter(|d| d.severity == severity).count();
        Self {
            errors: count(Severity::Error),
            warnings: count(Severity::Warning),
            infos: count(Severity::Info),
            ..Self::default()
        }
    }
}

/// Whether `--fix` alone would mend it.
fn is_fixable(diagnostic: &Diagnostic) -> bool {
    diagnostic.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe)
}

/// `word` in the number that goes with `count`: `1 page`, `2 pages`.
pub(crate) fn counted(count: usize, word: &str) -> String {
    format!("{count} {word}{}", if count == 1 { "" } else { "s" })
}
