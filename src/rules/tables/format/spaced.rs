//! Tables whose cells have one blank on both sides, or none.

use super::{Row, Sheet, Wrong, aligned::whole};
use crate::{
    diagnostic::{Edit, Fix},
    page::Page,
    text::{Span, width},
};

/// The bars that have not one blank on both sides, and those that have any.
pub(super) fn wrong(sheet: Sheet, compact: &mut Vec<Wrong>, tight: &mut Vec<Wrong>) {
    for (row, line) in sheet.rows.iter().enumerate() {
        let bars = sheet.tables.bars(line);
        let before = sheet.tables.opens(line);
        for (number, cell) in sheet.tables.cells(line).enumerate() {
            let written = cell.of(&sheet.page.text);
            let words = written.trim_matches([' ', '\t']);
            let lead = written.len() - written.trim_start_matches([' ', '\t']).len();
            let trail = if words.is_empty() { lead } else { written.len() - lead - words.len() };
            let after = number + usize::from(before);
            let mut add = |bar: Option<&u32>, blanks: usize| {
                let Some(&bar) = bar else { return };
                match blanks {
                    0 => compact.push(Wrong { bar, row, what: "no blank between this `|` and its cell" }),
                    1 => {}
                    _ => compact.push(Wrong { bar, row, what: "more than one blank between this `|` and its cell" }),
                }
                if blanks > 0 {
                    tight.push(Wrong { bar, row, what: "a blank between this `|` and its cell" });
                }
            };
            add(after.checked_sub(1).and_then(|bar| bars.get(bar)), lead);
            add(bars.get(after), trail);
        }
    }
}

/// Puts `blank` on both sides of every cell. With `align` the bars in the line of dashes stand below those of the head.
pub(super) fn fix(sheet: Sheet, blank: &str, align: bool) -> Option<Fix> {
    if !sheet.tables.is_plain(sheet.page, sheet.table) || !sheet.rows.iter().all(|row| is_steady(sheet, row)) {
        return None;
    }
    let text = &*sheet.page.text;
    let head: Vec<usize> = match (align, sheet.rows.first()) {
        (true, Some(head)) => sheet.tables.cells(head).map(|cell| width(cell.of(text).trim())).collect(),
        _ => Vec::new(),
    };
    let mut edits = Vec::new();
    for (place, row) in sheet.rows.iter().enumerate() {
        let (opens, closes) = (sheet.tables.opens(row), sheet.tables.closes(row));
        let cells = sheet.tables.cells(row);
        let count = cells.len();
        for (number, cell) in cells.enumerate() {
            let words = cell.of(text).trim_matches([' ', '\t']);
            let mut written = String::with_capacity(words.len() + 2);
            written.push_str(if number == 0 && !opens { "" } else { blank });
            match head.get(number).filter(|_| place == 1) {
                Some(&width) => dashes(&mut written, words, width),
                None => written.push_str(words),
            }
            // Right after a backslash a bar would be text.
            let end = if words.is_empty() {
                ""
            } else if words.ends_with('\\') {
                " "
            } else {
                blank
            };
            written.push_str(if number + 1 == count && !closes { "" } else { end });
            replace(sheet.page, cell, &written, &mut edits);
        }
    }
    whole(edits)
}

/// As many dashes as fill a width, between the colons that are there.
fn dashes(written: &mut String, words: &str, width: usize) {
    let (left, right) = (words.starts_with(':'), words.len() > 1 && words.ends_with(':'));
    written.extend(left.then_some(':'));
    let count = width.saturating_sub(usize::from(left) + usize::from(right)).max(1);
    written.extend(std::iter::repeat_n('-', count));
    written.extend(right.then_some(':'));
}

/// Whether the blanks in a row may change: not where its first cell would begin a list or a heading with blanks after it.
pub(super) fn is_steady(sheet: Sheet, row: &Row) -> bool {
    let Some(cell) = sheet.tables.cells(row).next().filter(|_| !sheet.tables.opens(row)) else { return true };
    let words = cell.of(&sheet.page.text).trim();
    let is_mark = matches!(words, "-" | "+" | "*") || words.bytes().all(|byte| byte == b'#');
    !is_mark && !words.trim_end_matches(['.', ')']).bytes().all(|byte| byte.is_ascii_digit())
}

/// The edits that make `cell` what `written` says: of the blanks, or of all where more differs.
pub(super) fn replace(page: &Page, cell: Span, written: &str, edits: &mut Vec<Edit>) {
    let found = cell.of(&page.text);
    if found == written {
        return;
    }
    let mut add = |start: usize, end: usize, text: &str| {
        let span = Span::new(cell.start as usize + start, cell.start as usize + end);
        if span.of(&page.text) != text {
            edits.push(Edit { path: page.path.clone(), span, text: text.to_owned() });
        }
    };
    let (words, wanted) = (found.trim(), written.trim());
    if words != wanted || words.is_empty() {
        return add(0, found.len(), written);
    }
    let lead = found.len() - found.trim_start().len();
    let wanted_lead = written.len() - written.trim_start().len();
    add(0, lead, &written[..wanted_lead]);
    add(lead + words.len(), found.len(), &written[wanted_lead + wanted.len()..]);
}
