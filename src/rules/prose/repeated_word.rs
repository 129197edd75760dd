//! The same word twice in a row.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::{Kind, LinkKind},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<RepeatedWord>("prose/repeated-word", include_str!("../../../rules/prose/repeated-word.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct RepeatedWord {
    allow: Vec<String>,
}

impl PageRule for RepeatedWord {
    fn check(&self, page: &Page, report: &mut Report) {
        let document = &page.document;
        let mut before: Option<Span> = None;
        let mut links = document.links.iter().filter(|link| link.kind == LinkKind::BareUrl).map(|link| link.span).peekable();
        let mut islands = document.islands.iter().map(|island| island.span).peekable();
        let mut at = 0;
        while let Some(node) = document.nodes.get(at) {
            at += 1;
            match node.kind {
                Kind::Text => {
                    for word in words(page, node.span) {
                        // Addresses and template tags lie within the text, and are no words.
                        while links.next_if(|link| link.end <= word.start).is_some() {}
                        while islands.next_if(|island| island.end <= word.start).is_some() {}
                        let covers = |span: Option<&Span>| span.is_some_and(|span| span.start < word.end);
                        if covers(links.peek()) || covers(islands.peek()) {
                            before = None;
                        } else if let Some(last) = before.replace(word) {
                            self.compare(page, last, word, report);
                        }
                    }
                }
                Kind::SoftBreak => {}
                Kind::CodeBlock | Kind::HtmlBlock => {
                    at = at.max(node.end as usize);
                    before = None;
                }
                // A word in markup is spoken of, or stressed: "the *the*" is no slip.
                _ => before = None,
            }
        }
    }
}

impl RepeatedWord {
    fn compare(&self, page: &Page, last: Span, word: Span, report: &mut Report) {
        let gap = Span { start: last.end, end: word.start };
        let (first, second) = (page.slice(last), page.slice(word));
        if first != second && (first.len() != second.len() || first.to_lowercase() != second) {
            return;
        }
        // A capital makes it a name (Bora Bora), a figure a number; scripts without small letters repeat words for other reasons.
        // Of single letters only the article is a word.
        let small = second.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '\u{2019}' | '-'));
        let is_word = small && (second.len() > 1 || second == "a");
        // Quoted lines go on with `>`.
        let apart = page.slice(gap).chars().all(|c| c.is_whitespace() || c == '>');
        if !is_word || !apart || self.allow.iter().any(|allowed| allowed.to_lowercase() == second) {
            return;
        }
        let finding = report.add(&page.path, last.to(word), format!("the word \"{second}\" stands here twice"));
        finding.help("Remove one of the two");
        let gone = gap.to(word);
        finding.fix(Fix::safe(format!("Remove the second \"{second}\""), &page.path, gone, ""));
    }
}

/// The words of a run of text: letters and figures, with apostrophes, hyphens and underscores between them.
fn words(page: &Page, span: Span) -> impl Iterator<Item = Span> {
    let text = page.slice(span);
    let inside = |c: char| c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-' | '_');
    let mut rest = 0;
    std::iter::from_fn(move || {
        let start = rest + text.get(rest..)?.find(char::is_alphanumeric)?;
        let end = text[start..].find(|c| !inside(c)).map_or(text.len(), |length| start + length);
        rest = end;
        Some(Span::new(start, end).shifted(span.start as usize))
    })
}
