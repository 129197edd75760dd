//! A key that is probably a slip for another.

mod census;
mod likeness;

use crate::{
    diagnostic::{Fix, Label},
    page::{
        Page,
        front_matter::{Data, Entry, Node},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use census::{Census, Level, Usage};
use likeness::{Likeness, likeness};
use rustc_hash::FxHashSet;
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

/// Keys that mean something to somebody, although they look much like another: never taken for slips of each other.
const WORDS: &[&str] = &[
    "alias",
    "aliases",
    "author",
    "authors",
    "category",
    "categories",
    "caption",
    "captions",
    "color",
    "colour",
    "contributor",
    "contributors",
    "cover",
    "data",
    "date",
    "dates",
    "description",
    "draft",
    "event",
    "events",
    "excerpt",
    "file",
    "files",
    "head",
    "header",
    "heading",
    "height",
    "hidden",
    "hide",
    "icon",
    "icons",
    "image",
    "images",
    "keyword",
    "keywords",
    "label",
    "labels",
    "language",
    "layout",
    "link",
    "linkTitle",
    "links",
    "menu",
    "menus",
    "name",
    "names",
    "nav",
    "next",
    "notes",
    "order",
    "orders",
    "other",
    "owner",
    "owners",
    "page",
    "pages",
    "parent",
    "parents",
    "path",
    "permalink",
    "person",
    "prev",
    "published",
    "publisher",
    "related",
    "role",
    "roles",
    "section",
    "sections",
    "series",
    "sidebar",
    "slug",
    "slugs",
    "sort",
    "state",
    "status",
    "subtitle",
    "summary",
    "tag",
    "tags",
    "team",
    "teams",
    "template",
    "theme",
    "themes",
    "time",
    "times",
    "title",
    "titles",
    "toc",
    "topic",
    "topics",
    "type",
    "types",
    "url",
    "urls",
    "version",
    "versions",
    "video",
    "videos",
    "weight",
    "width",
];

impl SiteRule for MisspelledKey {
    fn check(&self, site: &Site, report: &mut Report) {
        let census = Census::take(site);
        let known = Known::of(site, &self.dictionary);
        for (path, level) in &census.levels {
            let common: Vec<_> =
                level.iter().filter(|(_, usage)| usage.count() >= COMMON).map(|(&name, usage)| (name, usage)).collect();
            for (&name, usage) in level {
                if known.has(path, name) {
                    continue;
                }
                if let Some(slip) = self.slip(path, name, usage, &common, level, &known) {
                    tell(site, path, name, usage, &slip, report);
                }
            }
        }
    }
}

/// Why a key is taken for a slip.
struct Slip {
    /// The name of the key that is meant.
    meant: String,
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
    /// What a key of a `level` is taken for; `commons` are those keys of the level that others are measured by.
    fn slip(
        &self,
        path: &str,
        name: &str,
        usage: &Usage<'_>,
        commons: &[(&str, &Usage<'_>)],
        level: &Level<'_>,
        known: &Known,
    ) -> Option<Slip> {
        let mut slips: Vec<Slip> = Vec::new();
        for &(meant, common) in commons {
            if let Some(likeness) = self.measured(name, usage, meant, common) {
                let written = common.written.to_owned();
                slips.push(Slip { meant: meant.to_owned(), written, why: Why::Pages(common.count()), likeness });
            }
        }
        if slips.is_empty() && usage.count() <= RARE && name.chars().count() >= LONG {
            for (meant, why) in known.at(path) {
                let Some(likeness) = likeness(name, meant).filter(|likeness| *likeness != Likeness::Plural) else { continue };
                if meant.chars().count() < LONG || level.get(meant).is_some_and(|common| common.meets(usage)) {
                    continue;
                }
                let written = level.get(meant).map_or(meant, |usage| usage.written).to_owned();
                slips.push(Slip { meant: meant.to_owned(), written, why, likeness });
            }
        }
        slips.into_iter().min_by(|one, other| {
            let order = (one.likeness, &other.why).cmp(&(other.likeness, &one.why));
            order.then_with(|| one.meant.cmp(&other.meant))
        })
    }

    /// Whether the counts say that a key is a slip for a common one.
    fn measured(&self, name: &str, usage: &Usage<'_>, meant: &str, common: &Usage<'_>) -> Option<Likeness> {
        let (rare, often) = (usage.count(), common.count());
        if (often as f64) < self.min_ratio * rare as f64 || name == meant {
            return None;
        }
        let likeness = likeness(name, meant)?;
        let fits = usage.kinds & !common.kinds == 0;
        let seldom = rare <= RARE || rare * RARE_PART <= often;
        let is_slip = match likeness {
            Likeness::Spelling => true,
            // A page that has both means both.
            Likeness::Letters(_) => seldom && fits && !usage.meets(common),
            Likeness::Plural => rare <= 2 && often >= rare * PLURAL_RATIO && fits && !usage.meets(common),
        };
        is_slip.then_some(likeness)
    }
}

/// Keys that are right whatever the pages say.
struct Known {
    /// Dotted.
    generator: FxHashSet<String>,
    settings: FxHashSet<String>,
    /// By their last name.
    words: FxHashSet<String>,
}

impl Known {
    fn of(site: &Site, dictionary: &[String]) -> Self {
        let generator = site.facts.generator.value.meta_keys().iter().map(|key| (*key).to_owned()).collect();
        let mut settings = FxHashSet::default();
        for schema in site.schemas.iter() {
            settings.extend(schema.required.iter().chain(&schema.allow_future).map(|key| key.value.clone()));
            settings.extend(schema.types.keys().chain(schema.values.keys()).chain(schema.patterns.keys()).cloned());
            settings.extend(schema.dates.keys().chain(schema.unique.keys()).cloned());
            settings.extend(schema.lengths.keys().chain(schema.ranges.keys()).chain(schema.references.keys()).cloned());
            settings.extend(schema.links.iter().map(|key| key.value.clone()));
        }
        settings.extend(site.facts.states.iter().flat_map(|state| state.when.keys().cloned()));
        settings.extend(site.facts.redirect_keys.value.iter().cloned());
        let words = WORDS.iter().map(|word| (*word).to_owned()).chain(dictionary.iter().cloned()).collect();
        Self { generator, settings, words }
    }

    fn has(&self, path: &str, name: &str) -> bool {
        let dotted = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        self.words.contains(name) || self.generator.contains(&dotted) || self.settings.contains(&dotted) || name == "<<"
    }

    /// The names of the keys of the generator and the settings in one mapping, and whose they are.
    fn at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, Why)> {
        let settings = self.settings.iter().map(|key| (key, Why::Settings));
        let all = self.generator.iter().map(|key| (key, Why::Generator)).chain(settings);
        all.filter_map(move |(key, why)| {
            let name = if path.is_empty() { key.as_str() } else { key.strip_prefix(path)?.strip_prefix('.')? };
            (!name.contains('.')).then_some((name, why))
        })
    }
}

/// Reports the key on every page that has it.
fn tell(site: &Site, path: &str, name: &str, usage: &Usage<'_>, slip: &Slip, report: &mut Report) {
    for &id in &usage.pages {
        let page = site.page(id);
        let Some(root) = page.front_matter.as_ref().and_then(|block| block.root.as_ref()) else { continue };
        let mut mappings = Vec::new();
        find(root, path, &mut mappings);
        for mapping in mappings {
            let beside = mapping.iter().find(|entry| *entry.name == *slip.meant);
            for entry in mapping.iter().filter(|entry| *entry.name == *name) {
                finding(site, page, entry, beside, usage.count(), slip, report);
            }
        }
    }
}

fn finding(site: &Site, page: &Page, entry: &Entry, beside: Option<&Entry>, count: usize, slip: &Slip, report: &mut Report) {
    let (written, meant) = (entry.written(), &slip.written);
    let evidence = match slip.why {
        Why::Pages(pages) => format!("{pages} of {} pages here write it so", pages + count),
        Why::Generator => format!("{} reads that one", site.facts.generator.value.title()),
        Why::Settings => "`handbook.toml` speaks of that one".to_owned(),
    };
    let finding = report.add(&page.path, entry.key, format!("`{written}` is probably a slip for `{meant}`: {evidence}"));
    finding.help(format!("Write `{meant}`"));
    if let Some(other) = beside {
        finding.help(format!("The page has `{meant}`, too; keep one of the two"));
        finding.related(Label::with_message(&page.path, other.key, format!("`{meant}` stands here")));
        return;
    }
    let source = page.slice(entry.key);
    let quote = source.chars().next().filter(|c| matches!(c, '"' | '\''));
    let text = quote.map_or_else(|| meant.clone(), |quote| format!("{quote}{meant}{quote}"));
    // A key of several words, or one taken from an escaped text, is written in another way than it is read.
    if source.trim_matches(['"', '\'']) != written || !meant.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '))
    {
        return;
    }
    let surely = matches!(slip.why, Why::Pages(_)) || slip.likeness == Likeness::Spelling;
    let fix = if surely { Fix::safe } else { Fix::unsafe_ };
    finding.fix(fix(format!("Write `{meant}`"), &page.path, entry.key, text));
}

/// The mappings at a path of the census.
fn find<'a>(node: &'a Node, path: &str, found: &mut Vec<&'a [Entry]>) {
    if let (Data::Sequence(items), Some(rest)) = (&node.data, path.strip_prefix("[]")) {
        items.iter().for_each(|item| find(item, rest, found));
        return;
    }
    let rest = path.strip_prefix('.').unwrap_or(path);
    if rest.is_empty() {
        if matches!(node.data, Data::Mapping(_)) {
            found.push(node.entries());
        }
        return;
    }
    for entry in node.entries() {
        if let Some(below) = rest.strip_prefix(&*entry.name)
            && (below.is_empty() || below.starts_with(['.', '[']))
        {
            find(&entry.value, below, found);
        }
    }
}
