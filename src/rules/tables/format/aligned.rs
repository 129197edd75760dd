//! Tables whose bars stand below each other.

use super::{Sheet, Wrong};
use crate::{
    diagnostic::{Applicability, Edit, Fix},
    text::{Span, width},
};

/// The fewest dashes below a head that all renderers know.
const FEWEST_DASHES: usize = 3;

/// The bars of the first `count` rows that do not stand below one of the head. Bars of a row that has all of the head's are
/// left alone.
pub(super) fn wrong(sheet: Sheet, count: usize) -> Vec<Wrong> {
    let mut found = Vec::new();
    let mut rows = sheet.rows.iter().take(count).enumerate();
    let Some((_, head)) = rows.next() else { return found };
    let head = columns(sheet, head);
    for (place, row) in rows {
        let mut wanted = head.iter().copied().peekable();
        let mut left = head.len();
        for (&bar, column) in sheet.tables.bars(row).iter().zip(columns(sheet, row)) {
            while wanted.next_if(|&next| next < column).is_some() {}
            if wanted.peek() == Some(&column) {
                left -= 1;
            } else if left > 0 {
                found.push(Wrong { bar, row: place, what: "this `|` does not stand below one of the table's first row" });
            }
        }
    }
    found
}

/// The columns that the bars of a row stand in.
fn columns(sheet: Sheet, row: &super::Row) -> Vec<usize> {
    let mut from = sheet.page.lines().full_line(&sheet.page.text, row.line).start;
    let mut column = 0;
    let place = |&bar: &u32| {
        column += width(Span { start: from, end: bar.max(from) }.of(&sheet.page.text));
        from = bar;
        column
    };
    sheet.tables.bars(row).iter().map(place).collect()
}

/// To which side the words of a column are drawn.
#[derive(Clone, Copy, Default)]
struct Column {
    width: usize,
    left: bool,
    right: bool,
}

/// Fills every cell to the width of its column. None where rows begin in other columns or with other bars.
pub(super) fn fix(sheet: Sheet) -> Option<Fix> {
    let [head, dashes, ..] = sheet.rows else { return None };
    let (text, tables) = (&*sheet.page.text, sheet.tables);
    let start = |row: &super::Row| {
        let line = sheet.page.lines().full_line(text, row.line).start;
        width(Span { start: line, end: row.span.start }.of(text))
    };
    let alike = |row: &super::Row| tables.opens(row) == tables.opens(head) && start(row) == start(head);
    if !tables.is_plain(sheet.page, sheet.table)
        || !sheet.rows.iter().all(|row| alike(row) && super::spaced::is_steady(sheet, row))
    {
        return None;
    }
    let columns = measure(sheet);
    let spaced = tables.cells(dashes).next()?.of(text).starts_with([' ', '\t']) || !tables.opens(dashes);
    let mut edits = Vec::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        let (opens, closes) = (tables.opens(row), tables.closes(row));
        let cells = tables.cells(row);
        let count = cells.len();
        for (number, (cell, column)) in cells.zip(&columns).enumerate() {
            let (is_first, is_last) = (number == 0 && !opens, number + 1 == count && !closes);
            let words = cell.of(text).trim();
            let (before, after) = match place == 1 {
                true => (0, 0),
                false => room(column, column.width.saturating_sub(width(words))),
            };
            let mut written = String::with_capacity(column.width + 2);
            let edge = usize::from(place != 1 || spaced);
            blanks(&mut written, if is_first { 0 } else { before + edge });
            match place == 1 {
                true => marks(&mut written, column, if spaced { 0 } else { 2 - usize::from(is_first) - usize::from(is_last) }),
                false => written.push_str(words),
            }
            blanks(&mut written, if is_last { 0 } else { after + edge });
            super::spaced::replace(sheet.page, cell, &written, &mut edits);
        }
    }
    whole(edits)
}

pub(super) fn whole(edits: Vec<Edit>) -> Option<Fix> {
    let title = "Lay out the table anew".to_owned();
    (!edits.is_empty()).then_some(Fix { title: title.into(), applicability: Applicability::Safe, edits })
}

/// How wide the columns are, and to which side they are drawn.
fn measure(sheet: Sheet) -> Vec<Column> {
    let mut columns: Vec<Column> = Vec::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        for (number, cell) in sheet.tables.cells(row).enumerate() {
            if columns.len() <= number {
                columns.push(Column::default());
            }
            let Some(column) = columns.get_mut(number) else { continue };
            let words = cell.of(&sheet.page.text).trim();
            if place == 1 {
                column.left = words.starts_with(':');
                column.right = words.ends_with(':');
            }
            let least = FEWEST_DASHES + usize::from(column.left) + usize::from(column.right);
            column.width = column.width.max(if place == 1 { least } else { width(words) });
        }
    }
    columns
}

/// How many of the blanks that fill a cell come before its words, and how many after.
fn room(column: &Column, blanks: usize) -> (usize, usize) {
    match (column.left, column.right) {
        (true, true) => (blanks / 2, blanks - blanks / 2),
        (false, true) => (blanks, 0),
        _ => (0, blanks),
    }
}

/// The dashes below a head's cell.
fn marks(written: &mut String, column: &Column, more: usize) {
    let dashes = (column.width + more).saturating_sub(usize::from(column.left) + usize::from(column.right));
    written.extend(column.left.then_some(':'));
    written.extend(std::iter::repeat_n('-', dashes));
    written.extend(column.right.then_some(':'));
}

fn blanks(written: &mut String, count: usize) {
    written.extend(std::iter::repeat_n(' ', count));
}

#[cfg(test)]
mod tests {
    use crate::{
        page::{Format, Page, dialect::Dialect, markup::Markup},
        path::SitePath,
        rule::{Report, StyleRule},
    };

    /// A text after the fixes of tables/format with these options.
    fn fixed(text: &str, options: &str) -> String {
        let path = SitePath::new("a.md").unwrap();
        let page = Page::parse(path, text.into(), Format::Markdown, &Dialect::default());
        let mut defaults = super::super::RULE.info().options.clone();
        defaults.extend(options.parse::<toml::Table>().unwrap());
        let format: super::super::Format = toml::Value::Table(defaults).try_into().unwrap();
        let mut report = Report::new();
        StyleRule::check(&format, &page, &Markup::of(&page), &mut report);
        let found = report.into_findings().into_iter().map(|one| one.into_diagnostic("r", crate::diagnostic::Severity::Error));
        let mut edits: Vec<_> = found.filter_map(|one| one.fix).flat_map(|fix| fix.edits).collect();
        edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
        let mut text = text.to_owned();
        for edit in edits {
            text.replace_range(edit.span.range(), &edit.text);
        }
        text
    }

    #[test]
    fn tables_are_laid_out_in_each_style() {
        let table = "> |a|bb|\r\n> |-|:-:|\r\n> |ccc | \\| |\r\n";
        for (style, laid_out) in [
            ("aligned", "> | a   |  bb   |\r\n> |-----|:-----:|\r\n> | ccc |  \\|   |\r\n"),
            ("compact", "> | a | bb |\r\n> | - | :-: |\r\n> | ccc | \\| |\r\n"),
            ("tight", "> |a|bb|\r\n> |-|:-:|\r\n> |ccc|\\||\r\n"),
        ] {
            assert_eq!(fixed(table, &format!("style = '{style}'")), laid_out, "{style}");
            assert_eq!(fixed(laid_out, &format!("style = '{style}'")), laid_out, "{style} is settled");
        }
        let compact = "| Head | B |\n| - | --- |\n| c | d |\n";
        let wanted = "| Head | B |\n| ---- | - |\n| c | d |\n";
        assert_eq!(fixed(compact, "style = 'compact'\naligned-delimiter = true"), wanted);
    }

    #[test]
    fn tables_that_renderers_read_differently_stay() {
        for table in ["|a|b|\n|-|-|\n|c\\\\|d|\n", "a|b\n-|-\n1.| d\n", "- |a|b|\n  |-|-|\n  | c|d|\n"] {
            assert_eq!(fixed(table, "style = 'aligned'"), table);
        }
    }
}
