//! Headings: `#Title` without a blank is one, ` # Title` indented is none, and only a block's first line can be underlined.

use super::{Line, Scanner};

impl Scanner<'_> {
    /// A line that starts with `#`.
    pub(super) fn heading(&mut self, line: &Line<'_>) -> usize {
        let marks = line.text.bytes().take_while(|byte| *byte == b'#').count();
        if !line.indent.is_multiple_of(self.dialect.tab.max(1)) {
            self.fill(line.words..line.words + 1, b'x');
            self.lines += 1;
            return line.next;
        }
        let level = marks.min(6);
        let rest = &line.text[level..];
        if marks > 6 || !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            let words = rest.trim_end_matches('#').trim();
            if !words.is_empty() {
                let start = line.words + level + (rest.len() - rest.trim_start().len());
                self.found.headings.push((level as u8, start..start + words.len()));
                self.fill(line.start..line.end(), b' ');
            }
        }
        self.lines = 0;
        self.least = Some(line.indent);
        line.next
    }

    /// A line of `=` or `-`: under several lines of text it is no underline. Says whether the line is dealt with.
    pub(super) fn underline(&mut self, line: &Line<'_>) -> bool {
        let marks = line.text.as_bytes();
        if self.lines == 0 || !marks.iter().all(|mark| matches!(mark, b'=' | b'-')) {
            return false;
        }
        if self.lines > 1 {
            let rule = marks.len() >= 3 && marks.iter().all(|mark| *mark == b'-');
            self.fill(line.words..line.end(), if rule { b'*' } else { b'x' });
        }
        self.lines = 0;
        true
    }
}
