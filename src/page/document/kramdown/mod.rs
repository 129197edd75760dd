//! Where kramdown 2.4 with kramdown-parser-gfm 1.1 sees other blocks than CommonMark.
//!
//! The text of HTML elements is no Markdown unless they say so, attribute lists stand on lines of their own, code fences have to
//! be closed, a heading's line is not indented and an underlined one has a single line after a blank one. What differs is
//! overwritten, byte for byte, so that the parser sees blocks where kramdown does, and the HTML is read by itself.

mod tag;

use crate::{page::document::attributes, text::Span};
use std::{borrow::Cow, ops::Range};
use tag::Tag;

/// What kramdown makes of a text. Ranges count from the start of the body.
#[derive(Debug, Default)]
pub(super) struct Blocks {
    /// What is HTML, for its elements and ids.
    pub(super) html: Vec<Range<usize>>,
    /// What is Markdown inside HTML elements.
    pub(super) inside: Vec<Range<usize>>,
    /// The ids that attribute lists give to blocks.
    pub(super) ids: Vec<BlockId>,
}

/// An id in an attribute list.
#[derive(Debug)]
pub(super) struct BlockId {
    /// Where it is written.
    pub(super) id: Range<usize>,
    /// The line with the list.
    pub(super) line: Range<usize>,
    /// Whether it is about the block after it: a blank line stands before it.
    pub(super) is_next: bool,
}

/// Reads `body`, in which template tags are already overwritten. `has_tags` says whether there were any: then elements may be
/// opened and closed in other ways than the text shows.
pub(super) fn read(body: &str, has_tags: bool, html_is_markdown: bool) -> (Cow<'_, str>, Blocks) {
    let mut reader = Reader {
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
    };
    reader.run();
    let Reader { masks, mut blocks, .. } = reader;
    blocks.sort();
    if masks.is_empty() {
        return (Cow::Borrowed(body), blocks);
    }
    let mut bytes = body.as_bytes().to_vec();
    for (range, filler) in masks {
        for byte in bytes.get_mut(range).into_iter().flatten() {
            if !matches!(*byte, b'\n' | b'\r') {
                *byte = filler;
            }
        }
    }
    // Whole lines, tags and ASCII signs were overwritten, so this is UTF-8; if not, what is no UTF-8 is marked.
    let masked =
        String::from_utf8(bytes).unwrap_or_else(|error| String::from_utf8_lossy(error.as_bytes()).replace('\u{fffd}', "?"));
    (Cow::Owned(masked), blocks)
}

struct Reader<'a> {
    body: &'a str,
    has_tags: bool,
    html_is_markdown: bool,
    at: usize,
    /// Open elements; whether what stands inside is Markdown, and where it began.
    open: Vec<(&'a str, bool, usize)>,
    masks: Vec<(Range<usize>, u8)>,
    blocks: Blocks,
    /// The length from which on fences of backticks and of tildes are known to have no end.
    never_closed: [usize; 2],
    /// Whether no `-->` and no `{:/}` follow any more.
    never_ended: [bool; 2],
    /// Whether an element was not closed although template tags may close it: HTML is left alone from there on.
    gave_up: bool,
    /// Whether a block may begin here: a blank line, an attribute list or nothing stands before.
    boundary: bool,
    in_list: bool,
    /// The line before, when it may be the text of an underlined heading, and whether a block began with it.
    text_line: Option<bool>,
}

impl<'a> Reader<'a> {
    fn run(&mut self) {
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

    fn rest(&self) -> &'a str {
        self.body.get(self.at..).unwrap_or_default()
    }

    fn mask(&mut self, range: Range<usize>) {
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

    /// HTML at the start of a line.
    fn html(&mut self, start: usize, words: &str) -> bool {
        let body = self.body;
        let text = &body[start..];
        if text.starts_with("<!--") {
            // CommonMark has comments the same way.
            let close = if self.never_ended[0] { None } else { memchr::memmem::find(text.as_bytes(), b"-->") };
            self.never_ended[0] = close.is_none();
            if let Some(close) = close {
                let past = start + close + 3;
                self.at = self.at.max(past + body[past..].find('\n').map_or(body.len() - past, |line| line + 1));
            }
            return true;
        }
        let Some(tag) = Tag::read(text) else { return false };
        if tag.is_span() {
            // CommonMark takes a tag alone on its line, and all lines after it, for HTML.
            let alone = words.len() == tag.length;
            if alone {
                self.blocks.html.push(start..start + tag.length);
                self.mask(start..start + tag.length);
            }
            return alone;
        }
        if tag.is_end {
            self.end_tag(start, &tag);
            return true;
        }
        if tag.is_empty {
            self.html_until(start, start + tag.length);
            return true;
        }
        if tag.holds_markdown(self.html_is_markdown) {
            if !self.body[start + tag.length..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                return false;
            }
            self.blocks.html.push(start..start + tag.length);
            self.mask(start..start + tag.length);
            self.at = start + tag.length;
            self.open.push((tag.name, true, self.at));
            self.boundary = true;
            return true;
        }
        if self.has_tags && !is_closed(text, self.html_is_markdown) {
            self.gave_up = true;
            return false;
        }
        self.open.push((tag.name, false, start));
        self.at = start + tag.length;
        if tag.is_raw_text() {
            self.skip_raw_text(tag.name);
        }
        true
    }

    /// An end tag where a block may begin: of the element that is open, or of none.
    fn end_tag(&mut self, start: usize, tag: &Tag<'a>) {
        let end = start + tag.length;
        if let Some((_, _, from)) = self.open.pop_if(|(name, is_markdown, _)| *is_markdown && name.eq_ignore_ascii_case(tag.name))
        {
            self.blocks.inside.push(from..start);
            if let Some((_, false, _)) = self.open.last() {
                self.blocks.html.push(start..end);
                self.mask(start..end);
                self.at = end;
                self.go_on_from(end);
                return;
            }
        }
        self.html_until(start, end);
    }

    /// The elements around are not Markdown: what is read of them from now on begins at `at`.
    fn go_on_from(&mut self, at: usize) {
        for (_, _, start) in self.open.iter_mut().rev().take_while(|(_, is_markdown, _)| !is_markdown) {
            *start = at;
        }
    }

    /// Takes what stands between for HTML, with the tags after it on the line. Text after it is a paragraph of its own.
    fn html_until(&mut self, start: usize, end: usize) {
        let mut past = end;
        loop {
            let rest = &self.body[past..];
            let blanks = rest.len() - rest.trim_start_matches([' ', '\t', '\r']).len();
            let Some(tag) = Tag::read(&rest[blanks..]).filter(|tag| tag.is_end || tag.is_empty || tag.is_span()) else { break };
            past += blanks + tag.length;
        }
        self.blocks.html.push(start..past);
        let after = self.body[past..].trim_start_matches([' ', '\t', '\r']);
        let ends_line = after.is_empty() || after.starts_with('\n');
        self.masks.push((start..past, b' '));
        if !ends_line {
            // Not blanks, which would make code of the text.
            let line = self.body[..past].rfind('\n').map_or(0, |end| end + 1).max(start);
            self.masks.push((line..past, b'x'));
        }
        self.at = past + self.body[past..].find('\n').map_or(self.body.len() - past, |end| end + 1);
        self.boundary = false;
    }

    /// Goes on inside an element whose text is no Markdown, to its end or to an element in it whose text is.
    fn raw(&mut self) {
        let body = self.body;
        let Some(&(name, _, start)) = self.open.last() else { return };
        let Some(found) = memchr::memchr(b'<', self.rest().as_bytes()) else {
            self.blocks.html.push(start..body.len());
            self.mask(start..body.len());
            self.at = body.len();
            self.open.pop();
            return;
        };
        let at = self.at + found;
        let text = &body[at..];
        self.at = at + 1;
        if text.starts_with("<!--") {
            self.at = memchr::memmem::find(text.as_bytes(), b"-->").map_or(body.len(), |close| at + close + 3);
            return;
        }
        let Some(tag) = Tag::read(text) else { return };
        self.at = at + tag.length;
        if tag.is_end {
            if !name.eq_ignore_ascii_case(tag.name) {
                return;
            }
            self.open.pop();
            // Else it is part of the element around it.
            if !matches!(self.open.last(), Some((_, false, _))) {
                self.html_until(start, self.at);
            }
        } else if !tag.is_empty {
            let is_markdown = tag.markdown.is_some() && tag.holds_markdown(false);
            if is_markdown && body[self.at..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') {
                self.blocks.html.push(start..self.at);
                self.mask(start..self.at);
                self.go_on_from(self.at);
                self.open.push((tag.name, true, self.at));
                self.boundary = true;
            } else {
                // Its part of the text belongs to the outermost of the elements.
                self.open.push((tag.name, false, start));
                if tag.is_raw_text() {
                    self.skip_raw_text(tag.name);
                }
            }
        }
    }

    fn skip_raw_text(&mut self, name: &str) {
        let rest = self.rest().as_bytes();
        let ends = memchr::memmem::find_iter(rest, b"</");
        let end = ends
            .into_iter()
            .find(|&at| rest.get(at + 2..at + 2 + name.len()).is_some_and(|end| end.eq_ignore_ascii_case(name.as_bytes())));
        self.at += end.unwrap_or(rest.len());
    }
}

/// Whether the element that `text` begins with is closed, all in it included.
fn is_closed(text: &str, html_is_markdown: bool) -> bool {
    let mut open: Vec<&str> = Vec::new();
    let mut at = 0;
    while let Some(found) = memchr::memchr(b'<', &text.as_bytes()[at..]) {
        at += found;
        let Some(tag) = Tag::read(&text[at..]) else {
            at += 1;
            continue;
        };
        at += tag.length;
        if tag.is_end {
            if open.pop_if(|name| name.eq_ignore_ascii_case(tag.name)).is_some() && open.is_empty() {
                return true;
            }
        } else if !tag.is_empty && (open.is_empty() || !tag.holds_markdown(html_is_markdown) || tag.markdown.is_some()) {
            open.push(tag.name);
        }
    }
    false
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

/// The typographic signs that kramdown puts in for dashes, dots and angle brackets.
pub(super) fn typographic(text: &str) -> Cow<'_, str> {
    if !text.contains("--") && !text.contains("...") && !text.contains("<<") && !text.contains(">>") {
        return Cow::Borrowed(text);
    }
    let signs = [("---", "—"), ("--", "–"), ("...", "…"), ("<< ", "«\u{a0}"), (" >>", "\u{a0}»"), ("<<", "«"), (">>", "»")];
    Cow::Owned(signs.iter().fold(text.to_owned(), |text, (from, to)| text.replace(from, to)))
}

impl Blocks {
    /// Puts the ranges of Markdown in HTML in order, those within others left out.
    fn sort(&mut self) {
        self.inside.sort_by_key(|range| (range.start, std::cmp::Reverse(range.end)));
        let mut end = 0;
        self.inside.retain(|range| {
            let is_outer = range.end > end;
            end = end.max(range.end);
            is_outer
        });
    }

    /// Whether a place is in Markdown inside an HTML element.
    pub(super) fn is_inside(&self, span: Span, start: usize) -> bool {
        let at = span.start as usize - start;
        let after = self.inside.partition_point(|range| range.start <= at);
        after.checked_sub(1).and_then(|index| self.inside.get(index)).is_some_and(|range| at < range.end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(body: &str) -> String {
        let (masked, _) = read(body, false, false);
        assert_eq!(masked.len(), body.len());
        masked.lines().map(str::trim_end).collect::<Vec<_>>().join("\n")
    }

    fn html(body: &str) -> Vec<&str> {
        read(body, false, false).1.html.into_iter().map(|range| &body[range]).collect()
    }

    #[test]
    fn the_text_of_elements_is_no_markdown_unless_they_say_so() {
        assert_eq!(seen("a\n\n<div>\n\n# no\n\n</div>\n\n# yes"), "a\n\n\n\n\n\n\n\n# yes");
        assert_eq!(html("<div><p>x</p>\n</div>\nafter"), ["<div><p>x</p>\n</div>"]);
        assert_eq!(seen("<div markdown=\"1\">\n# yes\n</div>\n# too"), "\n# yes\n\n# too");
        assert_eq!(seen("<div>\n<div markdown=\"1\">\n# yes\n</div>\n# no\n</div>\n# yes"), "\n\n# yes\n\n\n\n# yes");
        assert_eq!(seen("<p>open\n\n# swallowed"), "\n\n");
        assert_eq!(seen("<span>\n# yes\n</span>"), "\n# yes\n");
        assert_eq!(seen("<a id=\"x\"></a>\n# yes"), "<a id=\"x\"></a>\n# yes");
        assert_eq!(seen("<!--\n<div>\n-->\n# yes"), "<!--\n<div>\n-->\n# yes");
        assert_eq!(seen("<script>\nif (a < b) {}\n</script>\n# yes"), "\n\n\n# yes");
        assert_eq!(seen("</div>\n# yes"), "\n# yes");
        assert_eq!(seen("<https://example.org>\n"), "<https://example.org>");
        assert_eq!(seen("<div>é</div> text"), "xxxxxxxxxxxxx text");
    }

    #[test]
    fn fences_are_closed_and_headings_are_flush() {
        assert_eq!(seen("```\n# a\n```\n"), "```\n# a\n```");
        assert_eq!(seen("```\n# a\n"), "xxx\n# a");
        assert_eq!(seen("~~~ two words\n# a\n~~~\n"), "xxx two words\n# a\nxxx");
        assert_eq!(seen("a\n\n # b\n"), "a\n\n x b");
        assert_eq!(seen("- a\n\n  # b\n"), "- a\n\n  # b");
        assert_eq!(seen("one\ntwo\n---\n"), "one\ntwo\nxxx");
        assert_eq!(seen("one\n---\n"), "one\n---");
        assert_eq!(seen("- one\n---\n"), "- one\n---");
    }

    #[test]
    fn extensions_and_attribute_lists_are_no_text() {
        assert_eq!(seen("{::comment}\n# a\n{:/comment}\n# b"), "\n\n\n# b");
        assert_eq!(seen("# a\n{: #x .y}\n"), "# a\n");
        assert_eq!(seen("{:toc}\n{::options parse_block_html=\"true\" /}\n<div>\n# a\n</div>"), "\n\n\n# a\n");
        let ids = |body| read(body, false, false).1.ids.len();
        assert_eq!((ids("a\n{: #x}\n"), ids("a\n{:toc}\n"), ids("```\n{: #x}\n```\n")), (1, 0, 0));
    }

    #[test]
    fn signs_are_typographic() {
        assert_eq!(typographic("a -- b --- c..."), "a – b — c…");
        assert_eq!(typographic("x << y >> z"), "x «\u{a0}y\u{a0}» z");
    }

    #[test]
    fn bad_input_does_no_harm() {
        for body in [
            "",
            "<",
            "<a",
            "{:",
            "{:}",
            "{::",
            "```",
            "<div",
            "</",
            "<div\n",
            "\u{feff}<p>é",
            "<p\u{e9}=\"\n",
            "~~~~\r\n",
            "<x:y/>",
        ] {
            let (masked, _) = read(body, true, true);
            assert_eq!(masked.len(), body.len(), "{body:?}");
        }
        let deep = "<div>\n".repeat(50_000);
        assert_eq!(read(&deep, false, true).0.len(), deep.len());
        let open = "<!--\n{::comment}\n```a\n".repeat(20_000);
        assert_eq!(read(&open, false, false).0.len(), open.len());
    }
}
