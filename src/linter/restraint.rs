//! What is asked of every fix of how Markdown is written, whichever rule offers it.

use crate::{
    diagnostic::{Applicability, Diagnostic},
    page::{Page, markup::Markup},
    rule::StyleRule,
};

/// What keeps fixes on a page from being made, or from being made unasked.
pub(super) struct Restraint<'a> {
    /// The rule on long lines, where it runs on the page.
    line_length: Option<&'a dyn StyleRule>,
    /// Whether lines end in `\r` alone, or one does. They are lines to renderers and none to editors, and nothing can be said of
    /// what a fix would make of them.
    has_old_line_ends: bool,
}

/// The rule that fixes of other rules could make problems for.
pub(super) const LINE_LENGTH: &str = "whitespace/line-length";

impl<'a> Restraint<'a> {
    pub(super) fn new(page: &Page, line_length: Option<&'a dyn StyleRule>) -> Self {
        let bytes = page.text.as_bytes();
        let has_old_line_ends = memchr::memchr_iter(b'\r', bytes).any(|at| bytes.get(at + 1) != Some(&b'\n'));
        Self { line_length, has_old_line_ends }
    }

    /// Takes a fix away, or keeps it for those who ask for it.
    pub(super) fn hold(&self, page: &Page, markup: &Markup, found: &mut Diagnostic) {
        if self.has_old_line_ends {
            found.fix = None;
        }
        let Some(fix) = found.fix.as_mut().filter(|fix| fix.applicability == Applicability::Safe) else { return };
        if self.line_length.is_some_and(|rule| rule.minds(page, markup, fix)) {
            fix.applicability = Applicability::Unsafe;
        }
    }
}
