//! How the columns of a table are laid out in the source.

mod aligned;
mod spaced;

use crate::{
    page::{
        Page,
        markup::{Markup, Row, Table, Tables},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<Format>("tables/format", include_str!("../../../rules/tables/format.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Format {
    style: Style,
    aligned_delimiter: bool,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Any,
    Aligned,
    Compact,
    Tight,
}

/// A table and its page.
#[derive(Clone, Copy)]
struct Sheet<'p> {
    page: &'p Page,
    tables: &'p Tables,
    table: &'p Table,
    rows: &'p [Row],
}

/// A bar that stands where it should not, or blanks beside it that should be others.
#[derive(Clone, Copy)]
struct Wrong {
    /// The bar: its byte.
    bar: u32,
    /// The row, by its place in the table.
    row: usize,
    what: &'static str,
}

impl StyleRule for Format {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let tables = markup.tables(page);
        for table in tables.iter() {
            self.check_table(Sheet { page, tables, table, rows: tables.rows(table) }, report);
        }
    }
}

impl Format {
    fn check_table(&self, sheet: Sheet, report: &mut Report) {
        let allows = |style| matches!(self.style, Style::Any) || self.style == style;
        let aligned = if allows(Style::Aligned) { aligned::wrong(sheet, sheet.rows.len()) } else { Vec::new() };
        if allows(Style::Aligned) && aligned.is_empty() {
            return;
        }
        let (mut compact, mut tight) = (Vec::new(), Vec::new());
        if allows(Style::Compact) || allows(Style::Tight) {
            if self.aligned_delimiter {
                compact = aligned::wrong(sheet, 2);
                tight.clone_from(&compact);
            }
            spaced::wrong(sheet, &mut compact, &mut tight);
        }
        // What has the fewest mistakes is what was meant.
        let mut style = if allows(Style::Aligned) { Style::Aligned } else { Style::Compact };
        let mut found = if allows(Style::Aligned) { aligned } else { compact.clone() };
        if allows(Style::Compact) && compact.len() < found.len() {
            (style, found) = (Style::Compact, compact);
        }
        if self.style == Style::Tight || allows(Style::Tight) && tight.len() < found.len() {
            (style, found) = (Style::Tight, tight);
        }
        self.report(sheet, style, found, report);
    }

    /// One finding a row, at its first mistake; the first of a table mends all.
    fn report(&self, sheet: Sheet, style: Style, mut found: Vec<Wrong>, report: &mut Report) {
        found.sort_by_key(|wrong| wrong.bar);
        found.dedup_by_key(|wrong| wrong.row);
        let mut fix = match style {
            Style::Aligned | Style::Any => aligned::fix(sheet),
            Style::Compact => spaced::fix(sheet, " ", self.aligned_delimiter),
            Style::Tight => spaced::fix(sheet, "", self.aligned_delimiter),
        };
        for wrong in found {
            let at = Span::new(wrong.bar as usize, wrong.bar as usize + 1);
            let finding = report.add(&sheet.page.path, at, wrong.what);
            finding.help(match style {
                Style::Aligned | Style::Any => "Fill the cells with blanks, so that the `|` of all rows stand below each other",
                Style::Compact => "Leave one blank on both sides of what a cell says",
                Style::Tight => "Leave no blanks beside what a cell says",
            });
            if let Some(fix) = fix.take() {
                finding.fix(fix);
            }
        }
    }
}
