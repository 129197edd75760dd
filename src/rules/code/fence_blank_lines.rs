//! Fenced code right below or above other text.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{CodeBlock, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::gap,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<FenceBlankLines>("code/fence-blank-lines", include_str!("../../../rules/code/fence-blank-lines.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct FenceBlankLines {
    list_items: bool,
}

impl StyleRule for FenceBlankLines {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        // Where code ended last that has no closing marks: a blank line there would be part of it.
        let mut open_end = None;
        for (place, block) in markup.of_kind(|kind| kind == Kind::CodeBlock(true)) {
            let (first, last) = (block.first as usize, block.last as usize);
            let is_above = first > 0 && gap::is_crowded(page, markup, first - 1);
            let is_below = gap::is_crowded(page, markup, last + 1) && gap::is_crowded(page, markup, last);
            if !is_above && !is_below || !self.list_items && markup.ancestors(place).any(|(_, around)| around.kind == Kind::Item)
            {
                continue;
            }
            let above_open = open_end.is_some_and(|line| line + 1 == first);
            let code = CodeBlock::read(page, block);
            let Some(fence) = code.fence() else { continue };
            open_end = fence.close.is_none().then_some(last);
            if is_above {
                let finding = report.add(&page.path, fence.open, "no blank line above this code");
                finding.help("Leave a blank line between the text and the code: some programs take it for text otherwise");
                // To Python-Markdown marks without closing ones are text.
                if let Some(fix) = gap::above(page, markup, place)
                    .filter(|_| !above_open && (fence.close.is_some() || page.list_level.is_none()))
                {
                    finding.fix(fix);
                }
            }
            if is_below {
                let line = Span { start: markup.prefix(page, last).end.min(block.span.end), end: block.span.end };
                let at = fence.close.unwrap_or(line);
                let finding = report.add(&page.path, at, "no blank line below this code");
                finding.help("Leave a blank line between the code and what follows");
                if let Some(fix) = gap::below(page, markup, place).filter(|_| fence.close.is_some()) {
                    finding.fix(fix);
                }
            }
        }
    }
}
