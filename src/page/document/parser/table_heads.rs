//! Table rows that the parser takes for definitions.
//!
//! pulldown-cmark takes `:--|:--` under a line of text for the definition of that line when definition lists are on; no renderer
//! of the field does. With a bar in place of the colon it is the row that it is meant to be, and every offset stays true.

use std::borrow::Cow;

/// How far before the row its line may begin.
const FAR: usize = 60;

/// `text` with a bar in place of a colon that begins the row under a table's head.
pub(super) fn marked(text: Cow<'_, str>) -> Cow<'_, str> {
    let bytes = text.as_bytes();
    let rows: Vec<usize> = memchr::memmem::find_iter(bytes, b":-").filter(|&at| begins_row(bytes, at)).collect();
    if rows.is_empty() {
        return text;
    }
    let mut bytes = text.into_owned().into_bytes();
    for at in rows {
        bytes[at] = b'|';
    }
    // One ASCII letter took another's place.
    Cow::Owned(String::from_utf8(bytes).unwrap_or_default())
}

fn begins_row(bytes: &[u8], at: usize) -> bool {
    let before = bytes[..at].iter().rev().take(FAR).take_while(|&&byte| byte != b'\n');
    let line = bytes[at..].iter().take_while(|&&byte| byte != b'\n');
    before.into_iter().all(|byte| matches!(byte, b' ' | b'>'))
        && line.into_iter().all(|byte| matches!(byte, b'-' | b':' | b'|' | b' ' | b'\t' | b'\r'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_told_from_definitions() {
        assert_eq!(marked("A|B\n:--|:--\n".into()), "A|B\n|--|:--\n");
        assert_eq!(marked("> A\n> :-:\n".into()), "> A\n> |-:\n");
        for text in ["Term\n: - item\n", "a :- b\n", "|:--|\n", "Term\n:-) fun\n"] {
            assert_eq!(marked(text.into()), text);
        }
    }
}
