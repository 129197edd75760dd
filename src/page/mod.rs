//! One file, parsed once.

mod data_list;
pub mod dialect;
mod directive;
pub mod document;
pub mod front_matter;
pub mod invisible;
pub mod markup;
mod meta_links;
pub mod prose;
pub mod sentences;

pub use data_list::{DataList, NoList};
pub use directive::{Action, Directive, RuleName};

use crate::{
    path::SitePath,
    text::{LineIndex, Position, Span},
};
use dialect::{Dialect, FrontMatterDialect};
use document::{Document, Link, LinkKind};
use front_matter::FrontMatter;
use std::sync::OnceLock;

/// What kind of file a page is written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// Markdown.
    Markdown,
    /// HTML or a template of it (Nunjucks, Liquid, …): front matter, then HTML with template tags.
    Template,
    /// MDX: Markdown with JSX elements, expressions and `import`s.
    Mdx,
}

impl Format {
    /// Whether it is Markdown, with or without JSX.
    pub fn is_markdown(self) -> bool {
        self != Self::Template
    }
}

/// What is wrong with the bytes of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    /// UTF-8, as it should be.
    Utf8,
    /// The byte at this offset is no UTF-8; every such byte was read as `?`.
    Invalid(u32),
    /// UTF-16, told by its byte order mark. Read as empty.
    Utf16,
    /// Not text at all. Read as empty.
    Binary,
}

/// One file, parsed once: its text and everything that rules and the site ask about it.
#[derive(Debug)]
pub struct Page {
    /// Where it is.
    pub path: SitePath,
    /// What it is written in.
    pub format: Format,
    /// The whole text. Of a file that is not UTF-8, the bytes that are not are `?`.
    pub text: Box<str>,
    /// Whether the bytes were text.
    pub encoding: Encoding,
    /// Its metadata block.
    pub front_matter: Option<FrontMatter>,
    /// Its Markdown.
    pub document: Document,
    /// The comments that switch rules off and on.
    pub directives: Vec<Directive>,
    /// How many columns each level of a list takes, where that does not depend on where the words of an item begin
    /// (Python-Markdown).
    pub list_level: Option<usize>,
    lines: OnceLock<LineIndex>,
}

impl Page {
    /// Parses a file. Cannot fail: what is wrong with it becomes part of the page.
    pub fn parse(path: SitePath, bytes: Vec<u8>, format: Format, dialect: &Dialect) -> Self {
        let (text, encoding) = decode(bytes);
        let front_matter = FrontMatter::parse(&text, &dialect.front_matter);
        let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let start = front_matter.as_ref().map_or(mark, |block| block.body_start as usize);
        let mut document = match format {
            Format::Markdown => document::parse(&text, start, dialect),
            Format::Mdx => document::parse_mdx(&text, start, dialect),
            Format::Template => document::parse_template(&text, start, dialect),
        };
        if let Some(block) = &front_matter {
            if dialect.front_matter.markdown_values {
                meta_links::add(&text, block, &mut document);
            }
            let FrontMatterDialect { links, images, .. } = dialect.front_matter;
            let value = |image| Link { image, ..meta_links::blank(LinkKind::Value) };
            meta_links::add_values(&text, block, images.iter().copied(), &value(true), &mut document);
            meta_links::add_values(&text, block, links.iter().copied(), &value(false), &mut document);
        }
        let lines = OnceLock::new();
        let directives = directive::find(&text, &document, front_matter.as_ref(), || lines.get_or_init(|| LineIndex::new(&text)));
        let list_level = dialect.markdown.python.as_ref().map(|python| python.tab);
        Self { path, format, text, encoding, front_matter, document, directives, list_level, lines }
    }

    /// Whether readers see the same if the file has this text instead: the same words, marks and blocks, however they are written.
    /// The metadata is not looked at.
    pub fn shows_the_same(&self, text: &str, dialect: &Dialect) -> bool {
        if self.format == Format::Template {
            return true;
        }
        let start = |text: &str, block: Option<&FrontMatter>| {
            let mark = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
            block.map_or(mark, |block| block.body_start as usize)
        };
        let shown = |text: &str, block: Option<&FrontMatter>| document::shown(text, start(text, block), self.format, dialect);
        shown(&self.text, self.front_matter.as_ref()) == shown(text, FrontMatter::parse(text, &dialect.front_matter).as_ref())
    }

    /// The same page, where the values of these front matter keys are links too: names joined with dots, lists looked through.
    #[must_use]
    pub fn linking<'k>(mut self, keys: impl Iterator<Item = &'k str>) -> Self {
        if let Some(block) = &self.front_matter {
            let value = meta_links::blank(LinkKind::NamedValue);
            meta_links::add_values(&self.text, block, keys, &value, &mut self.document);
        }
        self
    }

    /// Where its lines begin.
    #[inline]
    pub fn lines(&self) -> &LineIndex {
        self.lines.get_or_init(|| LineIndex::new(&self.text))
    }

    /// Line and column (1-based, characters) of a byte offset.
    pub fn position(&self, offset: u32) -> Position {
        self.lines().position(&self.text, offset as usize)
    }

    /// The text of a span.
    #[inline]
    pub fn slice(&self, span: Span) -> &str {
        span.of(&self.text)
    }

    /// A front matter value that is text; see [`FrontMatter::get`].
    pub fn meta(&self, key: &str) -> Option<&str> {
        self.front_matter.as_ref()?.str(key)
    }

    /// Byte offset where the Markdown starts.
    pub fn body_start(&self) -> usize {
        self.front_matter.as_ref().map_or(0, |block| block.body_start as usize)
    }
}

fn decode(bytes: Vec<u8>) -> (Box<str>, Encoding) {
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        return (Box::default(), Encoding::Utf16);
    }
    if memchr::memchr(0, &bytes[..bytes.len().min(8000)]).is_some() {
        return (Box::default(), Encoding::Binary);
    }
    // Copying what another reader found valid takes less than half the time in which `String` makes sure itself.
    if let Ok(text) = simdutf8::basic::from_utf8(&bytes) {
        return (text.into(), Encoding::Utf8);
    }
    let first = std::str::from_utf8(&bytes).map_or_else(|error| error.valid_up_to(), str::len) as u32;
    let mut bytes = bytes;
    let mut at = 0;
    while let Err(error) = std::str::from_utf8(&bytes[at..]) {
        at += error.valid_up_to();
        let bad = error.error_len().unwrap_or(bytes.len() - at).max(1);
        bytes[at..at + bad].fill(b'?');
        at += bad;
    }
    (String::from_utf8(bytes).unwrap_or_default().into(), Encoding::Invalid(first))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_that_are_no_text_keep_every_offset() {
        assert_eq!(decode(b"a\xffb\xe6\x97c\xe6".to_vec()), ("a?b??c?".into(), Encoding::Invalid(1)));
        assert_eq!(decode("日本".into()), ("日本".into(), Encoding::Utf8));
        assert_eq!(decode(b"\xff\xfea\0".to_vec()).1, Encoding::Utf16);
        assert_eq!(decode(b"PNG\0\0".to_vec()).1, Encoding::Binary);
    }
}
