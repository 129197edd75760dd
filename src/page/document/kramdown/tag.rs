//! HTML tags as kramdown 2.4 recognises them.

/// A start or end tag.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Tag<'t> {
    /// As written.
    pub(super) name: &'t str,
    /// Bytes from `<` through `>`.
    pub(super) length: usize,
    pub(super) is_end: bool,
    /// Whether nothing can stand inside: `<br>`, `<x />`.
    pub(super) is_empty: bool,
    /// The value of `markdown="…"`.
    pub(super) markdown: Option<&'t str>,
}

/// Elements that are part of a line of text.
const SPANS: [&str; 36] = [
    "a", "abbr", "acronym", "b", "bdo", "big", "br", "button", "cite", "code", "del", "dfn", "em", "i", "img", "input", "ins",
    "kbd", "label", "mark", "option", "q", "rb", "rbc", "rp", "rt", "rtc", "ruby", "samp", "select", "small", "span", "strong",
    "sub", "sup", "tt",
];

const EMPTY: [&str; 15] =
    ["area", "base", "br", "col", "command", "embed", "hr", "img", "input", "keygen", "link", "meta", "param", "source", "track"];

/// Elements whose text is made of blocks where it is Markdown.
const BLOCKS: [&str; 30] = [
    "address",
    "applet",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "details",
    "div",
    "dl",
    "fieldset",
    "figure",
    "figcaption",
    "footer",
    "form",
    "header",
    "hgroup",
    "iframe",
    "li",
    "main",
    "map",
    "menu",
    "nav",
    "noscript",
    "object",
    "section",
    "summary",
    "td",
    "ul",
    "ol",
];

fn is_one_of(names: &[&str], name: &str) -> bool {
    names.iter().any(|known| known.eq_ignore_ascii_case(name))
}

impl<'t> Tag<'t> {
    /// The tag that `text` begins with.
    pub(super) fn read(text: &'t str) -> Option<Self> {
        let bytes = text.as_bytes();
        let is_end = bytes.get(1) == Some(&b'/');
        let start = if is_end { 2 } else { 1 };
        let is_name = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':') || *b >= 0x80;
        let length = bytes.get(start..)?.iter().take_while(|b| is_name(b)).count();
        let name = text.get(start..start + length).filter(|name| name.starts_with(|c: char| c.is_alphabetic() || c == '_'))?;
        let mut at = start + length;
        let mut markdown = None;
        let mut closed = false;
        loop {
            let blanks = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
            at += blanks;
            match bytes.get(at)? {
                b'>' => break,
                b'/' if bytes.get(at + 1) == Some(&b'>') => {
                    closed = true;
                    at += 1;
                    break;
                }
                _ if is_end || blanks == 0 => return None,
                _ => {}
            }
            let length = bytes.get(at..)?.iter().take_while(|b| is_name(b)).count();
            let key = text.get(at..at + length).filter(|key| !key.is_empty())?;
            at += length;
            let blanks = bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
            if bytes.get(at + blanks) != Some(&b'=') {
                continue;
            }
            at += blanks + 1;
            at += bytes.get(at..)?.iter().take_while(|b| b.is_ascii_whitespace()).count();
            let value = match bytes.get(at)? {
                quote @ (b'"' | b'\'') => {
                    let end = memchr::memchr(*quote, bytes.get(at + 1..)?)?;
                    let value = text.get(at + 1..at + 1 + end)?;
                    at += end + 2;
                    value
                }
                _ => {
                    let length = bytes.get(at..)?.iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                    let value = text.get(at..at + length)?;
                    at += length;
                    value
                }
            };
            if key.eq_ignore_ascii_case("markdown") {
                markdown = Some(value);
            }
        }
        let is_empty = !is_end && (closed || is_one_of(&EMPTY, name));
        Some(Self { name, length: at + 1, is_end, is_empty, markdown })
    }

    /// Whether it stands in a line of text instead of beginning a block.
    pub(super) fn is_span(&self) -> bool {
        is_one_of(&SPANS, self.name) || is_one_of(&["u", "var"], self.name)
    }

    /// Whether what stands inside is Markdown. `by_default` is for elements that do not say so.
    pub(super) fn holds_markdown(&self, by_default: bool) -> bool {
        match self.markdown {
            Some("1") => is_one_of(&BLOCKS, self.name),
            Some("block") => true,
            Some(_) => false,
            None => by_default && is_one_of(&BLOCKS, self.name),
        }
    }

    /// Whether what stands inside is no HTML either.
    pub(super) fn is_raw_text(&self) -> bool {
        is_one_of(&["script", "style"], self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_told_from_text() {
        let read = |text| Tag::read(text).map(|tag| (tag.name, tag.length, tag.is_end, tag.is_empty));
        assert_eq!(read("<div class=\"a>b\" open>x"), Some(("div", 22, false, false)));
        assert_eq!(read("</details >"), Some(("details", 11, true, false)));
        assert_eq!(read("<br/>"), Some(("br", 5, false, true)));
        assert_eq!(read("<https://example.org>"), None);
        assert_eq!(read("<3 you"), None);
        assert_eq!(read("<div class=\"x"), None);
        assert_eq!(read("<"), None);
        assert!(Tag::read("<div markdown='1'>").is_some_and(|tag| tag.holds_markdown(false)));
        assert!(Tag::read("<h2 markdown='1'>").is_some_and(|tag| !tag.holds_markdown(true)));
    }
}
