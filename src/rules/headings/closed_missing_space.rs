//! `## Words##`, whose last signs are part of the words.

use crate::{
    diagnostic::Fix,
    page::{Page, markup::Markup},
    rule::{Report, Rule, StyleRule},
    rules::plain_lines::{self, PlainLine},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<ClosedMissingSpace>(
    "headings/closed-missing-space",
    include_str!("../../../rules/headings/closed-missing-space.md"),
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct ClosedMissingSpace {
    only_likely: bool,
}

impl StyleRule for ClosedMissingSpace {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for PlainLine { span, .. } in plain_lines::beginning_with_hash(page, markup) {
            let written = page.slice(span).trim_end();
            let after = written.trim_start_matches('#');
            let words = after.trim_end_matches('#');
            let (open, close) = (written.len() - after.len(), after.len() - words.len());
            if close == 0 || words.trim().is_empty() || words.trim().contains('#') {
                continue;
            }
            let left = !words.starts_with([' ', '\t']);
            let escaped = words.ends_with('\\');
            let right = !words.ends_with([' ', '\t']);
            // A sign with a backslash is meant to be seen.
            if !left && !right || escaped && (close == 1 || self.only_likely) || self.only_likely && (open != close || open < 2) {
                continue;
            }
            let start = span.start as usize;
            let (marks, message) = if left {
                (Span::new(start, start + open), "without a blank after the `#` signs this is no heading")
            } else {
                let end = start + written.len();
                (Span::new(end - close, end), "without a blank before them these signs are part of the heading's words")
            };
            let finding = report.add(&page.path, marks, message);
            finding.help("Put a blank between the signs and the words, or leave the last signs out");
            if !escaped {
                let text = format!("{} {} {}", &written[..open], words.trim(), &written[written.len() - close..]);
                let whole = Span::new(start, start + written.len());
                finding.fix(Fix::unsafe_("Put blanks between signs and words", &page.path, whole, text));
            }
        }
    }
}
