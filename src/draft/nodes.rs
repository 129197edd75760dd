//! The values of all pages by their uses in the census, found in one pass: asking the census for each one walks through its page.

use crate::{
    generator::PageId,
    page::front_matter::{Data, Entry, Node},
    site::{Site, census::Use},
    text::Span,
};
use rustc_hash::FxHashMap;

/// The values of all pages.
pub(super) struct Nodes<'a> {
    found: FxHashMap<(PageId, Span, Span), (&'a Node, Option<&'a str>)>,
}

impl<'a> Nodes<'a> {
    pub(super) fn of(site: &'a Site) -> Self {
        let mut nodes = Self { found: FxHashMap::default() };
        for (id, entry) in site.pages.iter().enumerate() {
            if let Some(root) = entry.page.front_matter.as_ref().and_then(|block| block.root.as_ref()) {
                nodes.entries(id as PageId, root.entries());
            }
        }
        nodes
    }

    /// Depth is bounded by the readers' nesting limit.
    fn entries(&mut self, page: PageId, entries: &'a [Entry]) {
        for entry in entries {
            self.value(page, entry.key, &entry.value, Some(entry.written()));
        }
    }

    fn value(&mut self, page: PageId, key: Span, node: &'a Node, written: Option<&'a str>) {
        self.found.entry((page, key, node.span)).or_insert((node, written));
        match &node.data {
            Data::Mapping(entries) => self.entries(page, entries),
            Data::Sequence(items) => items.iter().for_each(|item| self.value(page, key, item, None)),
            Data::Scalar(_) | Data::Alias(_) => {}
        }
    }

    /// The value of a use.
    pub(super) fn node(&self, one: &Use) -> Option<&'a Node> {
        self.found.get(&(one.page, one.key, one.value)).map(|(node, _)| *node)
    }

    /// The key of a use as the page spells it; `None` for an item of a list.
    pub(super) fn written(&self, one: &Use) -> Option<&'a str> {
        self.found.get(&(one.page, one.key, one.value))?.1
    }
}

/// Texts with how often each is there: the most used first, then as in the alphabet.
pub(super) fn counted<'t>(texts: &[&'t str]) -> Vec<(&'t str, usize)> {
    let mut counts: FxHashMap<&str, usize> = FxHashMap::default();
    for text in texts {
        *counts.entry(text).or_default() += 1;
    }
    let mut counts: Vec<(&str, usize)> = counts.into_iter().collect();
    counts.sort_unstable_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.cmp(b.0)));
    counts
}
