//! The keys that Markdown pages use, ready to be compared by groups of pages.

use super::nodes::Nodes;
use crate::{
    generator::{PageId, data::Meta},
    page::front_matter::{Data, FrontMatter},
    site::{
        Site,
        census::{Key, Scope, ScopeOf},
    },
};

/// The keys of the Markdown pages of a site.
pub(super) struct Keys<'a> {
    pub(super) site: &'a Site,
    /// The pages whose front matter can be read, or that have none.
    pub(super) all: Scope<'a>,
    /// All their values.
    pub(super) nodes: Nodes<'a>,
    /// Every key that stands at the top or in tables there, the most frequent first.
    pub(super) keys: Vec<KeyOn<'a>>,
}

/// A key and the pages that have it.
pub(super) struct KeyOn<'a> {
    pub(super) key: Key<'a>,
    /// Its names from the top as they are written, joined with dots.
    pub(super) name: String,
    /// In their order, each once.
    pub(super) pages: Vec<PageId>,
}

impl<'a> Keys<'a> {
    /// Reads the census; keys for which `is_slip` holds are left out, by their own names.
    pub(super) fn of(site: &'a Site, is_slip: &dyn Fn(&str) -> bool) -> Self {
        let census = site.census();
        let readable = |id: PageId| !site.page(id).front_matter.as_ref().is_some_and(FrontMatter::is_unreadable);
        let all = census.pages_where(ScopeOf::Site, readable);
        let in_list = |key: Key<'a>| std::iter::successors(Some(key), |key| key.parent()).any(Key::is_item);
        let is_meant = |key: &Key<'a>| !in_list(*key) && key.name() != "<<" && !is_slip(key.name());
        let on = |key: Key<'a>| {
            let mut pages: Vec<PageId> = key.uses_in(&all).map(|one| one.page).collect();
            pages.dedup();
            KeyOn { key, name: written(key), pages }
        };
        let mut keys: Vec<KeyOn<'a>> = census.keys().filter(is_meant).map(on).filter(|key| !key.pages.is_empty()).collect();
        // Of equals the one that is met first, which mostly stands higher.
        keys.sort_by_key(|key| std::cmp::Reverse(key.pages.len()));
        Self { site, all, nodes: Nodes::of(site), keys }
    }

    /// Whether a page that does not write the key has it all the same: a folder gives it, or an alias or `<<` may.
    pub(super) fn is_given(&self, id: PageId, key: &str) -> bool {
        let page = self.site.page(id);
        Meta::get(&self.site.facts.data, page, key).is_some()
            || page.front_matter.as_ref().is_some_and(|block| may_be_merged(block, key))
    }
}

impl KeyOn<'_> {
    pub(super) fn is_on(&self, page: PageId) -> bool {
        self.pages.binary_search(&page).is_ok()
    }
}

/// The names of a key from the top, as pages write them where the generator takes several spellings for one.
fn written(key: Key<'_>) -> String {
    let mut names: Vec<&str> = std::iter::successors(Some(key), |key| key.parent()).map(Key::written).collect();
    names.reverse();
    names.join(".")
}

fn may_be_merged(block: &FrontMatter, key: &str) -> bool {
    let above = key.match_indices('.').filter_map(|(at, _)| block.get(key.get(..at)?));
    block.get("<<").is_some()
        || above.into_iter().any(|entry| matches!(entry.value.data, Data::Alias(_)) || entry.value.get("<<").is_some())
}
