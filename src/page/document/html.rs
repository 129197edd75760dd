//! HTML inside Markdown: start tags with their attributes, comments, and headings.

use crate::text::Span;
use html5gum::{
    Tokenizer,
    emitters::callback::{CallbackEmitter, CallbackEvent},
};
use std::convert::Infallible;

/// An HTML start tag.
#[derive(Clone, Debug)]
pub struct Element {
    /// From `<` to `>`.
    pub span: Span,
    /// The tag's name as written.
    pub name: Span,
    /// Its attributes, in order.
    pub attributes: Vec<Attribute>,
    /// Whether it stands for a component of the site, not for HTML (MDX, Vue).
    pub component: bool,
}

/// An attribute of an HTML start tag.
#[derive(Clone, Debug)]
pub struct Attribute {
    /// Its name as written.
    pub name: Span,
    /// Its value without quotes; empty when it has none.
    pub value: Span,
    /// The value when entities make it differ from the source.
    pub(in crate::page::document) decoded: Option<Box<str>>,
}

impl Element {
    /// Whether the tag is a `name` (lower case); HTML does not tell upper from lower case.
    pub fn is(&self, text: &str, name: &str) -> bool {
        self.name.of(text).eq_ignore_ascii_case(name)
    }

    /// The attribute called `name` (lower case).
    pub fn attribute(&self, text: &str, name: &str) -> Option<&Attribute> {
        self.attributes.iter().find(|a| a.name.of(text).eq_ignore_ascii_case(name))
    }
}

impl Attribute {
    /// The value, entities resolved.
    pub fn value<'a>(&'a self, text: &'a str) -> &'a str {
        self.decoded.as_deref().unwrap_or_else(|| self.value.of(text))
    }
}

/// What a piece of HTML holds.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub elements: Vec<Element>,
    pub comments: Vec<Span>,
    pub headings: Vec<HtmlHeading>,
}

/// A heading written in HTML: the index of its start tag, its level and its text.
#[derive(Debug)]
pub(super) struct HtmlHeading {
    pub element: usize,
    pub level: u8,
    pub text: String,
    pub end: usize,
    pub closed: bool,
}

/// Reads the HTML in `piece`, which stands at byte `base` of the page.
pub(super) fn scan(piece: &str, base: usize, found: &mut Found) {
    let bytes = piece.as_bytes();
    // Most pieces are one plain tag: no tokenizer needed.
    if bytes.starts_with(b"</") && memchr::memchr(b'<', &bytes[1..]).is_none() {
        return;
    }
    if bytes.starts_with(b"<")
        && bytes.len() > 2
        && bytes[1..bytes.len() - 1].iter().all(u8::is_ascii_alphabetic)
        && bytes.ends_with(b">")
    {
        let name = Span::new(base + 1, base + piece.len() - 1);
        found.elements.push(Element {
            span: Span::new(base, base + piece.len()),
            name,
            attributes: Vec::new(),
            component: false,
        });
        return;
    }
    if bytes.len() > 500 && has_endless_tag(bytes) {
        return;
    }
    let mut emitter = CallbackEmitter::<_, Infallible, usize>::new(|event: CallbackEvent<'_>, span: html5gum::Span<usize>| {
        on_event(event, Span::new(base + span.start, base + span.end.min(piece.len())), piece, base, found);
        None
    });
    // Off otherwise: it would also hide what stands in `<noscript>`.
    emitter.naively_switch_states(has_code(bytes));
    // The callback takes everything: the tokenizer itself yields nothing, and on a string it cannot fail.
    Tokenizer::new_with_emitter(piece, emitter).for_each(drop);
}

/// Whether there is a script or a style sheet: what looks like a tag in them is none.
fn has_code(bytes: &[u8]) -> bool {
    memchr::memchr_iter(b'<', bytes).any(|at| {
        let is = |name: &[u8]| bytes.get(at + 1..at + 1 + name.len()).is_some_and(|tag| tag.eq_ignore_ascii_case(name));
        is(b"script") || is(b"style")
    })
}

/// Whether a start tag has more attributes than anybody writes: the tokenizer goes one call deeper at each.
fn has_endless_tag(bytes: &[u8]) -> bool {
    const MOST: usize = 500;
    let mut parts: Option<usize> = None;
    let mut quote = None;
    for pair in bytes.windows(2) {
        let (byte, next) = (pair[0], pair[1]);
        match (&mut parts, quote) {
            (None, _) => parts = (byte == b'<' && next.is_ascii_alphabetic()).then_some(0),
            (Some(_), Some(open)) => quote = Some(open).filter(|&open| open != byte),
            (Some(count), None) => match byte {
                b'>' => parts = None,
                b'"' | b'\'' | b'/' => {
                    *count += 1;
                    quote = Some(byte).filter(|_| byte != b'/');
                }
                byte if byte.is_ascii_whitespace() => *count += 1,
                _ => {}
            },
        }
        if parts.is_some_and(|count| count > MOST) {
            return true;
        }
    }
    false
}

fn on_event(event: CallbackEvent<'_>, span: Span, piece: &str, base: usize, found: &mut Found) {
    let source = |span: Span| piece.get(span.start as usize - base..span.end as usize - base).unwrap_or_default();
    match event {
        CallbackEvent::OpenStartTag { name } => {
            let start = span.start as usize;
            let name_span = Span::new(start + 1, start + 1 + name.len());
            found.elements.push(Element {
                span: Span::new(start, name_span.end as usize),
                name: name_span,
                attributes: Vec::new(),
                component: false,
            });
            if let Some(level) = heading_level(name) {
                let heading =
                    HtmlHeading { element: found.elements.len() - 1, level, text: String::new(), end: start, closed: false };
                found.headings.push(heading);
            }
        }
        CallbackEvent::AttributeName { name } => {
            let name = Span::new(span.start as usize, span.start as usize + name.len());
            if let Some(element) = found.elements.last_mut() {
                element.attributes.push(Attribute { name, value: Span::at(name.end as usize), decoded: None });
            }
        }
        CallbackEvent::AttributeValue { value } => {
            let value = String::from_utf8_lossy(value);
            if let Some(attribute) = found.elements.last_mut().and_then(|e| e.attributes.last_mut()) {
                attribute.value = span;
                attribute.decoded = (source(span) != value).then(|| value.into());
            }
        }
        CallbackEvent::CloseStartTag { .. } => {
            if let Some(element) = found.elements.last_mut() {
                element.span.end = element.span.end.max(span.end);
            }
        }
        CallbackEvent::String { value } => {
            if let Some(heading) = found.headings.last_mut().filter(|h| !h.closed) {
                heading.text.push_str(&String::from_utf8_lossy(value));
            }
        }
        CallbackEvent::EndTag { name } => {
            if let Some(heading) = found.headings.last_mut().filter(|h| !h.closed && heading_level(name) == Some(h.level)) {
                heading.closed = true;
                heading.end = span.end as usize;
            }
        }
        CallbackEvent::Comment { .. } => found.comments.push(span),
        CallbackEvent::Doctype { .. } | CallbackEvent::Error(_) => {}
    }
}

pub(super) fn heading_level(name: &[u8]) -> Option<u8> {
    match name {
        [b'h' | b'H', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> Found {
        let mut found = Found::default();
        scan(text, 0, &mut found);
        found
    }

    #[test]
    fn attributes_have_exact_spans() {
        for text in [
            "<a href=\"/x?a=1&amp;b\" ID=top>",
            "<a\r\n  href='/x?a=1&amp;b'\r\n id=top >",
            "<b>é</b><a href=/x?a=1&amp;b id=\"top\">",
        ] {
            let found = found(text);
            let link = found.elements.last().unwrap();
            assert!(link.is(text, "a"), "{text}");
            let href = link.attribute(text, "href").unwrap();
            assert_eq!((href.value.of(text), href.value(text)), ("/x?a=1&amp;b", "/x?a=1&b"), "{text}");
            assert_eq!(link.attribute(text, "id").unwrap().value.of(text), "top", "{text}");
            assert!(link.span.of(text).starts_with("<a") && link.span.of(text).ends_with('>'), "{text}: {}", link.span.of(text));
        }
    }

    #[test]
    fn scripts_have_no_tags_in_them() {
        let names = |text: &str| found(text).elements.iter().map(|e| e.name.of(text).to_owned()).collect::<Vec<_>>();
        assert_eq!(names("<script>\nfor (i = 0; i <many; i++) { add('<a href=x>'); }\n</script>\n<b>"), ["script", "b"]);
        assert_eq!(names("<STYLE>a<b {}</STYLE><i>"), ["STYLE", "i"]);
        assert_eq!(names("<noscript><a href=x></a></noscript>"), ["noscript", "a"]);
        assert_eq!(names("<script>never <b>closed"), ["script"]);
    }

    #[test]
    fn headings_and_comments_are_found() {
        let text = "<!-- note -->\n<h2 id=\"a\">One <b>two</b></h2>\n<h3>open";
        let found = found(text);
        assert_eq!(found.comments[0].of(text), "<!-- note -->");
        assert_eq!((found.headings[0].text.as_str(), found.headings[0].closed), ("One two", true));
        assert!(!found.headings[1].closed);
    }
}
