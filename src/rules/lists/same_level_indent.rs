//! Items of one list that stand in several columns.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::moved,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<SameLevelIndent>("lists/same-level-indent", include_str!("../../../rules/lists/same-level-indent.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SameLevelIndent {}

impl StyleRule for SameLevelIndent {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, list) in markup.lists() {
            let ordered = list.kind == Kind::List(true);
            let (mut first, mut by_end) = (None, false);
            let mut fixed = false;
            for (_, item) in markup.children(place).filter(|(_, item)| !item.mark.is_empty()) {
                let now = columns(page, item);
                let first = *first.get_or_insert(now);
                if now.0 == first.0 && !by_end {
                    continue;
                }
                // Numbers may end in one column instead.
                if ordered && now.1 == first.1 {
                    by_end = true;
                    continue;
                }
                add(page, markup, place, item, by_end, !fixed, report);
                fixed = true;
            }
        }
    }
}

fn add(page: &Page, markup: &Markup, list: usize, item: &Block, by_end: bool, with_fix: bool, report: &mut Report) {
    let start = page.lines().full_line(&page.text, item.first as usize).start;
    let before = Span { start, end: item.mark.start };
    let blanks = before.of(&page.text).bytes().rev().take_while(|byte| *byte == b' ').count();
    let at = if blanks == 0 { item.mark } else { Span::new(before.end as usize - blanks, before.end as usize) };
    let message = if by_end {
        "this number does not end below the others of the list"
    } else {
        "this item is not indented as the first of its list"
    };
    let finding = report.add(&page.path, at, message);
    finding.help("Move it with all that belongs to it, so that the items of a list stand below each other");
    if !with_fix {
        return;
    }
    let mut first: Option<(usize, usize)> = None;
    let mut marks = markup.children(list).map(|(_, item)| item.mark.len());
    let edits = moved::aligned(page, markup, list, |now| {
        let end = now.mark + marks.next().unwrap_or_default();
        let (mark, first_end) = *first.get_or_insert((now.mark, end));
        if by_end { first_end.saturating_sub(end - now.mark) } else { mark }
    });
    if let Some(edits) = edits {
        finding.fix(Fix::new(Applicability::Safe, "Move the items", edits));
    }
}

/// Where the mark of an item begins and ends on its line, in bytes.
fn columns(page: &Page, item: &Block) -> (u32, u32) {
    let start = page.lines().full_line(&page.text, item.first as usize).start;
    let mark = if start == 0 && page.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() as u32 } else { 0 };
    (item.mark.start - start - mark, item.mark.end - start - mark)
}
