//! A last line that does not end.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::gap,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<FinalNewline>("whitespace/final-newline", include_str!("../../../rules/whitespace/final-newline.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FinalNewline {}

impl StyleRule for FinalNewline {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        // Old programs end all lines with `\r` alone.
        if page.text.ends_with('\r') {
            return;
        }
        let Some(last) = markup.lines.count().checked_sub(1) else { return };
        if markup.lines.is(last, LineKinds::VOID.and(LineKinds::FRONT_MATTER)) {
            return;
        }
        let line = page.lines().line(&page.text, last);
        let last_character = line.of(&page.text).char_indices().next_back().map_or(0, |(at, _)| at);
        let at = Span::new(line.start as usize + last_character, line.end as usize);
        let end = Span::at(page.text.len());
        let finding = report.add(&page.path, at, "the last line has no line break");
        finding.help("End it like any other line: some programs overlook a line that does not end");
        finding.fix(Fix::safe("Add a line break", &page.path, end, line_break(page)));
    }
}

/// What ends the lines of a page. Old programs end all with `\r` alone, which then are one here.
fn line_break(page: &Page) -> &'static str {
    if page.lines().count() == 1 && page.text.contains('\r') { "\r" } else { gap::line_ending(page, 0) }
}
