//! `[words]` in brackets that are no link because no line says where they lead.

use crate::{
    page::{Page, document::Kind},
    text::Span,
};

/// The words in brackets that would be a link if a line of the page said where they lead, brackets included. They may hold emphasis
/// and line breaks, but neither code nor links nor HTML. Brackets after a backslash, and `\\[` of formulas, are left out.
pub fn undefined_shortcuts(page: &Page) -> Vec<Span> {
    let nodes = &page.document.nodes;
    let mut found = Vec::new();
    // The ends of the nodes around the one that is read.
    let mut around: Vec<usize> = Vec::new();
    // Where a bracket opened, and how many nodes were around it.
    let mut open: Option<(usize, usize)> = None;
    for (at, node) in nodes.iter().enumerate() {
        while around.pop_if(|end| *end <= at).is_some() {
            if open.is_some_and(|(_, depth)| depth > around.len()) {
                open = None;
            }
        }
        match node.kind() {
            Kind::Text => read(page, node.span, around.len(), &mut open, &mut found),
            Kind::SoftBreak | Kind::HardBreak => {}
            Kind::Emphasis | Kind::Strong | Kind::Strikethrough => around.push(node.end()),
            _ => {
                open = None;
                around.push(node.end());
            }
        }
    }
    found
}

/// Looks for brackets in one run of text.
fn read(page: &Page, span: Span, depth: usize, open: &mut Option<(usize, usize)>, found: &mut Vec<Span>) {
    let text = page.slice(span);
    let before = |at: usize| page.text.get(..at).unwrap_or_default();
    for at in memchr::memchr2_iter(b'[', b']', text.as_bytes()) {
        let here = span.start as usize + at;
        let escaped = before(here).ends_with('\\');
        if text.as_bytes()[at] == b'[' {
            *open = (!escaped).then_some((here, depth));
        } else if let Some((start, _)) = open.take_if(|_| !escaped).filter(|&(_, around)| around == depth) {
            let label = page.text.get(start + 1..here).unwrap_or_default();
            let goes_on = page.text.get(here + 1..).is_some_and(|after| after.starts_with('[')) || before(start).ends_with(']');
            if !label.trim().is_empty() && !label.starts_with('^') && !goes_on {
                found.push(Span::new(start, here + 1));
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::undefined_shortcuts;
    use crate::{
        page::{Format, Page, dialect::Dialect},
        path::SitePath,
    };

    #[test]
    fn brackets_hold_emphasis_and_lines_but_no_code() {
        let rows = [
            ("a [b] c", &["[b]"][..]),
            ("[**b**] [c *d*]", &["[**b**]", "[c *d*]"]),
            ("> [b\n> c]", &["[b\n> c]"]),
            ("[`b`] [b](c) [d", &[]),
            ("*[b* c]\n\nd] [e\n\nf]", &[]),
            ("\\[b] [c\\] d] \\\\[e\\\\]", &["[c\\] d]"]),
            ("[b][c] [^1]", &[]),
            ("| [b | c] |\n| - | - |", &[]),
        ];
        for (text, wanted) in rows {
            let dialect = Dialect::default();
            let page = Page::parse(SitePath::new("page.md").unwrap(), text.as_bytes().to_vec(), Format::Markdown, &dialect);
            let found: Vec<_> = undefined_shortcuts(&page).into_iter().map(|span| page.slice(span)).collect();
            assert_eq!(found, wanted, "{text}");
        }
    }
}
