//! How links and images are written.

use crate::{
    page::{
        Page,
        document::{Kind, Node},
    },
    text::Span,
};

/// How a link or an image is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinkForm {
    /// `<https://…>`.
    Autolink,
    /// `[words](address)`.
    Inline,
    /// `[words][label]`.
    Full,
    /// `[label][]`.
    Collapsed,
    /// `[label]`.
    Shortcut,
}

/// A link or an image as it is written.
#[derive(Clone, Copy, Debug)]
pub struct LinkMark {
    /// Its place in [`Document::nodes`](crate::page::document::Document::nodes).
    pub node: usize,
    /// Whether it shows the target instead of leading to it.
    pub image: bool,
    /// How it is written.
    pub form: LinkForm,
    /// The whole link.
    pub span: Span,
    /// What stands between the first brackets, blanks too.
    pub words: Span,
    /// What stands between the brackets or parentheses after them; empty for those that have none.
    pub target: Span,
}

impl LinkMark {
    /// Every link and image of the page in Markdown syntax with brackets, in the order of the text.
    pub fn all(page: &Page) -> impl Iterator<Item = Self> {
        let nodes = page.document.nodes.iter().enumerate();
        nodes
            .filter(|(_, node)| matches!(node.kind(), Kind::Link | Kind::Image))
            .filter_map(|(at, node)| Self::read(page, at, node))
    }

    fn read(page: &Page, at: usize, node: &Node) -> Option<Self> {
        let (start, end) = (node.span.start as usize, node.span.end as usize);
        let written = page.text.get(start..end)?;
        let image = node.kind() == Kind::Image;
        let blank = Self { node: at, image, form: LinkForm::Autolink, span: node.span, words: node.span, target: Span::at(end) };
        if written.starts_with('<') {
            return Some(Self { words: Span::new(start + 1, end.saturating_sub(1)), ..blank });
        }
        let from = start + 1 + usize::from(image);
        let inside = page.document.nodes.get(at + 1..node.end()).unwrap_or_default();
        let words_end = inside.iter().map(|node| node.span.end as usize).max().unwrap_or(from).max(from);
        let close = words_end + page.text.get(words_end..end)?.find(']')?;
        let after = page.text.get(close + 1..end)?;
        let target = Span::new(close + 2, end.saturating_sub(1));
        let (form, target) = match after.as_bytes() {
            [b'(', ..] => (LinkForm::Inline, target),
            [b'[', b']', ..] => (LinkForm::Collapsed, Span::at(close + 2)),
            [b'[', ..] => (LinkForm::Full, target),
            // The parser leaves the empty brackets out of the link.
            _ if page.text.get(end..).is_some_and(|rest| rest.starts_with("[]")) => (LinkForm::Collapsed, Span::at(end + 1)),
            _ => (LinkForm::Shortcut, Span::at(end)),
        };
        let end = if form == LinkForm::Collapsed { close + 3 } else { end };
        Some(Self { form, span: Span::new(start, end), words: Span::new(from, close), target, ..blank })
    }
}
