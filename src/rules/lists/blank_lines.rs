//! Lists right below or above other text.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::gap,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<BlankLines>("lists/blank-lines", include_str!("../../../rules/lists/blank-lines.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlankLines {}

impl StyleRule for BlankLines {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut end = 0;
        for (place, list) in markup.lists() {
            // Lists in lists stand where their items have them.
            let is_inside = place < end;
            let is_callout = || markup.children(place).all(|(_, item)| item.mark.is_empty());
            let explains = || markup.ancestors(place).next().is_some_and(|(_, around)| around.kind == Kind::Definition);
            if is_inside || is_callout() {
                continue;
            }
            end = list.end as usize;
            if explains() {
                continue;
            }
            let (first, last) = (list.first as usize, list.last as usize);
            if first > 0 && gap::is_crowded(page, markup, first - 1) {
                let at = markup.children(place).next().map_or(list.span, |(_, item)| item.mark);
                let finding = report.add(&page.path, at, "no blank line above this list");
                finding.help("Leave a blank line between the text and the list: some programs take it for more of the text");
                if let Some(fix) = gap::above(page, markup, place) {
                    finding.fix(fix);
                }
            }
            // A tag that closes what the list is in.
            let is_tag = markup.lines.is(last + 1, LineKinds::TEMPLATE);
            if !is_tag && gap::is_crowded(page, markup, last + 1) {
                let finding = report.add(&page.path, last_words(page, list), "no blank line below this list");
                finding.help("Leave a blank line between the list and what follows, or indent what belongs to the last item");
                // Code whose fence nothing closes would take in the blank line, and so would HTML.
                let in_code = markup.lines.is(last, LineKinds::FENCED.and(LineKinds::HTML));
                if let Some(fix) = gap::below(page, markup, place).filter(|_| !in_code) {
                    finding.fix(fix);
                }
            }
        }
    }
}

/// The last line of a list, without the blanks before it.
fn last_words(page: &Page, list: &Block) -> Span {
    let line = page.lines().line(&page.text, list.last as usize);
    let written = line.of(&page.text);
    let start = line.start as usize + (written.len() - written.trim_start().len());
    Span::new(start.min(list.span.end as usize), list.span.end as usize)
}
