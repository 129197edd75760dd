//! Links and images, and the definitions they may refer to.

use super::Builder;
use crate::{
    page::document::{Definition, Image, Link, LinkKind, destination, folded_label},
    text::Span,
};
use pulldown_cmark::{CowStr, LinkType};
use std::ops::Range;

pub(super) struct OpenLink<'a> {
    pub(super) kind: LinkType,
    destination: CowStr<'a>,
    pub(super) image: bool,
    range: Range<usize>,
    text_start: usize,
    pub(super) text_end: usize,
    label: CowStr<'a>,
    pub(super) has_text: bool,
}

impl<'a> Builder<'a> {
    pub(super) fn open_link(
        &mut self,
        kind: LinkType,
        destination: CowStr<'a>,
        label: CowStr<'a>,
        image: bool,
        range: Range<usize>,
    ) {
        let text_start = (range.start + 1 + usize::from(image)).min(range.end);
        let link = OpenLink { kind, destination, image, text_start, text_end: text_start, range, label, has_text: false };
        self.links.push(link);
    }

    pub(super) fn end_link(&mut self) {
        let Some(link) = self.links.pop() else { return };
        if link.image {
            self.document.images.push(Image { span: self.span(&link.range), alt_is_empty: !link.has_text });
            if let Some(outer) = self.links.last_mut() {
                outer.has_text |= link.has_text;
            }
        }
        // In the description of a picture only the words of a link are left.
        let described = self.links.iter().any(|outer| outer.image);
        let (kind, destination) = match link.kind {
            LinkType::Inline | LinkType::Autolink | LinkType::Email if described => return,
            LinkType::Inline => {
                let found = destination::of_inline(self.masked, link.text_end, link.range.end);
                (LinkKind::Inline, found.unwrap_or(link.range.end..link.range.end))
            }
            LinkType::Autolink | LinkType::Email => (LinkKind::Autolink, link.range.start + 1..link.range.end.saturating_sub(1)),
            LinkType::Reference | LinkType::Collapsed | LinkType::Shortcut => {
                *self.used.entry(folded_label(&link.label)).or_default() |= link.image;
                return;
            }
            _ => return,
        };
        if destination.is_empty() && self.is_mere_anchor(&link.range) {
            return;
        }
        let written = self.body.get(destination.clone()).unwrap_or_default();
        let templated = self.templated(self.span(&destination));
        let url = match link.kind {
            LinkType::Email => Some(format!("mailto:{}", link.destination).into()),
            _ if templated || written == link.destination.as_ref() => None,
            // Blanks in it were closed for the parser.
            _ if self.masked.get(destination.clone()).is_some_and(|masked| masked != written) => None,
            _ => Some(link.destination.as_ref().into()),
        };
        self.document.links.push(Link {
            kind,
            image: link.image,
            templated,
            span: self.span(&link.range),
            text: self.span(&(link.text_start..link.text_end)),
            destination: self.span(&destination),
            url,
        });
    }

    pub(super) fn definition(&mut self, label: &str, url: &str, range: Range<usize>) {
        let used = self.used.get(&folded_label(label)).copied();
        let span = self.span(&range);
        self.document.definitions.push(Definition { span, label: label.into(), used: used.is_some() });
        let (Some(image), Some(destination)) = (used, destination::of_definition(self.masked, range)) else { return };
        let templated = self.templated(self.span(&destination));
        let differs = !templated && &self.body[destination.clone()] != url;
        self.document.links.push(Link {
            kind: LinkKind::Definition,
            image,
            templated,
            span,
            text: Span::at(span.start as usize),
            destination: self.span(&destination),
            url: differs.then(|| url.into()),
        });
    }
}
