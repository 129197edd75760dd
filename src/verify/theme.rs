//! What stands on nearly every page is the theme's, not the content's.

use super::{
    Pair,
    built::{Address, Built},
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the theme puts on pages.
#[derive(Debug, Default)]
pub(super) struct Theme<'a> {
    ids: FxHashMap<&'a str, usize>,
    links: FxHashMap<Address, usize>,
    pages: usize,
}

/// On fewer pages than this, anything may be on all of them by chance.
const FEW_PAGES: usize = 5;

impl<'a> Theme<'a> {
    /// Counts on how many pages each id stands, and a link to each address.
    pub(super) fn of(built: &'a Built, pairs: &[Pair<'_>]) -> Self {
        let mut theme = Self { pages: pairs.len(), ..Self::default() };
        let found = pairs.par_iter().map(|pair| {
            let page = &built.pages[pair.at];
            let links = page.document.content_links().filter_map(|link| link.address.as_deref());
            let links: FxHashSet<Address> = links.map(|written| built.address(page, written)).collect();
            (page.document.anchors().map(|id| &*id.id).collect::<FxHashSet<_>>(), links)
        });
        for (ids, links) in found.collect::<Vec<_>>() {
            for id in ids {
                *theme.ids.entry(id).or_default() += 1;
            }
            for link in links {
                *theme.links.entry(link).or_default() += 1;
            }
        }
        theme
    }

    /// Whether the id is the theme's.
    pub(super) fn has_id(&self, id: &str) -> bool {
        // The private names of programs: `__tabbed_1_2`, `_top`.
        id.starts_with("__") || self.is_common(self.ids.get(id).copied())
    }

    /// Whether a link to the address is the theme's.
    pub(super) fn has_link(&self, address: &Address) -> bool {
        self.is_common(self.links.get(address).copied())
    }

    /// Four of five pages are nearly all.
    fn is_common(&self, count: Option<usize>) -> bool {
        self.pages >= FEW_PAGES && count.is_some_and(|count| count * 5 >= self.pages * 4)
    }
}
