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
    fn concerns(&self, page: &Page) -> bool {
        // Without that, lines that are neither are looked at too, such as those within a piece of code.
        !self.only_likely || plain_lines::any(page, |line| self.read(line))
    }

    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let lines = plain_lines::beginning_with_hash(page, markup, |line| self.read(line));
        for PlainLine { span, reading: Signs { open, close, words }, .. } in lines {
            let start = span.start as usize;
            let (marks, message) = if is_tight(words.chars().next()) {
                (Span::new(start, start + open), "without a blank after the `#` signs this is no heading")
            } else {
                let end = span.end as usize;
                (Span::new(end - close, end), "without a blank before them these signs are part of the heading's words")
            };
            let finding = report.add(&page.path, marks, message);
            finding.help("Put a blank between the signs and the words, or leave the last signs out");
            if !words.ends_with('\\') {
                let text = format!("{} {} {}", "#".repeat(open), words.trim(), "#".repeat(close));
                finding.fix(Fix::unsafe_("Put blanks between signs and words", &page.path, span, text));
            }
        }
    }
}

/// How many signs stand before and after the words of a line, and the words with the blanks around them.
struct Signs<'t> {
    open: usize,
    close: usize,
    words: &'t str,
}

impl ClosedMissingSpace {
    /// A line that begins and ends in signs, and lacks a blank beside them.
    fn read<'t>(&self, line: &'t str) -> Option<Signs<'t>> {
        let after = line.trim_start_matches('#');
        let words = after.trim_end_matches('#');
        let (open, close) = (line.len() - after.len(), after.len() - words.len());
        if close == 0 || words.trim().is_empty() || words.trim().contains('#') {
            return None;
        }
        let lacks = is_tight(words.chars().next()) || is_tight(words.chars().next_back());
        let is_escaped = words.ends_with('\\');
        let is_unlikely = is_escaped || open != close || open < 2;
        // A sign with a backslash is meant to be seen.
        let is_meant = is_escaped && close == 1;
        (lacks && !is_meant && !(self.only_likely && is_unlikely)).then_some(Signs { open, close, words })
    }
}

fn is_tight(letter: Option<char>) -> bool {
    !matches!(letter, Some(' ' | '\t'))
}
