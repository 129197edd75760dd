//! What HTML in the text adds to the document: links, headings, ids.

use super::Builder;
use crate::{
    page::{
        dialect::MarkdownDialect,
        document::{
            Anchor, Element, Heading, Link, LinkKind,
            html::{self, Found},
        },
    },
    text::Span,
};
use std::ops::Range;

/// The links in the HTML of `source`, which stands at byte `start` of the page.
pub(crate) fn html_links(source: &str, start: usize, kind: LinkKind) -> Vec<Link> {
    if !source.contains("<a ") && !source.contains("<img ") {
        return Vec::new();
    }
    let dialect = MarkdownDialect::default();
    let mut builder = Builder::new(source, source, start, &dialect);
    builder.scan_html(0..source.len());
    builder.document.links.into_iter().map(|link| Link { kind, ..link }).collect()
}

impl Builder<'_> {
    pub(super) fn scan_html(&mut self, range: Range<usize>) {
        self.scan_source(self.masked, range);
    }

    /// Reads HTML that stands in `source`, the body in another state than the parser saw.
    pub(super) fn scan_source(&mut self, source: &str, range: Range<usize>) {
        let Some(piece) = source.get(range.clone()) else { return };
        let mut found = Found::default();
        html::scan(piece, self.start + range.start, &mut found);
        self.add_html(found);
    }

    pub(super) fn add_html(&mut self, found: Found) {
        // Spans count from the start of the page, so look things up with an empty prefix of the same length in mind.
        let at = |span: Span| Span::new(span.start as usize - self.start, span.end as usize - self.start).of(self.body);
        let mut links = Vec::new();
        let mut headings = Vec::new();
        // Where HTML is dropped, only the words in it stay.
        let kept = if self.dialect.html { &found.elements[..] } else { &[] };
        for (index, element) in kept.iter().enumerate() {
            let name = at(element.name);
            let heading = found.headings.iter().find(|heading| heading.element == index);
            let mut heading_id = None;
            for attribute in &element.attributes {
                let key = at(attribute.name);
                let value = attribute.decoded.as_deref().unwrap_or_else(|| at(attribute.value));
                let is = |wanted: &str| key.eq_ignore_ascii_case(wanted);
                if is("id") || is("name") && name.eq_ignore_ascii_case("a") {
                    let anchor = Anchor { id: value.into(), span: attribute.value, name: is("name") };
                    if heading.is_some() {
                        heading_id = Some(anchor);
                    } else if !value.is_empty() {
                        self.document.anchors.push(anchor);
                    }
                } else if let Some(image) = link_attribute(name, key) {
                    links.push(Link {
                        kind: if image { LinkKind::HtmlResource } else { LinkKind::HtmlLink },
                        image,
                        templated: self.templated(attribute.value),
                        span: element.span,
                        text: element.name,
                        destination: attribute.value,
                        url: attribute.decoded.clone(),
                    });
                }
            }
            if let Some(heading) = heading {
                let span = Span::new(element.span.start as usize, heading.end.max(element.span.end as usize));
                headings.push(Heading {
                    level: heading.level,
                    span,
                    text: heading.text.trim().into(),
                    id_words: None,
                    padding: (false, false),
                    text_span: Span::new(element.span.end as usize, span.end as usize),
                    id: heading_id,
                    html: true,
                    in_html: false,
                    templated: !heading.closed || self.templated(span),
                });
            }
        }
        self.document.links.append(&mut links);
        self.document.headings.append(&mut headings);
        self.document.comments.extend(found.comments);
        let components = self.dialect.components;
        let elements = found
            .elements
            .into_iter()
            .map(|element| Element { component: components && is_component(at(element.name)), ..element });
        self.document.elements.extend(elements);
    }
}

/// Whether Vue takes a name for a component: HTML's own names have neither capitals nor hyphens.
fn is_component(name: &str) -> bool {
    name.bytes().any(|byte| byte.is_ascii_uppercase() || byte == b'-')
}

/// Whether an HTML attribute holds an address; `Some(true)` when it loads a file.
pub(super) fn link_attribute(element: &str, attribute: &str) -> Option<bool> {
    let is = |name: &str| attribute.eq_ignore_ascii_case(name);
    let element = |names: &[&str]| names.iter().any(|name| element.eq_ignore_ascii_case(name));
    if is("href") && element(&["a", "area"]) {
        Some(false)
    } else if is("src") && element(&["img", "video", "audio", "source", "track", "embed", "iframe", "script"])
        || is("poster") && element(&["video"])
        || is("href") && element(&["link"])
    {
        Some(true)
    } else {
        None
    }
}
