//! Blank lines that are put between a block and what stands next to it.

use crate::{
    diagnostic::{Applicability, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup},
    },
    text::Span,
};

/// How many items of a list are asked whether it is loose.
const ASKED: usize = 100;

/// A blank line above the block at `place`.
pub(super) fn above(page: &Page, markup: &Markup, place: usize) -> Option<Fix> {
    let block = markup.blocks.get(place)?;
    let around = markup.ancestors(place).find(|(_, outer)| outer.first < block.first);
    let line = block.first as usize;
    let at = page.lines().full_line(&page.text, line).start;
    blank_line(page, markup, around, line, at, "Put a blank line above it")
}

/// A blank line below the block at `place`.
pub(super) fn below(page: &Page, markup: &Markup, place: usize) -> Option<Fix> {
    let block = markup.blocks.get(place)?;
    // A definition is no block: what it stands in is not known.
    if markup.lines.is(block.last as usize + 1, LineKinds::DEFINITION) && !markup.prefix(page, block.last as usize + 1).is_empty()
    {
        return None;
    }
    let around = markup.ancestors(place).find(|(_, outer)| outer.last > block.last);
    let line = block.last as usize;
    let at = page.lines().full_line(&page.text, line).end;
    blank_line(page, markup, around, line, at, "Put a blank line below it")
}

/// A blank line at byte `at`, with the `>` of the block `around` it as the 0-based `line` has them.
fn blank_line(
    page: &Page,
    markup: &Markup,
    around: Option<(usize, &Block)>,
    line: usize,
    at: u32,
    title: &'static str,
) -> Option<Fix> {
    let quotes = around.map_or(0, |(place, block)| markup.quotes(place) + usize::from(block.kind == Kind::BlockQuote));
    let marks = markup.quote_marks(page, line, quotes);
    if quotes > 0 && marks.is_empty() {
        // A line that goes on without the marks of its quotation does not show them.
        return None;
    }
    let mut text = marks.of(&page.text).to_owned();
    text.push_str(line_ending(page, line));
    let mut fix = Fix::safe(title, &page.path, Span::at(at as usize), text);
    let list = around.and_then(|(place, block)| match block.kind {
        Kind::List(_) => Some(place),
        Kind::Item => block.parent(),
        _ => None,
    });
    // In a list whose items stand close together a blank line puts space between all of them.
    if list.is_some_and(|list| !is_loose(page, markup, list)) {
        fix.applicability = Applicability::Unsafe;
    }
    Some(fix)
}

/// What ends a line.
pub(super) fn line_ending(page: &Page, line: usize) -> &'static str {
    let written = page.lines().full_line(&page.text, line).of(&page.text);
    if written.ends_with("\r\n") { "\r\n" } else { "\n" }
}

/// Whether the words of a list's items are paragraphs.
fn is_loose(page: &Page, markup: &Markup, list: usize) -> bool {
    for (_, item) in markup.children(list).take(ASKED) {
        let Some(node) = page.document.nodes.get(item.node as usize + 1).filter(|node| item.span.covers(node.span)) else {
            continue;
        };
        match node.kind() {
            Kind::Paragraph => return true,
            Kind::CodeBlock(_) | Kind::List(_) | Kind::Heading(_) | Kind::BlockQuote | Kind::HtmlBlock | Kind::Table => {}
            _ => return false,
        }
    }
    false
}

/// Whether a line belongs to the block beside it: attributes (`{: .wide }`, `{.wide}`), the head of what is indented below it
/// (`!!! note`, `??? note`, `=== "Tab"`).
pub(super) fn is_own(page: &Page, markup: &Markup, line: usize) -> bool {
    let start = markup.prefix(page, line).end;
    let end = page.lines().line(&page.text, line).end;
    let written = Span { start, end: end.max(start) }.of(&page.text);
    match written.as_bytes() {
        [b'{', b':' | b'.' | b'#', ..] => written.trim_end().ends_with('}'),
        [b'!', b'!', b'!', b' ', ..] | [b'?', b'?', b'?', b' ' | b'+', ..] => true,
        [b'=', b'=', b'=', ..] => written.ends_with('"'),
        _ => false,
    }
}

/// Whether something stands on a line that a blank line must part from what is above or below it.
pub(super) fn is_crowded(page: &Page, markup: &Markup, line: usize) -> bool {
    !markup.lines.is(line, LineKinds::VOID.and(LineKinds::FRONT_MATTER)) && !is_own(page, markup, line)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    /// The lines that are put around the first fenced code of a text, and whether that is safe.
    fn around(text: &str) -> [(String, bool); 2] {
        let path = SitePath::new("a.md").unwrap();
        let page = Page::parse(path, text.into(), Format::Markdown, &Dialect::default());
        let markup = Markup::of(&page);
        let place = markup.of_kind(|kind| kind == Kind::CodeBlock(true)).next().unwrap().0;
        let told = |fix: Fix| (fix.edits[0].text.clone(), fix.applicability == Applicability::Safe);
        [told(above(&page, &markup, place).unwrap()), told(below(&page, &markup, place).unwrap())]
    }

    #[test]
    fn blank_lines_keep_quotations_and_lists_together() {
        let plain = ("\n".to_owned(), true);
        let quoted = (">\n".to_owned(), true);
        assert_eq!(around("a\n```\nx\n```\nb\n"), [plain.clone(), plain.clone()]);
        assert_eq!(around("> a\n> ```\n> x\n> ```\n> b\n"), [quoted.clone(), quoted.clone()]);
        assert_eq!(around("> a\n> ```\n> x\n> ```\nb\n"), [quoted, plain.clone()], "the quotation ends with the code");
        assert_eq!(around("a\r\n```\r\nx\r\n```\r\nb\r\n")[0].0, "\r\n");
        let tight = ("\n".to_owned(), false);
        assert_eq!(around("- a\n  ```\n  x\n  ```\n- b\n"), [tight.clone(), tight.clone()]);
        assert_eq!(around("- a\n\n- b\n  ```\n  x\n  ```\n  c\n"), [plain.clone(), plain.clone()], "a loose list stays one");
        assert_eq!(around("a\n- ```\n  x\n  ```\nb\n"), [plain.clone(), plain], "before and after a list");
        let in_item = ("  >\n".to_owned(), true);
        assert_eq!(around("- > a\n  > ```\n  > x\n  > ```\n  > b\n"), [in_item.clone(), in_item]);
    }
}
