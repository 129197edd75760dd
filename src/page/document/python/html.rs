//! HTML: a block-level element at the start of a line is raw up to its end tag, whatever blank lines it holds; with a `markdown`
//! attribute (`md_in_html`) only its tags are HTML. Other elements are part of a paragraph.

use super::{Line, Scanner};
use rustc_hash::FxHashMap;

/// Python-Markdown's block-level elements.
const BLOCKS: [&str; 60] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "canvas",
    "center",
    "colgroup",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "group",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "iframe",
    "legend",
    "li",
    "main",
    "map",
    "math",
    "menu",
    "nav",
    "noscript",
    "object",
    "ol",
    "option",
    "output",
    "p",
    "pre",
    "progress",
    "script",
    "section",
    "style",
    "summary",
    "table",
    "tbody",
    "td",
    "textarea",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "video",
    "",
];

/// Elements that never hold Markdown.
const RAW: [&str; 7] = ["canvas", "math", "option", "pre", "script", "style", "textarea"];

/// Elements that CommonMark takes for a block at the start of a line and Python-Markdown does not.
const ONLY_COMMONMARK: [&str; 15] = [
    "base", "basefont", "caption", "col", "dialog", "dir", "frame", "frameset", "head", "link", "menuitem", "noframes",
    "optgroup", "search", "track",
];

/// What nothing closes any more: there is no need to look for its end again.
#[derive(Debug, Default)]
pub(super) struct Quotes {
    double: bool,
    single: bool,
    tag: bool,
    comment: bool,
}

/// A tag, in lower case.
struct Tag<'a> {
    name: String,
    closes: bool,
    source: &'a str,
    end: usize,
}

impl<'a> Scanner<'a> {
    /// A line that starts with `<`: says where to go on when that is not the next line as usual.
    pub(super) fn html(&mut self, line: &Line<'a>) -> Option<usize> {
        if line.text.starts_with("<!--") {
            if self.quotes.comment {
                return None;
            }
            let Some(length) = memchr::memmem::find(&self.text.as_bytes()[line.words..], b"-->") else {
                self.quotes.comment = true;
                return None;
            };
            let end = line.words + length + 3;
            if self.words_after(end).is_some() {
                // What follows on the line is text.
                self.fill(line.words..end, b'x');
                self.found.html.push(line.words..end);
            } else if end <= line.end() {
                return None;
            }
            self.lines = 0;
            return Some(Line::at(self.text, end).next);
        }
        if line.indent > 3 {
            self.nested_html(line);
            return None;
        }
        let tag = self.tag(line.words)?;
        if !is_block(&tag.name) {
            self.inline_html(line.words, &tag);
            return None;
        }
        self.lines = 0;
        let mut at = line.words;
        // More elements may follow on the line that ends one.
        while let Some(tag) = self.tag(at).filter(|tag| is_block(&tag.name)) {
            let end = if tag.closes || tag.name == "hr" || self.holds_markdown(&tag) { tag.end } else { self.raw_end(at) };
            let words = self.words_after(end);
            let alone = words.is_none();
            let filled = self.text[at..end].rfind('\n').map_or(at, |newline| at + newline + 1);
            self.fill(at..filled, b' ');
            self.fill(filled..end, if alone { b' ' } else { b'x' });
            self.found.html.push(at..end);
            let Some(words) = words else { return Some(Line::at(self.text, end).next) };
            at = words;
            if self.out.get(at) != Some(&b'<') {
                break;
            }
        }
        Some(Line::at(self.text, at).next)
    }

    /// Where words go on after `at` on the same line.
    fn words_after(&self, at: usize) -> Option<usize> {
        let rest = self.text.as_bytes().get(at..)?;
        let blanks = rest.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'\r')).count();
        (!matches!(rest.get(blanks), None | Some(b'\n'))).then_some(at + blanks)
    }

    /// HTML at the start of a list item or deeper: it is part of the text, so CommonMark must not see a block.
    pub(super) fn nested_html(&mut self, line: &Line<'a>) {
        let skipped = line.text.len() - after_marks(line.text).len();
        if line.text.as_bytes().get(skipped) == Some(&b'<')
            && let Some(tag) = self.tag(line.words + skipped)
        {
            self.inline_html(line.words + skipped, &tag);
        }
    }

    fn inline_html(&mut self, at: usize, tag: &Tag<'_>) {
        let alone = self.words_after(tag.end).is_none();
        if is_block(&tag.name) || ONLY_COMMONMARK.contains(&tag.name.as_str()) || alone {
            self.fill(at..tag.end, b'x');
            self.found.html.push(at..tag.end);
        }
    }

    fn holds_markdown(&self, tag: &Tag<'_>) -> bool {
        self.dialect.markdown_in_html
            && !RAW.contains(&tag.name.as_str())
            && tag.source.match_indices("markdown").any(|(at, word)| {
                let before = tag.source[..at].ends_with(|c: char| c.is_whitespace() || matches!(c, '"' | '\''));
                let after = tag.source[at + word.len()..].trim_start();
                let value = after.strip_prefix('=').map(|value| value.trim_start().trim_start_matches(['"', '\'']));
                before
                    && match value {
                        Some(value) => ["1", "markdown", "block", "span"].iter().any(|known| value.starts_with(known)),
                        None => !after.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '-' | '_')),
                    }
            })
    }

    /// Where the raw element that starts at `at` ends: at its end tag, or with the text.
    fn raw_end(&mut self, at: usize) -> usize {
        let mut open: Vec<String> = Vec::new();
        let mut count: FxHashMap<String, usize> = FxHashMap::default();
        let mut at = at;
        while let Some(found) = memchr::memchr(b'<', &self.text.as_bytes()[at..]) {
            at += found;
            if self.text[at..].starts_with("<!--") {
                at = memchr::memmem::find(&self.text.as_bytes()[at..], b"-->").map_or(self.text.len(), |end| at + end + 3);
                continue;
            }
            let Some(Tag { name, closes, source, end }) = self.tag(at) else {
                at += 1;
                continue;
            };
            at = end;
            if !closes {
                if name == "hr" || source.ends_with("/>") {
                    continue;
                }
                if matches!(name.as_str(), "script" | "style") {
                    at = closing(self.text, at, &name);
                }
                *count.entry(name.clone()).or_default() += 1;
                open.push(name);
                continue;
            }
            if count.get(&name).is_some_and(|count| *count > 0) {
                while let Some(last) = open.pop() {
                    if let Some(count) = count.get_mut(&last) {
                        *count -= 1;
                    }
                    if last == name {
                        break;
                    }
                }
            }
            if open.is_empty() {
                return at;
            }
        }
        self.text.len()
    }

    /// The tag that starts at `at`.
    fn tag(&mut self, at: usize) -> Option<Tag<'a>> {
        let text = self.text;
        let rest = text.get(at..)?.strip_prefix('<')?;
        let closes = rest.starts_with('/');
        let name = rest.strip_prefix('/').unwrap_or(rest);
        let length = name.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
        if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || self.quotes.tag {
            return None;
        }
        let name = name[..length].to_ascii_lowercase();
        // An address or a mail address in angle brackets.
        let after = text.as_bytes().get(at + 1 + usize::from(closes) + length)?;
        if !matches!(after, b'>' | b'/' | b' ' | b'\t' | b'\r' | b'\n') {
            return None;
        }
        let end = self.tag_end(at + 1)?;
        Some(Tag { name, closes, source: &text[at..end], end })
    }

    fn tag_end(&mut self, mut at: usize) -> Option<usize> {
        let bytes = self.text.as_bytes();
        loop {
            let Some(found) = memchr::memchr3(b'>', b'"', b'\'', bytes.get(at..)?) else {
                self.quotes.tag = true;
                return None;
            };
            at += found;
            let mark = bytes[at];
            at += 1;
            if mark == b'>' {
                return Some(at);
            }
            let given_up = if mark == b'"' { &mut self.quotes.double } else { &mut self.quotes.single };
            if *given_up {
                continue;
            }
            match memchr::memchr(mark, bytes.get(at..)?) {
                Some(length) => at += length + 1,
                None => *given_up = true,
            }
        }
    }
}

/// Where the content of a script or style ends: before its end tag.
fn closing(text: &str, at: usize, name: &str) -> usize {
    let mut from = at;
    while let Some(found) = memchr::memmem::find(&text.as_bytes()[from..], b"</") {
        from += found;
        if text.get(from + 2..from + 2 + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name)) {
            return from;
        }
        from += 2;
    }
    text.len()
}

fn is_block(name: &str) -> bool {
    !name.is_empty() && BLOCKS.contains(&name)
}

/// What follows the marks of lists and quotations.
fn after_marks(line: &str) -> &str {
    let mut rest = line;
    loop {
        let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
        let next = match digits {
            0 => rest.strip_prefix(['-', '*', '+', ':']).filter(|next| next.starts_with(' ')).or_else(|| rest.strip_prefix('>')),
            1..10 => rest[digits..].strip_prefix(['.', ')']).filter(|next| next.starts_with(' ')),
            _ => None,
        };
        match next {
            Some(next) => rest = next.trim_start_matches(' '),
            None => return rest,
        }
    }
}
