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
pub(in crate::rules) struct PlainLine<T> {
    /// Its number, from 0.
    pub(in crate::rules) line: usize,
    /// Its bytes, without blanks at its end.
    pub(in crate::rules) span: Span,
    /// What was read in it.
    pub(in crate::rules) reading: T,
}

/// The lines that begin with `#`, headings and code among them, without blanks at their ends.
fn all(page: &Page) -> impl Iterator<Item = Span> {
    let bytes = page.text.as_bytes();
    let at_start = bytes.starts_with(b"#").then_some(0);
    let starts = memchr::memmem::find_iter(bytes, b"\n#").map(|at| at + 1);
    at_start.into_iter().chain(starts).map(|start| line_from(page, start))
}

/// Whether a heading or a text begins with `#` on a line that can be read as `read` does: quicker than to look at every line.
pub(in crate::rules) fn any<'p, T>(page: &'p Page, read: impl Fn(&'p str) -> Option<T>) -> bool {
    let bytes = page.text.as_bytes();
    let is_first = |at: usize| at.checked_sub(1).is_none_or(|before| bytes.get(before) == Some(&b'\n'));
    // The byte first: nearly all nodes begin with another.
    page.document.nodes.iter().any(|node| {
        let start = node.span.start as usize;
        bytes.get(start) == Some(&b'#')
            && is_first(start)
            && matches!(node.kind(), Kind::Text | Kind::Heading(_))
            && read(page.slice(line_from(page, start))).is_some()
    })
}

/// From a byte to the end of its line, without the blanks there.
fn line_from(page: &Page, start: usize) -> Span {
    let rest = page.text.get(start..).unwrap_or_default();
    let line = rest.get(..memchr::memchr(b'\n', rest.as_bytes()).unwrap_or(rest.len())).unwrap_or_default();
    Span::new(start, start + line.trim_end().len())
}

/// The lines that begin with `#`, can be read as `read` does, and stand neither in code, HTML, a comment nor the front matter.
pub(in crate::rules) fn beginning_with_hash<'p, T: 'p>(
    page: &'p Page,
    markup: &'p Markup,
    read: impl Fn(&'p str) -> Option<T> + 'p,
) -> impl Iterator<Item = PlainLine<T>> {
    let other = LineKinds::CODE.and(LineKinds::HTML).and(LineKinds::FRONT_MATTER);
    let mut in_math = markup.of_kind(|kind| kind == Kind::Paragraph).map(|(_, block)| block).peekable();
    let mut last = 0;
    all(page).filter_map(move |span| {
        let reading = read(page.slice(span))?;
        let line = page.lines().line_from(last, span.start as usize);
        last = line;
        if markup.lines.is(line, other) || line > 0 && markup.lines.is(line - 1, LineKinds::COMMENT_OPEN) {
            return None;
        }
        while in_math.next_if(|block| (block.last as usize) < line).is_some() {}
        let math = in_math.peek().is_some_and(|block| page.slice(block.span).starts_with("$$"));
        let templated = markup.lines.is(line, LineKinds::TEMPLATE)
            && page.document.islands.iter().any(|island| island.span.contains(span.start as usize));
        (!math && !templated).then_some(PlainLine { line, span, reading })
    })
}

/// Whether nothing stands above and below a line.
pub(in crate::rules) fn is_alone(markup: &Markup, line: usize) -> bool {
    let void = LineKinds::VOID.and(LineKinds::FRONT_MATTER);
    (line == 0 || markup.lines.is(line - 1, void)) && markup.lines.is(line + 1, void)
}
