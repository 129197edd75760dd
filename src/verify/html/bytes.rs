//! The bytes of a page as the tokenizer can take them.

use std::borrow::Cow;

/// UTF-16 becomes UTF-8; anything else stays, since tags are ASCII.
pub(super) fn utf8(bytes: &[u8]) -> Cow<'_, [u8]> {
    let wide = |rest: &[u8], unit: fn([u8; 2]) -> u16| {
        let units = rest.chunks_exact(2).map(|pair| unit([pair[0], pair[1]]));
        let text: String = char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Cow::Owned(text.into_bytes())
    };
    match bytes {
        [0xff, 0xfe, rest @ ..] => wide(rest, u16::from_le_bytes),
        [0xfe, 0xff, rest @ ..] => wide(rest, u16::from_be_bytes),
        _ => Cow::Borrowed(bytes),
    }
}

/// More parts than anybody's tag has. The tokenizer goes one call deeper at each.
const MOST_PARTS: usize = 1000;

/// The text up to a tag that has more parts than can be read.
pub(super) fn without_endless_tags(bytes: &[u8]) -> &[u8] {
    let mut at = 0;
    while let Some(open) = memchr::memchr(b'<', bytes.get(at..).unwrap_or_default()).map(|open| at + open) {
        let rest = bytes.get(open..).unwrap_or_default();
        at = match raw_end(rest) {
            Some(end) => open + end,
            None if rest.get(1).is_some_and(|byte| byte.is_ascii_alphabetic() || *byte == b'/') => match tag_end(rest) {
                Some(end) => open + end,
                None => return bytes.get(..open).unwrap_or_default(),
            },
            None => open + 1,
        };
    }
    bytes
}

/// The end of a comment, or of an element whose content is no HTML: there, `<` opens nothing.
fn raw_end(rest: &[u8]) -> Option<usize> {
    let find = |needle: &[u8]| memchr::memmem::find(rest, needle).map_or(rest.len(), |at| at + needle.len());
    let opens = |name: &[u8]| rest.get(1..=name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name));
    if rest.starts_with(b"<!--") {
        return Some(find(b"-->"));
    }
    // Their end is looked for in the usual case only: too far costs no more than a tag that is not held against the limit.
    [b"script" as &[u8], b"style"].into_iter().find(|name| opens(name)).map(|name| find(&[b"</", name].concat()))
}

/// The end of a tag, at most so many parts away.
fn tag_end(rest: &[u8]) -> Option<usize> {
    let mut parts = 0;
    let mut quote = None;
    for (at, &byte) in rest.iter().enumerate() {
        match (quote, byte) {
            (Some(open), _) => quote = Some(open).filter(|&open| open != byte),
            (None, b'>') => return Some(at + 1),
            (None, b'"' | b'\'') => quote = Some(byte),
            (None, b' ' | b'\t' | b'\n' | b'\r' | b'\x0c' | b'/' | b'=') => parts += 1,
            _ => {}
        }
        if parts > MOST_PARTS {
            return None;
        }
    }
    Some(rest.len())
}
