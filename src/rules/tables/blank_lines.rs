//! A table right below or above other text.

use crate::{
    diagnostic::Applicability,
    page::{
        Page,
        document::Kind,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::gap,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<BlankLines>("tables/blank-lines", include_str!("../../../rules/tables/blank-lines.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlankLines {}

impl StyleRule for BlankLines {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, block) in markup.of_kind(|kind| kind == Kind::Table) {
            let (first, last) = (block.first as usize, block.last as usize);
            if first > 0 && gap::is_crowded(page, markup, first - 1) {
                let at = page.lines().line(&page.text, first).end.max(block.span.start);
                let at = Span { start: block.span.start, end: at };
                let finding = report.add(&page.path, at, "no blank line above this table");
                finding.help("Leave a blank line between the text and the table: some programs take it for text otherwise");
                if let Some(fix) = gap::above(page, markup, place) {
                    finding.fix(fix);
                }
            }
            if gap::is_crowded(page, markup, last + 1) && !is_row(page, markup, last + 1) {
                let start = markup.prefix(page, last).end;
                let at = Span { start: start.min(block.span.end), end: block.span.end };
                let finding = report.add(&page.path, at, "no blank line below this table");
                finding.help("Leave a blank line between the table and what follows: some programs take it for a row otherwise");
                if let Some(mut fix) = gap::below(page, markup, place) {
                    // What the tag makes of itself may be a row.
                    if markup.lines.is(last + 1, LineKinds::TEMPLATE) {
                        fix.applicability = Applicability::Unsafe;
                    }
                    finding.fix(fix);
                }
            }
        }
    }
}

/// Whether a line begins as a row does: renderers do not agree on where a table with odd rows ends.
fn is_row(page: &Page, markup: &Markup, line: usize) -> bool {
    let start = markup.prefix(page, line).end as usize;
    page.text.as_bytes().get(start) == Some(&b'|')
}
