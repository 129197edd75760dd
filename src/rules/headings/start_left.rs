//! Headings that do not begin at the left.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::Kind,
        markup::{Block, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<StartLeft>("headings/start-left", include_str!("../../../rules/headings/start-left.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StartLeft {}

impl StyleRule for StartLeft {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, block) in markup.of_kind(|kind| matches!(kind, Kind::Heading(_))) {
            let blanks = indentation(page, markup, place, block);
            if blanks.is_empty() {
                continue;
            }
            let finding = report.add(&page.path, blanks, "this heading is indented");
            finding.help("Let it begin at the left: indented a little more, it would be code");
            finding.fix(Fix::safe("Remove the blanks", &page.path, blanks, ""));
        }
    }
}

/// The blanks before a heading that belong to no list or quotation around it.
fn indentation(page: &Page, markup: &Markup, place: usize, block: &Block) -> Span {
    let none = Span::at(block.span.start as usize);
    let start = page.lines().line(&page.text, block.first as usize).start;
    let before = Span { start, end: block.span.start }.of(&page.text);
    if !before.ends_with([' ', '\t']) {
        return none;
    }
    let left = match markup
        .ancestors(place)
        .find(|(_, outer)| matches!(outer.kind, Kind::Item | Kind::BlockQuote | Kind::FootnoteDefinition))
    {
        None => 0,
        Some((_, outer)) if outer.kind == Kind::BlockQuote => {
            let mark = before.rfind('>').map_or(0, |mark| mark + 1);
            mark + usize::from(before[mark..].starts_with([' ', '\t']))
        }
        Some((_, item)) if item.first == block.first || item.kind == Kind::FootnoteDefinition => return none,
        Some((_, item)) => {
            let line = page.lines().line(&page.text, item.first as usize);
            let after = Span { start: item.mark.end, end: line.end }.of(&page.text);
            let blanks = after.len() - after.trim_start_matches(' ').len();
            // More than four are the beginning of code.
            let blanks = if (1..=4).contains(&blanks) { blanks } else { 1 };
            (item.mark.end - line.start) as usize + blanks
        }
    };
    // Tabs do not stand for one column.
    if left >= before.len()
        || before.contains('\t') && left > 0
        || !before[left..].bytes().all(|byte| matches!(byte, b' ' | b'\t'))
    {
        return none;
    }
    Span { start: start + left as u32, end: block.span.start }
}
