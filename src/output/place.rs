//! Where a diagnostic points, in lines and columns.

use super::Sources;
use crate::{
    path::SitePath,
    text::{LineIndex, Position, Span},
};

/// The two ends of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) start: Position,
    pub(super) end: Position,
    /// The span in bytes, no further than the text goes.
    pub(super) span: Span,
}

/// Finds the lines and columns of spans, one after the other: most lie in the same file as the one before.
pub(super) struct Places<'a> {
    sources: &'a dyn Sources,
    last: Option<(&'a SitePath, Option<(&'a str, &'a LineIndex)>)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, last: None }
    }

    /// Where the span is. A file that was never read has but one place, its beginning.
    pub(super) fn of(&mut self, path: &'a SitePath, span: Span) -> Place {
        let beginning = Position { line: 1, column: 1 };
        match self.text(path) {
            None => Place { start: beginning, end: beginning, span },
            Some((text, lines)) => {
                let span = Span::new((span.start as usize).min(text.len()), (span.end as usize).min(text.len()));
                let at = |offset: u32| lines.position(text, offset as usize);
                Place { start: at(span.start), end: at(span.end), span }
            }
        }
    }

    /// The 1-based line and column at which the span begins.
    pub(super) fn start(&mut self, path: &'a SitePath, span: Span) -> Position {
        self.text(path).map_or(Position { line: 1, column: 1 }, |(text, lines)| lines.position(text, span.start as usize))
    }

    fn text(&mut self, path: &'a SitePath) -> Option<(&'a str, &'a LineIndex)> {
        match self.last {
            Some((last, text)) if last == path => text,
            _ => {
                let text = self.sources.text(path);
                self.last = Some((path, text));
                text
            }
        }
    }
}
