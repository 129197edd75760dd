//! What one `[[front-matter]]` block asks for.

use super::{
    evidence::{Evidence, FEW, is_almost},
    keys::{KeyOn, Keys},
    scopes::{Place, Scope},
};
use crate::{
    config::{Globs, ValueType},
    generator::PageId,
    path::SitePath,
    site::census::ScopeOf,
};
use jiff::civil::Date;
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// So many keys that nearly all pages have are told in a block.
const ALMOST: usize = 4;

/// Keys on fewer pages are left to the schema for editors, unless the handbook is small.
const OFTEN: usize = 10;

/// A `[[front-matter]]` block.
#[derive(Debug)]
pub(super) struct Block {
    /// Whether it is about every page.
    pub(super) is_whole: bool,
    /// `files`.
    pub(super) files: Vec<String>,
    /// Which of them.
    pub(super) place: Place,
    /// The pages that it is about.
    pub(super) pages: usize,
    /// The keys that all of them have.
    pub(super) required: Vec<Required>,
    /// The keys that nearly all of them have.
    pub(super) almost: Vec<Almost>,
    /// What is known of the values, the most frequent key first.
    pub(super) keys: Vec<(String, Evidence)>,
}

/// A key that all pages have.
#[derive(Debug)]
pub(super) struct Required {
    pub(super) name: String,
    /// Whether some leave it empty.
    pub(super) empty: usize,
}

/// A key that nearly all pages have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Almost {
    /// The key.
    pub key: String,
    /// The pages that have it.
    pub pages: usize,
    /// One that does not.
    pub missing: String,
}

/// The block of each scope; none for a scope of which nothing is known.
pub(super) fn blocks(keys: &Keys<'_>, scopes: &[Scope], today: Date) -> Vec<Block> {
    let members: Vec<FxHashSet<PageId>> = scopes.iter().map(|scope| scope.pages.iter().copied().collect()).collect();
    let mut blocks: Vec<Block> = scopes.iter().enumerate().map(|(at, scope)| Block::of(keys, scope, at == 0)).collect();
    for key in keys.keys.iter().filter(|key| key.pages.len() >= FEW) {
        // A key is told where it is at home: in the smallest group that holds all of its pages, and of which it is typical.
        let holds = |at: &usize| {
            let (Some(scope), Some(pages)) = (scopes.get(*at), members.get(*at)) else { return false };
            let is_typical = *at == 0 || key.pages.len() * 2 >= pages.len();
            is_typical && scope.place.may_tell(&key.name) && key.pages.iter().all(|page| pages.contains(page))
        };
        let home = (0..scopes.len()).filter(holds).min_by_key(|&at| members.get(at).map_or(0, FxHashSet::len));
        if let Some(block) = home.and_then(|at| blocks.get_mut(at)) {
            block.keys.push((key.name.clone(), Evidence::of(key.key, keys, today)));
        }
    }
    for block in &mut blocks {
        let above: BTreeSet<String> = block.keys.iter().map(|(name, _)| name.clone()).collect();
        // What a key within it is says what it is itself.
        block.keys.retain(|(name, known)| !(known.is_silent() || known.is_table() && has_below(&above, name)));
    }
    // What a group asks for in full is not told as nearly so of all.
    let asked: BTreeSet<String> = blocks.iter().flat_map(|block| &block.required).map(|key| key.name.clone()).collect();
    for block in &mut blocks {
        block.almost.retain(|almost| !(asked.contains(&almost.key) || has_below(&asked, &almost.key)));
        block.almost.truncate(ALMOST);
        let least = if block.is_whole { OFTEN.min(block.pages / 2) } else { 0 };
        block
            .keys
            .retain(|(key, known)| known.pages >= least && (block.is_whole && !key.contains('.') || !known.is_plain_text()));
    }
    blocks.retain(|block| !block.required.is_empty() || !block.almost.is_empty() || !block.keys.is_empty());
    blocks
}

/// Whether one of the keys stands in the table of this name.
fn has_below(names: &BTreeSet<String>, name: &str) -> bool {
    let start = format!("{name}.");
    names.range(start.clone()..).next().is_some_and(|other| other.starts_with(&start))
}

impl Block {
    fn of(keys: &Keys<'_>, scope: &Scope, is_whole: bool) -> Self {
        let names: BTreeSet<String> =
            scope.required.iter().filter_map(|&at| keys.keys.get(at)).map(|key| key.name.clone()).collect();
        let pages = keys.site.census().pages_where(ScopeOf::Site, |page| scope.pages.binary_search(&page).is_ok());
        let empty = |key: &KeyOn<'_>| {
            let tally = key.key.tally(&pages);
            tally.having - tally.filled
        };
        let required = scope.required.iter().filter_map(|&at| keys.keys.get(at));
        let required = required.filter(|key| !has_below(&names, &key.name));
        let required = required.map(|key| Required { name: key.name.clone(), empty: empty(key) }).collect();
        Self {
            is_whole,
            files: files(keys, &scope.pages, &scope.place),
            place: scope.place.clone(),
            pages: scope.pages.len(),
            required,
            almost: if is_whole { almost(keys, scope) } else { Vec::new() },
            keys: Vec::new(),
        }
    }
}

/// The keys that nearly all pages have, with a page that does not.
fn almost(keys: &Keys<'_>, scope: &Scope) -> Vec<Almost> {
    let candidates = keys.keys.iter().filter(|key| key.key.parent().is_none());
    let candidates = candidates.filter(|key| is_almost(key.pages.len(), scope.pages.len()));
    let almost = candidates.filter_map(|key| {
        let has = |page: &PageId| key.is_on(*page) || keys.is_given(*page, &key.name);
        let missing = scope.pages.iter().find(|page| !has(page))?;
        Some(Almost {
            key: key.name.clone(),
            pages: scope.pages.iter().filter(|page| has(page)).count(),
            missing: keys.site.page(*missing).path.to_string(),
        })
    });
    almost.collect()
}

/// The globs of the pages of a scope.
fn files(keys: &Keys<'_>, pages: &[PageId], place: &Place) -> Vec<String> {
    let site = keys.site;
    let extensions = |pages: &mut dyn Iterator<Item = PageId>| {
        let mut found: Vec<&str> = pages.map(|id| site.page(id).path.extension()).collect();
        found.sort_unstable();
        found.dedup();
        match found.as_slice() {
            [one] => (*one).to_owned(),
            many => format!("{{{}}}", many.join(",")),
        }
    };
    let roots: Vec<&str> = match place.folders.as_slice() {
        [] => site.facts.content.value.iter().map(SitePath::as_str).collect(),
        folders => folders.iter().map(String::as_str).collect(),
    };
    let glob = |root: &&str| {
        let inside = |id: &PageId| site.page(*id).path.below(root).is_some();
        let extension = extensions(&mut pages.iter().copied().filter(inside));
        let flat = pages.iter().filter(|id| inside(id)).all(|id| site.page(*id).path.parent_str() == *root);
        let deep = if flat && !place.folders.is_empty() { "" } else { "**/" };
        let root = if root.is_empty() { String::new() } else { format!("{}/", Globs::literal(root)) };
        format!("{root}{deep}*.{extension}")
    };
    let has_pages = |root: &&str| pages.iter().any(|id| site.page(*id).path.below(root).is_some());
    roots.into_iter().filter(has_pages).map(|root| glob(&root)).collect()
}

impl Evidence {
    /// Whether it says nothing.
    fn is_silent(&self) -> bool {
        self.types.is_empty() && self.values.is_empty() && self.dates.is_empty() && !self.has_almost()
    }

    /// Whether all that is known is that it is text, which hardly anything else could be.
    fn is_plain_text(&self) -> bool {
        let more = !self.values.is_empty() || !self.dates.is_empty() || self.unique || self.has_almost();
        self.types == [ValueType::String] && !more
    }

    fn has_almost(&self) -> bool {
        self.almost.is_some() || self.almost_values.is_some() || self.almost_dates.is_some()
    }

    fn is_table(&self) -> bool {
        self.types == [ValueType::Table]
    }
}
