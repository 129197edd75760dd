//! A block of Markdown, and the lines it takes.

use crate::{page::document::Kind, text::Span};

/// A block of Markdown: a heading, a paragraph, a list, …; not what stands in a line.
#[derive(Clone, Copy, Debug)]
pub struct Block {
    /// What it is.
    pub kind: Kind,
    /// From its first mark or letter to the last that is no blank; without what stands before it on its first line.
    pub span: Span,
    /// Its place in [`Document::nodes`](crate::page::document::Document::nodes).
    pub node: u32,
    /// Just past the last block in it, in [`Markup::blocks`](super::Markup::blocks).
    pub end: u32,
    /// The first of its lines, 0-based.
    pub first: u32,
    /// The last of its lines that is not blank, 0-based.
    pub last: u32,
    /// The mark it begins with: `-`, `12.`, `##`, `~~~`, `>`; empty for those without.
    pub mark: Span,
    pub(super) parent: u32,
}

/// Stands for no block.
pub(super) const NONE: u32 = u32::MAX;

impl Block {
    /// The block around it, by its place in [`Markup::blocks`](super::Markup::blocks).
    pub fn parent(&self) -> Option<usize> {
        (self.parent != NONE).then_some(self.parent as usize)
    }

    /// How many lines it takes.
    pub fn height(&self) -> u32 {
        self.last + 1 - self.first
    }
}
