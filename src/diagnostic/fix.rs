//! Changes that mend a problem.

use super::Words;
use crate::{path::SitePath, text::Span};

/// Whether a fix may be applied without asking.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Applicability {
    /// What a reader sees does not change, or the change is surely what was meant.
    Safe,
    /// Probably right; a person should look.
    Unsafe,
}

impl Applicability {
    /// `safe` or `unsafe`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safe => "safe",
            Self::Unsafe => "unsafe",
        }
    }
}

/// A change that mends a problem: all of its edits, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// What it does, as a command: "Write `related_order`".
    pub title: Words,
    /// Whether it may be applied without asking.
    pub applicability: Applicability,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// Replaces the bytes at `span` of the file `path` by `text`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// The file.
    pub path: SitePath,
    /// The bytes to replace; empty to insert.
    pub span: Span,
    /// What comes in their place; empty to delete.
    pub text: String,
}

impl Fix {
    /// A fix of several edits, which do not overlap.
    pub fn new(applicability: Applicability, title: impl Into<Words>, edits: Vec<Edit>) -> Self {
        Self { title: title.into(), applicability, edits }
    }

    /// A safe fix of one edit.
    pub fn safe(title: impl Into<Words>, path: &SitePath, span: Span, text: impl Into<String>) -> Self {
        Self::one(Applicability::Safe, title, path, span, text)
    }

    /// An unsafe fix of one edit.
    pub fn unsafe_(title: impl Into<Words>, path: &SitePath, span: Span, text: impl Into<String>) -> Self {
        Self::one(Applicability::Unsafe, title, path, span, text)
    }

    fn one(applicability: Applicability, title: impl Into<Words>, path: &SitePath, span: Span, text: impl Into<String>) -> Self {
        let edit = Edit { path: path.clone(), span, text: text.into() };
        Self::new(applicability, title, vec![edit])
    }
}
