//! Destinations with blanks in them: `[a](my file.md)` is a link.

use super::{Line, Scanner};

impl Scanner<'_> {
    /// Closes the gaps in destinations, so that the parser takes them for such.
    pub(super) fn spaced_links(&mut self, line: &Line<'_>) {
        let bytes = line.text.as_bytes();
        let mut at = 0;
        while let Some(found) = memchr::memmem::find(bytes.get(at..).unwrap_or_default(), b"](") {
            at += found + 2;
            let rest = &bytes[at..];
            let start = at + rest.iter().take_while(|byte| **byte == b' ').count();
            if bytes.get(start) == Some(&b'<') {
                continue;
            }
            let Some(end) = destination_end(bytes, start) else { continue };
            for place in memchr::memchr_iter(b' ', &bytes[start..end]).map(|gap| line.words + start + gap) {
                self.fill(place..place + 1, b'_');
            }
            at = end;
        }
    }
}

/// Where the destination that starts at `start` ends: before a title, blanks or the closing parenthesis.
fn destination_end(bytes: &[u8], start: usize) -> Option<usize> {
    let mut depth = 0;
    let mut end = start;
    for (at, byte) in bytes.iter().enumerate().skip(start) {
        match byte {
            b' ' => continue,
            b')' if depth == 0 => return Some(end),
            b'"' | b'\'' if at > end => return Some(end),
            // Another link begins before this one ends.
            b']' if bytes.get(at + 1) == Some(&b'(') => return None,
            b'(' => depth += 1,
            b')' => depth -= 1,
            _ => {}
        }
        end = at + 1;
    }
    None
}
