//! A key that is probably a slip for another.

mod known;
mod words;

use super::renamed;
use crate::{
    diagnostic::{Fix, Label},
    generator::PageId,
    page::front_matter::Entry,
    rule::{Report, Rule, SiteRule},
    rules::likeness::{Likeness, likeness},
    site::{
        Site,
        census::{Key, Kind, Use},
    },
};
use known::Known;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<MisspelledKey>("front-matter/misspelled-key", include_str!("../../../rules/front-matter/misspelled-key.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct MisspelledKey {
    min_ratio: f64,
    dictionary: Vec<String>,
}

/// On so many pages a key must be used before other keys are measured by it.
const COMMON: usize = 10;
/// On so many pages, or one in twenty, a key may be used and still be a slip.
const RARE: usize = 3;
const RARE_PART: usize = 20;
/// Shorter keys are not compared with keys that the site itself does not use often.
const LONG: usize = 5;
/// A singular beside a plural is a slip only where all others write it the other way.
const PLURAL_RATIO: usize = 50;

impl SiteRule for MisspelledKey {
    fn check(&self, site: &Site, report: &mut Report) {
        let census = site.census();
        let known = Known::of(site, &self.dictionary);
        let with_keys =
            site.pages.iter().filter(|entry| entry.page.front_matter.as_ref().is_some_and(|block| block.root.is_some()));
        self.level("", &census.top(), with_keys.count(), &known, report);
        for key in census.keys() {
            let children = key.children();
            if !children.is_empty() {
                self.level(&key.dotted(), &children, Usage::of(key).pages, &known, report);
            }
        }
    }
}

/// A key of one table, with what is asked of it again and again.
struct Usage<'s> {
    key: Key<'s>,
    /// On so many pages it is used.
    pages: usize,
    /// The kinds of its values, a bit each. What is empty may become anything.
    kinds: u16,
}

impl<'s> Usage<'s> {
    fn of(key: Key<'s>) -> Self {
        let mut usage = Self { key, pages: 0, kinds: 0 };
        let mut last = None;
        for one in key.uses() {
            if last != Some(one.page) {
                usage.pages += 1;
                last = Some(one.page);
            }
            let kind = if one.kind == Kind::Number { Kind::Integer } else { one.kind };
            if kind.is_telling() {
                usage.kinds |= 1 << kind as u16;
            }
        }
        usage
    }

    /// Whether a page has both.
    fn meets(&self, other: &Self) -> bool {
        let uses = other.key.uses();
        self.key.uses().iter().any(|one| uses.binary_search_by_key(&one.page, |other| other.page).is_ok())
    }
}

/// Why a key is taken for a slip.
struct Slip<'s> {
    /// The key that is meant, if a page has it.
    meant: Option<Key<'s>>,
    /// How to write it.
    written: String,
    why: Why,
    likeness: Likeness,
}

/// Weak evidence first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Why {
    /// `handbook.toml` speaks of it.
    Settings,
    /// The generator reads it.
    Generator,
    /// So many pages write it so.
    Pages(usize),
}

impl MisspelledKey {
    /// Looks at the keys of one table, which stands at `path` on so many `pages`.
    fn level(&self, path: &str, keys: &[Key<'_>], pages: usize, known: &Known, report: &mut Report) {
        let usages: Vec<_> = keys.iter().filter(|key| !key.is_item()).map(|key| Usage::of(*key)).collect();
        let common: Vec<_> = usages.iter().filter(|usage| usage.pages >= COMMON).collect();
        for usage in usages.iter().filter(|usage| !known.has(path, usage.key.name())) {
            if let Some(slip) = self.slip(path, usage, &common, &usages, pages, known) {
                usage.key.uses().iter().for_each(|one| finding(usage, one, &slip, report));
            }
        }
    }

    /// What a key is taken for; `commons` are those keys beside it that others are measured by.
    fn slip<'s>(
        &self,
        path: &str,
        usage: &Usage<'s>,
        commons: &[&Usage<'s>],
        level: &[Usage<'s>],
        pages: usize,
        known: &Known,
    ) -> Option<Slip<'s>> {
        let mut slips: Vec<Slip<'s>> = Vec::new();
        let name = usage.key.name();
        for common in commons {
            if let Some(likeness) = self.measured(usage, common, pages) {
                let written = common.key.written().to_owned();
                slips.push(Slip { meant: Some(common.key), written, why: Why::Pages(common.pages), likeness });
            }
        }
        if slips.is_empty() && usage.pages <= RARE {
            for (meant, why) in known.at(path) {
                let Some(likeness) = likeness(name, meant) else { continue };
                let used = level.iter().find(|usage| usage.key.name() == meant);
                let is_long = |key: &str| key.chars().count() >= LONG;
                let is_slip = match likeness {
                    Likeness::Spelling => true,
                    Likeness::Pen | Likeness::Letters(_) => is_long(name) && is_long(meant),
                    Likeness::Short => is_long(meant) && used.is_some_and(|used| used.pages >= COMMON),
                    Likeness::Plural => false,
                };
                if !is_slip || used.is_some_and(|used| used.meets(usage)) {
                    continue;
                }
                let written = used.map_or(meant, |used| used.key.written()).to_owned();
                slips.push(Slip { meant: used.map(|used| used.key), written, why, likeness });
            }
        }
        slips.into_iter().min_by(|one, other| {
            let order = (one.likeness, &other.why).cmp(&(other.likeness, &one.why));
            order.then_with(|| one.written.cmp(&other.written))
        })
    }

    /// Whether the counts say that a key is a slip for a common one.
    fn measured(&self, usage: &Usage<'_>, common: &Usage<'_>, pages: usize) -> Option<Likeness> {
        let (rare, often) = (usage.pages, common.pages);
        if (often as f64) < self.min_ratio * rare as f64 || usage.key == common.key {
            return None;
        }
        let likeness = likeness(usage.key.name(), common.key.name())?;
        let fits = usage.kinds & !common.kinds == 0;
        let seldom = rare <= RARE || rare * RARE_PART <= often;
        let is_slip = match likeness {
            Likeness::Spelling => true,
            // A page that has both means both.
            Likeness::Pen | Likeness::Letters(_) => seldom && fits && !usage.meets(common),
            Likeness::Plural => rare <= 2 && often >= rare * PLURAL_RATIO && fits && !usage.meets(common),
            // One page lacks what nearly all others have, and has this in its place.
            Likeness::Short => rare == 1 && fits && !usage.meets(common) && is_expected(usage, common, pages),
        };
        is_slip.then_some(likeness)
    }
}

/// Whether a page that lacks a common key would be expected to have it: of all `pages` or of those in the same folder, four in five
/// have it.
fn is_expected(usage: &Usage<'_>, common: &Usage<'_>, pages: usize) -> bool {
    let site = usage.key.census().site();
    let Some(folder) = usage.key.uses().first().map(|one| site.page(one.page).path.parent_str()) else { return false };
    let in_folder = |id: PageId| site.page(id).path.parent_str() == folder;
    let beside = (0..site.pages.len() as PageId).filter(|id| in_folder(*id)).count();
    let having = common.key.uses().iter().filter(|one| in_folder(one.page)).count();
    common.pages * 5 >= pages * 4 || having >= COMMON && having * 5 >= beside * 4
}

fn finding(usage: &Usage<'_>, one: &Use, slip: &Slip<'_>, report: &mut Report) {
    let table = usage.key.table(one);
    let Some(entry) = table.iter().find(|entry| entry.key == one.key) else { return };
    let site = usage.key.census().site();
    let page = site.page(one.page);
    let (written, meant) = (entry.written(), &slip.written);
    let evidence = match slip.why {
        Why::Pages(pages) => format!("{pages} of {} pages here write `{meant}`", pages + usage.pages),
        Why::Generator => format!("{} reads `{meant}`", site.facts.generator.value.title()),
        Why::Settings => format!("`handbook.toml` speaks of `{meant}`"),
    };
    let finding = report.add(&page.path, one.key, format!("`{written}` is probably a slip: {evidence}"));
    finding.help(format!("Write `{meant}`"));
    let is_meant = |entry: &&Entry| slip.meant.is_some_and(|meant| meant.name() == &*entry.name);
    if let Some(other) = table.iter().find(is_meant) {
        finding.help(format!("The page has `{meant}`, too; keep one of the two"));
        finding.related(Label::with_message(&page.path, other.key, format!("`{meant}` stands here")));
        return;
    }
    // One taken from an escaped text, or of several words, is written in another way than it is read.
    let Some(text) = renamed(page, entry, meant) else { return };
    let surely = matches!(slip.why, Why::Pages(_)) || slip.likeness == Likeness::Spelling;
    let fix = if surely { Fix::safe } else { Fix::unsafe_ };
    finding.fix(fix(format!("Write `{meant}`"), &page.path, entry.key, text));
}
