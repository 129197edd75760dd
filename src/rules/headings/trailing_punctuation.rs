//! Headings that end as sentences do.

use crate::{
    diagnostic::Fix,
    page::{Page, markup::Markup},
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<TrailingPunctuation>(
    "headings/trailing-punctuation",
    include_str!("../../../rules/headings/trailing-punctuation.md"),
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct TrailingPunctuation {
    punctuation: String,
}

impl StyleRule for TrailingPunctuation {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (_, heading) in markup.headings(page) {
            let words = page.slice(heading.words);
            let before = words.trim_end_matches(|c| self.punctuation.contains(c));
            if before.len() == words.len()
                || is_sign(words)
                || page.document.islands.iter().any(|island| island.span.end == heading.words.end)
            {
                continue;
            }
            let span = Span::new(heading.words.start as usize + before.trim_end().len(), heading.words.end as usize);
            let message = format!("this heading ends in \"{}\"", page.slice(span).trim_start());
            let finding = report.add(&page.path, span, message);
            finding.help("Headings are no sentences: leave it out");
            // A heading of nothing else would be empty.
            if !before.trim().is_empty() {
                finding.fix(Fix::unsafe_("Remove it", &page.path, span, ""));
            }
        }
    }
}

/// Whether the words end in an entity (`&copy;`) or the name of a picture (`:tada:`).
fn is_sign(words: &str) -> bool {
    let Some(rest) = words.strip_suffix([';', ':']) else { return false };
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '+' | '#');
    let name = rest.rsplit(|c| !is_name(c)).next().unwrap_or_default();
    let before = rest.get(..rest.len() - name.len()).unwrap_or_default();
    let mark = if words.ends_with(';') { '&' } else { ':' };
    !name.is_empty() && before.ends_with(mark)
}
