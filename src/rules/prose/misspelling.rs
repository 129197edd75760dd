//! Words that are known to be misspelt.

use crate::{
    diagnostic::Fix,
    generator::PageId,
    page::{Page, document::Kind, prose::Prose},
    rule::{Report, Rule, SiteRule},
    rules::terms::is_whole,
    site::Site,
    text::Span,
};
use serde::Deserialize;
use unicase::UniCase;

pub(super) static RULE: Rule =
    Rule::site::<Misspelling>("prose/misspelling", include_str!("../../../rules/prose/misspelling.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Misspelling {
    allow: Vec<String>,
}

/// Shorter ones are abbreviations as often as slips.
const SHORTEST: usize = 4;

impl SiteRule for Misspelling {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        // The list is of English words.
        if site.locale(id).is_some_and(|locale| !is_english(&locale.code))
            || page.meta("lang").is_some_and(|lang| !is_english(lang))
        {
            return;
        }
        let mut prose = None;
        let mut paragraph = Span::default();
        let mut at = 0;
        while let Some(node) = page.document.nodes.get(at) {
            at += 1;
            match node.kind() {
                Kind::CodeBlock(_) | Kind::HtmlBlock => at = at.max(node.end()),
                Kind::Paragraph | Kind::Heading(_) | Kind::TableCell | Kind::Item | Kind::DefinitionTerm => paragraph = node.span,
                Kind::Text => self.check(page, node.span, paragraph, &mut prose, report),
                _ => {}
            }
        }
    }
}

impl Misspelling {
    /// Looks through the words of a run of text.
    fn check(&self, page: &Page, run: Span, paragraph: Span, prose: &mut Option<Prose>, report: &mut Report) {
        let bytes = page.slice(run).as_bytes();
        let mut start = 0;
        for end in (0..=bytes.len()).filter(|&at| bytes.get(at).is_none_or(|byte| !byte.is_ascii_lowercase())) {
            let word = Span::new(start, end).shifted(run.start as usize);
            start = end + 1;
            if word.len() < SHORTEST {
                continue;
            }
            let written = page.slice(word);
            let Some(right) = typos_dict::WORD.find(&UniCase::ascii(written)).filter(|right| !right.is_empty()) else { continue };
            let is_allowed = self.allow.iter().any(|allowed| allowed.eq_ignore_ascii_case(written));
            let whole = is_whole(&page.text, word.start as usize, word.end as usize) && !is_name(page, word);
            if is_allowed
                || !whole
                || !speaks_english(page.slice(paragraph))
                || !prose.get_or_insert_with(|| Prose::of(page)).covers(word)
            {
                continue;
            }
            tell(page, word, right, report);
        }
    }
}

fn tell(page: &Page, word: Span, right: &[&str], report: &mut Report) {
    let written = page.slice(word);
    let finding = report.add(&page.path, word, format!("\"{written}\" is misspelt"));
    let all: Vec<String> = right.iter().map(|right| format!("\"{right}\"")).collect();
    match (right, all.split_last()) {
        ([one], _) => {
            finding.help(format!("Write \"{one}\""));
            finding.fix(Fix::unsafe_(format!("Write \"{one}\""), &page.path, word, *one));
        }
        (_, Some((last, others))) => _ = finding.help(format!("Write {} or {last}, whichever is meant", others.join(", "))),
        _ => {}
    }
}

fn is_english(language: &str) -> bool {
    let name = language.split(['-', '_']).next().unwrap_or_default();
    name.eq_ignore_ascii_case("en")
}

/// Whether the word is a part of a path, a flag, a variable or an option.
fn is_name(page: &Page, word: Span) -> bool {
    let before = page.text.get(..word.start as usize).and_then(|text| text.chars().next_back());
    let after = page.text.get(word.end as usize..).and_then(|text| text.chars().next());
    // A capital or an accent before or after makes it another word.
    let part = |c: char| matches!(c, '/' | '\\' | '=' | '~' | '&' | '<' | '>' | '{' | '}' | '+' | '^') || c.is_alphanumeric();
    before.is_some_and(part) || after.is_some_and(part) || is_glued(page, word)
}

/// Whether marks alone part it from the rest of a word: `**L**everage`, or code.
fn is_glued(page: &Page, word: Span) -> bool {
    let (before, after) = (page.text.get(..word.start as usize), page.text.get(word.end as usize..));
    let (before, after) = (before.unwrap_or_default(), after.unwrap_or_default());
    let (first, last) = (before.trim_end_matches(['*', '_']), after.trim_start_matches(['*', '_']));
    before.ends_with('`')
        || after.starts_with('`')
        || first.len() < before.len() && first.ends_with(char::is_alphanumeric)
        || last.len() < after.len() && last.starts_with(char::is_alphanumeric)
}

/// Whether enough of the commonest English words stand in a paragraph: a word that is none in English may be one elsewhere.
fn speaks_english(paragraph: &str) -> bool {
    const COMMON: [&str; 20] = [
        "the", "and", "of", "to", "is", "for", "with", "you", "we", "it", "are", "be", "this", "that", "have", "our", "your",
        "from", "by", "as",
    ];
    // One in so many; in English it is about one in four.
    const SHARE: usize = 12;
    let words = || paragraph.split(|c: char| !c.is_alphabetic()).take(200).filter(|word| !word.is_empty());
    let common = words().filter(|word| COMMON.iter().any(|common| common.eq_ignore_ascii_case(word))).count();
    common > 0 && common * SHARE >= words().count()
}
