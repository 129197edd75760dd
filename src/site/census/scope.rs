//! The pages that are compared with each other.

use super::{Census, Key};
use crate::{generator::PageId, generator::data::Meta};
use std::collections::BTreeMap;

/// Some pages of a site, to be compared with each other.
#[derive(Clone, Debug)]
pub struct Scope<'s> {
    /// What they have in common.
    pub of: ScopeOf<'s>,
    /// In their order, each once.
    pages: Vec<PageId>,
}

/// What the pages of a [`Scope`] have in common.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ScopeOf<'s> {
    /// They are all pages of the site.
    Site,
    /// They lie in this folder or below it: its path, without a slash at its end.
    Folder(&'s str),
    /// They have this value for this key: the layout `post.njk`.
    Value(&'s str, &'s str),
}

/// The keys that make pages of a kind, where the generator has them.
const KINDS: [&str; 4] = ["layout", "type", "template", "collection"];

impl<'s> Scope<'s> {
    pub(super) fn new(of: ScopeOf<'s>, pages: Vec<PageId>) -> Self {
        Self { of, pages }
    }

    /// Its pages, in their order.
    pub fn pages(&self) -> &[PageId] {
        &self.pages
    }

    /// How many pages it has.
    pub fn len(&self) -> usize {
        self.pages.len()
    }

    /// Whether it has no page.
    pub fn is_empty(&self) -> bool {
        self.pages.is_empty()
    }

    /// Whether a page belongs to it.
    pub fn has(&self, page: PageId) -> bool {
        self.pages.binary_search(&page).is_ok()
    }
}

impl<'s> Census<'s> {
    /// All pages that are Markdown, with or without front matter.
    pub fn everywhere(self) -> Scope<'s> {
        Scope::new(ScopeOf::Site, self.markdown().collect())
    }

    /// Every folder that holds pages that are Markdown, itself or in folders below it; sorted by path, the site's root not among
    /// them.
    pub fn folders(self) -> Vec<Scope<'s>> {
        let mut folders: BTreeMap<&'s str, Vec<PageId>> = BTreeMap::new();
        for id in self.markdown() {
            let path = self.site().page(id).path.as_str();
            // So many levels tell enough; paths that go deeper would only be a way to make a run slow.
            for (slash, _) in path.match_indices('/').take(12) {
                folders.entry(path.get(..slash).unwrap_or_default()).or_default().push(id);
            }
        }
        folders.into_iter().map(|(path, pages)| Scope::new(ScopeOf::Folder(path), pages)).collect()
    }

    /// The pages of each kind, where the generator knows kinds: those that have the same `layout`, `type`, `template` or
    /// `collection`, be it their own or given by a folder. Markdown only, sorted by key and value.
    pub fn kinds(self) -> Vec<Scope<'s>> {
        let site = self.site();
        let known = site.facts.generator.value.meta_keys();
        let mut scopes = Vec::new();
        for key in KINDS.into_iter().filter(|key| known.contains(key)) {
            let mut values: BTreeMap<&'s str, Vec<PageId>> = BTreeMap::new();
            for id in self.markdown() {
                let value = Meta::get(&site.facts.data, site.page(id), key).and_then(Meta::as_str);
                if let Some(value) = value.filter(|value| !value.is_empty()) {
                    values.entry(value).or_default().push(id);
                }
            }
            scopes.extend(values.into_iter().map(|(value, pages)| Scope::new(ScopeOf::Value(key, value), pages)));
        }
        scopes
    }

    /// The pages that are Markdown and for which `is_in` holds.
    pub fn pages_where(self, of: ScopeOf<'s>, is_in: impl Fn(PageId) -> bool) -> Scope<'s> {
        Scope::new(of, self.markdown().filter(|&id| is_in(id)).collect())
    }

    fn markdown(self) -> impl Iterator<Item = PageId> {
        let site = self.site();
        (0..site.pages.len() as PageId).filter(|&id| site.page(id).format.is_markdown())
    }
}

impl<'s> Key<'s> {
    /// The uses of the key on the pages of a scope.
    pub fn uses_in(self, scope: &Scope<'_>) -> impl Iterator<Item = &'s super::Use> {
        let (first, last) = (scope.pages.first().copied(), scope.pages.last().copied());
        let uses = self.uses();
        let start = first.map_or(uses.len(), |first| uses.partition_point(|one| one.page < first));
        let end = last.map_or(start, |last| uses.partition_point(|one| one.page <= last));
        let within = uses.get(start..end).unwrap_or_default();
        within.iter().filter(|one| scope.has(one.page))
    }
}
