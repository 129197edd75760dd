//! JSON with comments and commas after the last item, as editors and markdownlint take it.

/// The same text as plain JSON: comments and idle commas are blanks of the same length, so that every place stays true.
pub fn plain(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    // A byte order mark is no JSON either.
    if text.starts_with('\u{feff}') {
        blank(&mut bytes, 0, 3);
    }
    let mut at = 0;
    // The last comma that nothing but blanks has followed.
    let mut comma = None;
    while let Some(&byte) = bytes.get(at) {
        let next = bytes.get(at + 1).copied();
        match (byte, next) {
            (b'"', _) => {
                comma = None;
                at = string_end(&bytes, at);
                continue;
            }
            (b'/', Some(b'/')) => {
                let end = memchr::memchr(b'\n', bytes.get(at..).unwrap_or_default()).map_or(bytes.len(), |length| at + length);
                blank(&mut bytes, at, end);
                at = end;
                continue;
            }
            (b'/', Some(b'*')) => {
                let rest = bytes.get(at + 2..).unwrap_or_default();
                let end = memchr::memmem::find(rest, b"*/").map_or(bytes.len(), |length| at + 2 + length + 2);
                blank(&mut bytes, at, end);
                at = end;
                continue;
            }
            (b',', _) => comma = Some(at),
            (b'}' | b']', _) => {
                if let Some(comma) = comma.take() {
                    blank(&mut bytes, comma, comma + 1);
                }
            }
            (byte, _) if byte.is_ascii_whitespace() => {}
            _ => comma = None,
        }
        at += 1;
    }
    // Whole comments and single ASCII bytes were replaced by ASCII: it is still UTF-8.
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}

/// The byte behind a string that opens at `at`.
fn string_end(bytes: &[u8], at: usize) -> usize {
    let mut at = at + 1;
    while let Some(&byte) = bytes.get(at) {
        match byte {
            b'\\' => at += 2,
            b'"' => return at + 1,
            _ => at += 1,
        }
    }
    bytes.len()
}

/// Blanks; lines stay lines.
fn blank(bytes: &mut [u8], start: usize, end: usize) {
    for byte in bytes.get_mut(start..end).unwrap_or_default() {
        if !matches!(byte, b'\n' | b'\r') {
            *byte = b' ';
        }
    }
}

#[cfg(test)]
mod tests {
    use super::plain;

    #[test]
    fn comments_and_idle_commas_become_blanks() {
        for (text, expected) in [
            ("{\"a\": 1, // ö, \"b\"\n}", "{\"a\": 1            \n}"),
            ("[1, /* a\n, */ 2,\n]", "[1,     \n     2 \n]"),
            ("{\"a//b,]\": \"\\\"/*,}\",}", "{\"a//b,]\": \"\\\"/*,}\" }"),
            ("\u{feff}{}", "   {}"),
            ("[\"a\\", "[\"a\\"),
            ("/* a", "    "),
            ("[1,,2]", "[1,,2]"),
        ] {
            assert_eq!(plain(text), expected, "{text}");
            assert_eq!(plain(text).len(), text.len());
        }
    }
}
