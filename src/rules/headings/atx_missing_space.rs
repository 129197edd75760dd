//! `##Words`, which is no heading.

use crate::{
    diagnostic::Fix,
    page::{Page, markup::Markup},
    rule::{Report, Rule, StyleRule},
    rules::plain_lines::{self, PlainLine},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<AtxMissingSpace>("headings/atx-missing-space", include_str!("../../../rules/headings/atx-missing-space.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct AtxMissingSpace {
    only_likely: bool,
}

impl StyleRule for AtxMissingSpace {
    fn concerns(&self, page: &Page) -> bool {
        // Without that, lines that are neither are looked at too, such as those within a piece of code.
        !self.only_likely || plain_lines::any(page, read)
    }

    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for PlainLine { line, span, reading: (hashes, words) } in plain_lines::beginning_with_hash(page, markup, read) {
            if self.only_likely && !is_likely(page, markup, line, hashes, words) {
                continue;
            }
            let marks = Span::new(span.start as usize, span.start as usize + hashes);
            let finding = report.add(&page.path, marks, "without a blank after the `#` signs this is no heading");
            finding.help("Put a blank between the signs and the words");
            finding.fix(Fix::unsafe_("Put a blank after the signs", &page.path, Span::at(marks.end as usize), " "));
        }
    }
}

/// The number of signs that a line begins with, and the words right after them.
fn read(line: &str) -> Option<(usize, &str)> {
    let words = line.trim_start_matches('#');
    let hashes = line.len() - words.len();
    // `#️⃣` is a picture of a key.
    let is_key = hashes == 1 && words.starts_with('\u{fe0f}');
    (!words.is_empty() && !words.starts_with([' ', '\t']) && !words.ends_with('#') && !is_key).then_some((hashes, words))
}

/// Whether a heading is surely meant: it stands alone, with more signs than a tag or a number has, and is none to this generator.
fn is_likely(page: &Page, markup: &Markup, line: usize, hashes: usize, words: &str) -> bool {
    let start = page.lines().line(&page.text, line).start;
    let is_heading = page.document.headings.iter().any(|heading| heading.span.start == start);
    (2..=6).contains(&hashes) && words.starts_with(char::is_alphabetic) && plain_lines::is_alone(markup, line) && !is_heading
}
