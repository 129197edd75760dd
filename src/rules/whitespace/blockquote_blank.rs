//! Quotations that only a blank line parts.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
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
    Rule::style::<BlockquoteBlank>("whitespace/blockquote-blank", include_str!("../../../rules/whitespace/blockquote-blank.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BlockquoteBlank {}

impl StyleRule for BlockquoteBlank {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (_, quote) in markup.of_kind(|kind| kind == Kind::BlockQuote) {
            let next = markup.blocks.get(quote.end as usize);
            let Some(next) = next.filter(|next| next.kind == Kind::BlockQuote && next.parent() == quote.parent()) else {
                continue;
            };
            let between = quote.last as usize + 1..next.first as usize;
            if !between.clone().all(|line| markup.lines.is(line, LineKinds::VOID)) || is_note(page, quote) || is_note(page, next)
            {
                continue;
            }
            let mut blank = between.filter(|line| markup.lines.is(*line, LineKinds::BLANK)).peekable();
            let Some(&first) = blank.peek() else { continue };
            for line in blank {
                let at = page.lines().line(&page.text, line);
                let finding = report.add(&page.path, at, "a blank line between two quotations");
                finding.help("Begin it with `>` if the two are one; else put words between them: some programs join them");
                if line == first {
                    finding.fix(join(page, quote, next));
                }
            }
        }
    }
}

/// Whether a quotation is a `> [!NOTE]`, two of which are never one.
fn is_note(page: &Page, quote: &Block) -> bool {
    let words = page.slice(quote.span).trim_start_matches(['>', ' ', '\t']);
    words.starts_with("[!")
}

/// Makes two quotations one.
fn join(page: &Page, quote: &Block, next: &Block) -> Fix {
    let start = page.lines().full_line(&page.text, next.first as usize).start;
    let before = page.slice(Span { start, end: next.span.start });
    let mark = if before.bytes().all(|byte| matches!(byte, b' ' | b'\t' | b'>')) { format!("{before}>") } else { ">".to_owned() };
    let lines = quote.last as usize + 1..next.first as usize;
    let edits = lines.map(|line| Edit { path: page.path.clone(), span: page.lines().line(&page.text, line), text: mark.clone() });
    Fix::new(Applicability::Unsafe, "Make them one", edits.collect())
}
