//! From the nodes of the document to blocks and lines, in one walk.

use super::{Block, LineKinds, Lines, Markup, block::NONE};
use crate::{
    page::{Page, document::Kind},
    text::{LineIndex, Span},
};
use std::sync::OnceLock;

pub(super) fn read(page: &Page) -> Markup {
    let nodes = &page.document.nodes;
    let index = page.lines();
    let mut walk =
        Walk { page, index, blocks: Vec::with_capacity(nodes.len() / 4), open: Vec::new(), line: 0, last: 0, definition: 0 };
    for (at, node) in nodes.iter().enumerate() {
        if walk.open.last().is_some_and(|open| open.end <= at) {
            walk.close(at);
        }
        if is_block(node.kind()) {
            walk.open(at, node.kind(), node.span, node.end());
        } else if let Some(open) = walk.open.last_mut() {
            open.content = open.content.max(node.span.end);
        }
    }
    walk.close(usize::MAX);
    let blocks = walk.blocks;
    let mut lines = Lines { kinds: vec![LineKinds::default(); index.count()] };
    mark_blocks(page, &blocks, &mut lines);
    mark_others(page, &mut lines);
    mark_blank(page, &mut lines);
    Markup { blocks, lines, tables: OnceLock::new(), bare_urls: OnceLock::new() }
}

fn is_block(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph
            | Kind::Heading(_)
            | Kind::BlockQuote
            | Kind::List(_)
            | Kind::Item
            | Kind::CodeBlock(_)
            | Kind::HtmlBlock
            | Kind::Table
            | Kind::TableHead
            | Kind::TableRow
            | Kind::FootnoteDefinition
            | Kind::DefinitionList
            | Kind::DefinitionTerm
            | Kind::Definition
            | Kind::Rule
    )
}

struct Walk<'p> {
    page: &'p Page,
    index: &'p LineIndex,
    blocks: Vec<Block>,
    open: Vec<Open>,
    /// Where lines were last looked up: blocks begin, and end, mostly one after the other.
    line: usize,
    last: usize,
    /// The first definition that belongs to no block yet.
    definition: usize,
}

struct Open {
    block: usize,
    /// The node past its last descendant.
    end: usize,
    /// The end of the last thing in it.
    content: u32,
}

impl Walk<'_> {
    fn open(&mut self, node: usize, kind: Kind, span: Span, end: usize) {
        let text = &self.page.text;
        let written = span.of(text);
        // The span of an item may begin with the end of the line before it.
        let start = span.start as usize + (written.len() - written.trim_start().len());
        let mark = mark(kind, text.get(start..span.end as usize).unwrap_or_default());
        self.line = self.index.line_from(self.line, start);
        let is_leaf = end == node + 1
            || matches!(
                kind,
                Kind::CodeBlock(_) | Kind::HtmlBlock | Kind::Heading(_) | Kind::TableHead | Kind::TableRow | Kind::Table
            );
        let content = if is_leaf && !matches!(kind, Kind::List(_) | Kind::Item | Kind::BlockQuote) {
            (span.start as usize + written.trim_end().len()).max(start)
        } else {
            start + mark
        };
        let parent = self.open.last().map_or(NONE, |open| open.block as u32);
        self.open.push(Open { block: self.blocks.len(), end, content: content as u32 });
        self.blocks.push(Block {
            kind,
            span: Span::new(start, content),
            node: node as u32,
            end: NONE,
            first: self.line as u32,
            last: self.line as u32,
            mark: Span::new(start, start + mark),
            parent,
        });
    }

    /// Closes the blocks that end before node `at`.
    fn close(&mut self, at: usize) {
        while let Some(open) = self.open.pop_if(|open| open.end <= at) {
            let end = self.blocks.len() as u32;
            let content = open.content.max(self.definitions_in(&open));
            let Some(block) = self.blocks.get_mut(open.block) else { continue };
            block.end = end;
            block.span.end = trimmed(&self.page.text, block.span.start, content);
            self.last =
                self.index.line_from(self.last, (block.span.end as usize).saturating_sub(1).max(block.span.start as usize));
            block.last = self.last as u32;
            let content = block.span.end;
            if let Some(outer) = self.open.last_mut() {
                outer.content = outer.content.max(content);
            }
        }
    }
}

impl Walk<'_> {
    /// The end of the last definition in an item, which is no node of its own. The parser's span of an item may reach past its
    /// end, over definitions that stand left of it.
    fn definitions_in(&mut self, open: &Open) -> u32 {
        let Some(block) = self.blocks.get(open.block).filter(|block| block.kind == Kind::Item) else { return 0 };
        let Some(whole) = self.page.document.nodes.get(block.node as usize).map(|node| node.span) else { return 0 };
        let column = |line: usize, offset: u32| offset - self.index.full_line(&self.page.text, line).start;
        let mut end = 0;
        while let Some(next) = self.page.document.definitions.get(self.definition).filter(|next| next.span.start < whole.end) {
            if next.span.start >= whole.start {
                let line = self.index.line_from(self.last, next.span.start as usize);
                if column(line, next.span.start) <= column(block.first as usize, block.mark.start) {
                    break;
                }
                end = next.span.end;
            }
            self.definition += 1;
        }
        end
    }
}

/// The end without blanks before it.
fn trimmed(text: &str, start: u32, end: u32) -> u32 {
    let written = text.get(start as usize..end as usize).unwrap_or_default();
    start + written.trim_end().len() as u32
}

/// The length of the mark that a block begins with.
fn mark(kind: Kind, written: &str) -> usize {
    let bytes = written.as_bytes();
    match kind {
        Kind::Item => {
            let digits = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
            match bytes.get(digits) {
                Some(b'.' | b')') if digits > 0 => digits + 1,
                Some(b'-' | b'*' | b'+') if digits == 0 => 1,
                _ => 0,
            }
        }
        Kind::CodeBlock(true) => {
            let fence = bytes.first();
            bytes.iter().take_while(|byte| Some(*byte) == fence).count()
        }
        Kind::Heading(_) => bytes.iter().take_while(|&&byte| byte == b'#').count(),
        Kind::BlockQuote => usize::from(bytes.first() == Some(&b'>')),
        _ => 0,
    }
}

fn mark_blocks(page: &Page, blocks: &[Block], lines: &mut Lines) {
    for block in blocks {
        let all = block.first..=block.last;
        match block.kind {
            Kind::Heading(_) => lines.add(all, LineKinds::HEADING),
            Kind::BlockQuote => lines.add(all, LineKinds::QUOTE),
            Kind::List(_) => lines.add(all, LineKinds::LIST),
            Kind::HtmlBlock => lines.add(all, LineKinds::HTML),
            Kind::Table => lines.add(all, LineKinds::TABLE),
            Kind::Rule => lines.add(all, LineKinds::RULE),
            Kind::CodeBlock(false) => lines.add(all, LineKinds::INDENTED),
            Kind::CodeBlock(true) => {
                lines.add(block.first..=block.first, LineKinds::FENCE);
                let closed = super::CodeBlock::read(page, block).fence().is_some_and(|fence| fence.close.is_some());
                if block.last > block.first {
                    let inside = if closed { block.last - 1 } else { block.last };
                    if closed {
                        lines.add(block.last..=block.last, LineKinds::FENCE);
                    }
                    if inside > block.first {
                        lines.add(block.first + 1..=inside, LineKinds::FENCED);
                    }
                }
            }
            _ => {}
        }
    }
}

/// The lines of what is no block: front matter, definitions, comments, template tags.
fn mark_others(page: &Page, lines: &mut Lines) {
    let index = page.lines();
    let mut add = |spans: &mut dyn Iterator<Item = Span>, kinds: LineKinds| {
        let mut line = 0;
        for span in spans.filter(|span| !span.is_empty()) {
            line = index.line_from(line, span.start as usize);
            let last = index.line_from(line, trimmed(&page.text, span.start, span.end).saturating_sub(1) as usize);
            lines.add(line as u32..=last.max(line) as u32, kinds);
            if kinds == LineKinds::COMMENT && last > line {
                lines.add(line as u32..=last as u32 - 1, LineKinds::COMMENT_OPEN);
            }
        }
    };
    let block = page.front_matter.as_ref().map(|block| Span::new(0, block.body_start as usize));
    add(&mut block.into_iter(), LineKinds::FRONT_MATTER);
    add(&mut page.document.definitions.iter().map(|definition| definition.span), LineKinds::DEFINITION);
    add(&mut page.document.comments.iter().copied(), LineKinds::COMMENT);
    add(&mut page.document.islands.iter().map(|island| island.span), LineKinds::TEMPLATE);
}

fn mark_blank(page: &Page, lines: &mut Lines) {
    let (text, index) = (&page.text, page.lines());
    let mut after_code = false;
    for (line, kinds) in lines.kinds.iter_mut().enumerate() {
        let written = index.full_line(text, line).of(text);
        // Blanks deep enough to be code are, although nothing follows them.
        let is_code = after_code && (written.starts_with("    ") || written.starts_with('\t'));
        after_code = kinds.any(LineKinds::INDENTED);
        let Some(first) = written.bytes().find(|byte| !byte.is_ascii_whitespace()) else {
            *kinds = kinds.and(LineKinds::BLANK).and(LineKinds::VOID);
            if is_code {
                *kinds = kinds.and(LineKinds::INDENTED);
                after_code = true;
            }
            continue;
        };
        let is_void = match first {
            b'>' | b'<' | b'-' if kinds.any(LineKinds::COMMENT) => is_void(written),
            b'>' => written.bytes().all(is_void_byte),
            _ => kinds.any(LineKinds::COMMENT) && is_void(written),
        };
        if is_void {
            *kinds = kinds.and(LineKinds::VOID);
        }
    }
}

/// Whether nothing but `>` and blanks is left of a line without its comments, and without the part of a comment that goes over
/// several lines.
fn is_void(line: &str) -> bool {
    let mut rest = line;
    loop {
        let (begin, end) = (rest.find("<!--"), rest.find("-->"));
        let (before, after) = match (begin, end) {
            (None, None) => (rest, ""),
            (Some(begin), None) => (&rest[..begin], ""),
            (Some(begin), Some(end)) if begin < end => (&rest[..begin], &rest[end + 3..]),
            (_, Some(end)) => ("", &rest[end + 3..]),
        };
        if !before.bytes().all(is_void_byte) {
            return false;
        }
        if after.is_empty() {
            return true;
        }
        rest = after;
    }
}

fn is_void_byte(byte: u8) -> bool {
    byte == b'>' || byte.is_ascii_whitespace()
}
