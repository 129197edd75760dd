//! Where a YAML value stands whose place the parser does not tell.

use crate::text::Span;

/// The first dash of a list that is told to start at `start`. One that is the value of a key and not indented more than it is told
/// to start behind its dash.
pub(super) fn first_dash(matter: &str, start: usize, is_value: bool) -> usize {
    let before = matter.get(..start).unwrap_or_default();
    let line = before.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    let line_start = before.get(line..).unwrap_or_default();
    match line_start.find(|c| c != ' ') {
        Some(at) if is_value && line_start.get(at..).is_some_and(|rest| rest.trim_end() == "-") => line + at,
        _ => start,
    }
}

/// Where an item would be written after `last`: behind the next dash and one blank.
pub(super) fn behind_dash(matter: &str, last: usize) -> usize {
    let mut at = last;
    loop {
        let rest = matter.get(at..).unwrap_or_default();
        let word = rest.trim_start();
        at += rest.len() - word.len();
        match word.as_bytes().first() {
            Some(b'#') => at += first_line(word),
            Some(b'-') => return at + 1 + usize::from(word.as_bytes().get(1) == Some(&b' ')),
            _ => return last,
        }
    }
}

/// Where a value would be written after `last`: behind the colon and one blank.
pub(super) fn behind_colon(matter: &str, last: usize) -> usize {
    let rest = matter.get(last..).unwrap_or_default();
    let line = rest.get(..first_line(rest)).unwrap_or_default();
    let Some(at) = line.find([':', '?', ',']).filter(|at| line.get(..*at).is_some_and(|gap| gap.trim().is_empty())) else {
        return last;
    };
    if line.get(at..).is_some_and(|rest| rest.starts_with(',')) {
        return last;
    }
    let after = last + at + 1;
    if matter.get(after..).is_some_and(|rest| rest.starts_with(' ')) { after + 1 } else { after }
}

/// The text of a literal or folded block, told to reach from its `|` or `>` to the next token: without the blank lines before and
/// after it. One that `decoded` to blanks has its place behind its `|`.
pub(super) fn block_text(matter: &str, told: Span, decoded: &str) -> Span {
    if decoded.trim().is_empty() {
        let before = matter.get(..told.end as usize).unwrap_or_default();
        return Span::at(before.trim_end().len());
    }
    let text = told.of(matter).trim_end();
    let end = told.start as usize + text.len();
    let word = text.trim_start();
    let before = text.get(..text.len() - word.len()).unwrap_or_default();
    let Some(line) = before.rfind(['\n', '\r']) else { return Span::new(told.start as usize, end) };
    // Blanks that the value begins with are its own; those before them indent it.
    let lead = decoded.get(..decoded.len() - decoded.trim_start().len()).unwrap_or_default();
    let own = lead.len() - lead.rfind(['\n', '\r']).map_or(0, |at| at + 1);
    Span::new((end - word.len()).saturating_sub(own).max(told.start as usize + line + 1), end)
}

/// The length of the first line, without its line break.
pub(super) fn first_line(text: &str) -> usize {
    memchr::memchr2(b'\n', b'\r', text.as_bytes()).unwrap_or(text.len())
}
