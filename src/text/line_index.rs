//! Byte offsets to lines and columns.

use super::Span;

/// A place as people and editors name it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Position {
    /// 1-based line.
    pub line: u32,
    /// 1-based column, counted in characters (Unicode scalar values), not bytes.
    pub column: u32,
}

/// Where the lines of a text begin. `\n` ends a line; a `\r` before it belongs to the line.
#[derive(Clone, Debug)]
pub struct LineIndex {
    starts: Box<[u32]>,
}

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let starts = std::iter::once(0).chain(memchr::memchr_iter(b'\n', text.as_bytes()).map(|at| at as u32 + 1)).collect();
        Self { starts }
    }

    /// Number of lines; a text that ends in a newline has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 0-based number of the line that holds byte `offset`.
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// The bytes of 0-based `line`, without its line ending. Empty past the last line.
    pub fn line(&self, text: &str, line: usize) -> Span {
        let whole = self.full_line(text, line);
        let content = whole.of(text).trim_end_matches(['\n', '\r']).len();
        Span::new(whole.start as usize, whole.start as usize + content)
    }

    /// The bytes of 0-based `line` with its line ending. Empty past the last line.
    pub fn full_line(&self, text: &str, line: usize) -> Span {
        let start = self.starts.get(line).map_or(text.len(), |&s| s as usize);
        let end = self.starts.get(line + 1).map_or(text.len(), |&s| s as usize);
        Span::new(start, end)
    }

    /// Line and column of byte `offset`. An offset inside a character counts as its start, one past the end as the end.
    pub fn position(&self, text: &str, offset: usize) -> Position {
        let mut offset = offset.min(text.len());
        while !text.is_char_boundary(offset) {
            offset -= 1;
        }
        let line = self.line_at(offset);
        let start = self.starts[line] as usize;
        let mut column = text[start..offset].chars().count();
        if start == 0 && text.starts_with('\u{feff}') {
            column = column.saturating_sub(1);
        }
        Position { line: line as u32 + 1, column: column as u32 + 1 }
    }

    /// The byte offset of a 1-based line and column (characters); columns past the end of the line give its end.
    pub fn offset(&self, text: &str, at: Position) -> usize {
        let line = self.line(text, (at.line as usize).saturating_sub(1));
        let column = (at.column as usize).saturating_sub(1);
        line.of(text).char_indices().nth(column).map_or(line.end as usize, |(i, _)| line.start as usize + i)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_count_characters() {
        let text = "ab\r\n日本語 x\n";
        let lines = LineIndex::new(text);
        assert_eq!(lines.count(), 3);
        assert_eq!(lines.position(text, text.find('x').unwrap()), Position { line: 2, column: 5 });
        assert_eq!(lines.line(text, 0).of(text), "ab");
        assert_eq!(lines.full_line(text, 0).of(text), "ab\r\n");
        assert_eq!(lines.offset(text, Position { line: 2, column: 5 }), text.find('x').unwrap());
        assert_eq!(lines.position(text, 9999), Position { line: 3, column: 1 });
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}ab";
        assert_eq!(LineIndex::new(text).position(text, 4), Position { line: 1, column: 2 });
    }
}
