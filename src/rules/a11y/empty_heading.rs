//! Headings without words.

use crate::{
    page::{
        Page,
        document::{Element, Heading},
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
        for heading in page.document.headings.iter().filter(|heading| heading.text.is_empty() && !heading.templated) {
            if is_named(page, heading) {
                continue;
            }
            let empty = !within(heading.span, page.document.images.iter().map(|image| image.span))
                && !page.document.elements.iter().any(|e| e.is(&page.text, "img") && heading.span.covers(e.span));
            let message = if empty { "this heading has no words" } else { "this heading is an image that nothing describes" };
            let finding = report.add(&page.path, heading.span, message);
            finding.help(match (empty, heading.html) {
                (false, _) => "Describe the image in a few words, or write the heading out",
                (true, false) => "Write the heading's words, or remove it",
                (true, true) => "Write the heading's words, or remove it; a mere place to link to is `<a id=\"…\"></a>`",
            });
        }
    }
}

/// Whether something other than text says what the heading is, or may say so: the description of an image, a label, a comment.
fn is_named(page: &Page, heading: &Heading) -> bool {
    let document = &page.document;
    let described = document.images.iter().filter(|image| !image.alt_is_empty).map(|image| image.span);
    let says = |attribute: &str, element: &Element| {
        element.attribute(&page.text, attribute).is_some_and(|value| !value.value(&page.text).trim().is_empty())
    };
    // Comments in a heading are notes to a program that writes it.
    within(heading.span, described)
        || within(heading.span, document.comments.iter().copied())
        || document
            .elements
            .iter()
            .filter(|element| heading.span.covers(element.span))
            .any(|element| ["alt", "aria-label", "aria-labelledby", "title"].iter().any(|name| says(name, element)))
}

fn within(outer: Span, mut spans: impl Iterator<Item = Span>) -> bool {
    spans.any(|span| outer.covers(span))
}
