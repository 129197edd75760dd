//! JSX tags.

use super::script::expression_end;
use crate::text::Span;

/// A JSX tag: opening, closing or both at once. Spans count from the start of the body.
#[derive(Clone, Debug)]
pub(in crate::page::document) struct Tag {
    /// From `<` to `>`.
    pub span: Span,
    /// Its name; empty for a fragment.
    pub name: Span,
    /// `</name>`.
    pub closes: bool,
    /// `<name />`.
    pub closes_itself: bool,
    /// Its attributes, spreads (`{...x}`) left out.
    pub attributes: Vec<TagAttribute>,
}

/// An attribute of a JSX tag.
#[derive(Clone, Copy, Debug)]
pub(in crate::page::document) struct TagAttribute {
    /// Its name.
    pub name: Span,
    /// Its value: without quotes, or the text of a literal in braces; any other expression with its braces.
    pub value: Span,
    /// Whether only running the page would tell the value.
    pub computed: bool,
}

/// Reads the tag at `start`, where a `<` stands. `None` when it is none. Unless it is a `block`, no blank line may be in it.
pub(super) fn read(bytes: &[u8], start: usize, block: bool) -> Option<Tag> {
    let mut reader = Reader { bytes, at: start + 1, block };
    reader.blanks()?;
    let closes = reader.eat(b'/');
    reader.blanks()?;
    let name = reader.name();
    let mut tag = Tag { span: Span::at(start), name, closes, closes_itself: false, attributes: Vec::new() };
    loop {
        let before = reader.at;
        reader.blanks()?;
        match reader.peek()? {
            b'>' => {
                reader.at += 1;
                tag.span = Span::new(start, reader.at);
                return Some(tag);
            }
            _ if tag.name.is_empty() => return None,
            b'/' if !closes => {
                reader.at += 1;
                tag.closes_itself = true;
                reader.blanks()?;
                if reader.peek()? != b'>' {
                    return None;
                }
            }
            b'{' if !closes && !tag.closes_itself => reader.at = expression_end(bytes, reader.at)?,
            _ if closes || tag.closes_itself => return None,
            _ if before == reader.at && bytes[before - 1] != b'}' && !matches!(bytes[before - 1], b'"' | b'\'') => return None,
            _ => tag.attributes.push(reader.attribute()?),
        }
    }
}

struct Reader<'a> {
    bytes: &'a [u8],
    at: usize,
    block: bool,
}

impl Reader<'_> {
    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn eat(&mut self, byte: u8) -> bool {
        let there = self.peek() == Some(byte);
        self.at += usize::from(there);
        there
    }

    /// Skips blanks and line ends; `None` at a blank line that may not be there.
    fn blanks(&mut self) -> Option<()> {
        let mut lines = 0;
        while let Some(byte) = self.peek().filter(u8::is_ascii_whitespace) {
            lines += u8::from(byte == b'\n');
            if lines > 1 && !self.block {
                return None;
            }
            // A block may stand in a list or quotation, but a tag that goes on for so long is none.
            lines = lines.min(2);
            self.at += 1;
        }
        Some(())
    }

    /// A name with its members (`Tabs.Item`, `svg:path`); empty when there is none.
    fn name(&mut self) -> Span {
        let start = self.at;
        let starts = |byte: u8| byte.is_ascii_alphabetic() || matches!(byte, b'_' | b'$') || byte >= 0x80;
        if !self.peek().is_some_and(starts) {
            return Span::at(start);
        }
        while self.peek().is_some_and(|byte| starts(byte) || byte.is_ascii_digit() || matches!(byte, b'-' | b'.' | b':')) {
            self.at += 1;
        }
        Span::new(start, self.at)
    }

    fn attribute(&mut self) -> Option<TagAttribute> {
        let name = self.name();
        if name.is_empty() {
            return None;
        }
        let after = self.at;
        self.blanks()?;
        if !self.eat(b'=') {
            self.at = after;
            return Some(TagAttribute { name, value: Span::at(after), computed: false });
        }
        self.blanks()?;
        let start = self.at;
        match self.peek()? {
            quote @ (b'"' | b'\'') => {
                let length = memchr::memchr(quote, &self.bytes[start + 1..])?;
                let value = Span::new(start + 1, start + 1 + length);
                let text = &self.bytes[value.range()];
                if !self.block && has_blank_line(text) {
                    return None;
                }
                self.at = start + length + 2;
                Some(TagAttribute { name, value, computed: false })
            }
            b'{' => {
                self.at = expression_end(self.bytes, start)?;
                let literal = literal(self.bytes, start + 1..self.at - 1);
                let value = literal.unwrap_or(Span::new(start, self.at));
                Some(TagAttribute { name, value, computed: literal.is_none() })
            }
            _ => None,
        }
    }
}

fn has_blank_line(text: &[u8]) -> bool {
    let mut lines = text.split(|&byte| byte == b'\n').skip(1).peekable();
    while let Some(line) = lines.next() {
        if lines.peek().is_some() && line.iter().all(u8::is_ascii_whitespace) {
            return true;
        }
    }
    false
}

/// The text of an expression that is nothing but a string.
fn literal(bytes: &[u8], range: std::ops::Range<usize>) -> Option<Span> {
    let inner = &bytes[range.clone()];
    let start = range.start + inner.iter().position(|byte| !byte.is_ascii_whitespace())?;
    let end = range.end - inner.iter().rev().position(|byte| !byte.is_ascii_whitespace())?;
    let quote = bytes[start];
    if !matches!(quote, b'"' | b'\'' | b'`') || end < start + 2 || bytes[end - 1] != quote {
        return None;
    }
    let text = &bytes[start + 1..end - 1];
    let plain = !text.iter().any(|&byte| byte == quote || matches!(byte, b'\\' | b'\n') || quote == b'`' && byte == b'$');
    plain.then(|| Span::new(start + 1, end - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_are_read() {
        for (text, expected) in [
            ("<A> b", Some("<A>")),
            ("</A> b", Some("</A>")),
            ("<> b", Some("<>")),
            ("</> b", Some("</>")),
            ("<A.B c='>' /> b", Some("<A.B c='>' />")),
            ("<A\n  b={{c: '}'}}\n  {...d}\n  e\n/> b", Some("<A\n  b={{c: '}'}}\n  {...d}\n  e\n/>")),
            ("< 3", None),
            ("<3", None),
            ("<a b=c>", None),
            ("<https://e.org>", None),
            ("<!-- a -->", None),
            ("<A b=\"", None),
            ("<A {b", None),
            ("<A\n\nb>", None),
            ("<A / b>", None),
        ] {
            assert_eq!(read(text.as_bytes(), 0, false).map(|tag| tag.span.of(text)), expected, "{text}");
        }
        assert!(read(b"<A\n\nb>", 0, true).is_some());
    }

    #[test]
    fn values_are_told_from_expressions() {
        let text = r#"<A a="1" b={'2'} c={`3`} d={e} f={`${g}`} h i={"j" + k}>"#;
        let tag = read(text.as_bytes(), 0, false).unwrap();
        let found: Vec<_> = tag.attributes.iter().map(|a| (a.name.of(text), a.value.of(text), a.computed)).collect();
        assert_eq!(
            found,
            [
                ("a", "1", false),
                ("b", "2", false),
                ("c", "3", false),
                ("d", "{e}", true),
                ("f", "{`${g}`}", true),
                ("h", "", false),
                ("i", "{\"j\" + k}", true)
            ]
        );
    }
}
