//! Redcarpet's `with_toc_data`, used by Middleman sites.

/// The id of a heading whose rendered text is `text`, as Redcarpet 3.5 makes it. It works on bytes, so every non-ASCII
/// character splits a word; a heading without any ASCII letter or digit gets `part-` and a hash.
///
/// Code, emphasis and links in the heading make no difference. Equal headings get equal ids.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for byte in text.bytes() {
        match byte {
            // Escaped in the HTML that Redcarpet reads, where it skips references without leaving a gap.
            b'&' | b'<' | b'>' | b'"' | b'\'' => {}
            byte if !byte.is_ascii() || STRIPPED.contains(&byte) => gap = true,
            byte => {
                if gap && !slug.is_empty() {
                    slug.push('-');
                }
                gap = false;
                slug.push(char::from(byte.to_ascii_lowercase()));
            }
        }
    }
    if slug.is_empty() && !text.is_empty() {
        return format!("part-{:x}", hash(text));
    }
    slug
}

const STRIPPED: &[u8] = b" -&+$,/:;=?@\"#{}|^~[]`\\*()%.!'";

/// djb2 over the escaped text.
fn hash(text: &str) -> u64 {
    let add = |hash: u64, byte: u8| hash.wrapping_mul(33).wrapping_add(u64::from(byte));
    text.bytes().fold(5381, |hash, byte| {
        let escaped: &[u8] = match byte {
            b'&' => b"&amp;",
            b'<' => b"&lt;",
            b'>' => b"&gt;",
            b'"' => b"&quot;",
            b'\'' => b"&#39;",
            _ => return add(hash, byte),
        };
        escaped.iter().fold(hash, |hash, &byte| add(hash, byte))
    })
}
