//! Horizontal lines that are written in several ways.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::Kind,
        markup::{Block, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<RuleStyle>("whitespace/rule-style", include_str!("../../../rules/whitespace/rule-style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RuleStyle {
    style: String,
}

impl StyleRule for RuleStyle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut style = Some(self.style.trim()).filter(|style| !style.is_empty() && *style != "consistent");
        for (_, block) in markup.of_kind(|kind| kind == Kind::Rule) {
            let line = page.lines().line(&page.text, block.first as usize);
            // Blanks after the marks belong to how it is written.
            let span = Span { start: block.span.start, end: line.end };
            let written = page.slice(span);
            if written.contains('\r') {
                // A page whose lines end in `\r` alone.
                continue;
            }
            let style = *style.get_or_insert(written);
            if written == style {
                continue;
            }
            let marks = Span { start: block.span.start, end: block.span.end };
            let finding = report.add(&page.path, marks, format!("this line is written `{}`, not `{style}`", page.slice(marks)));
            finding.help("Write all of them alike: readers of the page see no difference");
            if is_safe(page, markup, block, style) {
                finding.fix(Fix::safe(format!("Write `{style}`"), &page.path, span, style));
            }
        }
    }
}

/// Whether a rule written in a style is still one.
fn is_safe(page: &Page, markup: &Markup, block: &Block, style: &str) -> bool {
    let line = block.first as usize;
    let marks = || style.bytes().filter(|byte| !matches!(byte, b' ' | b'\t'));
    let Some(mark) = marks().next().filter(|mark| matches!(mark, b'-' | b'*' | b'_')) else { return false };
    if marks().count() < 3 || marks().any(|other| other != mark) {
        return false;
    }
    // Behind the mark of an item it would be one with it.
    if markup.prefix(page, line).end != block.span.start {
        return false;
    }
    // Below text, dashes make a heading of it; at the top they begin front matter.
    let above = line.checked_sub(1).map(|above| markup.lines.kinds(above));
    mark != b'-' || above.is_some_and(|above| above.any(LineKinds::VOID.and(LineKinds::HEADING)))
}
