//! What JSX tags add to the document: links, headings, ids.

use super::{Builder, html_parts::link_attribute};
use crate::{
    page::dialect::Attributes,
    page::document::{
        Anchor, Attribute, Element, Heading, Island, Link, LinkKind,
        html::heading_level,
        islands::IslandKind,
        mdx::{Tag, TagAttribute},
    },
    text::Span,
};
use std::ops::Range;

/// Whether JSX takes a name for a component: it begins with a capital, or names a part of something.
fn is_component(name: &str) -> bool {
    name.starts_with(|first: char| !first.is_ascii_lowercase()) || name.contains('.')
}

impl Builder<'_> {
    pub(super) fn add_tags(&mut self, tags: &[Tag]) {
        for (index, tag) in tags.iter().enumerate().filter(|(_, tag)| !tag.closes && !tag.name.is_empty()) {
            let level = heading_level(tag.name.of(self.body).as_bytes());
            let mut heading_id = None;
            for attribute in &tag.attributes {
                match attribute.name.of(self.body) {
                    "id" if !attribute.computed && !attribute.value.is_empty() => {
                        let anchor = Anchor {
                            id: attribute.value.of(self.body).into(),
                            span: attribute.value.shifted(self.start),
                            name: false,
                        };
                        if level.is_some() {
                            heading_id = Some(anchor);
                        } else {
                            self.document.anchors.push(anchor);
                        }
                    }
                    name => {
                        if let Some(resource) = link(tag.name.of(self.body), name).filter(|_| !attribute.value.is_empty()) {
                            self.add_link(tag, attribute, resource);
                        }
                    }
                }
            }
            if let Some(level) = level {
                self.add_heading(level, tag, &tags[index + 1..], heading_id);
            }
            self.document.elements.push(Element {
                span: tag.span.shifted(self.start),
                name: tag.name.shifted(self.start),
                attributes: tag.attributes.iter().map(|attribute| self.attribute(attribute)).collect(),
                component: is_component(tag.name.of(self.body)),
            });
        }
    }

    fn attribute(&self, attribute: &TagAttribute) -> Attribute {
        let decoded = decoded(attribute, self.body);
        Attribute { name: attribute.name.shifted(self.start), value: attribute.value.shifted(self.start), decoded }
    }

    fn add_link(&mut self, tag: &Tag, attribute: &TagAttribute, resource: bool) {
        self.document.links.push(Link {
            kind: if resource { LinkKind::HtmlResource } else { LinkKind::HtmlLink },
            image: resource,
            templated: attribute.computed,
            span: tag.span.shifted(self.start),
            text: tag.name.shifted(self.start),
            destination: attribute.value.shifted(self.start),
            url: decoded(attribute, self.body),
        });
    }

    fn add_heading(&mut self, level: u8, tag: &Tag, after: &[Tag], id: Option<Anchor>) {
        let name = tag.name.of(self.body);
        // A heading is closed before long; what is not is left open.
        let close = after.iter().take(100).find(|other| other.closes && other.name.of(self.body) == name);
        let end = close.filter(|_| !tag.closes_itself).map_or(tag.span, |close| close.span);
        let inside = Span::new(tag.span.end as usize, (end.start as usize).max(tag.span.end as usize));
        let mut text = String::new();
        let mut at = inside.start;
        for other in after.iter().take_while(|other| other.span.start < inside.end) {
            text.push_str(Span { start: at, end: other.span.start.max(at) }.of(self.body));
            at = other.span.end.max(at);
        }
        text.push_str(Span { start: at.min(inside.end), end: inside.end }.of(self.body));
        self.document.headings.push(Heading {
            level,
            span: tag.span.to(end).shifted(self.start),
            text: text.trim().into(),
            padding: (false, false),
            text_span: inside.shifted(self.start),
            templated: id.is_none() && tag.attributes.iter().any(|attribute| attribute.name.of(self.body) == "id"),
            id,
            html: true,
            in_html: false,
            id_words: None,
        });
    }

    /// The words that a text adds to a heading: for an expression, what is written in its braces (mdast-util-to-string 4).
    pub(super) fn with_expressions(&self, range: &Range<usize>, text: &str) -> Option<String> {
        let islands = self.islands_in(range).filter(|island| island.kind == IslandKind::Output);
        let mut words = String::new();
        let mut at = range.start;
        for island in islands {
            let (start, end) = (island.span.start as usize - self.start, island.span.end as usize - self.start);
            words.push_str(self.body.get(at..start)?);
            words.push_str(&self.body.get(start + 1..end - 1)?.replace(':', COLON));
            at = end;
        }
        if at == range.start || text.len() != range.len() {
            return None;
        }
        words.push_str(self.body.get(at..range.end)?);
        Some(words)
    }

    /// Adds a comment in braces to the open heading: its text counts for ids.
    pub(super) fn comment_words(&mut self, range: &Range<usize>) {
        if let Some(heading) = &mut self.heading
            && let Some(inside) = self.body[range.clone()].strip_prefix('{').and_then(|inside| inside.strip_suffix('}'))
        {
            heading.text.push_str(&inside.replace(':', COLON));
        }
    }

    /// The id in a `{/* #id */}` that ends a heading, where the dialect knows it; its words are taken off the `text`.
    pub(super) fn comment_id(&self, range: &Range<usize>, text: &mut String) -> Option<Anchor> {
        if !self.mdx || self.dialect.attributes != Attributes::HeadingId {
            return None;
        }
        let written = self.body[range.clone()].trim_end().trim_end_matches('#').trim_end();
        let comment = written.strip_suffix('}').and_then(|inner| inner.rfind('{'))?;
        let inside = &written[comment + 1..written.len() - 1];
        let id = inside.trim().strip_prefix("/*")?.strip_suffix("*/")?.trim_start().strip_prefix('#')?;
        let id = id.split(' ').next().unwrap_or_default().trim_end();
        if id.is_empty() {
            return None;
        }
        let before = text.trim_end().strip_suffix(inside)?.trim_end().len();
        text.truncate(before);
        let at = range.start + comment + 1 + inside.find('#')? + 1;
        Some(Anchor { id: id.into(), span: self.span(&(at..at + id.len())), name: false })
    }

    /// Whether a heading prints front matter: Astro works that out before it makes ids.
    pub(super) fn has_data(&self, range: &Range<usize>) -> bool {
        let prints = |island: &Island| island.kind == IslandKind::Output;
        self.islands_in(range).filter(|island| prints(island)).any(|island| {
            let at = island.span.start as usize - self.start;
            self.body[at + 1..].trim_start().starts_with("frontmatter.")
        })
    }

    /// The template tags in a range of the body.
    pub(super) fn islands_in(&self, range: &Range<usize>) -> impl Iterator<Item = &Island> {
        let (start, end) = ((range.start + self.start) as u32, (range.end + self.start) as u32);
        let first = self.document.islands.partition_point(|island| island.span.end <= start);
        self.document.islands[first..].iter().take_while(move |island| island.span.start < end)
    }
}

/// Stands for a colon that begins no directive, while a heading is read.
pub(super) const COLON: &str = "\u{1}";

/// Whether an attribute holds an address; `Some(true)` when it loads a file. Components hand `href` on to their links, and
/// routers' links are led by `to`.
fn link(element: &str, attribute: &str) -> Option<bool> {
    if element.starts_with(|c: char| c.is_lowercase()) {
        return link_attribute(element, attribute);
    }
    let leads = attribute == "href" || attribute == "to" && matches!(element, "Link" | "NavLink" | "Redirect");
    leads.then_some(false)
}

/// A value when entities make it differ from what is written.
fn decoded(attribute: &TagAttribute, body: &str) -> Option<Box<str>> {
    let written = attribute.value.of(body);
    (!attribute.computed && written.contains("&amp;")).then(|| written.replace("&amp;", "&").into())
}

/// A heading's words without the names of directives: `:name`, and `:name[label]` but for the label.
pub(super) fn without_directives(text: &str) -> String {
    let mut kept = String::with_capacity(text.len());
    let mut rest = text;
    let mut before = None;
    while let Some(colon) = rest.find(':') {
        before = rest[..colon].chars().next_back().or(before.filter(|_| colon == 0));
        kept.push_str(&rest[..colon]);
        rest = &rest[colon..];
        let name = rest[1..].bytes().take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')).count() + 1;
        let is_name = rest[1..].starts_with(|c: char| c.is_ascii_alphabetic()) && !rest[..name].ends_with(['-', '_']);
        if is_name && before != Some(':') && !rest[name..].starts_with(':') {
            rest = &rest[name..];
            if let Some((label, after)) = rest.strip_prefix('[').and_then(|inner| inner.split_once(']')) {
                kept.push_str(label);
                rest = after;
            }
            before = None;
        } else {
            kept.push(':');
            rest = &rest[1..];
            before = Some(':');
        }
    }
    kept.push_str(rest);
    kept
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn directives_leave_no_words() {
        for (text, expected) in [
            ("Using npm:run x", "Using npm x"),
            ("At 12:30pm :rocket: std::foo", "At 12:30pm :rocket: std::foo"),
            ("a:b[label] c ::leaf", "alabel c ::leaf"),
            ("Note: this", "Note: this"),
            ("a:b-", "a:b-"),
        ] {
            assert_eq!(without_directives(text), expected, "{text}");
        }
    }
}
