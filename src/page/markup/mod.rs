//! How the Markdown of a page is written: which lines its blocks take, and with which marks.
//!
//! [`Document`](super::document::Document) says what a page *means*; this says what was typed for it. It is read from the
//! document's nodes, never by a second parse, for each page as its rules run, and dropped after them.

mod bare_url;
mod block;
mod code;
mod heading;
mod lines;
mod link;
mod margin;
mod shortcut;
mod table;
mod walk;

pub use bare_url::{addresses_in, bare_urls};
pub use block::Block;
pub use code::{CodeBlock, Fence};
pub use heading::{HeadingMark, HeadingStyle};
pub use lines::{LineKinds, Lines};
pub use link::{LinkForm, LinkMark};
pub use margin::margin;
pub use shortcut::undefined_shortcuts;
pub use table::{Row, Table, Tables};

use super::{Page, document::Kind};
use crate::text::Span;
use std::sync::OnceLock;

/// How the Markdown of a page is written.
#[derive(Debug)]
pub struct Markup {
    /// Every block, each before the blocks in it.
    pub blocks: Vec<Block>,
    /// Every line, and what stands on it.
    pub lines: Lines,
    tables: OnceLock<Tables>,
    bare_urls: OnceLock<Vec<Span>>,
}

impl Markup {
    /// Reads it from a parsed page.
    pub fn of(page: &Page) -> Self {
        walk::read(page)
    }

    /// The blocks of a kind, in the order of the text, each with its place in [`Markup::blocks`].
    pub fn of_kind(&self, is: impl Fn(Kind) -> bool) -> impl Iterator<Item = (usize, &Block)> {
        self.blocks.iter().enumerate().filter(move |(_, block)| is(block.kind))
    }

    /// The first line (0-based) that holds more than blanks, front matter and HTML comments; `None` where none does.
    pub fn first_content_line(&self, page: &Page) -> Option<usize> {
        let none = LineKinds::VOID.and(LineKinds::FRONT_MATTER);
        let comments = &page.document.comments;
        let is_inside_comment = |line: usize| {
            let start = page.lines().full_line(&page.text, line).start;
            let after = comments.partition_point(|comment| comment.start < start);
            comments[..after].last().is_some_and(|comment| start < comment.end)
        };
        let mut lines = self.lines.iter().filter(|(_, kinds)| !kinds.any(none));
        // Where a comment ends, the line is void if nothing follows.
        let found = lines.find(|&(line, kinds)| !kinds.any(LineKinds::COMMENT_OPEN) || !is_inside_comment(line));
        found.map(|(line, _)| line)
    }

    /// The blocks right inside the block at `parent`, each with its place.
    pub fn children(&self, parent: usize) -> impl Iterator<Item = (usize, &Block)> {
        let end = self.blocks.get(parent).map_or(0, |block| block.end as usize);
        let mut at = parent + 1;
        std::iter::from_fn(move || {
            let block = self.blocks.get(at).filter(|_| at < end)?;
            let here = at;
            at = (block.end as usize).max(at + 1);
            Some((here, block))
        })
    }

    /// The blocks around the block at `place`, from the innermost out, each with its place.
    pub fn ancestors(&self, place: usize) -> impl Iterator<Item = (usize, &Block)> {
        let mut next = self.blocks.get(place).and_then(|block| block.parent());
        std::iter::from_fn(move || {
            let here = next?;
            let block = self.blocks.get(here)?;
            next = block.parent();
            Some((here, block))
        })
    }

    /// Every list, in the order of the text, each with its place.
    pub fn lists(&self) -> impl Iterator<Item = (usize, &Block)> {
        self.of_kind(|kind| matches!(kind, Kind::List(_)))
    }

    /// Every Markdown heading with its marks, in the order of the text.
    pub fn headings<'p>(&'p self, page: &'p Page) -> impl Iterator<Item = (&'p Block, HeadingMark)> {
        let headings = self.blocks.iter().filter(|block| matches!(block.kind, Kind::Heading(_)));
        headings.filter_map(|block| Some((block, HeadingMark::read(page, block)?)))
    }

    /// Every code block with its fences, in the order of the text.
    pub fn code<'p>(&'p self, page: &'p Page) -> impl Iterator<Item = (&'p Block, CodeBlock)> {
        let blocks = self.blocks.iter().filter(|block| matches!(block.kind, Kind::CodeBlock(_)));
        blocks.map(|block| (block, CodeBlock::read(page, block)))
    }

    /// Every table with its rows as they are written. Read when first asked for.
    pub fn tables(&self, page: &Page) -> &Tables {
        self.tables.get_or_init(|| Tables::read(page, self))
    }

    /// The addresses without marks; see [`bare_urls`]. Looked for when first asked for.
    pub fn bare_urls(&self, page: &Page) -> &[Span] {
        self.bare_urls.get_or_init(|| bare_urls(page))
    }

    /// What stands before the content of the quotations and items on a 0-based line: `> `, the indentation of an item's later
    /// lines. It ends where the first byte comes that is neither `>` nor a blank.
    pub fn prefix(&self, page: &Page, line: usize) -> Span {
        let whole = page.lines().line(&page.text, line);
        let length = whole.of(&page.text).bytes().take_while(|byte| matches!(byte, b'>' | b' ' | b'\t')).count();
        Span::new(whole.start as usize, whole.start as usize + length)
    }

    /// How many quotations the block at `place` stands in.
    pub fn quotes(&self, place: usize) -> usize {
        self.ancestors(place).filter(|(_, around)| around.kind == Kind::BlockQuote).count()
    }

    /// The first `quotes` `>` of a 0-based line, with the blanks before them; empty for none.
    pub fn quote_marks(&self, page: &Page, line: usize, quotes: usize) -> Span {
        let prefix = self.prefix(page, line);
        let last = quotes.checked_sub(1).and_then(|last| prefix.of(&page.text).match_indices('>').nth(last));
        Span { end: prefix.start + last.map_or(0, |(at, _)| at as u32 + 1), ..prefix }
    }
}

#[cfg(test)]
mod tests;
