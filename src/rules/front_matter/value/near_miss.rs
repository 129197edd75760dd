//! A value that is probably a slip for one that many pages have.

use super::written;
use crate::{
    diagnostic::{Fix, Severity},
    rule::Report,
    rules::{
        evidence,
        likeness::{Likeness, likeness},
    },
    site::{
        Site,
        census::{Key, Kind, Use},
    },
};
use rustc_hash::FxHashMap;

/// A key with more different values than this holds names, no choices.
const CHOICES: usize = 200;
/// Longer values (in bytes) are prose.
const LONG: usize = 40;
/// So often a value must be used before others are measured by it, if the two differ as a slip of the pen makes them differ.
const COMMON: usize = 5;

/// A text and its uses.
struct Choice<'s> {
    text: &'s str,
    uses: Vec<&'s Use>,
}

/// The values of a key that has few.
#[derive(Default)]
struct Choices<'s> {
    common: Vec<Choice<'s>>,
    rare: Vec<Choice<'s>>,
    /// So many times as often a common value must be used as one that is taken for its slip.
    needed: usize,
}

/// Reports values that look like slips for common ones.
pub(super) fn check(site: &Site, report: &mut Report) {
    for key in site.census().keys().filter(|key| key.uses().len() > evidence::ENOUGH) {
        let Choices { common, rare, needed } = choices(site, key);
        for odd in &rare {
            let best = common.iter().filter(|choice| choice.uses.len() >= odd.uses.len() * needed);
            let best = best.filter_map(|choice| Some((rank(odd, choice)?, choice)));
            if let Some((_, meant)) = best.min_by_key(|(likeness, choice)| (*likeness, std::cmp::Reverse(choice.uses.len()))) {
                odd.uses.iter().for_each(|one| finding(site, key, one, meant, report));
            }
        }
    }
}

fn choices<'s>(site: &'s Site, key: Key<'s>) -> Choices<'s> {
    let mut counts: FxHashMap<u64, Vec<&'s Use>> = FxHashMap::default();
    let texts = evidence::markdown(site, key.uses()).filter(|one| one.kind == Kind::Text && one.value.len() <= LONG + 2);
    let mut total = 0;
    for one in texts {
        counts.entry(one.hash).or_default().push(one);
        total += 1;
        // No choice: nearly all differ.
        if counts.len() > CHOICES {
            return Default::default();
        }
    }
    // Good and Turing's estimate: so likely as a value stands alone on its page, the next page has one that no other has. Where
    // that is likely, only the most common values tell; the slip itself, and one more, do not count.
    let alone = counts.values().filter(|uses| uses.len() == 1).count();
    let needed = if alone <= 1 + (total / 20).max(1) { COMMON } else { COMMON * 10 };
    if total <= evidence::ENOUGH || alone > 1 + (total / 8).max(1) {
        return Default::default();
    }
    let choice = |uses: Vec<&'s Use>| Some(Choice { text: key.text(uses.first()?)?, uses });
    let (common, rare): (Vec<_>, Vec<_>) = counts.into_values().partition(|uses| uses.len() >= COMMON);
    if common.is_empty() {
        return Default::default();
    }
    let is_rare = |uses: &Vec<&Use>| uses.len() <= 3;
    let common = common.into_iter().filter_map(choice).collect();
    Choices { common, rare: rare.into_iter().filter(is_rare).filter_map(choice).collect(), needed }
}

/// How like a rare value is to a common one; `None` if it is no slip for it.
fn rank(odd: &Choice<'_>, common: &Choice<'_>) -> Option<Likeness> {
    let (rare, often) = (odd.uses.len(), common.uses.len());
    // Addresses and handles differ by a letter and mean something else.
    if often < rare * COMMON || odd.text.contains(['/', '@', '\n']) || common.text.contains(['/', '@']) {
        return None;
    }
    // A page that has both means both.
    if odd.uses.iter().any(|one| common.uses.binary_search_by_key(&one.page, |other| other.page).is_ok()) {
        return None;
    }
    let likeness = likeness(odd.text, common.text)?;
    let needed = match likeness {
        Likeness::Pen | Likeness::Spelling => rare * COMMON,
        Likeness::Letters(_) | Likeness::Short => rare * 20,
        Likeness::Plural => return None,
    };
    (often >= needed).then_some(likeness)
}

fn finding(site: &Site, key: Key<'_>, one: &Use, meant: &Choice<'_>, report: &mut Report) {
    let name = evidence::name(key);
    if evidence::is_asked(site, one.page, |schema| schema.values.contains_key(&name)) {
        return;
    }
    let Some(node) = key.node(one) else { return };
    let (page, meant, often) = (site.page(one.page), meant.text, meant.uses.len());
    let text = node.as_str().unwrap_or_default().trim();
    let message = format!("`{text}` is probably a slip: `{name}` is `{meant}` on {often} pages here");
    let finding = report.add(&page.path, node.span, message);
    finding.severity(Severity::Warning).help(format!("Write `{meant}`"));
    let scalars = site.facts.dialect.front_matter.scalars;
    let new = written(node, meant, true, evidence::syntax(site, one), scalars);
    finding.fix(Fix::unsafe_(format!("Write `{meant}`"), &page.path, node.span, new));
}
