//! The fences of a code block.

use super::Block;
use crate::{
    page::{Page, document::Kind},
    text::Span,
};

/// How a code block is written.
#[derive(Clone, Copy, Debug)]
pub enum CodeBlock {
    /// Between fences.
    Fenced(Fence),
    /// By its indentation.
    Indented,
}

/// The marks around a fenced code block.
#[derive(Clone, Copy, Debug)]
pub struct Fence {
    /// The opening marks.
    pub open: Span,
    /// What stands after them on the line, without blanks around it: the language and more.
    pub info: Span,
    /// The closing marks; `None` where the block ends without.
    pub close: Option<Span>,
}

impl CodeBlock {
    /// Reads the fences of a code block; of any other block it says that it has none.
    pub fn read(page: &Page, block: &Block) -> Self {
        if block.kind != Kind::CodeBlock(true) {
            return Self::Indented;
        }
        let written = block.span.of(&page.text);
        let first = written.split('\n').next().unwrap_or_default();
        let open = block.mark;
        let after = first.get(open.len()..).unwrap_or_default();
        let info = after.trim();
        let start = open.end as usize + (after.len() - after.trim_start().len());
        let info = Span::new(start, start + info.len());
        let mark = open.of(&page.text).as_bytes().first().copied().unwrap_or(b'`') as char;
        let close = written.rfind('\n').and_then(|end| {
            let marks = written[end + 1..].trim_end().len();
            let line = &written[end + 1..end + 1 + marks];
            let length = line.len() - line.trim_end_matches(mark).len();
            let before = line[..line.len() - length].bytes().all(|byte| matches!(byte, b'>' | b' ' | b'\t'));
            let at = block.span.start as usize + end + 1 + line.len();
            (before && length >= open.len()).then(|| Span::new(at - length, at))
        });
        Self::Fenced(Fence { open, info, close })
    }

    /// The fences; `None` for an indented block.
    pub fn fence(&self) -> Option<&Fence> {
        match self {
            Self::Fenced(fence) => Some(fence),
            Self::Indented => None,
        }
    }
}
