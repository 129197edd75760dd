//! Lines of text that begin with `#`, and are no headings for it.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{LineKinds, Markup},
    },
    text::Span,
};

/// A line of text.
pub(in crate::rules) struct PlainLine {
    /// Its number, from 0.
    pub(in crate::rules) line: usize,
    /// Its bytes, without what ends it.
    pub(in crate::rules) span: Span,
}

/// The lines that begin with `#` and stand neither in code, HTML, a comment nor the front matter.
pub(in crate::rules) fn beginning_with_hash<'p>(page: &'p Page, markup: &'p Markup) -> impl Iterator<Item = PlainLine> + use<'p> {
    let other = LineKinds::CODE.and(LineKinds::HTML).and(LineKinds::FRONT_MATTER);
    let mut in_math = markup.of_kind(|kind| kind == Kind::Paragraph).map(|(_, block)| block).peekable();
    markup.lines.iter().filter_map(move |(line, kinds)| {
        if kinds.any(other) || line > 0 && markup.lines.is(line - 1, LineKinds::COMMENT_OPEN) {
            return None;
        }
        let span = page.lines().line(&page.text, line);
        if page.text.as_bytes().get(span.start as usize) != Some(&b'#') {
            return None;
        }
        while in_math.next_if(|block| (block.last as usize) < line).is_some() {}
        let math = in_math.peek().is_some_and(|block| page.slice(block.span).starts_with("$$"));
        let templated = kinds.any(LineKinds::TEMPLATE)
            && page.document.islands.iter().any(|island| island.span.contains(span.start as usize));
        (!math && !templated).then_some(PlainLine { line, span })
    })
}

/// Whether nothing stands above and below a line.
pub(in crate::rules) fn is_alone(markup: &Markup, line: usize) -> bool {
    let void = LineKinds::VOID.and(LineKinds::FRONT_MATTER);
    (line == 0 || markup.lines.is(line - 1, void)) && markup.lines.is(line + 1, void)
}
