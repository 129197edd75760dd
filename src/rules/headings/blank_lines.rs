//! Headings right below or above other text.

use crate::{
    page::{
        Page,
        document::Kind,
        markup::{LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::gap,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<BlankLines>("headings/blank-lines", include_str!("../../../rules/headings/blank-lines.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BlankLines {
    lines_above: Count,
    lines_below: Count,
    include_front_matter: bool,
}

/// How many lines are wanted: of all headings, or by level. Below 0 any number is.
#[derive(Deserialize)]
#[serde(untagged)]
enum Count {
    All(i64),
    ByLevel(Vec<i64>),
}

impl Count {
    fn of(&self, level: u8) -> i64 {
        match self {
            Self::All(count) => *count,
            Self::ByLevel(counts) => counts.get(usize::from(level).saturating_sub(1)).copied().unwrap_or(1),
        }
    }
}

impl StyleRule for BlankLines {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (place, block) in markup.of_kind(|kind| matches!(kind, Kind::Heading(_))) {
            let Kind::Heading(level) = block.kind else { continue };
            let (first, last) = (block.first as usize, block.last as usize);
            let above = self.lines_above.of(level);
            let is_free = |line: Option<usize>| line.is_none_or(|line| self.is_free(markup, line));
            if above > 0
                && (1..=above as usize).any(|by| !is_free(first.checked_sub(by)))
                && !first.checked_sub(1).is_some_and(|line| gap::is_own(page, markup, line))
            {
                let finding = report.add(
                    &page.path,
                    block.span,
                    if above > 1 { "too few blank lines above this heading" } else { "no blank line above this heading" },
                );
                finding.help("Leave a blank line between the text and the heading: some programs take the two for one otherwise");
                if let Some(fix) = gap::above(page, markup, place) {
                    finding.fix(fix);
                }
            }
            let below = self.lines_below.of(level);
            if below > 0
                && (1..=below as usize).any(|by| !markup.lines.is(last + by, LineKinds::VOID))
                && !gap::is_own(page, markup, last + 1)
            {
                let finding = report.add(
                    &page.path,
                    block.span,
                    if below > 1 { "too few blank lines below this heading" } else { "no blank line below this heading" },
                );
                finding.help("Leave a blank line between the heading and what follows");
                if let Some(fix) = gap::below(page, markup, place) {
                    finding.fix(fix);
                }
            }
        }
    }
}

impl BlankLines {
    fn is_free(&self, markup: &Markup, line: usize) -> bool {
        let kinds = markup.lines.kinds(line);
        kinds.any(LineKinds::VOID) || !self.include_front_matter && kinds.any(LineKinds::FRONT_MATTER)
    }
}
