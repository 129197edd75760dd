//! Lines longer than a reviewer's window.

use crate::{
    diagnostic::{Edit, Fix},
    page::{
        Page,
        document::{Kind, Node},
        markup::{LineKinds, Markup},
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
        let mut links = Links { page, markup, nodes: &page.document.nodes, at: 0 };
        let mut footnotes = None;
        let rare_blanks = memchr::memchr2(b'\r', 0x0c, page.text.as_bytes()).is_some();
        for (line, kinds) in markup.lines.iter() {
            // A line has no fewer bytes than characters: most lines are done with here.
            if page.lines().full_line(&page.text, line).len() <= least {
                continue;
            }
            let Some(limit) = self.limit(kinds) else { continue };
            let span = page.lines().line(&page.text, line);
            let written = span.of(&page.text);
            let Some(length) = self.too_long(written, limit, rare_blanks) else { continue };
            let footnotes = footnotes.get_or_insert_with(|| footnote_lines(markup));
            let after = footnotes.partition_point(|&(first, _)| first as usize <= line);
            if footnotes[..after].last().is_some_and(|&(_, last)| line <= last as usize) {
                continue;
            }
            if !self.strict && links.are_all_of(span) {
                continue;
            }
            let message = format!("this line has {length} characters; at most {limit} are wanted");
            let start = span.start as usize + offset(written, limit);
            report.add(&page.path, Span::new(start, span.end as usize), message).help(help(kinds));
        }
    }

    fn minds(&self, page: &Page, markup: &Markup, fix: &Fix) -> bool {
        let grows = |edit: &Edit| edit.text.len() > edit.span.len() || page.slice(edit.span).contains('\n');
        if !fix.edits.iter().any(|edit| grows(edit) && edit.text != "\n") {
            return false;
        }
        let mut edits: Vec<_> = fix.edits.iter().filter(|edit| edit.path == page.path).collect();
        edits.sort_by_key(|edit| edit.span);
        let lines = page.lines();
        let touch = |one: &&Edit, next: &&Edit| lines.line_at(one.span.end as usize) == lines.line_at(next.span.start as usize);
        edits.chunk_by(touch).any(|edits| self.lengthens(page, markup, edits))
    }
}

impl LineLength {
    /// Whether edits that touch the same lines make one of them too long that is not, and whose limit is that of the first.
    fn lengthens(&self, page: &Page, markup: &Markup, edits: &[&Edit]) -> bool {
        let (Some(first), Some(last)) = (edits.first(), edits.last()) else { return false };
        let lines = page.lines();
        let line = lines.line_at(first.span.start as usize);
        let Some(limit) = self.limit(markup.lines.kinds(line)) else { return false };
        let mut done = lines.full_line(&page.text, line).start;
        let end = lines.line(&page.text, lines.line_at(last.span.end as usize)).end.max(last.span.end);
        let before = Span { start: done, end }.of(&page.text);
        let grown: usize = edits.iter().map(|edit| edit.text.len()).sum();
        if before.len() + grown <= limit {
            return false;
        }
        let mut after = String::with_capacity(before.len() + grown);
        for edit in edits {
            after.push_str(Span { start: done, end: edit.span.start.max(done) }.of(&page.text));
            after.push_str(&edit.text);
            done = edit.span.end.max(done);
        }
        after.push_str(Span { start: done, end: end.max(done) }.of(&page.text));
        let has_long = |text: &str| text.split(['\n', '\r']).any(|line| self.too_long(line, limit, true).is_some());
        has_long(&after) && !has_long(before)
    }

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

    /// How many characters a line has, if those are too many. `rare_blanks` says whether other blanks than spaces and tabs may
    /// stand in it.
    fn too_long(&self, line: &str, limit: usize, rare_blanks: bool) -> Option<usize> {
        if self.strict {
            return Some(units(line)).filter(|length| *length > limit);
        }
        let bytes = line.as_bytes();
        let last = match rare_blanks {
            true => bytes.iter().rposition(|&byte| is_blank(byte)),
            false => memchr::memrchr2(b' ', b'\t', bytes),
        };
        if self.stern {
            // Marks and one word: nowhere to break it.
            let before = last.and_then(|last| line.get(..last)).unwrap_or_default();
            let is_word = before.bytes().all(|byte| is_blank(byte) || matches!(byte, b'#' | b'>'));
            return Some(units(line)).filter(|length| *length > limit && !is_word);
        }
        // A last word that begins within the limit may go beyond it.
        let (before, word) = line.split_at_checked(last.map_or(0, |last| last + 1))?;
        if before.len() < limit {
            return None;
        }
        let length = units(before);
        Some(length + units(word)).filter(|whole| length >= limit && *whole > limit)
    }
}

fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\t' | b'\r' | 0x0c)
}

/// How many characters a text has; those past U+FFFF, emoji among them, count two: about as wide as they are shown.
fn units(text: &str) -> usize {
    // So few at a time that a byte can count them, which lets the compiler count many at once. Only the first byte of a character
    // counts, so hardly ever more than one a byte.
    let begin = |block: &[u8]| block.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80) + u8::from(byte >= 0xf0)).sum::<u8>();
    text.as_bytes().chunks(128).map(|block| usize::from(begin(block))).sum()
}

/// The byte offset of the first character past the first `units`.
fn offset(text: &str, units: usize) -> usize {
    if text.get(..units).is_some_and(str::is_ascii) {
        return units;
    }
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
    markup: &'p Markup,
    nodes: &'p [Node],
    /// The first node that may reach the line; never within one of text.
    at: usize,
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
                        let is_link = inside.iter().any(|inner| matches!(inner.kind(), Kind::Link | Kind::Image));
                        found |= is_link || self.address(node.span).is_some();
                    }
                    _ => {}
                }
            }
            at = next;
        }
        found
    }

    /// The first address without brackets in a span.
    fn address(&self, within: Span) -> Option<Span> {
        let addresses = self.markup.bare_urls(self.page);
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
