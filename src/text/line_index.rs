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
    /// How many characters begin before each [`BLOCK`] of bytes; only the first where no line is that long. A line of a megabyte
    /// with a thousand problems would otherwise be counted through for each of them.
    blocks: Box<[u32]>,
}

const BLOCK: usize = 4096;

impl LineIndex {
    /// Finds the lines of `text`.
    pub fn new(text: &str) -> Self {
        let newlines = || memchr::memchr_iter(b'\n', text.as_bytes());
        // Counting them first is quicker than to grow.
        let mut starts = Vec::with_capacity(newlines().count() + 1);
        starts.push(0);
        starts.extend(newlines().map(|at| at as u32 + 1));
        let starts = starts.into_boxed_slice();
        let is_long = |from: u32, to: u32| (to - from) as usize > BLOCK;
        let last = starts.last().copied().unwrap_or_default();
        let long = starts.windows(2).any(|pair| is_long(pair[0], pair[1])) || is_long(last, text.len() as u32);
        let blocks = if long { text.as_bytes().chunks(BLOCK) } else { [].chunks(BLOCK) };
        let counts = blocks.scan(0, |count, block| {
            *count += characters(block);
            Some(*count)
        });
        Self { starts, blocks: std::iter::once(0).chain(counts).collect() }
    }

    /// Number of lines; a text that ends in a newline has an empty last line.
    pub fn count(&self) -> usize {
        self.starts.len()
    }

    /// The 0-based number of the line that holds byte `offset`.
    #[inline]
    pub fn line_at(&self, offset: usize) -> usize {
        self.starts.partition_point(|&start| start as usize <= offset) - 1
    }

    /// The same as [`line_at`](Self::line_at), quicker when the line is near the line `hint`.
    #[inline]
    pub fn line_from(&self, hint: usize, offset: usize) -> usize {
        let mut line = hint.min(self.starts.len() - 1);
        while self.starts.get(line + 1).is_some_and(|&next| next as usize <= offset) {
            line += 1;
        }
        while line > 0 && self.starts[line] as usize > offset {
            line -= 1;
        }
        line
    }

    /// The bytes of 0-based `line`, without its line ending. Empty past the last line.
    #[inline]
    pub fn line(&self, text: &str, line: usize) -> Span {
        let mut line = self.full_line(text, line);
        let ends_in_break = |line: Span| matches!(text.as_bytes().get(line.end as usize - 1), Some(b'\n' | b'\r'));
        while !line.is_empty() && ends_in_break(line) {
            line.end -= 1;
        }
        line
    }

    /// The bytes of 0-based `line` with its line ending. Empty past the last line.
    #[inline]
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
        let mut column = self.characters_between(text, start, offset);
        if start == 0 && text.starts_with('\u{feff}') {
            column = column.saturating_sub(1);
        }
        Position { line: line as u32 + 1, column: column + 1 }
    }

    /// How many characters begin in a range of bytes of one line.
    fn characters_between(&self, text: &str, start: usize, end: usize) -> u32 {
        let bytes = text.as_bytes();
        let before = |offset: usize| Some(self.blocks.get(offset / BLOCK)? + characters(&bytes[offset - offset % BLOCK..offset]));
        match (before(start), before(end)) {
            (Some(first), Some(last)) if end - start > BLOCK => last - first,
            _ => characters(&bytes[start..end]),
        }
    }

    /// The byte offset of a 1-based line and column (characters); columns past the end of the line give its end.
    pub fn offset(&self, text: &str, at: Position) -> usize {
        let line = self.line(text, (at.line as usize).saturating_sub(1));
        let column = (at.column as usize).saturating_sub(1);
        line.of(text).char_indices().nth(column).map_or(line.end as usize, |(i, _)| line.start as usize + i)
    }
}

/// How many characters begin in UTF-8.
fn characters(bytes: &[u8]) -> u32 {
    // So few at a time that a byte can count them, which lets the compiler count many at once.
    let begin = |block: &[u8]| block.iter().map(|&byte| u8::from(byte & 0xc0 != 0x80)).sum::<u8>();
    bytes.chunks(usize::from(u8::MAX)).map(|block| u32::from(begin(block))).sum()
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
    fn columns_of_long_lines_are_counted_as_those_of_short_ones() {
        let text = format!("\u{feff}{}\n{}\nshort é x\n", "日本é".repeat(BLOCK), "é".repeat(BLOCK / 2));
        let lines = LineIndex::new(&text);
        let offsets = text.char_indices().map(|(at, _)| at).filter(|at| at % 37 == 0 || at % BLOCK < 5).chain([text.len()]);
        for offset in offsets {
            let start = text[..offset].rfind('\n').map_or('\u{feff}'.len_utf8(), |end| end + 1);
            let column = text.get(start..offset).map_or(0, |before| before.chars().count()) as u32 + 1;
            assert_eq!(lines.position(&text, offset).column, column, "{offset}");
        }
    }

    #[test]
    fn a_byte_order_mark_takes_no_column() {
        let text = "\u{feff}ab";
        assert_eq!(LineIndex::new(text).position(text, 4), Position { line: 1, column: 2 });
    }
}
