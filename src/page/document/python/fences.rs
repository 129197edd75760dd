//! Fenced code (`fenced_code`, `pymdownx.superfences`): unlike in CommonMark, a fence that nothing closes is text.

use super::Line;
use rustc_hash::FxHashMap;

/// Which fences are closed, and where.
#[derive(Debug)]
pub(super) struct Fences {
    /// For each fence (character and length), where the last line stands that is nothing but that fence.
    last: FxHashMap<(u8, usize), usize>,
}

impl Fences {
    pub(super) fn new(text: &str) -> Self {
        let mut last = FxHashMap::default();
        if text.contains("```") || text.contains("~~~") {
            let mut at = 0;
            for line in text.split_inclusive('\n') {
                if let Some((fence, "")) = fence(line) {
                    last.insert(fence, at);
                }
                at += line.len();
            }
        }
        Self { last }
    }

    /// Where the line after the code stands that starts at `line`; `None` when nothing closes it.
    pub(super) fn end(&self, text: &str, line: &Line<'_>) -> Option<usize> {
        let (wanted, _) = fence(line.text)?;
        self.last.get(&wanted).filter(|last| **last > line.start)?;
        let mut at = line.next;
        for next in text.get(at..)?.split_inclusive('\n') {
            at += next.len();
            if fence(next).is_some_and(|(found, info)| found == wanted && info.is_empty()) {
                return Some(at);
            }
        }
        None
    }
}

/// Whether CommonMark takes a line for the start of fenced code.
pub(super) fn is_fence(line: &str) -> bool {
    fence(line).is_some_and(|((mark, _), info)| mark == b'~' || !info.contains('`'))
}

/// Whether Python-Markdown does, if something closes it.
pub(super) fn opens(line: &str) -> bool {
    fence(line).is_some_and(|(_, info)| is_header(info))
}

/// Whether what stands after an opening fence is understood: a language, then `{…}` or options (`linenums="1"`).
fn is_header(info: &str) -> bool {
    let is_name = |c: char| c.is_alphanumeric() || matches!(c, '_' | '#' | '.' | '+' | '-');
    let end = info.find(|c| !is_name(c)).unwrap_or(info.len());
    let mut rest = match info[end..].chars().next() {
        None | Some(' ' | '\t' | '{') => info[end..].trim_start(),
        // No language, but an option.
        Some(_) => info,
    };
    if rest.starts_with('{') {
        return rest.ends_with('}');
    }
    while !rest.is_empty() {
        let end = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '_').unwrap_or(rest.len());
        if !rest.starts_with(|c: char| c.is_ascii_alphabetic()) {
            return false;
        }
        rest = &rest[end..];
        if let Some(value) = rest.strip_prefix('=') {
            let Some(quote) = value.chars().next().filter(|quote| matches!(quote, '"' | '\'')) else { return false };
            // The quote that ends it stands before a blank; others are part of the value.
            let mut ends = value[1..].match_indices(quote).map(|(at, _)| &value[at + 2..]);
            let Some(after) = ends.find(|after| after.is_empty() || after.starts_with([' ', '\t'])) else { return false };
            rest = after;
        } else if !rest.is_empty() && !rest.starts_with([' ', '\t']) {
            return false;
        }
        rest = rest.trim_start();
    }
    true
}

/// The fence that starts a line, quote marks aside, and what stands after it.
fn fence(line: &str) -> Option<((u8, usize), &str)> {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let mark = line.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    (length >= 3).then(|| ((mark, length), line[length..].trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_are_told_from_text() {
        for (info, expected) in [
            ("", true),
            ("py", true),
            ("c++ linenums=\"1\" hl_lines='2 3'", true),
            ("{ .py #a title=\"b\" }", true),
            ("yaml { .a }", true),
            ("py title=\"a\" { #b }", false),
            ("title=\"a b\"", true),
            ("title=\"a b\"\"", true),
            ("title=\"a\"b", false),
            ("mermaid a=b", false),
            ("two words", true),
            ("two, words", false),
        ] {
            assert_eq!(is_header(info), expected, "{info}");
        }
    }
}
