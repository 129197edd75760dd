//! Tags, expressions, code and links in the text of a paragraph.

use super::{
    reader::{Piece, Reader},
    script::is_blank_after,
};
use crate::page::document::islands::IslandKind;

impl Reader<'_> {
    /// Reads the text of a line, and on over line ends that lie within something.
    pub(super) fn inline(&mut self, from: usize, line_end: usize, heading: bool) {
        let mut at = from;
        let mut end = line_end;
        while at < end {
            let Some(found) =
                self.bytes[at..end].iter().position(|byte| matches!(byte, b'\\' | b'`' | b'{' | b'<' | b']' | b'$'))
            else {
                break;
            };
            at += found;
            let next = match self.bytes[at] {
                b'\\' => at + 2,
                b'$' if !self.dialect.math => at + 1,
                b'`' | b'$' => self.code_end(at, end),
                b']' => self.destination_end(at + 1, end),
                b'{' if self.is_heading_id(at, end, heading) => at + 1,
                _ => self.inline_piece(at),
            };
            at = next;
            if at > end {
                let lines = end;
                end = self.line_end(at.min(self.bytes.len()));
                for start in memchr::memchr_iter(b'\n', &self.bytes[lines..at.min(self.bytes.len())]) {
                    let start = lines + start + 1;
                    let line = &self.bytes[start..self.line_end(start)];
                    self.line_starts(start, line);
                }
            }
        }
        self.at = end + 1;
    }

    /// Just past a tag, expression or comment in a text, or past its first byte if there is none.
    fn inline_piece(&mut self, at: usize) -> usize {
        let Some(piece) = self.piece(at, false) else { return at + 1 };
        let span = piece.span();
        let markup = !matches!(piece, Piece::Expression(_));
        match piece {
            Piece::Tag(tag) => self.tag(tag, false),
            Piece::Expression(_) => self.island(span, IslandKind::Output, false),
            Piece::Comment(_) => self.comment(span, false),
        }
        if markup && span.len() < 3 {
            self.fill(span, b' ');
        } else {
            self.fill(span, b'x');
        }
        if markup && span.len() >= 3 {
            self.masked[span.start as usize] = b'<';
            self.masked[span.end as usize - 1] = b'>';
        }
        span.end as usize
    }

    /// Just past the code span or formula that opens at `at`, or past its marks if it is never closed in its paragraph.
    fn code_end(&mut self, at: usize, line_end: usize) -> usize {
        let mark = self.bytes[at];
        let run = |at: usize| self.bytes[at..].iter().take_while(|&&byte| byte == mark).count();
        let length = run(at);
        let mut next = at + length;
        let mut end = line_end;
        if self.patience == 0 {
            return next;
        }
        loop {
            match memchr::memchr(mark, &self.bytes[next.min(end)..end]) {
                Some(found) => {
                    let found = next + found;
                    let other = run(found);
                    next = found + other;
                    if other == length {
                        return next;
                    }
                }
                None if end >= self.bytes.len() || is_blank_after(self.bytes, end) => {
                    self.patience = self.patience.saturating_sub(end - at);
                    return at + length;
                }
                None => {
                    next = end + 1;
                    end = self.line_end(next);
                }
            }
        }
    }

    /// Just past the `(destination)` or `: destination` that follows a `]`, where braces and `<` are part of it.
    fn destination_end(&mut self, at: usize, line_end: usize) -> usize {
        match self.bytes.get(at) {
            Some(b'(') => {}
            Some(b':') => return line_end,
            _ => return at,
        }
        if self.bytes.get(at + 1) == Some(&b'<') {
            if self.patience == 0 {
                return at + 1;
            }
            if let Some(length) = memchr::memchr(b'>', &self.bytes[at..line_end]) {
                return at + length + 1;
            }
            self.patience = self.patience.saturating_sub(line_end - at);
            return at + 1;
        }
        let mut depth = 0;
        for (offset, byte) in self.bytes[at..line_end].iter().enumerate() {
            match byte {
                b'(' => depth += 1,
                b')' => depth -= 1,
                _ if depth > 32 => return at + 1,
                byte if byte.is_ascii_whitespace() => return at + offset,
                _ => {}
            }
            if depth == 0 {
                return at + offset + 1;
            }
        }
        at + 1
    }

    /// Whether `{#id}` stands here, at the end of a heading. (Docusaurus escapes it; to MDX itself it is a mistake.)
    fn is_heading_id(&self, at: usize, line_end: usize, heading: bool) -> bool {
        heading
            && self.bytes.get(at + 1) == Some(&b'#')
            && self.bytes[at..line_end].trim_ascii_end().strip_suffix(b"}").is_some_and(|inner| !inner[1..].contains(&b'{'))
    }
}
