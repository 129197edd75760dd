//! What is looked for in the finished text: addresses without brackets, and attributes after any element.

use super::Builder;
use crate::{
    page::dialect::Attributes,
    page::document::{Anchor, Kind, Link, LinkKind, attributes},
    text::Span,
};
use std::ops::Range;

impl Builder<'_> {
    /// The text node that holds byte `offset` of the body, unless it is part of a link.
    pub(super) fn plain_text_at(&self, offset: usize) -> Option<Span> {
        let at = (self.start + offset) as u32;
        let nodes = &self.document.nodes;
        // Nodes stand in the order of the text but for a few that begin a little before their elder sibling's end.
        let after = nodes.partition_point(|node| node.span.start <= at);
        let text =
            nodes[..after].iter().rev().take(4).find(|node| node.kind() == Kind::Text && node.span.contains(at as usize))?;
        let link = self.linked.partition_point(|link| link.start <= at).checked_sub(1).map(|index| self.linked[index]);
        link.is_none_or(|link| !link.contains(at as usize)).then_some(text.span)
    }

    pub(super) fn bare_urls(&mut self) {
        let bytes = self.masked.as_bytes();
        let mut finder = None;
        let mut done = 0;
        let mut found = Vec::new();
        for at in memchr::memmem::find_iter(bytes, b"://") {
            if at < done {
                continue;
            }
            let Some(span) = self.plain_text_at(at) else { continue };
            let finder = finder.get_or_insert_with(|| {
                let mut finder = linkify::LinkFinder::new();
                finder.kinds(&[linkify::LinkKind::Url]);
                finder
            });
            let text = Span::new(span.start as usize - self.start, span.end as usize - self.start);
            for link in finder.links(text.of(self.masked)) {
                let span = Span::new(link.start(), link.end()).shifted(span.start as usize);
                found.push(Link {
                    kind: LinkKind::BareUrl,
                    image: false,
                    templated: self.templated(span),
                    span,
                    text: Span::at(span.start as usize),
                    destination: span,
                    url: None,
                });
            }
            done = text.end as usize;
        }
        if !found.is_empty() {
            self.document.links.append(&mut found);
            self.document.links.sort_by_key(|link| (link.destination.start, link.span.start));
        }
    }

    /// Whether the attribute list at these bytes has a line of its own after a block, or ends the first line of a fenced one
    /// (goldmark, as Hugo 0.168 sets it up).
    fn is_block_attribute(&self, list: Range<usize>) -> bool {
        const FAR: usize = 300;
        let bytes = self.body.as_bytes();
        let back = bytes[..list.start].iter().rev().take(FAR).position(|&byte| byte == b'\n');
        let start = match back {
            Some(back) => list.start - back,
            None if list.start < FAR => 0,
            None => return false,
        };
        let Some(before) = self.body.get(start..list.start).map(str::trim) else { return false };
        let after = bytes[list.end..].iter().find(|byte| !matches!(byte, b' ' | b'\t' | b'\r'));
        if after.is_some_and(|&byte| byte != b'\n') {
            return false;
        }
        let fenced = before.starts_with("```") || before.starts_with("~~~");
        if fenced {
            let line = (self.start + start) as u32;
            let nodes = &self.document.nodes;
            let after = nodes.partition_point(|node| node.span.start < line);
            let near = nodes
                .get(after..)
                .unwrap_or_default()
                .iter()
                .take_while(|node| node.span.start as usize <= self.start + list.start);
            return near.into_iter().any(|node| matches!(node.kind(), Kind::CodeBlock(_)));
        }
        before.is_empty() && self.plain_text_at(list.start).is_some()
    }

    pub(super) fn inline_attributes(&mut self) {
        for at in memchr::memchr_iter(b'{', self.body.as_bytes()) {
            let Some(list) = attributes::leading(&self.body[at..], self.dialect.attributes) else { continue };
            let Some(id) = attributes::id(&self.body[at..at + list.end]) else { continue };
            let stands = match self.dialect.attributes {
                Attributes::Blocks => self.is_block_attribute(at..at + list.end),
                Attributes::PythonMarkdown => self.plain_text_at(at).is_some() && self.attributes_apply(at..at + list.end),
                _ => self.plain_text_at(at).is_some(),
            };
            if !stands {
                continue;
            }
            let span = self.span(&(at + id.start..at + id.end));
            let headings = &self.document.headings;
            let heading = headings.partition_point(|heading| heading.span.start <= span.start).checked_sub(1);
            if heading.is_some_and(|index| headings[index].span.covers(span)) {
                continue;
            }
            self.document.anchors.push(Anchor { id: self.body[at + id.start..at + id.end].into(), span, name: false });
        }
    }
}
