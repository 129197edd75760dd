//! A rule that runs, as the user wants it.

use super::{Check, Rule};
use crate::{
    config::{Files, Level},
    diagnostic::{RuleId, Severity},
    path::SitePath,
};

/// A rule that runs, at least on some files.
#[derive(Debug)]
pub struct ActiveRule {
    /// The rule.
    pub rule: &'static Rule,
    /// Its id, cheap to clone.
    pub id: RuleId,
    /// The check with the options of `[rules]`, then with those of each override that has some.
    pub checks: Vec<Check>,
    /// How bad its problems are; `None` where it runs only because an override says so.
    pub(super) severity: Option<Severity>,
    /// What an override's `true` means.
    pub(super) usual: Severity,
    /// All of these must be about a file.
    pub(super) files: Vec<Files>,
    /// What holds for some files; later ones win.
    pub(super) exceptions: Vec<Exception>,
}

/// What an override says about a rule.
#[derive(Debug)]
pub(super) struct Exception {
    /// Its place in [`RuleSet`](super::RuleSet)'s list of overrides.
    pub override_: usize,
    /// The rule's own `files` within the override.
    pub files: Files,
    pub level: Option<Level>,
    /// Its place in [`ActiveRule::checks`].
    pub check: Option<usize>,
}

/// How a rule runs on one file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Effective {
    /// How bad its problems are there.
    pub severity: Severity,
    /// Which of [`ActiveRule::checks`] it is.
    pub check: usize,
}

impl ActiveRule {
    /// How bad its problems are where no override says otherwise; `None` where it runs only because an override says so.
    pub fn severity(&self) -> Option<Severity> {
        self.severity
    }

    /// How it runs on a file that these overrides are about; `None` when it does not.
    pub(super) fn on(&self, path: &SitePath, overrides: &[usize]) -> Option<Effective> {
        if !self.files.iter().all(|files| files.matches(path)) {
            return None;
        }
        let (mut severity, mut check) = (self.severity, 0);
        for exception in &self.exceptions {
            if !overrides.contains(&exception.override_) || !exception.files.matches(path) {
                continue;
            }
            match exception.level {
                Some(Level::Off) => severity = None,
                Some(Level::On) => severity = severity.or(Some(self.usual)),
                Some(Level::At(level)) => severity = Some(level),
                None => {}
            }
            check = exception.check.unwrap_or(check);
        }
        severity.map(|severity| Effective { severity, check })
    }
}
