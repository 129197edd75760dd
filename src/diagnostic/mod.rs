//! What the linter says: one problem, where it is, and what to do about it.

mod fix;
mod severity;

pub use fix::{Applicability, Edit, Fix};
pub use severity::Severity;

use crate::{path::SitePath, text::Span};
use std::{borrow::Cow, cmp::Ordering};

/// The name of a rule, `group/kebab-name`.
pub type RuleId = &'static str;

/// Words that are always the same for a rule, or made for one problem. A handbook may have a hundred thousand problems, most of
/// which say the same: those must not cost an allocation each.
pub type Words = Cow<'static, str>;

/// One problem. What few problems have is boxed, so that many are cheap to keep and to sort.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Diagnostic {
    /// The rule that found it.
    pub rule: RuleId,
    /// How bad it is, after the user's settings.
    pub severity: Severity,
    /// What is wrong, in one sentence without a final stop.
    pub message: Words,
    /// Where.
    pub at: Label,
    /// Other places that belong to it, in this page or others.
    pub related: Vec<Label>,
    /// What to do about it.
    pub help: Option<Words>,
    /// A change that mends it.
    pub fix: Option<Box<Fix>>,
    /// For rules about links: the link in question.
    pub link: Option<Box<LinkInfo>>,
}

/// A place in a file, with a word on what stands there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// The file.
    pub path: SitePath,
    /// The bytes meant.
    pub span: Span,
    /// Shown beside the place; may be empty.
    pub message: Words,
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
        Self { path: path.clone(), span, message: Words::default() }
    }

    /// A place with a word on what stands there.
    pub fn with_message(path: &SitePath, span: Span, message: impl Into<Words>) -> Self {
        Self { path: path.clone(), span, message: message.into() }
    }
}

impl Diagnostic {
    /// A problem of which no more is known than what is wrong and where.
    pub fn new(rule: RuleId, severity: Severity, at: Label, message: impl Into<Words>) -> Self {
        Self { rule, severity, message: message.into(), at, related: Vec::new(), help: None, fix: None, link: None }
    }

    /// The order in which diagnostics are told: by path, position, rule, then words.
    pub fn order(&self, other: &Self) -> Ordering {
        self.at.path.cmp(&other.at.path).then_with(|| self.order_in_file(other))
    }

    /// As [`order`](Self::order), of two diagnostics of one file.
    pub fn order_in_file(&self, other: &Self) -> Ordering {
        let key = |d: &Self| (d.at.span.start, d.at.span.end);
        key(self).cmp(&key(other)).then_with(|| self.rule.cmp(other.rule)).then_with(|| self.message.cmp(&other.message))
    }
}
