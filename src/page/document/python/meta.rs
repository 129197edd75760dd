//! Metadata without fences: MkDocs takes `key: value` lines at the top of a page for metadata (MultiMarkdown).

use super::{Line, Scanner};

impl Scanner<'_> {
    /// Blanks the metadata at the top, and says where the page starts.
    pub(super) fn meta(&mut self) -> usize {
        let mut at = 0;
        while at < self.text.len() {
            let line = Line::at(self.text, at);
            let continued = at > 0 && line.indent >= 4;
            if line.text.is_empty() || !continued && !is_entry(&line) {
                break;
            }
            at = line.next;
        }
        self.fill(0..at, b' ');
        at
    }
}

fn is_entry(line: &Line<'_>) -> bool {
    let key = line.text.split_once(':').map(|(key, _)| key).unwrap_or_default();
    line.indent <= 3 && !key.is_empty() && key.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}
