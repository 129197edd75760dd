//! A line as it is shown: paragraphs of handbooks are lines of a thousand bytes and more, so only what stands around the
//! places meant is kept, with `…` for the rest.

use super::legible::{visible, width};
use std::ops::Range;

/// Columns from one tab stop to the next.
const TAB: usize = 4;

/// A line as it is shown.
#[derive(Debug, Default)]
pub(super) struct Clipped {
    /// What is shown; no control characters.
    pub(super) text: String,
    /// For each character shown: its byte offset in the line and in `text`.
    at: Vec<(usize, usize)>,
}

impl Clipped {
    /// The byte offset in `text` of the byte `offset` of the line. What was left out lies at the character after the gap.
    pub(super) fn offset(&self, offset: usize) -> usize {
        let next = self.at.partition_point(|&(original, _)| original < offset);
        self.at.get(next).map_or(self.text.len(), |&(_, shown)| shown)
    }

    /// The columns that stand before the byte `offset` of `text`.
    pub(super) fn columns_before(&self, offset: usize) -> usize {
        self.text.get(..offset).unwrap_or_default().chars().map(width).sum()
    }

    fn show(&mut self, line: &str, part: Range<usize>) {
        let mut column = self.columns_before(self.text.len());
        for (i, c) in line[part.clone()].char_indices() {
            self.at.push((part.start + i, self.text.len()));
            if c == '\t' {
                let stop = TAB - column % TAB;
                self.text.extend(std::iter::repeat_n(' ', stop));
                column += stop;
            } else {
                self.text.push(visible(c));
                column += width(c);
            }
        }
    }
}

/// Shows `line` in about `columns` columns. The starts of all `marks` (byte ranges on character boundaries of the line) are
/// shown, and as much around them as there is room for.
pub(super) fn clip(line: &str, marks: &[Range<usize>], columns: usize) -> Clipped {
    let mut clipped = Clipped::default();
    let mut end = 0;
    for part in parts(line, marks, columns) {
        if part.start > end {
            clipped.text.push('…');
        }
        end = part.end;
        clipped.show(line, part);
    }
    if end < line.len() {
        clipped.text.push('…');
    }
    clipped
}

/// The byte ranges of the line that are shown, in order, with gaps between them.
fn parts(line: &str, marks: &[Range<usize>], columns: usize) -> Vec<Range<usize>> {
    let whole = 0..line.len();
    if forward(line, 0, columns).0 == whole.end {
        return Vec::from([whole]);
    }
    // One column for the `…` at either side of each part.
    let share = (columns / marks.len().max(1)).saturating_sub(2).max(8);
    if marks.is_empty() {
        let beginning = 0..forward(line, 0, columns.saturating_sub(1)).0;
        return Vec::from([beginning]);
    }
    let mut parts: Vec<Range<usize>> = Vec::new();
    let mut marks = marks.to_vec();
    marks.sort_by_key(|mark| (mark.start, mark.end));
    for mark in marks {
        let (core_end, core) = forward(&line[..mark.end], mark.start, share);
        let room = share.saturating_sub(core);
        let right_room = if core_end < mark.end { 0 } else { room - room / 2 };
        let (mut end, right) = forward(line, core_end, right_room);
        let (start, left) = backward(line, mark.start, room - right);
        if core_end == mark.end {
            // The line began early: what is left goes to the other side.
            end = forward(line, core_end, room.saturating_sub(left).max(right)).0;
        }
        match parts.last_mut() {
            Some(last) if start <= last.end => last.end = last.end.max(end),
            _ => parts.push(start..end),
        }
    }
    parts
}

/// The offset that lies up to `columns` columns after `from`, and how many it is.
fn forward(line: &str, from: usize, columns: usize) -> (usize, usize) {
    let mut used = 0;
    for (i, c) in line[from..].char_indices() {
        let next = used + if c == '\t' { TAB } else { width(c) };
        if next > columns {
            return (from + i, used);
        }
        used = next;
    }
    (line.len(), used)
}

/// The offset that lies up to `columns` columns before `from`, and how many it is.
fn backward(line: &str, from: usize, columns: usize) -> (usize, usize) {
    let mut used = 0;
    for (i, c) in line[..from].char_indices().rev() {
        let next = used + if c == '\t' { TAB } else { width(c) };
        if next > columns {
            return (i + c.len_utf8(), used);
        }
        used = next;
    }
    (0, used)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn around(line: &str, mark: Range<usize>, columns: usize) -> Clipped {
        clip(line, std::slice::from_ref(&mark), columns)
    }

    #[test]
    fn short_lines_are_whole() {
        let clipped = around("a\tb\u{1b}", 2..3, 20);
        assert_eq!(clipped.text, "a   b␛");
        assert_eq!((clipped.offset(2), clipped.offset(3), clipped.offset(4)), (4, 5, 8));
    }

    #[test]
    fn long_lines_are_shown_around_the_mark() {
        let line = format!("{}HERE{}", "a".repeat(3000), "b".repeat(3000));
        let clipped = around(&line, 3000..3004, 20);
        assert_eq!(clipped.text, "…aaaaaaaHEREbbbbbbb…");
        assert_eq!(&clipped.text[clipped.offset(3000)..clipped.offset(3004)], "HERE");
        assert_eq!(around(&line, 0..1, 20).text, "aaaaaaaaaaaaaaaaaa…");
        assert_eq!(around(&line, 6004..6004, 20).text, "…bbbbbbbbbbbbbbbbbb");
        assert_eq!(clip(&line, &[], 20).text, "aaaaaaaaaaaaaaaaaaa…");
        assert_eq!(around(&line, 0..6004, 20).text, "aaaaaaaaaaaaaaaaaa…");
    }

    #[test]
    fn far_marks_are_both_shown() {
        let line = format!("{}ONE{}TWO{}", "a".repeat(99), "b".repeat(99), "c".repeat(99));
        let clipped = clip(&line, &[201..204, 99..102], 30);
        assert_eq!(clipped.text, "…aaaaaONEbbbbb…bbbbbTWOccccc…");
        assert_eq!(&clipped.text[clipped.offset(201)..clipped.offset(204)], "TWO");
    }

    #[test]
    fn wide_characters_take_two_columns() {
        let line = "あ".repeat(40);
        assert_eq!(around(&line, 60..63, 12).text, "…あああああ…");
    }
}
