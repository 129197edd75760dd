//! Fences of another mark than the others.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    page::{
        Page,
        markup::{Block, Fence, Markup},
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<FenceStyle>("code/fence-style", include_str!("../../../rules/code/fence-style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct FenceStyle {
    style: Style,
}

#[derive(Clone, Copy, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "kebab-case")]
enum Style {
    Backtick,
    Consistent,
    Tilde,
}

impl Style {
    fn mark(self) -> char {
        if self == Self::Tilde { '~' } else { '`' }
    }

    fn name(self) -> &'static str {
        if self == Self::Tilde { "tildes (`~~~`)" } else { "backticks (```` ``` ````)" }
    }
}

impl StyleRule for FenceStyle {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut wanted = self.style;
        for (block, code) in markup.code(page) {
            let Some(fence) = code.fence() else { continue };
            let style = if fence.open.of(&page.text).starts_with('~') { Style::Tilde } else { Style::Backtick };
            if wanted == Style::Consistent {
                wanted = style;
            }
            if style == wanted {
                continue;
            }
            let finding = report.add(&page.path, fence.open, format!("this code stands between {}", style.name()));
            let others = if self.style == Style::Consistent { ", as the first on this page does" } else { "" };
            finding.help(format!("Put it between {}{others}", wanted.name()));
            if let Some(fix) = fix(page, block, fence, wanted) {
                finding.fix(fix);
            }
        }
    }
}

/// Other marks, so many that nothing in the code ends the block; none where the language cannot stand after them.
fn fix(page: &Page, block: &Block, fence: &Fence, wanted: Style) -> Option<Fix> {
    let mark = wanted.mark();
    let info = fence.info.of(&page.text);
    if info.contains('`') || info.starts_with(mark) {
        return None;
    }
    let code = block.span.of(&page.text).as_bytes();
    let runs = code.chunk_by(|one, next| one == next).filter(|run| run.first() == Some(&(mark as u8)));
    let longest = runs.map(<[u8]>::len).max().unwrap_or(0);
    let marks = String::from(mark).repeat(fence.open.len().max(longest + 1));
    let edits =
        std::iter::once(fence.open).chain(fence.close).map(|span| Edit { path: page.path.clone(), span, text: marks.clone() });
    Some(Fix {
        title: format!("Put it between {}", wanted.name()).into(),
        applicability: Applicability::Safe,
        edits: edits.collect(),
    })
}
