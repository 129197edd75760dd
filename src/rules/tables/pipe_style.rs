//! Whether the rows of tables begin and end in a `|`.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        markup::{Markup, Row, Tables},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<PipeStyle>("tables/pipe-style", include_str!("../../../rules/tables/pipe-style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct PipeStyle {
    style: Style,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Consistent,
    LeadingAndTrailing,
    LeadingOnly,
    NoLeadingOrTrailing,
    PerTable,
    TrailingOnly,
}

impl Style {
    /// Whether rows begin, and whether they end in a bar; `None` where the first row tells.
    fn bars(self) -> Option<(bool, bool)> {
        match self {
            Self::Consistent | Self::PerTable => None,
            Self::LeadingAndTrailing => Some((true, true)),
            Self::LeadingOnly => Some((true, false)),
            Self::NoLeadingOrTrailing => Some((false, false)),
            Self::TrailingOnly => Some((false, true)),
        }
    }
}

impl StyleRule for PipeStyle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let tables = markup.tables(page);
        let mut wanted = self.style.bars();
        for table in tables.iter() {
            if self.style == Style::PerTable {
                wanted = None;
            }
            let mut is_plain = None;
            for row in tables.rows(table) {
                let found = (tables.opens(row), tables.closes(row));
                let (opens, closes) = *wanted.get_or_insert(found);
                if found.0 == opens && found.1 == closes {
                    continue;
                }
                let is_plain = *is_plain.get_or_insert_with(|| tables.is_plain(page, table));
                let place = Place { page, tables, row, is_plain, others: self.others() };
                if found.0 != opens {
                    leading(place, opens, report);
                }
                if found.1 != closes {
                    trailing(place, closes, report);
                }
            }
        }
    }
}

impl PipeStyle {
    fn others(&self) -> &'static str {
        match self.style {
            Style::Consistent => ", as the first row of a table on this page does",
            Style::PerTable => ", as the first row of this table does",
            _ => "",
        }
    }
}

/// A row that begins or ends as it should not.
#[derive(Clone, Copy)]
struct Place<'p> {
    page: &'p Page,
    tables: &'p Tables,
    row: &'p Row,
    /// Whether renderers agree on its table, so that it can be mended.
    is_plain: bool,
    others: &'static str,
}

fn leading(Place { page, tables, row, is_plain, others }: Place, wanted: bool, report: &mut Report) {
    let start = row.span.start as usize;
    if wanted {
        let length = row.span.of(&page.text).chars().next().map_or(0, char::len_utf8);
        let finding = report.add(&page.path, Span::new(start, start + length), "this row does not begin with a `|`");
        finding.help(format!("Begin it with one{others}"));
        if is_plain {
            finding.fix(Fix::safe("Begin it with `|`", &page.path, Span::at(start), "| "));
        }
        return;
    }
    let finding = report.add(&page.path, Span::new(start, start + 1), "this row begins with a `|`");
    finding.help(format!("Begin it with the words of its first cell{others}"));
    if let Some(cell) = tables.cells(row).next().filter(|_| is_plain)
        && stands_alone(page, tables, row, cell)
    {
        let written = cell.of(&page.text);
        let words = written.trim_start();
        // The first letter is part of the edit, so that no other fix puts blanks before it at the same time.
        let letter = words.chars().next().map_or(0, char::len_utf8);
        let end = start + 1 + written.len() - words.len() + letter;
        finding.fix(Fix::safe("Remove the `|`", &page.path, Span::new(start, end), &words[..letter]));
    }
}

/// Whether a row stays one without the bar before its first cell: it has more cells, and the first begins like a word.
fn stands_alone(page: &Page, tables: &Tables, row: &Row, cell: Span) -> bool {
    let words = cell.of(&page.text).trim();
    let is_dashes = words.len() > 1 && words.bytes().all(|byte| matches!(byte, b'-' | b':'));
    tables.cells(row).len() > 1 && (words.starts_with(char::is_alphabetic) || is_dashes)
}

fn trailing(Place { page, tables, row, is_plain, others }: Place, wanted: bool, report: &mut Report) {
    let end = row.span.end as usize;
    if wanted {
        let length = row.span.of(&page.text).chars().next_back().map_or(0, char::len_utf8);
        let finding = report.add(&page.path, Span::new(end - length, end), "this row does not end in a `|`");
        finding.help(format!("End it in one{others}"));
        if is_plain {
            finding.fix(Fix::safe("End it in `|`", &page.path, Span::at(end), " |"));
        }
        return;
    }
    let finding = report.add(&page.path, Span::new(end - 1, end), "this row ends in a `|`");
    finding.help(format!("End it in the words of its last cell{others}"));
    // An empty last cell is told by the bar after it alone.
    let last = tables.cells(row).last().filter(|cell| is_plain && !cell.of(&page.text).trim().is_empty());
    if let Some(cell) = last {
        let words = cell.of(&page.text).trim_end();
        let letter = words.chars().next_back().map_or(0, char::len_utf8);
        let start = cell.start as usize + words.len() - letter;
        let letter = &words[words.len() - letter..];
        let mut fix = Fix::safe("Remove the `|`", &page.path, Span::new(start, end), letter);
        if tables.cells(row).len() < 2 {
            // A single column is a table by its bars.
            fix.applicability = Applicability::Unsafe;
        }
        finding.fix(fix);
    }
}
