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

    /// Whether a line looks like the start of fenced code.
    pub(super) fn opens(&self, line: &str) -> bool {
        fence(line).is_some_and(|((mark, _), info)| mark == b'~' || !info.contains('`'))
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

/// The fence that starts a line, quote marks aside, and what stands after it.
fn fence(line: &str) -> Option<((u8, usize), &str)> {
    let line = line.trim_start_matches(['>', ' ', '\t']).trim_end();
    let mark = line.bytes().next().filter(|mark| matches!(mark, b'`' | b'~'))?;
    let length = line.bytes().take_while(|byte| *byte == mark).count();
    (length >= 3).then(|| ((mark, length), line[length..].trim_start()))
}
