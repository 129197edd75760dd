//! Pictures without words for those who do not see them.

use crate::{
    page::{Page, document::Element},
    rule::{PageRule, Report, Rule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<AltText>("a11y/alt-text", include_str!("../../../rules/a11y/alt-text.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AltText {
    allow_empty: bool,
}

impl PageRule for AltText {
    fn check(&self, page: &Page, report: &mut Report) {
        for image in page.document.images.iter().filter(|image| image.alt_is_empty) {
            let finding = report.add(&page.path, image.span, "this image says nothing to people who cannot see it");
            finding.help("Describe in a few words what it shows, between the square brackets");
        }
        for element in page.document.elements.iter().filter(|element| element.is(&page.text, "img")) {
            self.element(page, element, report);
        }
    }
}

impl AltText {
    fn element(&self, page: &Page, element: &Element, report: &mut Report) {
        let attribute = |name: &str| element.attribute(&page.text, name).map(|attribute| attribute.value(&page.text));
        let hidden = attribute("aria-hidden") == Some("true") || matches!(attribute("role"), Some("presentation" | "none"));
        let named = ["aria-label", "aria-labelledby"].into_iter().any(|name| attribute(name).is_some());
        // A template tag within the element may write the attribute.
        if hidden || named || page.document.islands.iter().any(|island| island.span.overlaps(element.span)) {
            return;
        }
        let help = match attribute("alt") {
            None => "Describe in a few words what it shows: `alt=\"…\"`; `alt=\"\"` if it is mere decoration",
            Some(alt) if alt.trim().is_empty() && !self.allow_empty => "Describe in a few words what it shows: `alt=\"…\"`",
            Some(_) => return,
        };
        report.add(&page.path, element.span, "this image says nothing to people who cannot see it").help(help);
    }
}
