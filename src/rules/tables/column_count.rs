//! Rows of a table with more or fewer cells than its head.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{Markup, Row, Tables},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<ColumnCount>("tables/column-count", include_str!("../../../rules/tables/column-count.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ColumnCount {
    lost_cells_only: bool,
}

impl StyleRule for ColumnCount {
    fn concerns(&self, page: &Page) -> bool {
        let nodes = page.document.nodes.iter().enumerate();
        let mut tables = nodes.filter(|(_, node)| node.kind() == Kind::Table);
        tables.any(|(at, _)| !self.lost_cells_only || may_lose_cells(page, at))
    }

    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let tables = markup.tables(page);
        for table in tables.iter() {
            let mut rows = tables.rows(table).iter();
            let Some(wanted) = rows.next().map(|head| tables.cells(head).len()) else { continue };
            for row in rows {
                let count = tables.cells(row).len();
                if count > wanted {
                    self.too_many(page, tables, row, wanted, report);
                } else if count < wanted && !self.lost_cells_only {
                    let message = format!("this row has {}, the head of its table {wanted}", cells(count));
                    let finding = report.add(&page.path, last_letter(page, row), message);
                    finding.help("Add the cells that are missing: a `|` with nothing behind it stands for an empty one");
                }
            }
        }
    }
}

impl ColumnCount {
    fn too_many(&self, page: &Page, tables: &Tables, row: &Row, wanted: usize, report: &mut Report) {
        let mut surplus = tables.cells(row).skip(wanted);
        let Some(first) = surplus.next() else { return };
        let is_lost = std::iter::once(first).chain(surplus).any(|cell| !cell.of(&page.text).trim().is_empty());
        if !is_lost && self.lost_cells_only {
            return;
        }
        let written = Span { start: first.start, end: row.span.end }.of(&page.text);
        let start = first.start as usize + (written.len() - written.trim_start().len());
        let message = format!("this row has {}, the head of its table {wanted}", cells(tables.cells(row).len()));
        let finding = report.add(&page.path, Span::new(start, row.span.end as usize), message);
        finding.help(match is_lost {
            true => "Readers do not see this part; write `\\|` for a `|` that belongs to the text, or add a column to the head",
            false => "Remove the cells that are too many",
        });
    }
}

/// Whether anything but bars stands behind the last cell that the parser shows of a row in the table at this place of the nodes.
/// What `\\` does to a bar is not for the parser to say.
fn may_lose_cells(page: &Page, table: usize) -> bool {
    let nodes = &page.document.nodes;
    let Some(whole) = nodes.get(table) else { return false };
    if memchr::memchr(b'\\', page.slice(whole.span).as_bytes()).is_some() {
        return true;
    }
    let mut shown = whole.span.start;
    let mut row_end = shown;
    let is_lost = |shown: u32, end: u32| {
        let rest = page.text.as_bytes().get(shown as usize..end as usize).unwrap_or_default();
        rest.iter().any(|byte| *byte != b'|' && !byte.is_ascii_whitespace())
    };
    for node in nodes.get(table + 1..whole.end()).unwrap_or_default() {
        match node.kind() {
            Kind::TableHead | Kind::TableRow => {
                if is_lost(shown, row_end) {
                    return true;
                }
                (shown, row_end) = (node.span.start, node.span.end);
            }
            Kind::TableCell => shown = node.span.end,
            _ => {}
        }
    }
    is_lost(shown, row_end)
}

fn cells(count: usize) -> String {
    format!("{count} cell{}", if count == 1 { "" } else { "s" })
}

fn last_letter(page: &Page, row: &Row) -> Span {
    let length = row.span.of(&page.text).chars().next_back().map_or(0, char::len_utf8);
    Span::new(row.span.end as usize - length, row.span.end as usize)
}
