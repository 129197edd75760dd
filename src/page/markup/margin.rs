//! Where the columns of a block begin: after the marks of the quotations around it.

use crate::page::Page;

/// Where the columns of blocks in this many quotations begin on a 0-based line: after the last of their `>` and one blank. `None`
/// where the line goes on without these marks, has others before them, or a tab after the last.
pub fn margin(page: &Page, line: usize, quotes: usize) -> Option<u32> {
    let start = page.lines().full_line(&page.text, line).start as usize;
    let bytes = page.text.as_bytes();
    if quotes == 0 {
        let mark = if start == 0 && page.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        return Some((start + mark) as u32);
    }
    let (mut at, mut left) = (start, quotes);
    while left > 0 {
        match bytes.get(at)? {
            b'>' => left -= 1,
            b' ' | b'\t' => {}
            _ => return None,
        }
        at += 1;
    }
    match bytes.get(at) {
        Some(b' ') => Some(at as u32 + 1),
        Some(b'\t') => None,
        _ => Some(at as u32),
    }
}
