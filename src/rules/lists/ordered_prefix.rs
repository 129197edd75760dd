//! Numbers of items that do not count.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::moved,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<OrderedPrefix>("lists/ordered-prefix", include_str!("../../../rules/lists/ordered-prefix.md"));

#[derive(Clone, Copy, Deserialize, PartialEq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    OneOrOrdered,
    One,
    Ordered,
    Zero,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderedPrefix {
    style: Style,
}

impl StyleRule for OrderedPrefix {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, _) in markup.of_kind(|kind| kind == Kind::List(true)) {
            let mut items = markup.children(place).map(|(_, item)| digits(page, item));
            let Some(first) = items.next() else { continue };
            let counts = items.next().is_some_and(|second| number(second) != 1 || number(first) == 0);
            let (start, step) = match self.style {
                Style::Zero => (0, 0),
                Style::One => (1, 0),
                Style::Ordered | Style::OneOrOrdered if counts && number(first) == 0 => (0, 1),
                Style::Ordered => (1, 1),
                Style::OneOrOrdered => (1, u64::from(counts)),
            };
            let numbering = Numbering { start, step, from: number(first), padding: Padding::of(page, markup, place, first) };
            let mut wanted = start;
            for (place, item) in markup.children(place) {
                if number(digits(page, item)) != wanted && !item.mark.is_empty() {
                    numbering.add(page, markup, (place, item), wanted, report);
                }
                wanted += step;
            }
        }
    }
}

/// How shorter numbers of a list are made as wide as the longer ones.
#[derive(Clone, Copy, PartialEq)]
enum Padding {
    None,
    Zeros,
    Blanks,
}

impl Padding {
    fn of(page: &Page, markup: &Markup, list: usize, first: &str) -> Self {
        if first.len() > 1 && first.starts_with('0') {
            return Self::Zeros;
        }
        let column = |at: u32, item: &Block| at - page.lines().full_line(&page.text, item.first as usize).start;
        let mut items = markup.children(list).map(|(_, item)| (column(item.mark.start, item), column(item.mark.end, item)));
        let Some((start, end)) = items.next() else { return Self::None };
        let mut is_ragged = false;
        for other in items {
            if other.1 != end {
                return Self::None;
            }
            is_ragged |= other.0 != start;
        }
        if is_ragged { Self::Blanks } else { Self::None }
    }
}

/// How the items of a list should be numbered, and what they begin with.
struct Numbering {
    start: u64,
    step: u64,
    from: u64,
    padding: Padding,
}

impl Numbering {
    fn add(&self, page: &Page, markup: &Markup, (place, item): (usize, &Block), wanted: u64, report: &mut Report) {
        let digits = digits(page, item);
        let at = Span::new(item.mark.start as usize, item.mark.start as usize + digits.len());
        let is_first = item.mark.start == markup.blocks.get(place - 1).map_or(0, |list| list.span.start);
        let finding = report.add(&page.path, at, format!("this item has the number {digits}; {wanted} is wanted"));
        finding.help(if is_first && (self.step == 1 || self.from > 1) {
            "If it goes on with a list above, indent what stands between; else begin anew"
        } else if self.step == 0 {
            "Give all items of the list the same number: the page counts them"
        } else {
            "Count on from the item above: the page counts on, whatever is written"
        });
        let text = match self.padding {
            Padding::Zeros => format!("{wanted:0width$}", width = digits.len()),
            Padding::Blanks if self.may_move(page, item, wanted) => format!("{wanted:>width$}", width = digits.len()),
            Padding::Blanks | Padding::None => wanted.to_string(),
        };
        // Only a list that begins with 1 may follow right on text.
        let above = (item.first as usize).checked_sub(1).map(|above| markup.lines.kinds(above));
        if is_first && wanted != 1 && above.is_some_and(|above| !above.any(LineKinds::VOID)) {
            return;
        }
        let by = text.len() as isize - digits.len() as isize;
        let edits = if by == 0 { Some(Vec::new()) } else { moved::indented(page, markup, place, by) };
        let Some(mut edits) = edits else { return };
        edits.insert(0, Edit { path: page.path.clone(), span: at, text });
        // Readers see the first number, and the others counted on from it.
        let applicability = if self.from == self.start { Applicability::Safe } else { Applicability::Unsafe };
        finding.fix(Fix::new(applicability, format!("Write {wanted}"), edits));
    }

    /// Whether a mark with blanks in place of digits is still one, and no code.
    fn may_move(&self, page: &Page, item: &Block, wanted: u64) -> bool {
        const MOST: usize = 3;
        let before = item.mark.start - page.lines().full_line(&page.text, item.first as usize).start;
        before as usize + digits(page, item).len().saturating_sub(wanted.to_string().len()) <= MOST
    }
}

fn digits<'p>(page: &'p Page, item: &Block) -> &'p str {
    page.slice(item.mark).trim_end_matches(['.', ')'])
}

/// A number of at most nine digits.
fn number(digits: &str) -> u64 {
    digits.parse().unwrap_or_default()
}
