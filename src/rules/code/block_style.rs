//! Code blocks of another form than the others: indented, or between fences.

mod rewrite;

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{CodeBlock, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<BlockStyle>("code/block-style", include_str!("../../../rules/code/block-style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockStyle {
    style: Style,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Consistent,
    Fenced,
    Indented,
}

impl StyleRule for BlockStyle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut wanted = self.style;
        for (place, block) in markup.of_kind(|kind| matches!(kind, Kind::CodeBlock(_))) {
            let style = if block.kind == Kind::CodeBlock(true) { Style::Fenced } else { Style::Indented };
            if wanted == Style::Consistent {
                wanted = style;
            }
            if style == wanted {
                continue;
            }
            let code = CodeBlock::read(page, block);
            let (at, message, help, fix) = match code.fence() {
                None => {
                    let line = page.lines().line(&page.text, block.first as usize);
                    let at = Span { start: block.span.start, end: line.end.max(block.span.start) };
                    let help = "Put it between two lines of three backticks";
                    (at, "this code is marked by its indentation", help, rewrite::fenced(page, markup, place))
                }
                Some(fence) => {
                    let help = "Indent it by four blanks instead";
                    // Where nobody asked for indented code, the block that is indented is the one to change.
                    let asked = self.style == Style::Indented;
                    let fix = asked.then(|| rewrite::indented(page, markup, place, fence)).flatten();
                    (fence.open, "this code stands between fences", help, fix)
                }
            };
            let others = if self.style == Style::Consistent { ", as the first code on this page is written" } else { "" };
            let finding = report.add(&page.path, at, message);
            finding.help(format!("{help}{others}"));
            if let Some(fix) = fix {
                finding.fix(fix);
            }
        }
    }
}
