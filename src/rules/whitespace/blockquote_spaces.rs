//! More blanks than one after the `>` of a quotation.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup, margin},
    },
    rule::{Finding, Report, Rule, StyleRule},
    rules::moved,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<BlockquoteSpaces>(
    "whitespace/blockquote-spaces",
    include_str!("../../../rules/whitespace/blockquote-spaces.md"),
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BlockquoteSpaces {
    list_items: bool,
}

impl StyleRule for BlockquoteSpaces {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut has_quotes = false;
        for (place, quote) in markup.of_kind(|kind| kind == Kind::BlockQuote) {
            has_quotes = true;
            let is_deep = markup.ancestors(place).nth(DEEPEST).is_some();
            let in_list = markup.ancestors(place).take(DEEPEST).any(|(_, around)| matches!(around.kind, Kind::List(_)));
            if is_deep || in_list && !self.list_items || quote.mark.is_empty() {
                continue;
            }
            let quotes = markup.quotes(place) + 1;
            for (place, block) in markup.children(place) {
                self.block(page, markup, (place, block), quotes, report);
            }
        }
        if has_quotes {
            empty_lines(page, markup, report);
            definitions(page, markup, report);
        }
    }
}

/// How deep quotations that are looked at may stand in other blocks.
const DEEPEST: usize = 20;

const HELP: &str = "One blank is enough: readers of the page see no difference";

impl BlockquoteSpaces {
    fn block(&self, page: &Page, markup: &Markup, (place, block): (usize, &Block), quotes: usize, report: &mut Report) {
        match block.kind {
            Kind::List(_) if self.list_items => list(page, markup, place, report),
            Kind::CodeBlock(true) => fenced(page, block, quotes, report),
            Kind::Paragraph | Kind::Heading(_) | Kind::Table | Kind::Rule | Kind::BlockQuote => {
                for line in block.first..=block.last {
                    // The line below the head of a table, and quotations in items of one in this.
                    if block.kind == Kind::Table && line == block.first + 1 {
                        continue;
                    }
                    if markup.lines.is(line as usize, LineKinds::VOID) {
                        continue;
                    }
                    let from = (line == block.first).then_some(block.span.start);
                    let Some(extra) = extra(page, line, quotes, from) else { continue };
                    let is_marked = block.kind != Kind::BlockQuote || page.text.as_bytes().get(extra.end as usize) == Some(&b'>');
                    if !is_marked && !is_lazy_in(page, markup, place, line, quotes) {
                        continue;
                    }
                    let finding = add(page, extra, report);
                    let after = page.text.as_bytes().get(extra.end as usize);
                    // Indented deep, marks are none: nearer to the left they would be.
                    if extra.len() <= 3 || after.is_some_and(u8::is_ascii_alphabetic) {
                        finding.fix(Fix::safe("Leave one blank", &page.path, extra, ""));
                    }
                }
            }
            _ => {}
        }
    }
}

/// Whether a line of a quotation goes on without its `>`, in a paragraph of it.
fn is_lazy_in(page: &Page, markup: &Markup, quote: usize, line: u32, quotes: usize) -> bool {
    margin(page, line as usize, quotes + 1).is_none()
        && !markup.lines.is(line as usize, LineKinds::CODE.and(LineKinds::HTML).and(LineKinds::LIST))
        && markup.blocks.get(quote).is_some_and(|quote| line <= quote.last)
}

fn add<'r>(page: &Page, extra: Span, report: &'r mut Report) -> &'r mut Finding {
    report.add(&page.path, extra, "more than one blank after the `>`").help(HELP)
}

/// The blanks past the first after the mark of the quotation, on a 0-based line. `from` is where the words of a block begin on
/// its first line, which may have the mark of an item before.
fn extra(page: &Page, line: u32, quotes: usize, from: Option<u32>) -> Option<Span> {
    let bytes = page.text.as_bytes();
    let start = match from {
        Some(from) => {
            let line = page.lines().full_line(&page.text, line as usize).start;
            let before = bytes.get(line as usize..from as usize)?;
            let blanks = before.iter().rev().take_while(|byte| **byte == b' ').count();
            let mark = before.len().checked_sub(blanks + 1)?;
            (before.get(mark) == Some(&b'>') && blanks > 0).then(|| line + mark as u32 + 2)?
        }
        None => margin(page, line as usize, quotes)?,
    };
    let blanks = bytes.get(start as usize..)?.iter().take_while(|byte| **byte == b' ').count();
    let has_tab = bytes.get(start as usize + blanks) == Some(&b'\t');
    (blanks > 0 && !has_tab).then(|| Span::new(start as usize, start as usize + blanks))
}

/// The items of a list: the fix, at the first, moves them all.
fn list(page: &Page, markup: &Markup, place: usize, report: &mut Report) {
    let mut fix = None;
    for (_, item) in markup.children(place).filter(|(_, item)| !item.mark.is_empty()) {
        let Some(extra) = extra(page, item.first, 0, Some(item.span.start)) else { continue };
        let finding = add(page, extra, report);
        if fix.is_none() {
            let edits = moved::aligned(page, markup, place, |_| 0);
            if let Some(edits) = &edits {
                finding.fix(Fix::new(Applicability::Safe, "Leave one blank", edits.clone()));
            }
            fix = Some(edits);
        }
    }
}

/// Code between fences is moved with them: blanks before it are shown.
fn fenced(page: &Page, block: &Block, quotes: usize, report: &mut Report) {
    let Some(indent) = extra(page, block.first, quotes, Some(block.span.start)) else { return };
    let mut edits = Vec::new();
    let first = |line: u32| (line == block.first).then_some(block.span.start);
    for line in block.first..=block.last {
        if let Some(extra) = extra(page, line, quotes, first(line)) {
            let span = Span::new(extra.start as usize, extra.start as usize + extra.len().min(indent.len()));
            edits.push(Edit { path: page.path.clone(), span, text: String::new() });
        }
    }
    let mut fix = Some(Fix::new(Applicability::Safe, "Leave one blank", edits.clone()));
    for edit in edits {
        let finding = add(page, edit.span, report);
        if let Some(fix) = fix.take() {
            finding.fix(fix);
        }
    }
}

/// Lines of nothing but `>` and blanks.
fn empty_lines(page: &Page, markup: &Markup, report: &mut Report) {
    let others = LineKinds::BLANK.and(LineKinds::CODE).and(LineKinds::HTML).and(LineKinds::LIST).and(LineKinds::COMMENT);
    for (line, kinds) in markup.lines.iter() {
        if !kinds.any(LineKinds::VOID) || kinds.any(others) {
            continue;
        }
        let span = page.lines().line(&page.text, line);
        let written = span.of(&page.text);
        let blanks = written.len() - written.trim_end_matches(' ').len();
        if blanks > 1 {
            let start = span.end as usize - blanks;
            let finding = add(page, Span::new(start + 1, span.end as usize), report);
            finding.fix(Fix::safe("Remove the blanks", &page.path, Span::new(start, span.end as usize), ""));
        }
    }
}

/// `[label]: destination` in quotations.
fn definitions(page: &Page, markup: &Markup, report: &mut Report) {
    let mut line = 0;
    for definition in &page.document.definitions {
        line = page.lines().line_from(line, definition.span.start as usize);
        if !markup.lines.is(line, LineKinds::QUOTE) || markup.lines.is(line, LineKinds::LIST) {
            continue;
        }
        if let Some(extra) = extra(page, line as u32, 0, Some(definition.span.start)) {
            add(page, extra, report).fix(Fix::safe("Leave one blank", &page.path, extra, ""));
        }
    }
}
