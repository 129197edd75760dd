//! Where a link's destination stands. The Markdown parser tells only where the whole link is.

use std::ops::Range;

/// The destination of an inline link that ends at `end` (just past its `)`) and whose last child ends at `text_end`.
/// `None` when the text does not look as expected.
pub(super) fn of_inline(text: &str, text_end: usize, end: usize) -> Option<Range<usize>> {
    let tail = text.get(text_end..end)?;
    // Mostly nothing stands between.
    let open = text_end + if tail.starts_with("](") { 0 } else { tail.find("](")? } + 2;
    read(text, open, end)
}

/// The destination of a link whose `](` stands at byte `at`; `None` when it does not end in `)`.
pub(crate) fn in_text(text: &str, at: usize) -> Option<Range<usize>> {
    let destination = read(text, at + 2, text.len())?;
    let rest = &text[destination.end..];
    let rest = rest.strip_prefix('>').unwrap_or(rest).trim_start();
    (rest.starts_with(')') || rest.starts_with(['"', '\''])).then_some(destination)
}

/// The destination of a `[label]: destination` definition in `range`.
pub(super) fn of_definition(text: &str, range: Range<usize>) -> Option<Range<usize>> {
    let bytes = text.as_bytes();
    let mut at = range.start;
    // The label ends at the first unescaped bracket.
    at += memchr::memchr(b'[', bytes.get(at..range.end)?)? + 1;
    while bytes.get(at).is_some_and(|&b| b != b']') {
        at += if bytes[at] == b'\\' { 2 } else { 1 };
    }
    if bytes.get(at + 1) != Some(&b':') {
        return None;
    }
    read(text, at + 2, range.end)
}

/// Reads a destination at or after `at`: blanks and quote markers, then `<…>` or a run with balanced parentheses.
fn read(text: &str, mut at: usize, end: usize) -> Option<Range<usize>> {
    let bytes = text.as_bytes().get(..end)?;
    while bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\t' | b'\r' | b'\n')) {
        if bytes[at] == b'\n' {
            while bytes.get(at + 1).is_some_and(|b| matches!(b, b' ' | b'>' | b'\t')) {
                at += 1;
            }
        }
        at += 1;
    }
    if bytes.get(at) == Some(&b'<') {
        let start = at + 1;
        let mut i = start;
        while let Some(&byte) = bytes.get(i) {
            match byte {
                b'\\' => i += 2,
                b'>' => return Some(start..i),
                b'\n' => return None,
                _ => i += 1,
            }
        }
        return None;
    }
    let start = at;
    let mut depth = 0usize;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            // Nearly all of them.
            b'*'..=b'[' | b']'..=b'~' => at += 1,
            b'\\' if bytes.get(at + 1).is_some_and(u8::is_ascii_punctuation) => at += 2,
            b'(' => (depth, at) = (depth + 1, at + 1),
            b')' if depth == 0 => break,
            b')' => (depth, at) = (depth - 1, at + 1),
            0..=b' ' | 0x7f => break,
            _ => at += 1,
        }
    }
    text.is_char_boundary(at).then_some(start..at)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inline_destinations_are_found() {
        for (text, text_end, expected) in [
            ("[a](b)", 2, "b"),
            ("[a]( <b c> \"t\")", 2, "b c"),
            ("[a](b(c)d 't')", 2, "b(c)d"),
            ("[a]()", 2, ""),
            ("[a](b\\)c)", 2, "b\\)c"),
            ("[a](\n> b)", 2, "b"),
            ("![日本](図.png)", 8, "図.png"),
        ] {
            assert_eq!(of_inline(text, text_end, text.len()).map(|r| &text[r]), Some(expected), "{text}");
        }
        assert_eq!(of_inline("[a]", 2, 3), None);
    }

    #[test]
    fn definition_destinations_are_found() {
        for (text, expected) in [("[a]: b 't'", "b"), ("[a\\]]: <b c>", "b c"), ("[a]:\n  b", "b")] {
            assert_eq!(of_definition(text, 0..text.len()).map(|r| &text[r]), Some(expected), "{text}");
        }
    }
}
