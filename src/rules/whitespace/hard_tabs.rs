//! Tabs.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        markup::{CodeBlock, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<HardTabs>("whitespace/hard-tabs", include_str!("../../../rules/whitespace/hard-tabs.md"));

/// A tab leads to the next column that this divides.
const STOP: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct HardTabs {
    code_blocks: bool,
    ignore_code_languages: Vec<String>,
    spaces_per_tab: usize,
}

impl StyleRule for HardTabs {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let bytes = page.text.as_bytes();
        let Some(first) = memchr::memchr(b'\t', bytes) else { return };
        let mut reader = Reader::new(page);
        let mut comments = page.document.comments.iter().peekable();
        let mut islands = page.document.islands.iter().peekable();
        let mut spans = page.document.nodes.iter().filter(|node| node.kind() == Kind::Code).peekable();
        let mut blocks = markup.code(page).filter(|(_, code)| self.is_ignored(page, code)).peekable();
        let is_shown = page.document.elements.iter().any(|element| shows_tabs(page.slice(element.name)));
        let mut at = first;
        loop {
            let length = bytes.get(at..).unwrap_or_default().iter().take_while(|byte| **byte == b'\t').count();
            let run = Span::new(at, at + length);
            reader.advance(at);
            let kinds = markup.lines.kinds(reader.line);
            while comments.next_if(|comment| comment.end <= run.start).is_some() {}
            while islands.next_if(|island| island.span.end <= run.start).is_some() {}
            while spans.next_if(|node| node.span.end <= run.start).is_some() {}
            while blocks.next_if(|(block, _)| (block.last as usize) < reader.line).is_some() {}
            let in_code = kinds.any(LineKinds::FENCED.and(LineKinds::INDENTED));
            let is_left = kinds.any(LineKinds::FRONT_MATTER)
                || comments.peek().is_some_and(|comment| comment.overlaps(run))
                || !self.code_blocks && (in_code || spans.peek().is_some_and(|node| node.span.overlaps(run)))
                || in_code && blocks.peek().is_some_and(|(block, _)| block.first as usize <= reader.line);
            if !is_left {
                let message = if length == 1 { "a tab" } else { "tabs" };
                let finding = report.add(&page.path, run, message);
                finding.help(if in_code {
                    "Write blanks: a tab is as wide as each reader's program makes it"
                } else {
                    "Write blanks: how far a tab reaches depends on the program that shows it"
                });
                let mut fix = self.fix(&reader, run, kinds);
                let in_tag = islands.peek().is_some_and(|island| island.span.overlaps(run));
                // At the end of a code span a blank is not shown, and a tab is.
                let is_tick = |at: Option<usize>| at.and_then(|at| bytes.get(at)) == Some(&b'`');
                let at_code = is_tick(at.checked_sub(1)) || is_tick(Some(at + length));
                if is_shown || in_tag || at_code || reader.has_return {
                    fix.applicability = Applicability::Unsafe;
                }
                finding.fix(fix);
            }
            match memchr::memchr(b'\t', bytes.get(at + length..).unwrap_or_default()) {
                Some(next) => at += length + next,
                None => break,
            }
        }
    }
}

/// Elements in which blanks are shown as they are, or are no blanks.
fn shows_tabs(element: &str) -> bool {
    ["pre", "textarea", "script", "style"].iter().any(|name| element.eq_ignore_ascii_case(name))
}

impl HardTabs {
    fn is_ignored(&self, page: &Page, code: &CodeBlock) -> bool {
        let Some(fence) = code.fence().filter(|_| !self.ignore_code_languages.is_empty()) else { return false };
        let language = page.slice(fence.info).split_ascii_whitespace().next().unwrap_or_default();
        self.ignore_code_languages.iter().any(|ignored| ignored.eq_ignore_ascii_case(language))
    }

    fn fix(&self, reader: &Reader, run: Span, kinds: LineKinds) -> Fix {
        let (page, title) = (reader.page, "Write blanks");
        let line = page.lines().line(&page.text, reader.line);
        let stops = (reader.column / STOP + run.len()) * STOP - reader.column;
        let is_code = kinds.any(LineKinds::FENCED.and(LineKinds::INDENTED));
        if is_code {
            let width = if self.spaces_per_tab > 1 { self.spaces_per_tab * run.len() } else { stops };
            // The one tab that makes it code is not shown.
            let in_block = kinds.any(LineKinds::LIST.and(LineKinds::QUOTE));
            let is_mark = kinds.any(LineKinds::INDENTED) && reader.column == 0 && run.len() == 1 && !in_block;
            return match is_mark {
                true => Fix::safe(title, &page.path, run, " ".repeat(stops)),
                false => Fix::unsafe_(title, &page.path, run, " ".repeat(width)),
            };
        }
        let after = Span { start: run.end, end: line.end.max(run.end) }.of(&page.text);
        if after.bytes().all(|byte| matches!(byte, b' ' | b'\t')) {
            // Two blanks at the end, put in place of a tab, would break the line.
            let title = "Remove the blanks at the end of the line";
            return match after.ends_with("  ") {
                true => Fix::safe(title, &page.path, run, ""),
                false => Fix::safe(title, &page.path, Span { start: reader.blanks, end: line.end }, ""),
            };
        }
        // In front of the words columns count.
        let width = if reader.in_front { stops } else { run.len() * self.spaces_per_tab.max(1) };
        Fix::safe(title, &page.path, run, " ".repeat(width))
    }
}

/// Goes through the lines that have tabs, byte by byte and never back.
struct Reader<'p> {
    page: &'p Page,
    /// Where it is: 0-based line, byte, and 0-based column with tabs as wide as they reach.
    line: usize,
    at: usize,
    column: usize,
    /// Whether only marks of quotations and items came before on the line.
    in_front: bool,
    /// Where the blanks begin that stand before the place.
    blanks: u32,
    /// Whether a `\r` came before on the line: then it may be many, of which the columns are not known.
    has_return: bool,
}

impl<'p> Reader<'p> {
    fn new(page: &'p Page) -> Self {
        Self { page, line: 0, at: 0, column: 0, in_front: true, blanks: 0, has_return: false }
    }

    fn advance(&mut self, to: usize) {
        let line = self.page.lines().line_from(self.line, to);
        if line != self.line {
            let start = self.page.lines().full_line(&self.page.text, line).start;
            *self = Self { line, at: start as usize, blanks: start, ..Self::new(self.page) };
        }
        for &byte in self.page.text.as_bytes().get(self.at..to).unwrap_or_default() {
            self.at += 1;
            match byte {
                b'\t' => self.column = (self.column / STOP + 1) * STOP,
                b' ' => self.column += 1,
                // Bytes within a character take no column, nor does a byte order mark.
                0x80..=0xbf => {}
                _ => self.column += 1,
            }
            self.has_return |= byte == b'\r';
            self.in_front &= matches!(byte, b'\t' | b' ' | b'>' | b'-' | b'+' | b'*' | b'.' | b')' | b':' | b'0'..=b'9');
            if !matches!(byte, b'\t' | b' ') {
                self.blanks = self.at as u32;
            }
        }
    }
}
