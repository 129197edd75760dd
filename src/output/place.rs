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
    /// The byte offset asked for last, and where it is: what a fix changes often begins where the problem does.
    position: Option<(u32, Position)>,
}

impl<'a> Places<'a> {
    pub(super) fn new(sources: &'a dyn Sources) -> Self {
        Self { sources, last: None, position: None }
    }

    /// Where the span is. A file that was never read has but one place, its beginning.
    pub(super) fn of(&mut self, path: &'a SitePath, span: Span) -> Place {
        let beginning = Position { line: 1, column: 1 };
        match self.text(path) {
            None => Place { start: beginning, end: beginning, span },
            Some((text, lines)) => {
                let span = Span::new((span.start as usize).min(text.len()), (span.end as usize).min(text.len()));
                let start = self.position(text, lines, span.start);
                Place { start, end: self.position(text, lines, span.end), span }
            }
        }
    }

    /// The 1-based line and column at which the span begins.
    pub(super) fn start(&mut self, path: &'a SitePath, span: Span) -> Position {
        match self.text(path) {
            None => Position { line: 1, column: 1 },
            Some((text, lines)) => self.position(text, lines, span.start),
        }
    }

    fn position(&mut self, text: &str, lines: &LineIndex, offset: u32) -> Position {
        match self.position {
            Some((last, position)) if last == offset => position,
            _ => {
                let position = lines.position(text, offset as usize);
                self.position = Some((offset, position));
                position
            }
        }
    }

    fn text(&mut self, path: &'a SitePath) -> Option<(&'a str, &'a LineIndex)> {
        match self.last {
            Some((last, text)) if last == path => text,
            _ => {
                let text = self.sources.text(path);
                (self.last, self.position) = (Some((path, text)), None);
                text
            }
        }
    }
}
