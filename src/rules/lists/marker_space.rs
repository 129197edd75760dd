//! The blanks between the mark of an item and its words.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
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
    Rule::style::<MarkerSpace>("lists/marker-space", include_str!("../../../rules/lists/marker-space.md"));

/// More blanks than this make code of what follows, and the item's own is one.
const MOST: usize = 4;

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct MarkerSpace {
    ul_single: usize,
    ol_single: usize,
    ul_multi: usize,
    ol_multi: usize,
}

impl StyleRule for MarkerSpace {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, list) in markup.lists() {
            let (single, multi) = match list.kind {
                Kind::List(true) => (self.ol_single, self.ol_multi),
                _ => (self.ul_single, self.ul_multi),
            };
            let mut wanted = (single == multi).then_some(single);
            for (place_of_item, item) in markup.children(place) {
                let blanks = blanks(page, item);
                if item.mark.is_empty() || blanks.is_empty() {
                    continue;
                }
                let wanted = *wanted.get_or_insert_with(|| {
                    let is_single = list.height() as usize == markup.children(place).count();
                    if is_single { single } else { multi }
                });
                if blanks.len() != wanted {
                    add(page, markup, place_of_item, blanks, wanted, report);
                }
            }
        }
    }
}

fn add(page: &Page, markup: &Markup, item: usize, blanks: Span, wanted: usize, report: &mut Report) {
    let Some(block) = markup.blocks.get(item) else { return };
    let mark = block.mark;
    let message = match (blanks.len(), wanted) {
        (_, 1) => "more than one blank after the mark of this item".into(),
        (1, _) => format!("one blank after the mark of this item; {wanted} are wanted"),
        (count, _) => format!("{count} blanks after the mark of this item; {wanted} are wanted"),
    };
    let finding = report.add(&page.path, blanks, message);
    match (wanted, block.height()) {
        (1, 1) => finding.help("Leave one"),
        (1, _) => finding.help("Leave one, and move the lines below that belong to the item by as much"),
        (_, 1) => finding.help(format!("Leave {wanted}")),
        _ => finding.help(format!("Leave {wanted}, and move the lines below that belong to the item by as much")),
    };
    let has_tab = blanks.of(&page.text).contains('\t');
    if has_tab || !(1..=MOST).contains(&wanted) {
        return;
    }
    if let Some(mut edits) = moved::indented(page, markup, item, wanted as isize - blanks.len() as isize) {
        // With the mark, so that no other fix moves the item at the same time.
        let text = format!("{}{}", page.slice(mark), " ".repeat(wanted));
        edits.insert(0, Edit { path: page.path.clone(), span: mark.to(blanks), text });
        finding.fix(Fix::new(Applicability::Safe, "Move its words", edits));
    }
}

/// The blanks after the mark of an item; empty where nothing follows on the line.
fn blanks(page: &Page, item: &Block) -> Span {
    let rest = page.text.as_bytes().get(item.mark.end as usize..).unwrap_or_default();
    let (mut length, mut columns) = (0, 0);
    let start = page.lines().full_line(&page.text, item.first as usize).start;
    let column = (item.mark.end - start) as usize;
    for byte in rest {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns = (column + columns) / 4 * 4 + 4 - column,
            b'\r' | b'\n' => return Span::at(item.mark.end as usize),
            _ => break,
        }
        length += 1;
    }
    if length == rest.len() {
        length = 0;
    }
    if columns > MOST {
        length = 1;
    }
    Span::new(item.mark.end as usize, item.mark.end as usize + length)
}
