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
    if markup.lines.is(block.last as usize + 1, LineKinds::DEFINITION) && !markup.prefix(page, block.last as usize + 1).is_empty() {
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
    let is_quote = |block: &Block| usize::from(block.kind == Kind::BlockQuote);
    let quotes = around
        .map_or(0, |(place, block)| is_quote(block) + markup.ancestors(place).map(|(_, outer)| is_quote(outer)).sum::<usize>());
    let prefix = markup.prefix(page, line).of(&page.text);
    let mut text = match quotes.checked_sub(1) {
        // A line that goes on without the marks of its quotation does not show them.
        Some(last) => prefix.match_indices('>').nth(last).map(|(at, _)| &prefix[..=at])?.to_owned(),
        None => String::new(),
    };
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
fn is_own(page: &Page, markup: &Markup, line: usize) -> bool {
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
