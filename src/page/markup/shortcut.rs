//! `[words]` in brackets that are no link because no line says where they lead.

use crate::{
    page::{Page, document::Kind},
    text::Span,
};

/// The words in brackets that would be a link if a line of the page said where they lead, brackets included. Only those without
/// marks of emphasis or code in them.
pub fn undefined_shortcuts(page: &Page) -> Vec<Span> {
    let mut found = Vec::new();
    for node in page.document.nodes.iter().filter(|node| node.kind() == Kind::Text) {
        let text = page.slice(node.span);
        let start = node.span.start as usize;
        let mut open = None;
        for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
            // A text that follows a backslash begins with what it escapes.
            let escaped = at == 0 && page.text.get(..start).is_some_and(|before| before.ends_with('\\'));
            if text.as_bytes()[at] == b'[' {
                open = (!escaped).then_some(at);
            } else if let Some(open) = open.take() {
                let label = text.get(open + 1..at).unwrap_or_default();
                let after = page.text.get(start + at + 1..).unwrap_or_default();
                let goes_on = after.starts_with('[') || page.text.get(..start + open).is_some_and(|before| before.ends_with(']'));
                if !label.trim().is_empty() && !label.starts_with('^') && !goes_on {
                    found.push(Span::new(start + open, start + at + 1));
                }
            }
        }
    }
    found
}
