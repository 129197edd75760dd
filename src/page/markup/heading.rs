//! The marks of a heading.

use super::Block;
use crate::{
    page::{Page, document::Kind},
    text::Span,
};

/// How a heading is marked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum HeadingStyle {
    /// `## Words`.
    Atx,
    /// `## Words ##`.
    AtxClosed,
    /// Words above a line of `=` or `-`.
    Setext,
}

/// The marks of a heading. All spans are without the blanks around them.
#[derive(Clone, Copy, Debug)]
pub struct HeadingMark {
    /// How it is marked.
    pub style: HeadingStyle,
    /// 1–6.
    pub level: u8,
    /// The `#` before the words; empty for an underlined heading.
    pub open: Span,
    /// The words, as written; an underlined heading's may take several lines.
    pub words: Span,
    /// The `#` after them, or the line below; empty when there is none.
    pub close: Span,
}

impl HeadingMark {
    /// Reads the marks of a heading; `None` for another block.
    pub(super) fn read(page: &Page, block: &Block) -> Option<Self> {
        let Kind::Heading(level) = block.kind else { return None };
        let written = block.span.of(&page.text);
        let start = block.span.start as usize;
        let span = |from: usize, to: usize| Span::new(start + from, start + to);
        let hashes = written.bytes().take_while(|byte| *byte == b'#').count();
        let is_open = hashes == usize::from(level) && matches!(written.as_bytes().get(hashes), None | Some(b' ' | b'\t'));
        let one_line = block.first == block.last;
        if !is_open || !one_line {
            let words = written.rfind('\n').map_or("", |end| written[..end].trim_end());
            let line = written.rfind('\n').map_or("", |end| &written[end..]);
            let marks = line.trim_start_matches(|c: char| c == '>' || c.is_whitespace());
            let close = span(written.len() - marks.len(), written.len());
            return Some(Self { style: HeadingStyle::Setext, level, open: span(0, 0), words: span(0, words.len()), close });
        }
        let rest = &written[hashes..];
        let before = rest.trim_end_matches('#');
        // A closing run stands apart from the words.
        let closed = before.len() < rest.len() && before.ends_with([' ', '\t']);
        let words = if closed { before.trim_end() } else { rest };
        let lead = words.len() - words.trim_start().len();
        let (from, to) = (hashes + lead, hashes + words.len());
        let close = if closed { span(hashes + before.len(), written.len()) } else { span(written.len(), written.len()) };
        let style = if closed { HeadingStyle::AtxClosed } else { HeadingStyle::Atx };
        Some(Self { style, level, open: span(0, hashes), words: span(from.min(to), to), close })
    }
}
