//! Indented text where the Markdown knows no indented code: it is a paragraph like any other, with live links.
//! (Eleventy switches indented code off: `md.disable("code")` in 2.0 and 3.1.)

use super::{Builder, parse};
use crate::page::dialect::Dialect;
use std::ops::Range;

impl Builder<'_> {
    /// Reads the indented blocks of `text` again, paragraph by paragraph, and keeps their links and HTML.
    pub(super) fn reread_indented(&mut self, text: &str, dialect: &Dialect) {
        let blocks = std::mem::take(&mut self.indented);
        if blocks.is_empty() {
            return;
        }
        let mut plain = dialect.clone();
        plain.markdown.indented_code = true;
        for paragraph in blocks.into_iter().flat_map(|block| paragraphs(self.body, block)) {
            let Some(before) = text.get(..self.start + paragraph.end) else { continue };
            let found = parse(before, self.start + paragraph.start, &plain);
            self.document.links.extend(found.links);
            self.document.images.extend(found.images);
            self.document.anchors.extend(found.anchors);
            self.document.elements.extend(found.elements);
            self.document.comments.extend(found.comments);
        }
    }
}

/// The runs of lines between blank lines, each from its first letter.
fn paragraphs(body: &str, block: Range<usize>) -> Vec<Range<usize>> {
    let mut found: Vec<Range<usize>> = Vec::new();
    let mut apart = true;
    let mut at = block.start;
    for line in body.get(block).unwrap_or_default().split_inclusive('\n') {
        let start = at + line.len() - line.trim_start().len();
        at += line.len();
        if line.trim().is_empty() {
            apart = true;
        } else if let Some(last) = found.last_mut().filter(|_| !apart) {
            last.end = at;
        } else {
            found.push(start..at);
            apart = false;
        }
    }
    found
}
