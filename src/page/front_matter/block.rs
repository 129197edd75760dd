//! Where the metadata block of a page lies.

use super::shape;
use crate::{
    page::dialect::{Closing, FrontMatterDialect, HeaderComment},
    text::Span,
};

/// How a metadata block is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// YAML.
    Yaml,
    /// TOML.
    Toml,
    /// JSON.
    Json,
    /// `/* … */`.
    HeaderComment,
    /// A language that is not read: `---js` and other words after the opening fence (npm gray-matter).
    Other,
}

/// The parts of a metadata block, as byte spans of the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Whether the page begins with a byte order mark (bytes 0 to 3).
    pub bom: bool,
    /// The opening line without its newline; the fence alone where metadata may follow on its line; empty for bare JSON.
    pub open: Span,
    /// What stands between the fences.
    pub matter: Span,
    /// The closing line without its newline, or the fence alone where text may follow on its line; empty for bare JSON. `None` if
    /// the block is not closed.
    pub close: Option<Span>,
    /// Byte offset where the Markdown starts.
    pub body_start: u32,
    /// How it is written.
    pub syntax: Syntax,
}

impl Block {
    /// From the opening through the closing fence; to the end of the metadata if unclosed.
    pub fn span(&self) -> Span {
        self.open.to(self.close.unwrap_or(self.matter))
    }
}

/// Finds the metadata block of a page, or `None` where the generator would find none. An unclosed block counts for generators that
/// then take the whole page for metadata (npm gray-matter, Hugo), and else where it clearly holds keys; it ends with the last line
/// that looks like metadata.
pub fn split(text: &str, dialect: &FrontMatterDialect) -> Option<Block> {
    let start = if text.starts_with('\u{feff}') { 3 } else { 0 };
    let rest = text.get(start..)?;
    let blank = if dialect.skips_blanks() { rest.len() - rest.trim_start().len() } else { 0 };
    opening_at(text, start + blank, dialect)
}

/// The block whose opening fence is at `offset`.
pub(super) fn opening_at(text: &str, offset: usize, dialect: &FrontMatterDialect) -> Option<Block> {
    let rest = text.get(offset..)?;
    let finder = Finder { text, offset, dialect };
    match rest.as_bytes().first()? {
        b'-' if dialect.yaml && rest.starts_with("---") => match dialect.closing {
            Closing::Anywhere => finder.inline("---", Syntax::Yaml),
            _ => finder.fenced("---", Syntax::Yaml),
        },
        b'+' if dialect.toml && rest.starts_with("+++") => finder.fenced("+++", Syntax::Toml),
        b';' if dialect.json && rest.starts_with(";;;") => finder.fenced(";;;", Syntax::Json),
        b'/' if rest.starts_with("/*") => match dialect.header? {
            HeaderComment::Lines => finder.inline("*/", Syntax::HeaderComment),
            HeaderComment::Yaml => finder.fenced("/*", Syntax::HeaderComment),
        },
        // Template tags (`{%`, `{{`, `{#`) are no JSON, and npm gray-matter knows JSON by its language word only.
        b'{' if dialect.json
            && !dialect.is_npm()
            && rest.get(1..).is_some_and(|rest| rest.starts_with(['"', '}', ' ', '\t', '\r', '\n'])) =>
        {
            finder.bare_json()
        }
        _ => None,
    }
}

struct Finder<'a> {
    text: &'a str,
    offset: usize,
    dialect: &'a FrontMatterDialect,
}

impl Finder<'_> {
    fn rest(&self, from: usize) -> &str {
        self.text.get(from..).unwrap_or_default()
    }

    /// The end of the line that begins at or around `from`, without its line break, and the start of the next.
    fn line_end(&self, from: usize) -> (usize, usize) {
        let rest = self.rest(from);
        match memchr::memchr(b'\n', rest.as_bytes()) {
            Some(at) if rest.as_bytes().get(at.wrapping_sub(1)) == Some(&b'\r') => (from + at - 1, from + at + 1),
            Some(at) => (from + at, from + at + 1),
            None => (self.text.len(), self.text.len()),
        }
    }

    fn block(&self, open: Span, matter: Span, close: Option<Span>, body_start: usize, syntax: Syntax) -> Option<Block> {
        let body_start = Span::at(body_start).start;
        Some(Block { bom: self.text.starts_with('\u{feff}'), open, matter, close, body_start, syntax })
    }

    /// A block between fences at the start of a line.
    fn fenced(&self, fence: &str, syntax: Syntax) -> Option<Block> {
        let prefix = self.dialect.closing == Closing::Prefix && fence != "/*";
        let (end, next) = self.line_end(self.offset);
        let word = self.text.get(self.offset + fence.len()..end)?;
        let mut open = Span::new(self.offset, end);
        let (mut matter, mut syntax) = (next, syntax);
        if self.dialect.is_npm() && syntax == Syntax::Yaml {
            if word.starts_with('-') {
                return None;
            }
            syntax = match word.trim() {
                word if word.eq_ignore_ascii_case("yaml") || word.eq_ignore_ascii_case("yml") || word.is_empty() => Syntax::Yaml,
                "json" => Syntax::Json,
                "toml" => Syntax::Toml,
                _ => Syntax::Other,
            };
        } else if !word.trim_matches([' ', '\t']).is_empty() {
            if !prefix {
                return None;
            }
            // Hugo counts the rest of the line as metadata.
            open = Span::new(self.offset, self.offset + fence.len());
            matter = self.offset + fence.len();
        }
        let mut line = next;
        while line < self.text.len() {
            let (end, next) = self.line_end(line);
            let bare = self.text.get(line..end)?;
            if let Some((close, body)) = self.closes(bare, fence, prefix, line, next) {
                return self.block(open, Span::new(matter, line.max(matter)), Some(close), body, syntax);
            }
            line = next;
        }
        self.unclosed(open, matter, syntax)
    }

    /// The closing fence on a line and where the body starts.
    fn closes(&self, line: &str, fence: &str, prefix: bool, start: usize, next: usize) -> Option<(Span, usize)> {
        let fence = if fence == "/*" { "*/" } else { fence };
        let dots = fence == "---" && self.dialect.dots_close() && line.starts_with("...");
        if !dots && !line.starts_with(fence) {
            return None;
        }
        let after = line.get(3.min(fence.len())..)?;
        if after.trim_matches([' ', '\t']).is_empty() {
            return Some((Span::new(start, start + line.len()), next));
        }
        let close = Span::new(start, start + fence.len());
        (prefix && !dots).then_some((close, close.end as usize))
    }

    /// A block between fences anywhere: from here to the first `closing`.
    fn inline(&self, closing: &str, syntax: Syntax) -> Option<Block> {
        let fence = self.offset + closing.len();
        let (end, next) = self.line_end(self.offset);
        let alone = self.text.get(fence..end)?.trim().is_empty();
        let (open, matter) = if alone { (Span::new(self.offset, end), next) } else { (Span::new(self.offset, fence), fence) };
        match self.rest(fence).find(closing) {
            Some(at) => {
                let at = fence + at;
                let close = Span::new(at, at + closing.len());
                let (end, next) = self.line_end(close.end as usize);
                let body = if self.text.get(close.end as usize..end)?.trim().is_empty() { next } else { close.end as usize };
                if at < matter {
                    return self.block(Span::new(self.offset, fence), Span::new(fence, at), Some(close), body, syntax);
                }
                self.block(open, Span::new(matter, at), Some(close), body, syntax)
            }
            None => self.unclosed(open, matter, syntax),
        }
    }

    /// Bare JSON: to the brace that closes the first one.
    fn bare_json(&self) -> Option<Block> {
        let (mut depth, mut quoted, mut escaped) = (0usize, false, false);
        for (at, byte) in self.rest(self.offset).bytes().enumerate() {
            match byte {
                _ if escaped => escaped = false,
                b'\\' if quoted => escaped = true,
                b'"' => quoted = !quoted,
                b'{' if !quoted => depth += 1,
                b'}' if !quoted => depth -= 1,
                _ => {}
            }
            if depth == 0 {
                let end = self.offset + at + 1;
                let (line_end, next) = self.line_end(end);
                let body = if self.text.get(end..line_end)?.trim().is_empty() { next } else { end };
                let matter = Span::new(self.offset, end);
                return self.block(Span::at(self.offset), matter, Some(Span::at(end)), body, Syntax::Json);
            }
        }
        let keyed = self.rest(self.offset + 1).trim_start().starts_with('"');
        let (end, next) = self.line_end(self.offset);
        let block = self.block(Span::new(self.offset, end), Span::new(self.offset, end), None, next, Syntax::Json);
        keyed.then_some(block).flatten()
    }

    /// No closing fence: the metadata ends where lines stop looking like it.
    fn unclosed(&self, open: Span, matter: usize, syntax: Syntax) -> Option<Block> {
        // These two take the rest of the page for metadata, whatever it is, but a lone opening fence is nothing to them.
        let swallowed = self.dialect.closing == Closing::Prefix && !self.rest(matter).trim().is_empty();
        let run = match shape::metadata_run(self.rest(matter)) {
            Some(run) => run,
            None if swallowed && syntax != Syntax::HeaderComment => 0,
            None => return None,
        };
        let end = matter + run;
        self.block(open, Span::new(matter, end), None, end, syntax)
    }
}
