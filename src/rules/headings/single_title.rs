//! More than one heading of the first level.

use crate::{
    diagnostic::Label,
    page::{Page, document::Kind, front_matter::TitlePattern, markup::Markup},
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<SingleTitle>("headings/single-title", include_str!("../../../rules/headings/single-title.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct SingleTitle {
    level: u8,
    front_matter_title: TitlePattern,
}

impl StyleRule for SingleTitle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut headings = markup.blocks.iter().filter(|block| block.kind == Kind::Heading(self.level)).peekable();
        let Some(first) = headings.peek() else { return };
        let (span, words) = match self.front_matter_title.find(page) {
            Some(title) => (title, "the front matter gives the page a title"),
            // Only what begins the page is its title.
            None => {
                if first.parent().is_some() || markup.first_content_line(page) != Some(first.first as usize) {
                    return;
                }
                let span = first.span;
                headings.next();
                (span, "this is the page's title")
            }
        };
        for block in headings {
            let message = if self.level == 1 {
                "another title: the page has one already".to_owned()
            } else {
                format!("another heading of level {}: the page has one already", self.level)
            };
            let finding = report.add(&page.path, block.span, message);
            finding.related(Label::with_message(&page.path, span, words));
            finding.help("Let it, and what is below it, be one level lower");
        }
    }
}
