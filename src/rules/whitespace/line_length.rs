//! Lines longer than a reviewer's window.

use crate::{
    page::{
        Page,
        document::{Kind, Node},
        markup::{LineKinds, Markup, bare_urls},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<LineLength>("whitespace/line-length", include_str!("../../../rules/whitespace/line-length.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct LineLength {
    line_length: usize,
    heading_line_length: Option<usize>,
    code_block_line_length: Option<usize>,
    code_blocks: bool,
    headings: bool,
    tables: bool,
    strict: bool,
    stern: bool,
}

impl StyleRule for LineLength {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let limits = [Some(self.line_length), self.heading_line_length, self.code_block_line_length];
        let least = limits.into_iter().flatten().filter(|limit| *limit > 0).min().unwrap_or(usize::MAX);
        let mut links = Links { page, nodes: &page.document.nodes, at: 0, addresses: None };
        let mut footnotes = None;
        for (line, kinds) in markup.lines.iter() {
            // A line has no fewer bytes than characters: most lines are done with here.
            if page.lines().full_line(&page.text, line).len() <= least {
                continue;
            }
            let Some(limit) = self.limit(kinds) else { continue };
            let span = page.lines().line(&page.text, line);
            let written = span.of(&page.text);
            if !self.is_too_long(written, limit) {
                continue;
            }
            let footnotes = footnotes.get_or_insert_with(|| footnote_lines(markup));
            let after = footnotes.partition_point(|&(first, _)| first as usize <= line);
            if footnotes[..after].last().is_some_and(|&(_, last)| line <= last as usize) {
                continue;
            }
            if !self.strict && links.are_all_of(span) {
                continue;
            }
            let message = format!("this line has {} characters; at most {limit} are wanted", units(written));
            let start = span.start as usize + offset(written, limit);
            report.add(&page.path, Span::new(start, span.end as usize), message).help(help(kinds));
        }
    }
}

impl LineLength {
    /// How many characters a line may have; `None` where it does not matter.
    fn limit(&self, kinds: LineKinds) -> Option<usize> {
        if kinds.any(LineKinds::FRONT_MATTER.and(LineKinds::DEFINITION)) {
            return None;
        }
        let (in_code, in_heading) = (kinds.any(LineKinds::CODE), kinds.any(LineKinds::HEADING));
        let is_left_out =
            in_code && !self.code_blocks || in_heading && !self.headings || kinds.any(LineKinds::TABLE) && !self.tables;
        let own = if in_code {
            self.code_block_line_length
        } else if in_heading {
            self.heading_line_length
        } else {
            None
        };
        Some(own.unwrap_or(self.line_length)).filter(|limit| *limit > 0 && !is_left_out)
    }

    fn is_too_long(&self, line: &str, limit: usize) -> bool {
        if self.strict {
            return units(line) > limit;
        }
        let last = line.bytes().rposition(is_blank);
        if self.stern {
            // Marks and one word: nowhere to break it.
            let before = last.and_then(|last| line.get(..last)).unwrap_or_default();
            return units(line) > limit && !before.bytes().all(|byte| is_blank(byte) || matches!(byte, b'#' | b'>'));
        }
        // A last word that begins within the limit may go beyond it.
        let before = last.and_then(|last| line.get(..=last)).unwrap_or_default();
        before.len() >= limit && units(before) >= limit && units(line) > limit
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | 0x0c)
}

/// How many characters a text has; those past U+FFFF, emoji among them, count two: about as wide as they are shown.
fn units(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.encode_utf16().count() }
}

/// The byte offset of the first character past the first `units`.
fn offset(text: &str, units: usize) -> usize {
    let mut before = 0;
    for (at, character) in text.char_indices() {
        if before >= units {
            return at;
        }
        before += character.len_utf16();
    }
    text.len()
}

fn help(kinds: LineKinds) -> &'static str {
    if kinds.any(LineKinds::CODE) {
        "Break it if the code allows: whoever reads it has to scroll"
    } else if kinds.any(LineKinds::HEADING) {
        "Say it in fewer words: a heading cannot be broken"
    } else if kinds.any(LineKinds::TABLE) {
        "A row cannot be broken: shorten its cells, or make the table a list"
    } else {
        "Break it where a sentence or a thought ends: readers of the page see no difference"
    }
}

/// The first and last lines of footnotes, in the order of the text.
fn footnote_lines(markup: &Markup) -> Vec<(u32, u32)> {
    markup.of_kind(|kind| kind == Kind::FootnoteDefinition).map(|(_, block)| (block.first, block.last)).collect()
}

/// Finds lines that hold a link or picture and no words of a paragraph beside it. Asked for one line after the other.
struct Links<'p> {
    page: &'p Page,
    nodes: &'p [Node],
    /// The first node that may reach the line; never within one of text.
    at: usize,
    /// Addresses that are links by themselves, once one is asked for.
    addresses: Option<Vec<Span>>,
}

impl Links<'_> {
    fn are_all_of(&mut self, line: Span) -> bool {
        let mut at = self.at;
        let (mut found, mut past) = (false, false);
        // Headings and cells of tables, up to which node their words go: those are no paragraph.
        let mut titled = 0;
        while let Some(node) = self.nodes.get(at).filter(|node| node.span.start < line.end) {
            let is_container = is_container(node.kind());
            let next = if is_container { at + 1 } else { node.end().max(at + 1) };
            if matches!(node.kind(), Kind::Heading(_) | Kind::TableCell) {
                titled = node.end();
            }
            // Where the next line begins to look: at what reaches it, or at the heading or cell around that.
            if !past && node.span.end <= line.start {
                self.at = if is_container { node.end().max(at + 1) } else { next };
                at = self.at;
                continue;
            }
            if !is_container && node.span.end > line.start {
                past = true;
                match node.kind() {
                    Kind::Link | Kind::Image => found = true,
                    Kind::Text if at < titled => found |= self.address(node.span).is_some(),
                    Kind::Text if self.address(node.span).is_some_and(|address| self.is_all_of(address, node.span)) => {
                        found = true;
                    }
                    // A blank follows the box.
                    Kind::Text | Kind::TaskMarker => return false,
                    Kind::Emphasis | Kind::Strong | Kind::Strikethrough => {
                        let inside = self.nodes.get(at..next).unwrap_or_default();
                        let on_line = Span { start: node.span.start.max(line.start), end: node.span.end.min(line.end) };
                        let is_link =
                            |inner: &Node| matches!(inner.kind(), Kind::Link | Kind::Image) && inner.span.overlaps(line);
                        found |= inside.iter().any(is_link) || self.address(on_line).is_some();
                    }
                    _ => {}
                }
            }
            at = next;
        }
        found
    }

    /// The first address without brackets in a span.
    fn address(&mut self, within: Span) -> Option<Span> {
        let addresses = self.addresses.get_or_insert_with(|| bare_urls(self.page));
        let after = addresses.partition_point(|address| address.start < within.start);
        addresses.get(after).copied().filter(|address| address.end <= within.end)
    }

    /// Whether a text is nothing but an address.
    fn is_all_of(&self, address: Span, text: Span) -> bool {
        self.page.slice(text).trim().len() == address.len()
    }
}

/// Whether blocks or the words of one are inside it, rather than words in a line.
fn is_container(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Paragraph
            | Kind::Heading(_)
            | Kind::BlockQuote
            | Kind::List(_)
            | Kind::Item
            | Kind::Table
            | Kind::TableHead
            | Kind::TableRow
            | Kind::TableCell
            | Kind::FootnoteDefinition
            | Kind::DefinitionList
            | Kind::DefinitionTerm
            | Kind::Definition
    )
}
