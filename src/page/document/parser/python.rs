//! What Python-Markdown makes of text that the parser did not see: titles, tight headings, HTML, labels of tabs.

use super::{Builder, options};
use crate::page::{
    dialect::Attributes,
    document::{Anchor, Heading, Kind, Link, LinkKind, Tab, attributes, destination},
};
use crate::text::Span;
use pulldown_cmark::{CodeBlockKind, Parser};
use rustc_hash::FxHashSet;
use std::ops::Range;

impl Builder<'_> {
    /// Whether something starts at a bullet that stands in for a callout's mark.
    pub(super) fn is_stand_in(&self, range: &Range<usize>) -> bool {
        let Some((python, _)) = self.python else { return false };
        let next = python.bullets.partition_point(|bullet| bullet + 2 < range.start);
        python.bullets.get(next).is_some_and(|&bullet| {
            bullet + 2 == range.start || self.body.get(range.start..bullet).is_some_and(|before| before.trim().is_empty())
        })
    }

    /// Adds what was kept from the parser.
    pub(super) fn add_python(&mut self) {
        let Some((python, source)) = self.python else { return };
        let code: Vec<_> =
            self.document.nodes.iter().filter(|node| matches!(node.kind(), Kind::CodeBlock(_))).map(|node| node.span).collect();
        let base = self.start;
        let in_code = |at: usize| {
            let next = code.partition_point(|span| span.end as usize <= base + at);
            code.get(next).is_some_and(|span| span.contains(base + at))
        };
        for range in python.html.iter().filter(|range| !in_code(range.start)) {
            self.scan_source(source, range.clone());
        }
        for range in python.titles.iter().filter(|range| !in_code(range.start)) {
            self.read_again(source, range, None);
        }
        for (level, range) in python.headings.iter().filter(|(_, range)| !in_code(range.start)) {
            self.read_again(source, range, Some(*level));
        }
        self.document.headings.sort_by_key(|heading| heading.span.start);
        for range in python.tabs.iter().filter(|range| !in_code(range.start)) {
            let label = plain(&source[range.clone()]);
            let heading = self.heading_above(range.start);
            self.document.tabs.push(Tab { label, span: self.span(range), heading });
        }
    }

    /// Adds the definitions in use that stand where CommonMark takes none.
    pub(super) fn add_definitions(&mut self, labels: &FxHashSet<String>) {
        let Some((python, source)) = self.python else { return };
        for range in labels.iter().filter_map(|label| python.labels.get(label)) {
            let Some(destination) = destination::of_definition(source, range.clone()) else { continue };
            let span = self.span(range);
            self.document.links.push(Link {
                kind: LinkKind::Definition,
                image: false,
                templated: self.templated(self.span(&destination)),
                span,
                text: Span::at(span.start as usize),
                destination: self.span(&destination),
                url: None,
            });
        }
    }

    /// Reads one line of text as Markdown: a title, or the words of a heading of this level.
    fn read_again(&mut self, source: &str, range: &Range<usize>, level: Option<u8>) {
        let Some(words) = source.get(range.clone()) else { return };
        // As a heading it can be nothing else: no list, no quotation.
        let underlined = format!("{words}\n===");
        let mut other = Builder::new(&underlined, &underlined, self.start + range.start, self.dialect);
        other.document.islands = std::mem::take(&mut self.document.islands);
        for (event, place) in Parser::new_ext(&underlined, options(self.dialect)).into_offset_iter() {
            other.event(event, place);
        }
        let mut found = other.document;
        self.document.islands = found.islands;
        self.document.links.append(&mut found.links);
        self.document.images.append(&mut found.images);
        self.document.anchors.append(&mut found.anchors);
        self.document.elements.append(&mut found.elements);
        self.document.comments.append(&mut found.comments);
        if let Some(level) = level {
            let line = self.body[..range.start].rfind('\n').map_or(0, |newline| newline + 1);
            let span = self.span(&(line..range.end));
            let headings = found.headings.into_iter().filter(|heading| !heading.html);
            self.document.headings.extend(headings.map(|heading| Heading { level, span, ..heading }));
        }
    }

    /// The nearest heading above a place that is not nested deeper.
    fn heading_above(&self, at: usize) -> Option<usize> {
        let indent = |at: usize| {
            let line = self.body[..at].rfind('\n').map_or(0, |newline| newline + 1);
            self.body[line..].bytes().take_while(|byte| *byte == b' ').count()
        };
        let own = indent(at);
        let before = self.document.headings.partition_point(|heading| (heading.span.start as usize) < self.start + at);
        // Few headings stand in callouts, so that the search is short.
        let near = self.document.headings[..before].iter().enumerate().rev().take(50);
        near.filter(|(_, heading)| !heading.html)
            .find(|(_, heading)| indent(heading.span.start as usize - self.start) <= own)
            .map(|(place, _)| place)
    }

    /// Whether a link is only there to have an id: `[](){ #id }`.
    pub(super) fn is_mere_anchor(&self, link: &Range<usize>) -> bool {
        self.dialect.attributes == Attributes::PythonMarkdown
            && self.body.get(link.clone()).is_some_and(|written| written.starts_with("[]"))
            && self.body.get(link.end..).and_then(|rest| attributes::leading(rest, self.dialect.attributes)).is_some()
    }

    /// Takes an attribute list off the start of words that follow an inline element of a heading: it is that element's.
    pub(super) fn without_attributes<'t>(&mut self, text: &'t str, range: &Range<usize>) -> &'t str {
        let follows = self.heading.as_ref().is_some_and(|heading| heading.closed == Some(heading.text.len()));
        if !follows || self.dialect.attributes != Attributes::PythonMarkdown {
            return text;
        }
        let Some(list) = attributes::leading(text, self.dialect.attributes) else { return text };
        if let Some(id) = attributes::id(&text[list.clone()]) {
            let span = self.span(&(range.start + id.start..range.start + id.end));
            self.document.anchors.push(Anchor { id: text[id].into(), span, name: false });
        }
        &text[list.end..]
    }

    /// The id in the attributes of a code fence.
    pub(super) fn fence_id(&mut self, kind: &CodeBlockKind<'_>, range: &Range<usize>) {
        let CodeBlockKind::Fenced(info) = kind else { return };
        if !info.contains('#') || !self.dialect.python.as_ref().is_some_and(|python| python.fence_ids) {
            return;
        }
        let line = self.body[range.clone()].split('\n').next().unwrap_or_default();
        let Some(open) = line.find('{') else { return };
        let Some(list) = attributes::leading(&line[open..], Attributes::PythonMarkdown) else { return };
        if let Some(id) = attributes::id(&line[open..open + list.end]) {
            let start = range.start + open;
            let span = self.span(&(start + id.start..start + id.end));
            self.document.anchors.push(Anchor { id: line[open..][id].into(), span, name: false });
        }
    }

    /// Whether an attribute list in the text belongs to something.
    pub(super) fn attributes_apply(&self, list: Range<usize>) -> bool {
        if self.dialect.attributes != Attributes::PythonMarkdown {
            return true;
        }
        let line = self.body[..list.start].rfind('\n').map_or(0, |newline| newline + 1);
        let before = &self.body[line..list.start];
        let rest = self.body[list.end..].split('\n').next().unwrap_or_default();
        let ends = rest.trim().is_empty();
        match before.chars().next_back() {
            // Right after an inline element.
            Some(')' | ']' | '*' | '_' | '`' | '~' | '^' | '=' | '+' | ':') => true,
            // At the end of a table's cell, or of a term.
            Some(' ') if !before.trim().is_empty() => {
                rest.trim_start().starts_with('|')
                    || ends && before.contains('|')
                    || ends && self.body[list.end + rest.len()..].trim_start().starts_with(": ")
            }
            // On a line of its own, the last of a block that has begun before.
            _ if before.trim().is_empty() && ends => {
                let above = self.body[..line].trim_end_matches(['\n', '\r']);
                let blank = self.body[above.len()..line].matches('\n').count() > 1;
                let above = above.rsplit('\n').next().unwrap_or_default().trim_start();
                !blank && !above.is_empty() && !above.starts_with(['#', '`', '|'])
            }
            _ => false,
        }
    }
}

/// A label without its markup.
fn plain(label: &str) -> Box<str> {
    let underlined = format!("{label}\n===");
    let mut words = String::with_capacity(label.len());
    for event in Parser::new(&underlined) {
        match event {
            pulldown_cmark::Event::Text(text) | pulldown_cmark::Event::Code(text) => words.push_str(&text),
            _ => {}
        }
    }
    words.into()
}
