//! Items of lists moved to other columns, with all that belongs to them.

use crate::{
    diagnostic::Edit,
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup, margin},
    },
    text::Span,
};

/// How deep a list may stand in others to be moved. Each of them may move its lines.
const DEEPEST: usize = 30;

/// What indents no list but makes code.
const CODE_INDENT: usize = 4;

/// Where an item stands. Columns are counted from 0, after the marks of the quotations around the list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    /// The column of its mark.
    pub mark: usize,
    /// The column of its words, which what else is in it is indented by.
    pub words: usize,
}

impl Place {
    /// The place of an item in this many quotations. `None` for one that does not begin its line, or with tabs.
    pub(super) fn of(page: &Page, item: &Block, quotes: usize) -> Option<Self> {
        let start = margin(page, item.first as usize, quotes)?;
        let before = page.text.as_bytes().get(start as usize..item.mark.start as usize)?;
        if item.mark.is_empty() || before.iter().any(|byte| *byte != b' ') {
            return None;
        }
        let mark = before.len();
        let end = mark + item.mark.len();
        let line = page.lines().line(&page.text, item.first as usize);
        let rest = page.text.as_bytes().get(item.mark.end as usize..line.end as usize)?;
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        let words = match rest.get(blanks) {
            Some(b'\t') => return None,
            None => end + 1,
            Some(_) if blanks > CODE_INDENT => end + 1,
            Some(_) => end + blanks,
        };
        Some(Self { mark, words })
    }
}

/// The edits that move the marks of a list's items to the columns that `wanted` gives for their places in order. `None` where that
/// cannot be done without changing what the list means, or where it is not known.
pub(super) fn aligned(page: &Page, markup: &Markup, list: usize, mut wanted: impl FnMut(Place) -> usize) -> Option<Vec<Edit>> {
    let quotes = readable(page, markup, list)?;
    let block = markup.blocks.get(list)?;
    let least = around(page, markup, list, quotes)?;
    let mut edits = Vec::new();
    let mut before: Option<Place> = None;
    for (_, item) in markup.children(list) {
        let now = Place::of(page, item, quotes)?;
        let mark = wanted(now);
        let then = Place { mark, words: mark + now.words - now.mark };
        if mark < least || mark >= least + CODE_INDENT || before.is_some_and(|before| mark >= before.words) {
            return None;
        }
        if before.is_none() && mark > now.mark && follows_item(markup, list) {
            return None;
        }
        before = Some(then);
        // The mark is a part of the edit, moved or not: no other fix may change the list at the same time.
        let start = margin(page, item.first as usize, quotes)?;
        let text = format!("{}{}", " ".repeat(mark), page.slice(item.mark));
        edits.push(Edit { path: page.path.clone(), span: Span { start, end: item.mark.end }, text });
        push_lines(page, markup, item, quotes, now.words, mark as isize - now.mark as isize, &mut edits)?;
    }
    let last = before?;
    (!is_taken_in(page, markup, block, quotes, last.words)).then_some(edits)
}

/// The edits that move what stands below the first line of an item `by` columns, as its words there are moved by another edit.
/// `None` as in [`aligned`].
pub(super) fn indented(page: &Page, markup: &Markup, item: usize, by: isize) -> Option<Vec<Edit>> {
    let block = markup.blocks.get(item)?;
    let list = block.parent()?;
    let quotes = readable(page, markup, list)?;
    let now = Place::of(page, block, quotes)?;
    let words = now.words.checked_add_signed(by)?;
    match markup.blocks.get(block.end as usize).filter(|next| next.parent() == Some(list)) {
        Some(next) if Place::of(page, next, quotes)?.mark >= words => return None,
        Some(_) => {}
        None if is_taken_in(page, markup, block, quotes, words) => return None,
        None => {}
    }
    let mut edits = Vec::new();
    push_lines(page, markup, block, quotes, now.words, by, &mut edits)?;
    Some(edits)
}

/// How many quotations are around a list that can be moved.
fn readable(page: &Page, markup: &Markup, list: usize) -> Option<usize> {
    // Where levels are counted and not columns, moved items would be on other levels.
    let is_deep = markup.ancestors(list).nth(DEEPEST).is_some();
    (page.list_level.is_none() && !is_deep).then(|| markup.quotes(list))
}

/// The least column that a list may have to stay in what is around it.
fn around(page: &Page, markup: &Markup, list: usize, quotes: usize) -> Option<usize> {
    let Some((_, parent)) = markup.ancestors(list).next() else { return Some(0) };
    match parent.kind {
        Kind::BlockQuote => Some(0),
        Kind::Item => Some(Place::of(page, parent, quotes)?.words),
        _ => None,
    }
}

/// Whether a list stands below something that it could become a part of when it is moved to the right.
fn follows_item(markup: &Markup, list: usize) -> bool {
    let parent = markup.blocks.get(list).and_then(Block::parent);
    let before = markup.blocks.get(..list).and_then(|before| before.last());
    let Some(before) = before else { return false };
    // The block before is the last one in what stands before, or what is around.
    let is_around = parent.and_then(|parent| markup.blocks.get(parent)).is_some_and(|parent| parent.span == before.span);
    !is_around && !matches!((before.kind, before.parent() == parent), (Kind::Paragraph | Kind::Heading(_) | Kind::Rule, true))
}

/// Whether the line that follows a block would become a part of an item whose words begin at column `words`.
fn is_taken_in(page: &Page, markup: &Markup, block: &Block, quotes: usize, words: usize) -> bool {
    let mut next = block.last as usize + 1;
    let is_empty = |line| markup.lines.is(line, LineKinds::VOID) && !markup.lines.is(line, LineKinds::COMMENT);
    while next < markup.lines.count() && is_empty(next) {
        next += 1;
    }
    if next >= markup.lines.count() {
        return false;
    }
    let Some(start) = margin(page, next, quotes) else { return false };
    columns(page, start) >= words
}

/// How far to the right the first word stands from byte `start`; a tab reaches far.
fn columns(page: &Page, start: u32) -> usize {
    let rest = page.text.as_bytes().get(start as usize..).unwrap_or_default();
    let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
    if rest.get(blanks) == Some(&b'\t') { usize::MAX } else { blanks }
}

/// The edits that move the lines of an item below its first `by` columns. Its words begin at column `words` now.
fn push_lines(
    page: &Page,
    markup: &Markup,
    item: &Block,
    quotes: usize,
    words: usize,
    by: isize,
    edits: &mut Vec<Edit>,
) -> Option<()> {
    for line in item.first as usize + 1..=item.last as usize {
        let in_code = markup.lines.is(line, LineKinds::FENCED.and(LineKinds::INDENTED));
        if by == 0 || !in_code && markup.lines.is(line, LineKinds::BLANK) {
            continue;
        }
        // A paragraph that goes on without the marks of its quotation.
        let Some(start) = margin(page, line, quotes) else { continue };
        let start = start as usize;
        let rest = page.text.as_bytes().get(start..).unwrap_or_default();
        let blanks = rest.iter().take_while(|byte| **byte == b' ').count();
        // Where a tab leads to depends on where it begins: before words, behind the marks of items.
        let is_front = |byte: &&u8| matches!(**byte, b' ' | b'\t' | b'-' | b'*' | b'+' | b'.' | b')' | b'>' | b'0'..=b'9');
        let is_tab = rest.iter().take_while(is_front).any(|byte| *byte == b'\t');
        if is_tab && !(blanks >= words && markup.lines.is(line, LineKinds::FENCED)) {
            return None;
        }
        match rest.get(blanks) {
            None | Some(b'\n' | b'\r') if blanks < words && by > 0 || !in_code => {}
            None | Some(b'\n' | b'\r') => edits.push(shifted(page, start, start + blanks, by)),
            _ if blanks >= words => edits.push(shifted(page, start, start + blanks, by)),
            // A paragraph that goes on to the left of its beginning stays there,
            _ if words.checked_add_signed(by).is_some_and(|then| blanks < then) => {}
            // unless it would be a part of the item now: then marks in it could be some.
            Some(first) if first.is_ascii_alphabetic() || !first.is_ascii() => {
                edits.push(shifted(page, start, start + blanks, by));
            }
            _ => return None,
        }
    }
    Some(())
}

/// The edit that adds blanks at `start`, or takes as many as there are before `end`.
fn shifted(page: &Page, start: usize, end: usize, by: isize) -> Edit {
    let gone = by.min(0).unsigned_abs().min(end - start);
    let text = " ".repeat(by.max(0).unsigned_abs());
    Edit { path: page.path.clone(), span: Span::new(start, start + gone), text }
}
