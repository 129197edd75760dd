//! Goes through a body line by line.

use super::{BlockId, Blocks};
use crate::page::document::attributes;
use std::ops::Range;

/// A body while it is read.
pub(super) struct Reader<'a> {
    pub(super) body: &'a str,
    pub(super) has_tags: bool,
    pub(super) html_is_markdown: bool,
    pub(super) at: usize,
    /// Open elements; whether what stands inside is Markdown, and where it began.
    pub(super) open: Vec<(&'a str, bool, usize)>,
    pub(super) masks: Vec<(Range<usize>, u8)>,
    pub(super) blocks: Blocks,
    /// The length from which on fences of backticks and of tildes are known to have no end.
    never_closed: [usize; 2],
    /// Whether no `-->` and no `{:/}` follow any more.
    pub(super) never_ended: [bool; 2],
    /// Whether an element was not closed although template tags may close it: HTML is left alone from there on.
    pub(super) gave_up: bool,
    /// Whether a block may begin here: a blank line, an attribute list or nothing stands before.
    pub(super) boundary: bool,
    in_list: bool,
    /// The line before, when it may be the text of an underlined heading, and whether a block began with it.
    text_line: Option<bool>,
}

impl<'a> Reader<'a> {
    /// At the beginning of a body.
    pub(super) fn new(body: &'a str, has_tags: bool, html_is_markdown: bool) -> Self {
        Self {
            body,
            has_tags,
            html_is_markdown,
            at: 0,
            open: Vec::new(),
            masks: Vec::new(),
            blocks: Blocks::default(),
            never_closed: [usize::MAX; 2],
            never_ended: [false; 2],
            gave_up: false,
            boundary: true,
            in_list: false,
            text_line: None,
        }
    }

    /// Reads all of it.
    pub(super) fn run(&mut self) {
        while self.at < self.body.len() {
            match self.open.last() {
                Some((_, false, _)) => self.raw(),
                _ => self.line(),
            }
        }
        while let Some((_, is_markdown, start)) = self.open.pop() {
            if is_markdown {
                self.blocks.inside.push(start..self.body.len());
            }
        }
    }

    pub(super) fn rest(&self) -> &'a str {
        self.body.get(self.at..).unwrap_or_default()
    }

    pub(super) fn mask(&mut self, range: Range<usize>) {
        self.masks.push((range, b' '));
    }

    /// Reads a line where a block may begin.
    fn line(&mut self) {
        let rest = self.rest();
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |end| end + 1);
        let line = &rest[..length];
        let text = line.trim_start_matches([' ', '\t']);
        let indent = line.len() - text.len();
        let (start, end) = (self.at, self.at + length);
        self.at = end;
        let words = text.trim_end();
        if words.is_empty() {
            (self.boundary, self.text_line) = (true, None);
            return;
        }
        if indent == 0 {
            self.in_list = is_item(words);
        }
        let was_boundary = std::mem::replace(&mut self.boundary, false);
        let before = self.text_line.take();
        match words.as_bytes()[0] {
            b'`' | b'~' if (indent <= 3 || self.in_list) && self.fence(start + indent, words, end) => {}
            b'{' if indent <= 3 && words.starts_with("{::") && self.extension(start, words, end) => {}
            b'{' if words.starts_with("{:")
                && words.ends_with('}')
                && is_single_list(words)
                && (indent <= 3 || !was_boundary) =>
            {
                self.attribute_list(start + indent, words, start..end, was_boundary);
            }
            b'<' if indent <= 3 && !self.gave_up && self.html(start + indent, words) => {}
            b'#' if (1..=3).contains(&indent) && !self.in_list => self.masks.push((start + indent..start + indent + 1, b'x')),
            b'-' | b'=' if indent == 0 && before == Some(false) && is_underline(words) => {
                self.masks.push((start..start + words.len(), b'x'));
            }
            _ => self.text_line = (indent <= 3 && !words.starts_with(['#', '>', '|']) && !is_item(words)).then_some(was_boundary),
        }
    }

    /// A code fence: goes on after its end, or takes it for text when it has none.
    fn fence(&mut self, start: usize, words: &str, end: usize) -> bool {
        let sign = words.as_bytes()[0];
        let length = words.bytes().take_while(|&byte| byte == sign).count();
        if length < 3 || sign == b'`' && words[length..].contains('`') {
            return false;
        }
        // One word at most may stand after the fence.
        let known = self.never_closed[usize::from(sign == b'~')];
        if length < known && !words[length..].trim().contains(char::is_whitespace) {
            let mut at = end;
            for line in self.body[end..].split_inclusive('\n') {
                let first = at;
                at += line.len();
                // A template tag before the fence (`{% endraw %}`) leaves nothing behind.
                let words = line.trim();
                let fence = if self.has_tags { words.trim_start_matches('x') } else { words };
                let is_near = self.in_list || line.len() - line.trim_start().len() <= 3;
                if is_near && fence.len() >= length && fence.bytes().all(|byte| byte == sign) {
                    if fence.len() < words.len() {
                        self.masks.push((first..at, b' '));
                        self.masks.push((first..first + fence.len(), sign));
                    }
                    self.at = at;
                    return true;
                }
            }
            self.never_closed[usize::from(sign == b'~')] = length;
        }
        self.masks.push((start..start + length, b'x'));
        true
    }

    /// `{::comment}` and `{::nomarkdown}` with what stands in them, `{::options … /}`.
    fn extension(&mut self, start: usize, words: &str, end: usize) -> bool {
        let Some(inside) = words.strip_prefix("{::").and_then(|rest| rest.strip_suffix('}')) else { return false };
        if let Some(options) = inside.strip_suffix('/') {
            if options.contains("parse_block_html=\"true\"") {
                self.html_is_markdown = true;
            } else if options.contains("parse_block_html=\"false\"") {
                self.html_is_markdown = false;
            }
            self.mask(start..end);
            self.boundary = true;
            return true;
        }
        let name = inside.split_whitespace().next().unwrap_or_default();
        if !matches!(name, "comment" | "nomarkdown") || self.never_ended[1] {
            return false;
        }
        let own = format!("{{:/{name}}}");
        let mut at = end;
        for line in self.body[end..].split_inclusive('\n') {
            let first = at;
            at += line.len();
            if matches!(line.trim(), "{:/}") || line.trim() == own {
                if name == "nomarkdown" {
                    self.blocks.html.push(end..first);
                }
                self.mask(start..at);
                self.at = at;
                return true;
            }
        }
        self.never_ended[1] = true;
        false
    }

    fn attribute_list(&mut self, start: usize, words: &str, line: Range<usize>, is_next: bool) {
        if let Some(id) = attributes::kramdown_id(words) {
            self.blocks.ids.push(BlockId { id: start + id.start..start + id.end, line: line.clone(), is_next });
        }
        self.mask(line);
        self.boundary = true;
    }
}

/// Whether the line is one attribute list and nothing else.
fn is_single_list(words: &str) -> bool {
    words.len() > 3 && !words.starts_with("{:/") && !words[2..words.len() - 1].contains('}')
}

fn is_underline(words: &str) -> bool {
    let sign = words.as_bytes().first().copied();
    words.bytes().all(|byte| Some(byte) == sign)
}

/// Whether a line begins an item of a list.
fn is_item(words: &str) -> bool {
    let rest = words.trim_start_matches(|c: char| c.is_ascii_digit());
    if rest.len() < words.len() {
        return rest.starts_with(". ") || rest.starts_with(") ");
    }
    words.starts_with(['-', '*', '+', ':']) && words[1..].starts_with([' ', '\t'])
}
