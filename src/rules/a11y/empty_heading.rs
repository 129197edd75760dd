//! Headings without words.

use crate::{
    page::{
        Page,
        document::{Element, Heading, Image},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<EmptyHeading>("a11y/empty-heading", include_str!("../../../rules/a11y/empty-heading.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptyHeading {}

impl PageRule for EmptyHeading {
    fn check(&self, page: &Page, report: &mut Report) {
        let mut empty = page.document.headings.iter().filter(|heading| heading.text.is_empty() && !heading.templated).peekable();
        if empty.peek().is_none() {
            return;
        }
        let contents = Contents::of(page);
        for heading in empty {
            if contents.name(page, heading) {
                continue;
            }
            let is_picture = within(&contents.images, heading, |image| image.span).next().is_some()
                || contents.elements(heading).any(|element| element.is(&page.text, "img"));
            let message =
                if is_picture { "this heading is an image that nothing describes" } else { "this heading has no words" };
            let finding = report.add(&page.path, heading.shown(&page.text), message);
            finding.help(match (is_picture, heading.html) {
                (true, _) => "Describe the image in a few words, or write the heading out",
                (false, false) => "Write the heading's words, or remove it",
                (false, true) => "Write the heading's words, or remove it; a mere place to link to is `<a id=\"…\"></a>`",
            });
        }
    }
}

/// What may stand in the headings of a page, sorted by its place: looked through once for each heading, a page of empty headings
/// would take hours.
struct Contents<'a> {
    images: Vec<&'a Image>,
    comments: Vec<&'a Span>,
    elements: Vec<&'a Element>,
}

impl<'a> Contents<'a> {
    fn of(page: &'a Page) -> Self {
        let document = &page.document;
        let mut contents = Self {
            images: document.images.iter().collect(),
            comments: document.comments.iter().collect(),
            elements: document.elements.iter().collect(),
        };
        contents.images.sort_by_key(|image| image.span.start);
        contents.comments.sort_by_key(|comment| comment.start);
        contents.elements.sort_by_key(|element| element.span.start);
        contents
    }

    fn elements(&self, heading: &Heading) -> impl Iterator<Item = &'a Element> {
        within(&self.elements, heading, |element| element.span)
    }

    /// Whether something other than text says what the heading is, or may say so: the description of an image, a label, a
    /// comment.
    fn name(&self, page: &Page, heading: &Heading) -> bool {
        let says = |attribute: &str, element: &Element| {
            element.attribute(&page.text, attribute).is_some_and(|value| !value.value(&page.text).trim().is_empty())
        };
        // Comments in a heading are notes to a program that writes it.
        within(&self.images, heading, |image| image.span).any(|image| !image.alt_is_empty)
            || within(&self.comments, heading, |comment| *comment).next().is_some()
            || self
                .elements(heading)
                .any(|element| ["alt", "aria-label", "aria-labelledby", "title"].iter().any(|name| says(name, element)))
    }
}

/// Those of the `sorted` things that stand in a heading.
fn within<'a, T>(sorted: &[&'a T], heading: &Heading, span: impl Fn(&T) -> Span) -> impl Iterator<Item = &'a T> {
    let outer = heading.span;
    let from = sorted.partition_point(|thing| span(thing).start < outer.start);
    let inside = sorted.iter().copied().skip(from);
    let started = inside.map(move |thing| (span(thing), thing)).take_while(move |(span, _)| span.start < outer.end);
    started.filter(move |(span, _)| outer.covers(*span)).map(|(_, thing)| thing)
}
