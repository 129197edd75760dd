//! The menu as a reader sees it, and what is wrong with it.

mod lost;
mod sort;
mod tree;

use crate::generator::{NavEntry, NavList, NavScheme, Navigation, WithheldKey};
use rustc_hash::FxHashMap;
use tree::{Clashes, Tree, listed};

/// The menu.
#[derive(Debug, Default)]
pub struct Nav {
    /// How entries find their parents; `None` when there is no menu that we know of.
    pub scheme: Option<NavScheme>,
    /// All entries, shown or not, in the order in which the generator meets them.
    pub entries: Vec<NavEntry>,
    /// The file that pages have to be listed in, if there is one.
    pub list: Option<NavList>,
    /// The entries that a reader sees, as a tree.
    pub roots: Vec<NavNode>,
    /// What is wrong.
    pub problems: Vec<NavProblem>,
    /// Keys of pages that exist but are kept out of the menu.
    pub withheld: Vec<WithheldKey>,
}

/// An entry in its place.
#[derive(Debug)]
pub struct NavNode {
    /// Its place in [`Nav::entries`].
    pub entry: usize,
    /// What stands below it, in order.
    pub children: Vec<NavNode>,
}

/// Something wrong with the menu; numbers are places in [`Nav::entries`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NavProblem {
    /// The parent it names does not exist.
    MissingParent(usize),
    /// The second has the key of the first.
    DuplicateKey(usize, usize),
    /// Each is the parent of the one before it, round and round.
    Cycle(Vec<usize>),
    /// The first is not shown because the second, above it, is not.
    Unreachable(usize, usize),
    /// Siblings with the same order.
    OrderClash(Vec<usize>),
}

impl Nav {
    pub(super) fn build(navigation: Navigation) -> Self {
        let Navigation { scheme: Some(scheme), entries, list, titles_decide, withheld } = navigation else {
            return Self::default();
        };
        let found = |entries, roots, problems| Self { scheme: Some(scheme), entries, list, roots, problems, withheld };
        if scheme == NavScheme::Listed {
            let roots = listed(&entries);
            let mut clashes = Clashes::default();
            if !titles_decide && entries.iter().any(|entry| entry.written_order().is_some()) {
                clashes.look_below(&entries, &roots);
            }
            return found(entries, roots, clashes.groups.into_iter().map(NavProblem::OrderClash).collect());
        }
        let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_parent: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut top = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            let mut is_second = false;
            for key in entry.keys(scheme) {
                let known = by_key.entry(key).or_default();
                is_second |= !known.is_empty();
                known.push(at);
            }
            match &entry.parent {
                // Hugo leaves out the second of two.
                _ if is_second && scheme == NavScheme::Menus => {}
                Some(_) if entry.lineage.is_some() => {}
                Some(parent) if entry.parent_is_text => by_parent.entry(parent).or_default().push(at),
                Some(_) => {}
                None => top.push(at),
            }
        }
        let mut tree = Tree::new(scheme, &entries, &by_parent, !titles_decide);
        let roots = tree.level(top, &mut Vec::new());
        let Tree { shown, clashes, .. } = tree;
        let mut problems = Vec::new();
        if scheme.names_parents() {
            problems = lost::problems(scheme, &entries, &by_key, &shown);
        }
        problems.extend(clashes.groups.into_iter().map(NavProblem::OrderClash));
        found(entries, roots, problems)
    }
}

impl NavEntry {
    /// The names by which children find it: eleventy-navigation cuts a key at its commas.
    fn keys(&self, scheme: NavScheme) -> impl Iterator<Item = &str> {
        let separator = if scheme == NavScheme::Keys { ',' } else { '\0' };
        self.key.iter().flat_map(move |key| key.split(separator)).filter(|key| !key.is_empty())
    }

    /// What those below it call it.
    pub fn known_as(&self, scheme: Option<NavScheme>) -> Option<&str> {
        if scheme == Some(NavScheme::Titles) { Some(&self.title) } else { self.key.as_deref() }
    }

    /// Its order, when it is a number that stands in its source.
    pub fn written_order(&self) -> Option<f64> {
        self.order.filter(|order| order.is_finite() && !self.spans.order.is_empty())
    }

    /// What a person calls it: its title, else where it is declared.
    pub fn name(&self) -> &str {
        if self.title.is_empty() { self.source.as_str() } else { &self.title }
    }

    /// Orders count only among siblings of one run: pinned ones stand apart, and so do Raneto's folders and pages.
    pub fn run(&self, scheme: NavScheme) -> (bool, bool) {
        (self.pinned, scheme == NavScheme::Folders && self.url.is_some())
    }
}
