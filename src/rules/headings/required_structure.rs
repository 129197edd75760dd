//! Headings that a page must have, in their order.

mod pattern;

use crate::{
    page::{Page, document::Kind, markup::Markup},
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use pattern::{Pattern, Step};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<RequiredStructure>(
    "headings/required-structure",
    include_str!("../../../rules/headings/required-structure.md"),
);

#[derive(Deserialize)]
#[serde(try_from = "Options")]
struct RequiredStructure {
    steps: Vec<Step>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Options {
    headings: Vec<String>,
    match_case: bool,
}

impl TryFrom<Options> for RequiredStructure {
    type Error = String;

    fn try_from(options: Options) -> Result<Self, String> {
        let steps = options.headings.iter().map(|heading| Step::read(heading, options.match_case));
        steps.collect::<Result<_, _>>().map(|steps| Self { steps })
    }
}

impl StyleRule for RequiredStructure {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        if self.steps.is_empty() {
            return;
        }
        let mut pattern = Pattern::new(&self.steps);
        for (block, heading) in markup.headings(page) {
            let words = words(page, block.node as usize, heading.words);
            if let Err(expected) = pattern.next(heading.level, &words) {
                let expected = expected.map_or_else(|| "no further heading".to_owned(), |step| format!("`{step}`"));
                let finding = report.add(&page.path, block.span, format!("here {expected} is expected"));
                finding.help("Pages of this kind have the headings that the settings name, in their order");
                return;
            }
        }
        if let Some(missing) = pattern.missing() {
            let end = page.text.trim_end().len();
            let last = page.lines().line(&page.text, page.lines().line_at(end.saturating_sub(1)));
            let finding =
                report.add(&page.path, Span { end: last.end, ..last }, format!("the page ends without the heading `{missing}`"));
            finding.help("Pages of this kind have the headings that the settings name, in their order");
        }
    }
}

/// The words of a heading as written, without HTML tags.
fn words(page: &Page, node: usize, span: Span) -> String {
    let nodes = &page.document.nodes;
    let inside = nodes.get(node + 1..nodes.get(node).map_or(0, |node| node.end())).unwrap_or_default();
    let mut words = String::with_capacity(span.len());
    let mut at = span.start;
    for tag in inside.iter().filter(|node| node.kind() == Kind::InlineHtml) {
        words.push_str(page.slice(Span { start: at, end: tag.span.start }));
        at = tag.span.end;
    }
    words.push_str(page.slice(Span { start: at, end: span.end.max(at) }));
    words.trim().replace("\r\n", " ").replace('\n', " ")
}
