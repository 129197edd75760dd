//! The rows of tables, as they are written.

use super::Markup;
use crate::{
    page::{
        Page,
        document::{Island, Kind},
    },
    text::Span,
};

/// The tables of a page, and their rows as they are written: the document knows only the cells that are shown.
#[derive(Debug, Default)]
pub struct Tables {
    tables: Vec<Table>,
    rows: Vec<Row>,
    /// Where a `|` parts cells: bytes, in the order of the text.
    bars: Vec<u32>,
}

/// A table.
#[derive(Clone, Copy, Debug)]
pub struct Table {
    /// Its place in [`Markup::blocks`].
    pub block: usize,
    first: usize,
    end: usize,
}

/// A row of a table: the head, the line of dashes below it, or any of the others.
#[derive(Clone, Copy, Debug)]
pub struct Row {
    /// Its 0-based line.
    pub line: usize,
    /// From its first bar or letter to the last.
    pub span: Span,
    first: usize,
    end: usize,
}

impl Tables {
    /// Reads them: the lines of every table, each up to its end.
    pub(super) fn read(page: &Page, markup: &Markup) -> Self {
        let mut tables = Self::default();
        let mut islands = &page.document.islands[..];
        for (block, table) in markup.of_kind(|kind| kind == Kind::Table) {
            let first = tables.rows.len();
            for line in table.first as usize..=table.last as usize {
                let start = match line == table.first as usize {
                    true => table.span.start,
                    false => markup.prefix(page, line).end,
                };
                let whole = page.lines().line(&page.text, line);
                let written = Span { start: start.min(whole.end), end: whole.end }.of(&page.text);
                let length = written.trim_end_matches([' ', '\t']).len();
                let span = Span::new(start as usize, start as usize + length);
                while islands.first().is_some_and(|island| island.span.end <= span.start) {
                    islands = &islands[1..];
                }
                let bars = tables.bars.len();
                tables.read_bars(&written[..length], span.start, islands);
                tables.rows.push(Row { line, span, first: bars, end: tables.bars.len() });
            }
            tables.tables.push(Table { block, first, end: tables.rows.len() });
        }
        tables
    }

    /// Finds the bars of a row. One after a backslash is text, as is one in a template tag.
    fn read_bars(&mut self, written: &str, start: u32, islands: &[Island]) {
        let bytes = written.as_bytes();
        let mut inside = islands.iter().map(|island| island.span).peekable();
        let mut from = 0;
        while let Some(at) = memchr::memchr2(b'|', b'\\', &bytes[from..]).map(|at| at + from) {
            let offset = start + at as u32;
            while inside.next_if(|span| span.end <= offset).is_some() {}
            from = at + 1;
            if inside.peek().is_some_and(|span| span.start <= offset) {
                continue;
            }
            match bytes[at] {
                b'|' => self.bars.push(offset),
                _ if matches!(bytes.get(at + 1), Some(b'|' | b'\\')) => from = at + 2,
                _ => {}
            }
        }
    }

    /// Every table, in the order of the text.
    pub fn iter(&self) -> impl Iterator<Item = &Table> {
        self.tables.iter()
    }

    /// The rows of a table: the head, the line of dashes, the others.
    pub fn rows(&self, table: &Table) -> &[Row] {
        self.rows.get(table.first..table.end).unwrap_or_default()
    }

    /// Where the `|` of a row stand that part its cells, or open and close it.
    pub fn bars(&self, row: &Row) -> &[u32] {
        self.bars.get(row.first..row.end).unwrap_or_default()
    }

    /// Whether a row begins with a `|`.
    pub fn opens(&self, row: &Row) -> bool {
        self.bars(row).first() == Some(&row.span.start)
    }

    /// Whether a row ends in a `|`.
    pub fn closes(&self, row: &Row) -> bool {
        self.bars(row).last().is_some_and(|bar| bar + 1 == row.span.end)
    }

    /// Whether all renderers read a table alike: it does not begin on the line of an item's mark, no row is indented further than
    /// the head, and no cell ends in a backslash, since `\\|` is a bar to some and text to others.
    pub fn is_plain(&self, page: &Page, table: &Table) -> bool {
        let before = |row: &Row| {
            let line = page.lines().full_line(&page.text, row.line);
            Span { start: line.start, end: row.span.start.max(line.start) }
        };
        let rows = self.rows(table);
        let Some(head) = rows.first().map(before) else { return false };
        let is_apart = head.of(&page.text).bytes().all(|byte| matches!(byte, b'>' | b' ' | b'\t'));
        let is_plain =
            |row: &Row| before(row).len() <= head.len() && !self.cells(row).any(|cell| cell.of(&page.text).ends_with('\\'));
        is_apart && rows.iter().all(is_plain)
    }

    /// The cells of a row, in order: all that stands between the bars, blanks too.
    pub fn cells(&self, row: &Row) -> impl ExactSizeIterator<Item = Span> {
        let bars = self.bars(row);
        let (opens, closes) = (self.opens(row), self.closes(row));
        let count = (bars.len() + 1).saturating_sub(usize::from(opens) + usize::from(closes));
        (0..count).map(move |cell| {
            let after = cell + usize::from(opens);
            let start = after.checked_sub(1).and_then(|bar| bars.get(bar)).map_or(row.span.start, |bar| bar + 1);
            let end = bars.get(after).copied().unwrap_or(row.span.end);
            Span { start, end: end.max(start) }
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{
            Format,
            dialect::{Dialect, TemplateSyntax},
        },
        path::SitePath,
    };

    fn rows(text: &str) -> Vec<String> {
        let path = SitePath::new("a.md").unwrap();
        let dialect = Dialect { templates: Some(TemplateSyntax::Liquid), ..Dialect::default() };
        let page = Page::parse(path, text.into(), Format::Markdown, &dialect);
        let markup = Markup::of(&page);
        let tables = markup.tables(&page);
        let shown = |row: &Row| {
            let cells: Vec<_> = tables.cells(row).map(|cell| cell.of(text)).collect();
            format!(
                "{}{}{}",
                if tables.opens(row) { "<" } else { "" },
                cells.join("/"),
                if tables.closes(row) { ">" } else { "" }
            )
        };
        tables.iter().flat_map(|table| tables.rows(table)).map(shown).collect()
    }

    #[test]
    fn cells_are_told_as_written() {
        assert_eq!(rows("| a | b |\n|---|:-:|\n| 1 | 2 | 3 |  \n| 1\n"), ["< a / b >", "<---/:-:>", "< 1 / 2 / 3 >", "< 1"]);
        assert_eq!(rows("a|b\n-|-\n1||2\n"), ["a/b", "-/-", "1//2"]);
        assert_eq!(rows("> - |a|\r\n>   |-|\r\n>   |1\\|2\\\\|3|\r\n"), ["<a>", "<->", "<1\\|2\\\\/3>"]);
        assert_eq!(rows("|a|\n|-|\n|{{ b | c }}|\n"), ["<a>", "<->", "<{{ b | c }}>"]);
    }
}
