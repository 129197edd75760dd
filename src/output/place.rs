//! Where a diagnostic points, in lines and columns.

use super::Sources;
use crate::{
    path::SitePath,
    text::{Position, Span},
};

/// The two ends of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: Position,
    pub(super) end: Position,
    /// The span in bytes, no further than the text goes.
    pub(super) span: Span,
}

/// Finds the lines and columns of a span. A file that was never read has but one place, its beginning.
pub(super) fn place(sources: &dyn Sources, path: &SitePath, span: Span) -> Place {
    let beginning = Position { line: 1, column: 1 };
    match sources.text(path) {
        None => Place { start: beginning, end: beginning, span },
        Some((text, lines)) => {
            let span = Span::new((span.start as usize).min(text.len()), (span.end as usize).min(text.len()));
            let at = |offset: u32| lines.position(text, offset as usize);
            Place { start: at(span.start), end: at(span.end), span }
        }
    }
}
