//! Headings as some renderers alone know them: ids in square brackets (Nextra), and what Redcarpet takes for headings: lines without a blank after their `#` too, but nothing in a list item that has no blank
//! lines.

use super::Builder;
use crate::{
    page::document::{Anchor, Heading, Kind, Node, islands},
    text::Span,
};
use pulldown_cmark::{Event, Parser};
use std::ops::Range;

impl Builder<'_> {
    /// Finds the lines of paragraphs that begin with `#` and a word, and adds them to the headings.
    pub(super) fn tight_headings(&mut self) {
        if !self.masked.contains('#') {
            return;
        }
        self.drop_headings_in_items();
        let mut found = Vec::new();
        for node in self.document.nodes.iter().filter(|node| node.kind() == Kind::Paragraph) {
            let mut at = node.span.start as usize - self.start;
            let end = node.span.end as usize - self.start;
            for line in self.masked.get(at..end).unwrap_or_default().split_inclusive('\n') {
                let start = at;
                at += line.len();
                let content = line.trim_start_matches('#');
                let level = line.len() - content.len();
                if !(1..=6).contains(&level) || content.starts_with([' ', '\t', '\r', '\n']) {
                    continue;
                }
                let words = content.trim_end().trim_end_matches('#').trim_end();
                if words.is_empty() {
                    continue;
                }
                let span = self.span(&(start..start + line.trim_end().len()));
                found.push(Heading {
                    level: level as u8,
                    span,
                    text: plain(words).into(),
                    id_words: None,
                    padding: (false, false),
                    text_span: self.span(&(start + level..start + level + words.len())),
                    id: None,
                    html: false,
                    in_html: false,
                    templated: self.templated(span),
                });
            }
        }
        if !found.is_empty() {
            self.document.headings.append(&mut found);
            self.document.headings.sort_by_key(|heading| heading.span.start);
        }
    }

    /// The id in square brackets at a heading's end, which is taken off its text.
    pub(super) fn bracket_id(&self, range: &Range<usize>, text: &mut String, tail: usize) -> Option<Anchor> {
        let open = text.trim_end().strip_suffix(']')?.rfind("[#").filter(|open| *open >= tail)?;
        let id = text[open + 2..].trim_end().strip_suffix(']').filter(|id| !id.is_empty() && !id.contains(']'))?;
        let at = range.start + self.body.get(range.clone())?.rfind(&format!("[#{id}]"))? + 2;
        let span = self.span(&(at..at + id.len()));
        // The id is made as if it were the heading.
        let kept = id.to_lowercase().replace(' ', "-");
        let kept: String = kept.chars().filter(|c| c.is_alphanumeric() || matches!(c, '-' | '_')).collect();
        text.truncate(open);
        Some(Anchor { id: kept.into(), span, name: false })
    }

    fn drop_headings_in_items(&mut self) {
        let tight = |node: &&Node| {
            node.kind() == Kind::Item
                && !has_blank_line(
                    self.body.get(node.span.start as usize - self.start..node.span.end as usize - self.start).unwrap_or_default(),
                )
        };
        // Items inside items that are tight all the way: the outermost is enough.
        let mut items: Vec<Span> = Vec::new();
        for node in self.document.nodes.iter().filter(tight) {
            if items.last().is_none_or(|last| !last.covers(node.span)) {
                items.push(node.span);
            }
        }
        let within = |span: Span| {
            let before = items.partition_point(|item| item.start <= span.start);
            before.checked_sub(1).is_some_and(|at| items[at].covers(span))
        };
        self.document.headings.retain(|heading| heading.html || !within(heading.span));
    }

    /// Adds the links that template tags print.
    pub(super) fn printed_links(&mut self) {
        use crate::page::document::{Link, LinkKind};
        let mut found = Vec::new();
        for island in &self.document.islands {
            let inside = (island.span.start as usize - self.start)..(island.span.end as usize - self.start);
            let Some((text, url)) = self.body.get(inside).and_then(islands::link_to) else { continue };
            found.push(Link {
                kind: LinkKind::Inline,
                image: false,
                templated: false,
                span: island.span,
                text: text.shifted(island.span.start as usize),
                destination: url.shifted(island.span.start as usize),
                url: None,
            });
        }
        if !found.is_empty() {
            self.document.links.append(&mut found);
            self.document.links.sort_by_key(|link| (link.destination.start, link.span.start));
        }
    }
}

fn has_blank_line(text: &str) -> bool {
    let lines = text.trim_end().split('\n');
    lines.skip(1).any(|line| line.trim().is_empty())
}

/// The words of a line of Markdown.
fn plain(line: &str) -> String {
    let mut words = String::with_capacity(line.len());
    for event in Parser::new(line) {
        match event {
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
}
