//! Indentation inside JSX elements. MDX has no indented code: what stands in an element may be indented at will. The Markdown
//! parser knows indented code, so it is given the text without that indentation, and its offsets are put right again.

use std::ops::Range;

/// The indentation taken off the lines of a text.
#[derive(Debug, Default)]
pub(in crate::page::document) struct Indents {
    /// For every line that lost some: the offset of its first byte that stayed, in the text without, and how many bytes were
    /// taken off up to there. Ascending.
    removed: Vec<(usize, usize)>,
}

/// How far the lines inside an open element are to be moved to the left.
#[derive(Debug)]
pub(super) struct Level {
    /// The element's own column, after moving.
    column: usize,
    /// How far the first line inside was moved; unknown before it is met.
    shift: Option<usize>,
}

impl Level {
    pub(super) fn new(column: usize) -> Self {
        Self { column, shift: None }
    }

    /// How far a line is moved that is indented by `column`, in columns.
    pub(super) fn shift(&mut self, column: usize) -> usize {
        *self.shift.get_or_insert(column.saturating_sub(self.column))
    }
}

/// The width of a line's indentation in columns, and its length in bytes. Tabs stop at every fourth column.
pub(super) fn width(line: &[u8]) -> (usize, usize) {
    let mut columns = 0;
    for (at, byte) in line.iter().enumerate() {
        match byte {
            b' ' => columns += 1,
            b'\t' => columns += 4 - columns % 4,
            _ => return (columns, at),
        }
    }
    (columns, line.len())
}

impl Indents {
    /// The text without the indentation of `lines`: offsets of line starts, each with the number of columns to take off, ascending.
    pub(super) fn take_off(text: &str, lines: &[(usize, usize)]) -> (String, Self) {
        let bytes = text.as_bytes();
        let mut without = String::with_capacity(text.len());
        let mut removed = Vec::with_capacity(lines.len());
        let mut done = 0;
        for &(start, columns) in lines {
            let mut end = start;
            let mut width = 0;
            while width < columns && matches!(bytes.get(end), Some(b' ' | b'\t')) {
                width += if bytes[end] == b'\t' { 4 - width % 4 } else { 1 };
                end += 1;
            }
            without.push_str(text.get(done..start).unwrap_or_default());
            done = end;
            removed.push((without.len(), end - without.len()));
        }
        without.push_str(text.get(done..).unwrap_or_default());
        (without, Self { removed })
    }

    /// The place of a range of the text without indentation in the text as it is.
    pub(in crate::page::document) fn restore(&self, range: Range<usize>) -> Range<usize> {
        if self.removed.is_empty() {
            return range;
        }
        let before = |offset: usize| {
            let next = self.removed.partition_point(|(start, _)| *start <= offset);
            next.checked_sub(1).map_or(0, |index| self.removed[index].1)
        };
        let start = range.start + before(range.start);
        // What ends where a line begins, ends before its indentation.
        let end = match range.end.checked_sub(1) {
            Some(last) if range.end > range.start => range.end + before(last),
            _ => start,
        };
        start..end
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ranges_are_put_back() {
        let text = "a\n    b\n\tc\nd";
        let (without, indents) = Indents::take_off(text, &[(2, 4), (8, 4)]);
        assert_eq!(without, "a\nb\nc\nd");
        for (range, expected) in [(0..1, "a"), (2..3, "b"), (2..4, "b\n"), (4..5, "c"), (6..7, "d"), (2..5, "b\n\tc")] {
            assert_eq!(&text[indents.restore(range.clone())], expected, "{range:?}");
        }
    }
}
