//! The parsed Markdown of a page: a flat tree of nodes, and tables of what rules and the site ask for.
//!
//! Everything holds byte spans into the page's text, so that nobody needs the parser, or a second look at the text, again.

mod attributes;
mod destination;
mod html;
mod islands;
mod kramdown;
mod label;
mod mdx;
mod node;
mod parser;
mod python;

pub use html::{Attribute, Element};
pub(crate) use islands::leading_shortcode;
pub(crate) use islands::literal;
pub use islands::{Arguments, Island, IslandKind, TagRole};
pub use label::folded_label;
pub use mdx::Import;
pub use node::{Kind, Node};
pub use parser::{parse, parse_mdx, parse_template};
pub(super) use {
    destination::in_text as inline_destination,
    parser::{html_links, shown},
};

use crate::text::Span;

/// The parsed Markdown of a page.
#[derive(Clone, Debug, Default)]
pub struct Document {
    /// All nodes, each before its descendants.
    pub nodes: Vec<Node>,
    /// Every link and image, in the order of the text; a reference link stands where its definition is.
    pub links: Vec<Link>,
    /// Every heading, Markdown or HTML, in the order of the text.
    pub headings: Vec<Heading>,
    /// Every term of a definition list, in the order of the text; as headings of level 0, since some generators give them ids
    /// by the same rules.
    pub terms: Vec<Heading>,
    /// Ids written on other things than headings: HTML `id` and `name`, `{#id}`.
    pub anchors: Vec<Anchor>,
    /// `[label]: destination` lines, in the order of the text.
    pub definitions: Vec<Definition>,
    /// `[text][label]` and `[label][]` whose label is defined nowhere.
    pub undefined_labels: Vec<UndefinedLabel>,
    /// HTML start tags.
    pub elements: Vec<Element>,
    /// HTML comments, whole.
    pub comments: Vec<Span>,
    /// Template tags.
    pub islands: Vec<Island>,
    /// What the page imports (MDX).
    pub imports: Vec<Import>,
    /// Images without link (a subset of `links`), with their alternative text.
    pub images: Vec<Image>,
    /// Labels of content tabs (`=== "Label"`), in the order of the text.
    pub tabs: Vec<Tab>,
}

/// The label of a content tab.
#[derive(Clone, Debug)]
pub struct Tab {
    /// Its words, rendered.
    pub label: Box<str>,
    /// Where they stand.
    pub span: Span,
    /// The heading that the tab stands below, by its place in [`Document::headings`].
    pub heading: Option<usize>,
}

/// How a link is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkKind {
    /// `[text](destination)` or `![alt](destination)`.
    Inline,
    /// `[label]: destination`, used somewhere on the page.
    Definition,
    /// `<https://…>`.
    Autolink,
    /// An address written without brackets.
    BareUrl,
    /// An HTML attribute that leads to a page (`<a href>`).
    HtmlLink,
    /// An HTML attribute that loads a file (`<img src>`).
    HtmlResource,
    /// Inside a text in the front matter.
    FrontMatter,
    /// A value of the front matter that the generator or its theme leads to, or shows.
    Value,
    /// A value of the front matter that `handbook.toml` calls a link. What layouts make of it is not known.
    NamedValue,
}

/// A link or an image.
#[derive(Clone, Debug)]
pub struct Link {
    /// How it is written.
    pub kind: LinkKind,
    /// Whether it shows the target (image, video) instead of leading to it.
    pub image: bool,
    /// Whether template tags are part of its destination.
    pub templated: bool,
    /// The whole link.
    pub span: Span,
    /// What stands between the square brackets, or the element; empty for bare addresses.
    pub text: Span,
    /// The destination as written, without `<>` and quotes.
    pub destination: Span,
    pub(crate) url: Option<Box<str>>,
}

impl Link {
    /// The destination as the renderer understands it: escapes and entities resolved.
    pub fn url<'a>(&'a self, text: &'a str) -> &'a str {
        self.url.as_deref().unwrap_or_else(|| self.destination.of(text))
    }
}

/// A heading.
#[derive(Clone, Debug)]
pub struct Heading {
    /// 1–6; 0 for a term of a definition list.
    pub level: u8,
    /// The whole heading.
    pub span: Span,
    /// Its words, rendered: without markup, attributes and images.
    pub text: Box<str>,
    /// The words that its id is made of, where they are not just `text` (Hugo).
    pub id_words: Option<Box<str>>,
    /// Whether blanks part the words from something without words (a picture, a comment) before and after them.
    pub padding: (bool, bool),
    /// Where the words stand.
    pub text_span: Span,
    /// An id that the author gave it.
    pub id: Option<Anchor>,
    /// Whether it is an HTML element.
    pub html: bool,
    /// Whether it is Markdown inside an HTML element (kramdown's `<div markdown="1">`).
    pub in_html: bool,
    /// Whether template tags are part of its text, so that it cannot be known.
    pub templated: bool,
}

impl Heading {
    /// The heading without the line break at its end.
    pub fn shown(&self, text: &str) -> Span {
        Span::new(self.span.start as usize, self.span.start as usize + self.span.of(text).trim_end().len())
    }
}

/// An id in the source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// The id.
    pub id: Box<str>,
    /// Where it is written.
    pub span: Span,
    /// Whether it is the `name` of an `<a>`, and so no id.
    pub name: bool,
}

/// A `[label]: destination` line.
#[derive(Clone, Debug)]
pub struct Definition {
    /// The whole definition.
    pub span: Span,
    /// The label as written.
    pub label: Box<str>,
    /// Whether a link uses it.
    pub used: bool,
}

/// A reference link whose label is defined nowhere.
#[derive(Clone, Debug)]
pub struct UndefinedLabel {
    /// The whole link as written.
    pub span: Span,
    /// The label.
    pub label: Box<str>,
}

/// An image in Markdown syntax.
#[derive(Clone, Debug)]
pub struct Image {
    /// The whole image.
    pub span: Span,
    /// Whether the alternative text is empty.
    pub alt_is_empty: bool,
}

impl Document {
    /// What the innermost node at byte `offset` is; `None` between nodes.
    pub fn kind_at(&self, offset: usize) -> Option<Kind> {
        let mut kind = None;
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if node.span.contains(offset) {
                kind = Some(node.kind());
                at += 1;
            } else if node.span.start as usize > offset {
                break;
            } else {
                at = node.end().max(at + 1);
            }
        }
        kind
    }

    /// Whether byte `offset` lies inside code (a block or a span).
    pub fn in_code(&self, offset: usize) -> bool {
        let mut at = 0;
        while let Some(node) = self.nodes.get(at) {
            if node.span.contains(offset) {
                if matches!(node.kind(), Kind::CodeBlock(_) | Kind::Code) {
                    return true;
                }
                at += 1;
            } else if node.span.start as usize > offset {
                return false;
            } else {
                at = node.end().max(at + 1);
            }
        }
        false
    }
}
