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
        let mut at = 0;
        while let Some(node) = document.nodes.get(at) {
            at += 1;
            match node.kind() {
                Kind::Text => {
                    for piece in pieces(page, node.span) {
                        if let Some(last) = before.replace(piece) {
                            self.compare(page, last, piece, report);
                        }
                    }
                }
                Kind::SoftBreak => {}
                Kind::CodeBlock | Kind::HtmlBlock => {
                    at = at.max(node.end());
                    before = None;
                }
                // A word in markup is spoken of, or stressed: "the *the*" is no slip.
                _ => before = None,
            }
        }
    }
}

impl RepeatedWord {
    /// Holds the word that ends one piece against the word that begins the next.
    fn compare(&self, page: &Page, before: Span, after: Span, report: &mut Report) {
        let (one, two) = (page.slice(before), page.slice(after));
        // A word that could count begins with a small letter: most pairs end here, or where their words do not end alike.
        if !two.chars().next().is_some_and(char::is_lowercase) {
            return;
        }
        let end = two.find(|c| !is_inside(c)).unwrap_or(two.len());
        let second = &two[..end];
        let (Some(&last), Some(&wanted)) = (one.as_bytes().last(), second.as_bytes().last()) else { return };
        if !last.eq_ignore_ascii_case(&wanted) || one.len() < second.len() || !one.is_char_boundary(one.len() - second.len()) {
            return;
        }
        let (head, first) = one.split_at(one.len() - second.len());
        if first != second && first.to_lowercase() != second || head.chars().next_back().is_some_and(is_inside) {
            return;
        }
        // A capital makes it a name (Bora Bora), a figure a number; scripts without small letters repeat words for other reasons.
        // Of single letters only the article is a word.
        let small = second.chars().all(|c| c.is_lowercase() || matches!(c, '\'' | '\u{2019}' | '-'));
        let is_word = small && (second.len() > 1 || second == "a") && second.starts_with(char::is_alphabetic);
        let last = Span { start: before.end - second.len() as u32, end: before.end };
        let word = Span { start: after.start, end: after.start + second.len() as u32 };
        let gap = Span { start: last.end, end: word.start };
        // Quoted lines go on with `>`.
        let apart = page.slice(gap).chars().all(|c| c.is_whitespace() || c == '>');
        if !is_word
            || !apart
            || !is_prose(page, last.to(word))
            || self.allow.iter().any(|allowed| allowed.to_lowercase() == second)
        {
            return;
        }
        let finding = report.add(&page.path, last.to(word), format!("the word \"{second}\" stands here twice"));
        finding.help("Remove one of the two");
        let gone = gap.to(word);
        finding.fix(Fix::safe(format!("Remove the second \"{second}\""), &page.path, gone, ""));
    }
}

/// Whether no address and no template tag lies there: they are in the text, but are no words.
fn is_prose(page: &Page, span: Span) -> bool {
    let document = &page.document;
    let bare = document.links.iter().filter(|link| link.kind == LinkKind::BareUrl).map(|link| link.span);
    let mut others = bare.chain(document.islands.iter().map(|island| island.span));
    !others.any(|other| other.overlaps(span))
}

/// What is part of a word: letters and figures, with apostrophes, hyphens and underscores between them.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-' | '_')
}

/// The pieces of a run of text between blanks.
fn pieces(page: &Page, span: Span) -> impl Iterator<Item = Span> {
    let bytes = page.slice(span).as_bytes();
    let mut start = 0;
    let ends = memchr::memchr3_iter(b' ', b'\t', b'\n', bytes).chain(std::iter::once(bytes.len()));
    ends.filter_map(move |end| {
        let piece = Span::new(start, end).shifted(span.start as usize);
        start = end + 1;
        (!piece.is_empty()).then_some(piece)
    })
}
