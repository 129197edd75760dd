//! Sentences, and pages, that are hard to read.

use crate::{
    generator::PageId,
    page::{
        Page,
        sentences::{Sentence, sentences},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<Readability>("prose/readability", include_str!("../../../rules/prose/readability.md"));

/// Limits; 0 is none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Readability {
    max_sentence_words: u32,
    max_sentence_characters: u32,
    max_grade: u32,
}

/// A page of fewer words has no grade: one long sentence would decide it.
const FEWEST_WORDS: u32 = 100;

/// Nobody is at school for longer.
const LONGEST_SCHOOL: f64 = 18.0;

/// So many commas make a list.
const MANY_COMMAS: u32 = 6;

/// What a page has in all.
#[derive(Default)]
struct Sums {
    first: Option<Span>,
    sentences: u32,
    words: u32,
    letters: u32,
    is_other: bool,
}

impl SiteRule for Readability {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        if !page.format.is_markdown() {
            return;
        }
        let mut sums = Sums::default();
        sentences(page, |sentence| {
            sums.add(&sentence);
            self.check(page, &sentence, report);
        });
        if self.max_grade > 0 && is_english(site, id) {
            self.check_grade(page, &sums, report);
        }
    }
}

impl Readability {
    fn check(&self, page: &Page, sentence: &Sentence, report: &mut Report) {
        if sentence.endless {
            return;
        }
        let (count, limit, what) = match sentence.is_unspaced() {
            true => (sentence.characters, self.max_sentence_characters, "characters"),
            false => (sentence.words, self.max_sentence_words, "words"),
        };
        if limit == 0 || count <= limit {
            return;
        }
        let finding = report.add(&page.path, sentence.span, format!("this sentence has {count} {what}"));
        finding.help(match sentence.commas >= MANY_COMMAS {
            true => format!("Make a list of what it names, or several sentences of at most {limit} {what}"),
            false => format!("Make several sentences of it, of at most {limit} {what} each"),
        });
    }

    /// The Automated Readability Index: E. A. Smith and R. J. Senter, AMRL-TR-66-220, 1967.
    fn check_grade(&self, page: &Page, sums: &Sums, report: &mut Report) {
        let Some(first) = sums.first.filter(|_| sums.words >= FEWEST_WORDS && !sums.is_other) else { return };
        let (letters, words, sentences) = (f64::from(sums.letters), f64::from(sums.words), f64::from(sums.sentences));
        let grade = (4.71 * letters / words + 0.5 * words / sentences - 21.43).ceil();
        if grade <= f64::from(self.max_grade) {
            return;
        }
        let title = page.document.headings.first().map(|heading| heading.text_span);
        // Past that the formula says no more than that it is hard.
        let years = if grade > LONGEST_SCHOOL { format!("more than {LONGEST_SCHOOL}") } else { format!("about {grade}") };
        let message = format!("reading this page with ease takes {years} years of school");
        let finding = report.add(&page.path, title.unwrap_or(first), message);
        finding.help(format!(
            "Make sentences and words shorter, down to {} years: there are {:.0} words to a sentence, and {:.1} letters to a word",
            self.max_grade,
            words / sentences,
            letters / words
        ));
    }
}

impl Sums {
    fn add(&mut self, sentence: &Sentence) {
        self.first = self.first.or(Some(sentence.span));
        self.sentences += 1;
        self.words += sentence.words;
        self.letters += sentence.letters;
        self.is_other |= sentence.endless || sentence.unspaced > 0;
    }
}

/// The formula is made for English.
fn is_english(site: &Site, id: PageId) -> bool {
    let english = |code: &str| code.split(['-', '_']).next().is_some_and(|name| name.eq_ignore_ascii_case("en"));
    site.locale(id).is_none_or(|locale| english(&locale.code)) && site.page(id).meta("lang").is_none_or(english)
}
