//! Many words and phrases, looked for in one go in the text that people read.

use crate::{
    page::{Page, prose::Prose},
    text::Span,
};
use aho_corasick::{AhoCorasick, MatchKind};
use rustc_hash::{FxHashMap, FxHashSet};
use std::cmp::Reverse;

/// Words and phrases to look for.
#[derive(Debug, Default)]
pub(super) struct Terms {
    /// Finds the first word of each; its patterns are in step with `starts`.
    firsts: Option<AhoCorasick>,
    /// For each first word, the terms that begin with it, the longest first.
    starts: Vec<Vec<usize>>,
    /// The words of each term.
    words: Vec<Vec<Box<str>>>,
}

impl Terms {
    /// Prepares a list. Of words that are only blanks nothing is found.
    pub(super) fn new<'t>(terms: impl IntoIterator<Item = &'t str>) -> Self {
        let words: Vec<Vec<Box<str>>> = terms.into_iter().map(|term| term.split_whitespace().map(Into::into).collect()).collect();
        let mut patterns: Vec<String> = Vec::new();
        let mut starts: Vec<Vec<usize>> = Vec::new();
        let mut known: FxHashMap<String, usize> = FxHashMap::default();
        let mut seen: FxHashSet<String> = FxHashSet::default();
        for (term, words) in words.iter().enumerate() {
            let Some(first) = words.first() else { continue };
            // Of a term that is there twice the first counts.
            if !seen.insert(words.join(" ").to_ascii_lowercase()) {
                continue;
            }
            for spelling in spellings(first) {
                let at = *known.entry(spelling.to_ascii_lowercase()).or_insert(patterns.len());
                if at == patterns.len() {
                    patterns.push(spelling);
                    starts.push(Vec::new());
                }
                starts[at].push(term);
            }
        }
        for terms in &mut starts {
            terms.dedup();
            terms.sort_by_key(|&term| Reverse(words[term].len()));
        }
        let mut builder = AhoCorasick::builder();
        let builder = builder.ascii_case_insensitive(true).match_kind(MatchKind::LeftmostLongest);
        // It only fails on lists past all reason; then nothing is found.
        let firsts = (!patterns.is_empty()).then(|| builder.build(&patterns).ok()).flatten();
        Self { firsts, starts, words }
    }

    /// Calls `found` with the place and the number in the list of each term that stands in the text of a page, in any case of
    /// letters and across line breaks. Where several begin in one place, the longest counts.
    pub(super) fn find(&self, page: &Page, mut found: impl FnMut(Span, usize)) {
        let Some(firsts) = &self.firsts else { return };
        let text = &*page.text;
        let mut prose = None;
        let mut past = 0;
        for first in firsts.find_iter(&text[page.body_start().min(text.len())..]) {
            let start = first.start() + page.body_start();
            let Some(terms) = self.starts.get(first.pattern().as_usize()).filter(|_| start >= past) else { continue };
            let end = first.end() + page.body_start();
            let ends = terms.iter().filter_map(|&term| Some((term, follow(text, end, self.words.get(term)?)?)));
            let Some((term, end)) = ends.into_iter().find(|&(_, end)| is_whole(text, start, end)) else { continue };
            let span = Span::new(start, end);
            if prose.get_or_insert_with(|| Prose::of(page)).covers(span) {
                past = end;
                found(span, term);
            }
        }
    }
}

/// The spellings that a search which folds ASCII only must be told apart.
fn spellings(word: &str) -> Vec<String> {
    if word.is_ascii() {
        return vec![word.to_owned()];
    }
    let mut all = vec![word.to_owned(), word.to_lowercase(), word.to_uppercase(), with_capital(word)];
    all.dedup();
    all
}

/// The word with a capital letter at its start.
pub(super) fn with_capital(word: &str) -> String {
    let mut chars = word.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// The words to write in the place of `written`: with a capital where that begins with one.
pub(super) fn in_case_of(written: &str, wanted: &str) -> String {
    let capital = written.chars().next().is_some_and(char::is_uppercase);
    let shouted = written.chars().filter(|c| c.is_alphabetic()).nth(1).is_some() && !written.chars().any(char::is_lowercase);
    match (shouted, capital) {
        (true, _) => wanted.to_uppercase(),
        (_, true) => with_capital(wanted),
        _ => wanted.to_owned(),
    }
}

/// Where a term ends whose first word ends at `end`, if the others follow: parted by blanks, and by `>` in quotations.
fn follow(text: &str, mut end: usize, words: &[Box<str>]) -> Option<usize> {
    for word in words.iter().skip(1) {
        let rest = text.get(end..)?;
        let next = rest.trim_start_matches([' ', '\t', '\r', '\n', '>', '\u{a0}']);
        let gap = rest.len() - next.len();
        // Past an empty line other text begins.
        if gap == 0 || rest.get(..gap)?.bytes().filter(|byte| *byte == b'\n').count() > 1 {
            return None;
        }
        end += gap + starts_with(next, word)?;
    }
    Some(end)
}

/// How many bytes of `text` are `word`, in whatever case.
fn starts_with(text: &str, word: &str) -> Option<usize> {
    if text.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word)) {
        return Some(word.len());
    }
    let mut rest = text.char_indices();
    for wanted in word.chars() {
        let (_, c) = rest.next()?;
        if c != wanted && !c.to_lowercase().eq(wanted.to_lowercase()) {
            return None;
        }
    }
    Some(rest.next().map_or(text.len(), |(at, _)| at))
}

/// Whether what stands there is no part of a longer word or name.
pub(super) fn is_whole(text: &str, start: usize, end: usize) -> bool {
    let (Some(before), Some(term), Some(after)) = (text.get(..start), text.get(start..end), text.get(end..)) else {
        return false;
    };
    let first = term.chars().next().is_some_and(is_letter);
    let last = term.chars().next_back().is_some_and(is_letter);
    (!first || !before.chars().next_back().is_some_and(|c| is_letter(c) || matches!(c, '_' | '-' | '@' | '#' | '.' | '\\' | '$')))
        && (!last || !goes_on(after))
}

/// Whether a word or a name goes on with this: `s`, `-list`, `.md`.
fn goes_on(after: &str) -> bool {
    let mut chars = after.chars();
    match chars.next() {
        Some('.' | '-' | '\'' | '\u{2019}' | '@' | ':') => chars.next().is_some_and(is_letter),
        Some(c) => is_letter(c) || c == '_',
        None => false,
    }
}

/// Letters and digits of scripts that part words by blanks; the others have no such ends of words.
fn is_letter(c: char) -> bool {
    c.is_alphanumeric()
        && !matches!(c, '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{2e80}'..='\u{d7ff}' | '\u{f900}'..='\u{faff}' | '\u{ff66}'..='\u{ff9f}' | '\u{20000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    fn found(terms: &[&str], source: &str) -> Vec<String> {
        let page = Page::parse(SitePath::new("a.md").unwrap(), source.into(), Format::Markdown, &Dialect::default());
        let mut found = Vec::new();
        Terms::new(terms.iter().copied()).find(&page, |span, term| found.push(format!("{term} {}", span.of(source))));
        found
    }

    #[test]
    fn whole_words_are_found_in_any_case_and_across_lines() {
        let terms = ["mail", "mailing list", "über", "会議"];
        assert_eq!(found(&terms, "Mail a mailing\nlist, mails, e-mail, mail.md, `mail`"), ["0 Mail", "1 mailing\nlist"]);
        assert_eq!(
            found(&terms, "> a Mailing\n> List\n\nÜBER Über, 次の会議は"),
            ["1 Mailing\n> List", "2 ÜBER", "2 Über", "3 会議"]
        );
        assert_eq!(found(&terms, "mailing\n\nlist [mail](mail) mail@b.example https://mail.example #mail"), ["0 mail"]);
        assert!(found(&["", " "], "a b").is_empty());
        assert!(found(&[], "a b").is_empty());
    }

    #[test]
    fn what_is_written_instead_keeps_its_capital() {
        assert_eq!(in_case_of("Mail", "message"), "Message");
        assert_eq!(in_case_of("MAIL", "message"), "MESSAGE");
        assert_eq!(in_case_of("mail", "GitHub"), "GitHub");
    }
}
