//! The Markdown tree, packed: a large handbook has a million nodes.

use crate::text::Span;

/// A piece of the Markdown tree. 12 bytes.
#[derive(Clone, Copy, Debug)]
pub struct Node {
    /// The bytes it covers, markers included.
    pub span: Span,
    /// What it is in the upper [`KIND_BITS`], the index past its last descendant in the others.
    packed: u32,
}

const KIND_BITS: u32 = 6;
const END_BITS: u32 = u32::BITS - KIND_BITS;
const LARGEST_END: usize = (1 << END_BITS) - 1;

impl Node {
    /// A node without descendants; `end` is the index after its own. Trees past 67 million nodes are cut there.
    #[inline]
    pub(super) fn new(kind: Kind, span: Span, end: usize) -> Self {
        let mut node = Self { span, packed: u32::from(kind.code()) << END_BITS };
        node.set_end(end);
        node
    }

    /// What it is.
    #[inline]
    pub fn kind(&self) -> Kind {
        Kind::from_code((self.packed >> END_BITS) as u8)
    }

    /// Index just past its last descendant in [`Document::nodes`](super::Document::nodes).
    #[inline]
    pub fn end(&self) -> usize {
        self.packed as usize & LARGEST_END
    }

    #[inline]
    pub(super) fn set_end(&mut self, end: usize) {
        self.packed = self.packed & !(LARGEST_END as u32) | end.min(LARGEST_END) as u32;
    }
}

/// What a [`Node`] is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading, with its level 1–6.
    Heading(u8),
    /// A `>` quotation.
    BlockQuote,
    /// A list; ordered or not.
    List(bool),
    /// An item of a list.
    Item,
    /// A code block; fenced or, if not, indented.
    CodeBlock(bool),
    /// A block of HTML.
    HtmlBlock,
    /// A pipe table.
    Table,
    /// The head row of a table.
    TableHead,
    /// Another row of a table.
    TableRow,
    /// A cell of a table.
    TableCell,
    /// A `[^1]: …` footnote.
    FootnoteDefinition,
    /// A definition list, its terms and definitions.
    DefinitionList,
    /// A term of a definition list.
    DefinitionTerm,
    /// A definition of a definition list.
    Definition,
    /// `*emphasis*`.
    Emphasis,
    /// `**strong**`.
    Strong,
    /// `~~struck~~`.
    Strikethrough,
    /// A link of any form.
    Link,
    /// An image.
    Image,
    /// A run of text.
    Text,
    /// A code span.
    Code,
    /// An inline HTML tag.
    InlineHtml,
    /// A line break that reads as a space.
    SoftBreak,
    /// A line break that stays.
    HardBreak,
    /// A thematic break.
    Rule,
    /// `[ ]` or `[x]` of a task item.
    TaskMarker,
    /// `[^1]`.
    FootnoteReference,
    /// Inline or display math.
    Math,
    /// Anything else.
    Other,
}

impl Kind {
    /// Kinds without a number of their own, by code; the commonest first.
    const PLAIN: [Self; 27] = [
        Self::Text,
        Self::Item,
        Self::Paragraph,
        Self::Link,
        Self::TableCell,
        Self::Code,
        Self::Strong,
        Self::BlockQuote,
        Self::HtmlBlock,
        Self::Table,
        Self::TableHead,
        Self::TableRow,
        Self::FootnoteDefinition,
        Self::DefinitionList,
        Self::DefinitionTerm,
        Self::Definition,
        Self::Emphasis,
        Self::Strikethrough,
        Self::Image,
        Self::InlineHtml,
        Self::SoftBreak,
        Self::HardBreak,
        Self::Rule,
        Self::TaskMarker,
        Self::FootnoteReference,
        Self::Math,
        Self::Other,
    ];
    const HEADINGS: u8 = 40;
    const LISTS: u8 = 50;
    const CODES: u8 = 52;

    fn code(self) -> u8 {
        match self {
            Self::Heading(level) => Self::HEADINGS + level.min(9),
            Self::List(ordered) => Self::LISTS + u8::from(ordered),
            Self::CodeBlock(fenced) => Self::CODES + u8::from(fenced),
            plain => Self::PLAIN.iter().position(|kind| *kind == plain).unwrap_or(Self::PLAIN.len() - 1) as u8,
        }
    }

    fn from_code(code: u8) -> Self {
        match code {
            Self::CODES.. => Self::CodeBlock(code > Self::CODES),
            Self::LISTS.. => Self::List(code > Self::LISTS),
            Self::HEADINGS.. => Self::Heading(code - Self::HEADINGS),
            code => Self::PLAIN.get(usize::from(code)).copied().unwrap_or(Self::Other),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_comes_out() {
        let headings = (1..=6).map(Kind::Heading);
        for kind in Kind::PLAIN.into_iter().chain(headings).chain([
            Kind::List(false),
            Kind::List(true),
            Kind::CodeBlock(false),
            Kind::CodeBlock(true),
        ]) {
            let mut node = Node::new(kind, Span::new(3, 9), 7);
            assert_eq!((node.kind(), node.end()), (kind, 7));
            node.set_end(LARGEST_END + 5);
            assert_eq!((node.kind(), node.end(), node.span), (kind, LARGEST_END, Span::new(3, 9)));
        }
        assert_eq!(size_of::<Node>(), 12);
    }
}
