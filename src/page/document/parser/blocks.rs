//! What kramdown's blocks add to the document: HTML that stands apart, and ids that attribute lists give.

use super::Builder;
use crate::page::{
    dialect::Attributes,
    document::{
        Anchor, Kind, attributes,
        kramdown::{BlockId, Blocks},
    },
};

impl<'a> Builder<'a> {
    /// Adds them once the text is read. `tagless` is the body with only its template tags overwritten.
    pub(super) fn add_blocks(&mut self, blocks: &Blocks, tagless: &'a str) {
        if self.dialect.attributes == Attributes::Kramdown {
            self.span_attributes();
        }
        if blocks.html.is_empty() && blocks.ids.is_empty() && blocks.inside.is_empty() {
            return;
        }
        let masked = std::mem::replace(&mut self.masked, tagless);
        for range in &blocks.html {
            self.scan_html(range.clone());
        }
        self.masked = masked;
        self.document.headings.sort_by_key(|heading| heading.span.start);
        self.document.elements.sort_by_key(|element| element.span.start);
        self.document.comments.sort_by_key(|comment| comment.start);
        if !blocks.inside.is_empty() {
            let start = self.start;
            for heading in self.document.headings.iter_mut().filter(|heading| !heading.html) {
                heading.in_html = blocks.is_inside(heading.span, start);
            }
        }
        for block in &blocks.ids {
            self.give_id(block);
        }
        self.document.anchors.sort_by_key(|anchor| anchor.span.start);
    }

    fn give_id(&mut self, block: &BlockId) {
        // Further away from its list no heading stands, but for the blanks of a very odd page.
        const FARTHEST: usize = 1000;
        let Some(id) = self.body.get(block.id.clone()) else { return };
        let anchor = Anchor { id: id.into(), span: self.span(&block.id), name: false };
        let headings = &self.document.headings;
        let line = self.span(&block.line);
        let after = headings.partition_point(|heading| heading.span.start < line.start);
        let heading = if block.is_next { Some(after) } else { after.checked_sub(1) };
        let between = heading.and_then(|at| headings.get(at)).and_then(|heading| {
            let (from, to) = if block.is_next { (line.end, heading.span.start) } else { (heading.span.end, line.start) };
            self.masked.get((from as usize).checked_sub(self.start)?..(to as usize).checked_sub(self.start)?)
        });
        match heading.filter(|_| between.is_some_and(|text| text.len() < FARTHEST && text.trim().is_empty())) {
            Some(at) if !self.document.headings[at].html => self.document.headings[at].id = Some(anchor),
            _ => self.document.anchors.push(anchor),
        }
    }

    /// Ids in attribute lists right after an element in the text: `*words*{: #id}`; or at the start of an item.
    fn span_attributes(&mut self) {
        for at in memchr::memmem::find_iter(self.masked.as_bytes(), b"{:") {
            let rest = &self.masked[at..];
            let Some(close) = rest.bytes().take(500).position(|byte| matches!(byte, b'}' | b'\n')) else { continue };
            let list = &rest[..=close];
            let Some(id) = attributes::kramdown_id(list) else { continue };
            let start = (self.start + at) as u32;
            let nodes = &self.document.nodes;
            let after = nodes.partition_point(|node| node.span.start <= start);
            let is_own = nodes[..after].iter().rev().take(4).any(|node| node.kind() == Kind::Text && node.span.start == start);
            if !is_own {
                continue;
            }
            let range = at + id.start..at + id.end;
            let Some(id) = self.body.get(range.clone()) else { continue };
            let anchor = Anchor { id: id.into(), span: self.span(&range), name: false };
            self.document.anchors.push(anchor);
        }
    }
}
