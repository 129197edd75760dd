//! A key that a closed `[[front-matter]]` table of `handbook.toml` does not know.

use super::{asked, listed, renamed};
use crate::{
    config::FrontMatterSchema,
    diagnostic::{Fix, Label},
    generator::PageId,
    page::{
        Page,
        front_matter::{Data, Entry},
    },
    rule::{Finding, Report, Rule, SiteRule},
    site::Site,
    text::nearest,
};
use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnknownKey>("front-matter/unknown-key", include_str!("../../../rules/front-matter/unknown-key.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnknownKey {}

/// So many keys are told when none is near.
const SHOWN: usize = 12;

impl SiteRule for UnknownKey {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let Some(block) = page.front_matter.as_ref().filter(|block| !block.is_unreadable()) else { return };
        let Some(root) = &block.root else { return };
        let Some((schema, closed)) = site
            .schemas_of(page)
            .find_map(|schema| schema.closed.filter(|closed| closed.value).map(|closed| (schema, closed.span)))
        else {
            return;
        };
        let known = Known::of(site, page);
        let mut found = Vec::new();
        known.unknown(root.entries(), &mut String::new(), &mut found);
        for (path, entries, entry) in found {
            let names = known.beside(&path);
            let finding = wrong_key(page, entries, entry, &names, report);
            asked(finding, page, schema, closed);
        }
    }
}

/// The keys that may stand on a page.
struct Known<'a> {
    site: &'a Site,
    /// Those of the settings, dotted.
    named: FxHashSet<&'a str>,
    /// The beginnings of those: `menu` for `menu.title`.
    holders: FxHashSet<&'a str>,
    /// The tables that are about the page, for their `allow`.
    schemas: Vec<&'a FrontMatterSchema>,
}

/// A key with its siblings and the path of the mapping that they stand in.
type Unknown<'a> = (String, &'a [Entry], &'a Entry);

impl<'a> Known<'a> {
    /// What any table says that is about the page, whatever its `when`: a key that is asked for on some pages is known on all.
    fn of(site: &'a Site, page: &'a Page) -> Self {
        let schemas: Vec<_> = site.schemas_about(page).collect();
        let mut named: FxHashSet<&str> = schemas.iter().flat_map(|schema| schema.keys()).collect();
        named.extend(schemas.iter().filter_map(|schema| schema.json.as_ref()).flat_map(|json| json.keys()).map(String::as_str));
        named.extend(site.facts.states.iter().flat_map(|state| state.when.keys()).map(String::as_str));
        named.extend(site.facts.redirect_keys.value.iter().map(String::as_str));
        let lists = site.facts.reviews.settings.iter();
        let lists = lists.flat_map(|of| [&of.reviewed_keys, &of.due_keys, &of.interval_keys, &of.owner_keys]).flatten();
        named.extend(lists.flatten().map(|set| set.value.as_str()));
        let menu = site.facts.addresses.menu.iter();
        let menu = menu.flat_map(|menu| [&menu.key, &menu.parent, &menu.order, &menu.title]).flatten();
        named.extend(menu.map(|set| set.value.as_str()));
        let holders = named.iter().flat_map(|key| key.match_indices('.').filter_map(|(dot, _)| key.get(..dot))).collect();
        Self { site, named, holders, schemas }
    }

    /// Depth is bounded by the readers' nesting limit.
    fn unknown<'p>(&self, entries: &'p [Entry], path: &mut String, found: &mut Vec<Unknown<'p>>) {
        let length = path.len();
        for entry in entries.iter().filter(|entry| &*entry.name != "<<") {
            if length > 0 {
                path.push('.');
            }
            path.push_str(&entry.name);
            let allowed = self.schemas.iter().any(|schema| schema.allow.matches(path));
            let holder = self.holders.contains(path.as_str());
            if holder && !allowed && matches!(entry.value.data, Data::Mapping(_)) {
                self.unknown(entry.value.entries(), path, found);
            } else if !allowed && !holder && !self.named.contains(path.as_str()) && !self.is_generators(path) {
                found.push((path.get(..length).unwrap_or_default().to_owned(), entries, entry));
            }
            path.truncate(length);
        }
    }

    /// Whether the generator reads a key, or something below it.
    fn is_generators(&self, path: &str) -> bool {
        let below = |key: &str| key.strip_prefix(path).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'));
        self.site.facts.generator.value.meta_keys().iter().any(|key| below(key))
    }

    /// The names of the keys in the mapping at a path: those of the settings in order, then those that the generator reads.
    fn beside(&self, path: &str) -> Allowed<'a> {
        let generator = self.site.facts.generator.value;
        let name = |key: &'a str| {
            let rest = if path.is_empty() { key } else { key.strip_prefix(path)?.strip_prefix('.')? };
            rest.split('.').next()
        };
        let mut named: Vec<&str> = self.named.iter().copied().filter_map(name).collect();
        named.sort_unstable();
        named.dedup();
        let read = generator.meta_keys().iter().copied().filter_map(name).collect();
        Allowed { named, read, reader: generator.title() }
    }
}

/// The keys that may stand in a mapping.
pub(super) struct Allowed<'a> {
    /// Those that somebody has named.
    pub(super) named: Vec<&'a str>,
    /// Those that the generator reads.
    pub(super) read: Vec<&'a str>,
    /// The generator.
    pub(super) reader: &'a str,
}

/// Tells that a key may not stand there, and which one is meant.
pub(super) fn wrong_key<'r>(
    page: &Page,
    entries: &[Entry],
    entry: &Entry,
    allowed: &Allowed<'_>,
    report: &'r mut Report,
) -> &'r mut Finding {
    let written = entry.written();
    let finding = report.add(&page.path, entry.key, format!("`{written}` is no key that is allowed here"));
    let Some(near) = nearest(written, allowed.named.iter().chain(&allowed.read).copied()) else {
        if !allowed.named.is_empty() && allowed.named.len() <= SHOWN {
            let others = if allowed.read.is_empty() { String::new() } else { format!(", and what {} reads", allowed.reader) };
            finding.help(format!("There may be {}{others}", listed(allowed.named.iter().copied())));
        }
        return finding;
    };
    if let Some(other) = entries.iter().find(|other| &*other.name == near) {
        finding.help(format!("The page has `{near}`, too; keep one of the two"));
        finding.related(Label::with_message(&page.path, other.key, format!("`{near}` stands here")));
        return finding;
    }
    finding.help(format!("Did you mean `{near}`?"));
    if let Some(text) = renamed(page, entry, near) {
        let fix = if folded(written) == folded(near) { Fix::safe } else { Fix::unsafe_ };
        finding.fix(fix(format!("Write `{near}`"), &page.path, entry.key, text));
    }
    finding
}

/// Without case, spaces, dashes and underscores.
fn folded(key: &str) -> String {
    key.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}
