//! Which pages are alike: the few groups that a `[[front-matter]]` block is worth writing for.

use super::keys::{KeyOn, Keys};
use crate::{
    generator::PageId,
    site::{
        Site,
        census::{Kind, ScopeOf},
    },
};
use rustc_hash::{FxHashMap, FxHashSet};

/// A group of fewer pages has no convention of its own; nor has one of fewer than a fiftieth of all pages.
const PAGES: usize = 8;
const PART: usize = 50;
/// So many groups besides the whole site; more would not be read.
const GROUPS: usize = 4;
/// Names of the pages that stand for their folder: they are often of another kind than those in it.
const INDEXES: [&str; 4] = ["index", "_index", "README", "readme"];

/// Pages that are alike, and what all of them have.
#[derive(Clone, Debug)]
pub(super) struct Scope {
    /// The pages, in their order.
    pub(super) pages: Vec<PageId>,
    /// How they are told from others.
    pub(super) place: Place,
    /// The keys that all of them have, by their places in [`Keys::keys`]; for a group only those that it does not share with
    /// what is around it.
    pub(super) required: Vec<usize>,
}

/// What pages have in common besides their keys.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Place {
    /// The folders that they lie in, at any depth.
    pub(super) folders: Vec<String>,
    /// The names of the pages that stand for their folders, where those are left out.
    pub(super) without: Vec<String>,
    /// A key that they have, and its value; of a mapping none.
    pub(super) when: Option<(String, Option<String>)>,
}

impl Place {
    /// Whether the pages are those that have a table of some name.
    pub(super) fn is_table(&self) -> bool {
        matches!(self.when, Some((_, None)))
    }

    /// Whether a key may be told with these pages: of a table only what is in it.
    pub(super) fn may_tell(&self, key: &str) -> bool {
        match &self.when {
            Some((table, None)) => key.strip_prefix(table.as_str()).is_some_and(|rest| rest.starts_with('.')),
            _ => true,
        }
    }
}

/// The whole site first, then the groups that have keys of their own, by their paths.
pub(super) fn scopes(keys: &Keys<'_>) -> Vec<Scope> {
    let by_page = keys_by_page(keys);
    let mut whole = Scope { pages: keys.all.pages().to_vec(), place: Place::default(), required: Vec::new() };
    whole.required = required(keys, &by_page, &whole.pages);
    let mut candidates: Vec<Scope> = candidates(keys);
    for scope in &mut candidates {
        scope.required = own_keys(keys, &by_page, scope, &whole.required);
    }
    let mut chosen: Vec<Scope> = Vec::new();
    while chosen.len() < GROUPS {
        candidates.retain(|scope| !scope.required.is_empty());
        // Of equals the folder above, which stands first.
        let gain = |scope: &Scope| scope.required.len() * scope.pages.len();
        let best = (0..candidates.len()).max_by(|&a, &b| gain(&candidates[a]).cmp(&gain(&candidates[b])).then(b.cmp(&a)));
        let Some(best) = best.map(|at| candidates.remove(at)) else { break };
        // What a group has is nothing new in a part of it. That a table has some keys does not say who has the table.
        if !best.place.is_table() {
            let members: FxHashSet<PageId> = best.pages.iter().copied().collect();
            for scope in candidates.iter_mut().filter(|scope| scope.pages.iter().all(|page| members.contains(page))) {
                scope.required.retain(|key| best.required.binary_search(key).is_err());
            }
        }
        chosen.push(best);
    }
    leave_to_tables(&mut chosen);
    let mut chosen = merged(keys, chosen);
    chosen.sort_by(|a, b| a.place.folders.cmp(&b.place.folders));
    let mut scopes = vec![whole];
    scopes.extend(chosen);
    scopes
}

/// Where a group says what is in a table, of all tables of that name, the other groups say only who has the table.
fn leave_to_tables(scopes: &mut [Scope]) {
    let tables: Vec<Scope> = scopes.iter().filter(|scope| scope.place.is_table()).cloned().collect();
    for scope in scopes.iter_mut().filter(|scope| !scope.place.is_table()) {
        for table in &tables {
            scope.required.retain(|key| table.required.binary_search(key).is_err());
        }
    }
}

/// Groups of which the same is asked become one.
fn merged(keys: &Keys<'_>, scopes: Vec<Scope>) -> Vec<Scope> {
    let mut merged: Vec<Scope> = Vec::new();
    for scope in scopes {
        let is_same = |other: &Scope| {
            let are_folders = scope.place.when.is_none() && other.place.when.is_none();
            are_folders && scope.required == other.required && scope.place.without.is_empty() == other.place.without.is_empty()
        };
        let Some(other) = merged.iter_mut().find(|other| is_same(other)) else {
            merged.push(scope);
            continue;
        };
        other.place.folders.extend(scope.place.folders);
        other.place.folders.sort();
        other.place.without.extend(scope.place.without);
        other.place.without.sort();
        other.place.without.dedup();
        other.pages.extend(scope.pages);
        other.pages.sort_unstable();
        other.pages.dedup();
        // The names that one group leaves out are left out of the other.
        let without = &other.place.without;
        other.pages.retain(|page| !without.iter().any(|name| name == keys.site.page(*page).path.file_name()));
    }
    merged
}

/// The keys of each page, by their places in [`Keys::keys`].
fn keys_by_page(keys: &Keys<'_>) -> FxHashMap<PageId, Vec<usize>> {
    let mut by_page: FxHashMap<PageId, Vec<usize>> = FxHashMap::default();
    for (at, key) in keys.keys.iter().enumerate() {
        for &page in &key.pages {
            by_page.entry(page).or_default().push(at);
        }
    }
    by_page
}

/// The keys that every one of the pages has. One that most of them do not write themselves is left to where it comes from.
fn required(keys: &Keys<'_>, by_page: &FxHashMap<PageId, Vec<usize>>, pages: &[PageId]) -> Vec<usize> {
    if pages.len() < PAGES {
        return Vec::new();
    }
    let mut counts: FxHashMap<usize, usize> = FxHashMap::default();
    for page in pages {
        for &key in by_page.get(page).into_iter().flatten() {
            *counts.entry(key).or_default() += 1;
        }
    }
    let all = |&(key, count): &(usize, usize)| {
        let Some(key) = keys.keys.get(key) else { return false };
        count == pages.len() || count * 10 >= pages.len() * 9 && has_every(keys, key, pages)
    };
    let mut found: Vec<usize> = counts.into_iter().filter(all).map(|(key, _)| key).collect();
    found.sort_unstable();
    found
}

fn has_every(keys: &Keys<'_>, key: &KeyOn<'_>, pages: &[PageId]) -> bool {
    pages.iter().all(|page| key.is_on(*page) || keys.is_given(*page, &key.name))
}

/// The keys that all pages of a group have, and fewer than half of the other pages.
fn own_keys(keys: &Keys<'_>, by_page: &FxHashMap<PageId, Vec<usize>>, scope: &Scope, everywhere: &[usize]) -> Vec<usize> {
    let others = keys.all.len().saturating_sub(scope.pages.len());
    let is_own = |&key: &usize| {
        let uses = keys.keys.get(key).map_or(0, |key| key.pages.len());
        let told = scope.place.when.as_ref().is_some_and(|(name, _)| keys.keys.get(key).is_some_and(|key| key.name == *name));
        let may_tell = keys.keys.get(key).is_some_and(|key| scope.place.may_tell(&key.name));
        // What a table holds is told by the table, however many pages have it.
        let is_rare = scope.place.is_table() || uses.saturating_sub(scope.pages.len()) * 2 < others.max(1);
        !told && everywhere.binary_search(&key).is_err() && may_tell && is_rare
    };
    let own: Vec<usize> = required(keys, by_page, &scope.pages).into_iter().filter(is_own).collect();
    // A table is there for the one key that it always has.
    if scope.place.is_table() && own.len() < 2 { Vec::new() } else { own }
}

/// Folders, folders without the pages that stand for them, kinds of pages, and the pages that have a table of some name; a folder
/// before those in it.
fn candidates(keys: &Keys<'_>) -> Vec<Scope> {
    let site = keys.site;
    let mut found: Vec<Scope> = Vec::new();
    let mut add = |pages: Vec<PageId>, place: Place| {
        if pages.len() >= PAGES.max(keys.all.len() / PART) && pages.len() < keys.all.len() {
            found.push(Scope { pages, place, required: Vec::new() });
        }
    };
    let readable = |pages: &[PageId]| pages.iter().copied().filter(|page| keys.all.has(*page)).collect::<Vec<_>>();
    for scope in site.census().folders() {
        let ScopeOf::Folder(folder) = scope.of else { continue };
        let is_content = |root: &str| !root.is_empty() && (folder == root || root.starts_with(&format!("{folder}/")));
        // A `!` at the start of a pattern means something else.
        if site.facts.content.value.iter().any(|root| is_content(root.as_str())) || folder.starts_with('!') {
            continue;
        }
        let place = Place { folders: vec![folder.to_owned()], ..Place::default() };
        let pages = readable(scope.pages());
        let is_index = |page: &PageId| INDEXES.contains(&site.page(*page).path.stem());
        let (indexes, rest): (Vec<_>, Vec<_>) = pages.iter().copied().partition(is_index);
        add(pages, place.clone());
        if !indexes.is_empty() {
            add(rest, Place { without: names(site, &indexes), ..place });
        }
    }
    for scope in site.census().kinds() {
        if let ScopeOf::Value(key, value) = scope.of {
            let place = Place { when: Some((key.to_owned(), Some(value.to_owned()))), ..Place::default() };
            add(readable(scope.pages()), place);
        }
    }
    for key in keys.keys.iter().filter(|key| key.key.tally(&keys.all).only_kind() == Some(Kind::Table)) {
        let place = Place { when: Some((key.name.clone(), None)), ..Place::default() };
        add(key.pages.clone(), place);
    }
    found
}

fn names(site: &Site, pages: &[PageId]) -> Vec<String> {
    let mut names: Vec<String> = pages.iter().map(|page| site.page(*page).path.file_name().to_owned()).collect();
    names.sort();
    names.dedup();
    names
}
