//! What stands on nearly every page is the theme's, not the content's.

use super::{Pair, built::Built};
use rustc_hash::FxHashMap;
use std::collections::BTreeSet;

/// What the theme puts on pages.
#[derive(Debug, Default)]
pub(super) struct Theme<'a> {
    ids: FxHashMap<&'a str, usize>,
    links: FxHashMap<&'a str, usize>,
    pages: usize,
}

/// On fewer pages than this, anything may be on all of them by chance.
const FEW_PAGES: usize = 5;

impl<'a> Theme<'a> {
    /// Counts on how many pages each id and each link as it is written stands.
    pub(super) fn of(built: &'a Built, pairs: &[Pair<'_>]) -> Self {
        let mut theme = Self { pages: pairs.len(), ..Self::default() };
        for pair in pairs {
            let document = &built.pages[pair.at].document;
            for id in document.anchors().collect::<BTreeSet<_>>() {
                *theme.ids.entry(id).or_default() += 1;
            }
            for link in document.content_links().filter_map(|link| link.address.as_deref()).collect::<BTreeSet<_>>() {
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

    /// Whether the link is the theme's.
    pub(super) fn has_link(&self, written: &str) -> bool {
        self.is_common(self.links.get(written).copied())
    }

    /// Four of five pages are nearly all.
    fn is_common(&self, count: Option<usize>) -> bool {
        self.pages >= FEW_PAGES && count.is_some_and(|count| count * 5 >= self.pages * 4)
    }
}
