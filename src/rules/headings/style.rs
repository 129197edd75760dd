//! Headings that are marked otherwise than the others.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        markup::{Block, HeadingMark, HeadingStyle, LineKinds, Markup},
    },
    rule::{Report, Rule, StyleRule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<Style>("headings/style", include_str!("../../../rules/headings/style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Style {
    style: Wanted,
}

#[derive(Clone, Copy, Deserialize)]
#[serde(rename_all = "snake_case")]
enum Wanted {
    Consistent,
    Atx,
    AtxClosed,
    Setext,
    SetextWithAtx,
    SetextWithAtxClosed,
}

impl Wanted {
    /// The style of a heading of a level, where the first heading of the page has style `first`.
    fn at(self, level: u8, first: HeadingStyle) -> HeadingStyle {
        match self {
            Self::Consistent => first,
            Self::Atx => HeadingStyle::Atx,
            Self::AtxClosed => HeadingStyle::AtxClosed,
            Self::Setext => HeadingStyle::Setext,
            Self::SetextWithAtx if level > 2 => HeadingStyle::Atx,
            Self::SetextWithAtxClosed if level > 2 => HeadingStyle::AtxClosed,
            Self::SetextWithAtx | Self::SetextWithAtxClosed => HeadingStyle::Setext,
        }
    }
}

impl StyleRule for Style {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut first = None;
        for (block, heading) in markup.headings(page) {
            let wanted = self.style.at(heading.level, *first.get_or_insert(heading.style));
            if heading.style == wanted {
                continue;
            }
            let message = match (wanted, self.style) {
                (_, Wanted::Consistent) => "this heading is marked otherwise than the first one of the page",
                (HeadingStyle::Atx, _) => "this heading is not marked by `#` signs before it alone",
                (HeadingStyle::AtxClosed, _) => "this heading is not marked by `#` signs before and after it",
                (HeadingStyle::Setext, _) => "this heading is not marked by a line below it",
            };
            let finding = report.add(&page.path, block.span, message);
            finding.help(match wanted {
                HeadingStyle::Atx => "Write `#` signs before the words, as many as its level says, and nothing after them",
                HeadingStyle::AtxClosed => "Write `#` signs before and after the words, as many as its level says",
                HeadingStyle::Setext => "Write a line of `=` (first level) or `-` (second level) below the words",
            });
            if let Some(text) = written(page, markup, block, &heading, wanted) {
                finding.fix(Fix::safe("Mark it as the others are", &page.path, block.span, text));
            }
        }
    }
}

/// The heading in another style, where it can be written so.
fn written(page: &Page, markup: &Markup, block: &Block, heading: &HeadingMark, wanted: HeadingStyle) -> Option<String> {
    let words = page.slice(heading.words);
    if words.is_empty() || words.contains('\n') {
        return None;
    }
    let hashes = "#".repeat(heading.level.into());
    match wanted {
        // A `#` at the end of the words would be taken for the closing one.
        HeadingStyle::Atx => (!words.ends_with('#')).then(|| format!("{hashes} {words}")),
        HeadingStyle::AtxClosed => (!words.ends_with('#')).then(|| format!("{hashes} {words} {hashes}")),
        HeadingStyle::Setext => {
            let line = block.first as usize;
            let alone =
                line == 0 || markup.lines.is(line - 1, LineKinds::VOID.and(LineKinds::FRONT_MATTER).and(LineKinds::HEADING));
            // Words that would begin a list, a quotation or code of their own.
            let is_text =
                words.starts_with(|c: char| c.is_alphabetic() || matches!(c, '*' | '`' | '[' | '"')) && !words.starts_with("* ");
            if heading.level > 2 || !alone || !is_text || words.starts_with("```") {
                return None;
            }
            let start = page.lines().line(&page.text, line).start;
            let before = Span { start, end: block.span.start }.of(&page.text);
            let prefix: String = before.chars().map(|c| if matches!(c, '>' | '\t') { c } else { ' ' }).collect();
            let ending = if page.lines().full_line(&page.text, line).of(&page.text).ends_with("\r\n") { "\r\n" } else { "\n" };
            let mark = if heading.level == 1 { "=" } else { "-" };
            Some(format!("{words}{ending}{prefix}{}", mark.repeat(words.chars().count().max(3))))
        }
    }
}
