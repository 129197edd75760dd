//! The same word twice in a row.

use crate::{
    diagnostic::Fix,
    page::{Page, document::Kind, prose::Prose},
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

/// A page, and what is read on it, once that is asked for.
struct Look<'p> {
    page: &'p Page,
    prose: Option<Prose>,
}

impl PageRule for RepeatedWord {
    fn check(&self, page: &Page, report: &mut Report) {
        let document = &page.document;
        let mut look = Look { page, prose: None };
        let mut before: Option<Span> = None;
        let mut at = 0;
        while let Some(node) = document.nodes.get(at) {
            at += 1;
            match node.kind() {
                Kind::Text => {
                    before = self.check_text(node.span, before, &mut look, report);
                }
                Kind::SoftBreak => {}
                Kind::CodeBlock(_) | Kind::HtmlBlock => {
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
    /// Looks through a run of text after the piece `before`; the last piece of the run, or what was before if it has none.
    fn check_text(&self, text: Span, mut before: Option<Span>, look: &mut Look, report: &mut Report) -> Option<Span> {
        let page = look.page;
        let bytes = page.slice(text).as_bytes();
        let span = |start, end| Span::new(start, end).shifted(text.start as usize);
        let mut start = 0;
        // Most texts in scripts without blanks have none. All bytes are looked at, many at once.
        let has_blanks = bytes.iter().fold(false, |found, &byte| found | (byte <= b' '));
        // Where the piece before begins and ends, once there is one in this run.
        let mut last: Option<(usize, usize)> = None;
        while start <= bytes.len() {
            let end = if has_blanks { end_of_piece(bytes, start) } else { bytes.len() };
            if start < end {
                let piece = &bytes[start..end];
                match last {
                    Some((from, to)) if may_count(&bytes[from..to], piece) => {
                        self.compare(span(from, to), span(start, end), look, report);
                    }
                    None => {
                        if let Some(before) = before
                            && may_count(page.slice(before).as_bytes(), piece)
                        {
                            self.compare(before, span(start, end), look, report);
                        }
                    }
                    Some(_) => {}
                }
                last = Some((start, end));
            }
            start = end + 1;
        }
        if let Some((from, to)) = last {
            before = Some(span(from, to));
        }
        before
    }

    /// Holds the word that ends one piece against the word that begins the next.
    fn compare(&self, before: Span, after: Span, look: &mut Look, report: &mut Report) {
        let page = look.page;
        let (one, two) = (page.slice(before), page.slice(after));
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
            || !look.prose.get_or_insert_with(|| Prose::of(page)).covers(last.to(word))
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

/// Where the next blank stands at or after a byte, or the end. Pieces are too short for a search by the vector to be worth its
/// beginning, so eight bytes are looked at together.
fn end_of_piece(bytes: &[u8], start: usize) -> usize {
    const EACH: u64 = u64::from_le_bytes([1; 8]);
    let is_blank = |byte: u8| matches!(byte, b' ' | b'\t' | b'\n');
    let mut at = start;
    while let Some(eight) = bytes.get(at..).and_then(<[u8]>::first_chunk::<8>) {
        let eight = u64::from_le_bytes(*eight);
        // The top bit of the first byte that is a blank or a control character, and of none before it.
        let low = eight.wrapping_sub(EACH * (u64::from(b' ') + 1)) & !eight & (EACH << 7);
        at += low.trailing_zeros() as usize / 8;
        if low != 0 {
            if bytes.get(at).copied().is_some_and(is_blank) {
                return at;
            }
            at += 1;
        }
    }
    let rest = bytes.get(at..).unwrap_or_default();
    at + rest.iter().position(|&byte| is_blank(byte)).unwrap_or(rest.len())
}

/// Whether a closer look is worth it: a word that could count begins with a small letter, and has the letter in it that the one
/// before ends with.
fn may_count(before: &[u8], after: &[u8]) -> bool {
    // No letter from U+3000 to U+9FFF, where those of Japanese and Chinese are, is small.
    let small = after.first().is_some_and(|byte| byte.is_ascii_lowercase() || !byte.is_ascii() && !(0xe3..=0xe9).contains(byte));
    small && before.last().is_some_and(|last| memchr::memchr(last.to_ascii_lowercase(), after).is_some())
}

/// What is part of a word: letters and figures, with apostrophes, hyphens and underscores between them.
fn is_inside(c: char) -> bool {
    c.is_alphanumeric() || matches!(c, '\'' | '\u{2019}' | '-' | '_')
}
