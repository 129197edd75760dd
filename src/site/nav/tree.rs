//! Entries put below each other.

use super::{NavNode, sort::sort};
use crate::generator::{NavEntry, NavScheme};
use rustc_hash::{FxHashMap, FxHashSet};
use std::hash::Hash;

/// Entries further down than this stand beside the one that they would be below.
const DEEPEST: u32 = 100;

/// The tree of entries that know which one they are below.
pub(super) fn listed(entries: &[NavEntry]) -> Vec<NavNode> {
    let mut nodes: Vec<Option<NavNode>> = (0..entries.len()).map(|entry| Some(NavNode { entry, children: Vec::new() })).collect();
    let mut above: Vec<Option<usize>> = Vec::with_capacity(entries.len());
    let mut depths: Vec<u32> = Vec::with_capacity(entries.len());
    for (at, entry) in entries.iter().enumerate() {
        let wanted = entry.above.filter(|&above| above < at);
        let is_deep = wanted.is_some_and(|above| depths[above] >= DEEPEST);
        let found = if is_deep { wanted.and_then(|above_it| above[above_it]) } else { wanted };
        depths.push(found.map_or(0, |above| depths[above] + 1));
        above.push(found);
    }
    let mut roots = Vec::new();
    // From the last to the first, so that all that is below an entry is there when it is put in its own place.
    for at in (0..entries.len()).rev() {
        let Some(mut node) = nodes[at].take() else { continue };
        node.children.reverse();
        match above[at].and_then(|above| nodes[above].as_mut()) {
            Some(above) => above.children.push(node),
            None => roots.push(node),
        }
    }
    roots.reverse();
    roots
}

/// A tree while it grows.
pub(super) struct Tree<'a> {
    scheme: NavScheme,
    entries: &'a [NavEntry],
    by_parent: &'a FxHashMap<&'a str, Vec<usize>>,
    /// Whether equal orders are looked for.
    finds_clashes: bool,
    /// Which entries are in it.
    pub shown: Vec<bool>,
    /// Siblings of one order.
    pub clashes: Clashes,
    /// How many more nodes there may be: keys that are there twice, level upon level, double them each time.
    left: usize,
}

impl<'a> Tree<'a> {
    /// An empty tree.
    pub(super) fn new(
        scheme: NavScheme,
        entries: &'a [NavEntry],
        by_parent: &'a FxHashMap<&'a str, Vec<usize>>,
        finds_clashes: bool,
    ) -> Self {
        let (shown, left) = (vec![false; entries.len()], 100 + 4 * entries.len());
        Self { scheme, entries, by_parent, finds_clashes, shown, clashes: Clashes::default(), left }
    }

    /// Sorts siblings and puts their children below them. `above` holds the keys on the way, so that a key that is its own
    /// ancestor ends there.
    pub(super) fn level(&mut self, mut siblings: Vec<usize>, above: &mut Vec<String>) -> Vec<NavNode> {
        sort(self.scheme, self.entries, &mut siblings);
        if self.scheme == NavScheme::Folders {
            // Raneto lists the pages at the top before the folders, and in a folder its folders before its pages.
            siblings.sort_by_key(|&at| self.entries[at].url.is_some() != above.is_empty());
        }
        if self.finds_clashes {
            let order = |entry: &NavEntry| Some((entry.written_order()?.to_bits(), entry.run(self.scheme)));
            self.clashes.look(self.entries, &siblings, order);
        }
        let mut nodes = Vec::with_capacity(siblings.len());
        let entries = self.entries;
        for at in siblings {
            self.shown[at] = true;
            self.left = self.left.saturating_sub(1);
            let keys = entries[at].keys(self.scheme).filter(|key| !above.iter().any(|known| known == key) && above.len() < 100);
            let keys: Vec<&str> = keys.collect();
            let below: Vec<usize> = keys.iter().filter_map(|key| self.by_parent.get(key)).flatten().copied().collect();
            let depth = above.len();
            above.extend(keys.iter().map(|key| (*key).to_owned()));
            let children = if below.is_empty() || self.left == 0 { Vec::new() } else { self.level(below, above) };
            above.truncate(depth);
            nodes.push(NavNode { entry: at, children });
        }
        nodes
    }
}

/// Groups of siblings that have one order, each once.
#[derive(Default)]
pub(super) struct Clashes {
    /// In the order found.
    pub groups: Vec<Vec<usize>>,
    known: FxHashSet<Vec<usize>>,
}

impl Clashes {
    /// Those in the tree of a list. Orders are compared among pages of one folder: a list may take its parts from several, and
    /// each has an order of its own.
    pub(super) fn look_below(&mut self, entries: &[NavEntry], level: &[NavNode]) {
        let siblings: Vec<usize> = level.iter().map(|node| node.entry).collect();
        let order = |entry: &NavEntry| Some((entry.written_order()?.to_bits(), entry.source.parent()));
        self.look(entries, &siblings, order);
        for node in level.iter().filter(|node| !node.children.is_empty()) {
            self.look_below(entries, &node.children);
        }
    }

    /// Takes down siblings that are equal in what `order` makes of them.
    fn look<K: Hash + Eq>(&mut self, entries: &[NavEntry], siblings: &[usize], order: impl Fn(&NavEntry) -> Option<K>) {
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut sources = FxHashSet::default();
        let mut seen: FxHashMap<K, usize> = FxHashMap::default();
        for &at in siblings {
            // A page may stand in a list twice.
            let Some(order) = order(&entries[at]).filter(|_| sources.insert(&entries[at].source)) else { continue };
            match seen.get(&order) {
                // A page may stand in a list twice.
                Some(&group) => groups[group].push(at),
                None => {
                    seen.insert(order, groups.len());
                    groups.push(vec![at]);
                }
            }
        }
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            if self.known.insert(group.clone()) {
                self.groups.push(group);
            }
        }
    }
}
