//! What the linter says: one problem, where it is, and what to do about it.

mod fix;
mod severity;

pub use fix::{Applicability, Edit, Fix};
pub use severity::Severity;

use crate::{path::SitePath, text::Span};
use std::{cmp::Ordering, sync::Arc};

/// The name of a rule, `group/kebab-name`.
pub type RuleId = Arc<str>;

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How bad it is, after the user's settings.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub message: String,
    /// Where.
    pub at: Label,
    /// Other places that belong to it, in this page or others.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<String>,
    /// A change that mends it.
    pub fix: Option<Fix>,
    /// For rules about links: the link in question.
    pub link: Option<LinkInfo>,
}

/// A place in a file, with a word on what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub path: SitePath,
    /// The bytes meant.
    pub span: Span,
    /// Shown beside the place; may be empty.
    pub message: String,
}

/// The link a diagnostic is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LinkInfo {
    /// The destination as the page's source has it.
    pub written: String,
    /// The address or file it leads to, as far as that is known.
    pub resolved: Option<String>,
}

impl Label {
    /// A place without words.
    pub fn new(path: &SitePath, span: Span) -> Self {
        Self { path: path.clone(), span, message: String::new() }
    }

    /// A place with a word on what stands there.
    pub fn with_message(path: &SitePath, span: Span, message: impl Into<String>) -> Self {
        Self { path: path.clone(), span, message: message.into() }
    }
}

impl Diagnostic {
    /// The order in which diagnostics are told: by path, position, rule, then words.
    pub fn order(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.at.span.start, d.at.span.end);
        (self.at.path.cmp(&other.at.path))
            .then_with(|| key(self).cmp(&key(other)))
            .then_with(|| self.rule.cmp(&other.rule))
            .then_with(|| self.message.cmp(&other.message))
    }
}
