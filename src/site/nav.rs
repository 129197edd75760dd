//! The menu as a reader sees it, and what is wrong with it.

use super::Entry;
use crate::generator::{NavEntry, NavList, NavScheme, Navigation};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

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
    /// Keys of pages that exist but are kept out of the menu, with the page's place.
    pub withheld_keys: Vec<(String, usize)>,
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
    pub(super) fn build(navigation: Navigation, pages: &[Entry]) -> Self {
        let Navigation { scheme: Some(scheme), entries, list } = navigation else { return Self::default() };
        if scheme == NavScheme::Listed {
            let roots = listed(&entries);
            return Self { scheme: Some(scheme), entries, list, roots, ..Self::default() };
        }
        let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_parent: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut top = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            for key in entry.keys(scheme) {
                by_key.entry(key).or_default().push(at);
            }
            match &entry.parent {
                Some(parent) if entry.parent_is_text => by_parent.entry(parent).or_default().push(at),
                Some(_) => {}
                None => top.push(at),
            }
        }
        let mut tree = Tree {
            scheme,
            entries: &entries,
            by_parent: &by_parent,
            shown: vec![false; entries.len()],
            clashes: Vec::new(),
            left: 100 + 20 * entries.len(),
        };
        let roots = tree.level(top, &mut Vec::new());
        let Tree { shown, clashes, .. } = tree;
        let mut problems = Vec::new();
        if scheme == NavScheme::Keys {
            problems = key_problems(scheme, &entries, &by_key, &shown);
        }
        problems.extend(clashes.into_iter().map(NavProblem::OrderClash));
        let mut withheld_keys = Vec::new();
        for (id, entry) in pages.iter().enumerate() {
            let key = entry.page.meta("eleventyNavigation.key").filter(|key| !by_key.contains_key(key));
            if let Some(key) = key.filter(|_| entry.placement.unlisted || entry.placement.withheld.is_some()) {
                withheld_keys.push((key.to_owned(), id));
            }
        }
        Self { scheme: Some(scheme), entries, list, roots, problems, withheld_keys }
    }
}

/// The tree of entries that know which one they are below.
fn listed(entries: &[NavEntry]) -> Vec<NavNode> {
    let mut nodes: Vec<Option<NavNode>> = (0..entries.len()).map(|entry| Some(NavNode { entry, children: Vec::new() })).collect();
    let mut roots = Vec::new();
    // From the last to the first, so that all that is below an entry is there when it is put in its own place.
    for at in (0..entries.len()).rev() {
        let Some(mut node) = nodes[at].take() else { continue };
        node.children.reverse();
        match entries[at].above.filter(|&above| above < at).and_then(|above| nodes[above].as_mut()) {
            Some(above) => above.children.push(node),
            None => roots.push(node),
        }
    }
    roots.reverse();
    roots
}

struct Tree<'a> {
    scheme: NavScheme,
    entries: &'a [NavEntry],
    by_parent: &'a FxHashMap<&'a str, Vec<usize>>,
    shown: Vec<bool>,
    clashes: Vec<Vec<usize>>,
    /// How many more nodes there may be: keys that are there twice, level upon level, double them each time.
    left: usize,
}

impl Tree<'_> {
    /// Sorts siblings and puts their children below them. `above` holds the keys on the way, so that a key that is its own
    /// ancestor ends there.
    fn level(&mut self, mut siblings: Vec<usize>, above: &mut Vec<String>) -> Vec<NavNode> {
        sort(self.entries, &mut siblings);
        if self.scheme == NavScheme::Folders {
            // Raneto lists the pages at the top before the folders, and in a folder its folders before its pages.
            siblings.sort_by_key(|&at| self.entries[at].url.is_some() != above.is_empty());
        }
        self.note_clashes(&siblings);
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

    fn note_clashes(&mut self, siblings: &[usize]) {
        let order = |at: usize| {
            let entry = &self.entries[at];
            let written = !entry.spans.order.is_empty();
            let order = entry.order.filter(|order| written && !order.is_nan())?;
            Some((order.to_bits(), self.run_of(at)))
        };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut seen: FxHashMap<(u64, (bool, bool)), usize> = FxHashMap::default();
        for &at in siblings {
            let Some(order) = order(at) else { continue };
            match seen.get(&order) {
                Some(&group) => groups[group].push(at),
                None => {
                    seen.insert(order, groups.len());
                    groups.push(vec![at]);
                }
            }
        }
        for group in groups.into_iter().filter(|group| group.len() > 1) {
            if !self.clashes.contains(&group) {
                self.clashes.push(group);
            }
        }
    }

    fn run_of(&self, at: usize) -> (bool, bool) {
        self.entries[at].run(self.scheme)
    }
}

impl NavEntry {
    /// The names by which children find it: eleventy-navigation cuts a key at its commas.
    fn keys(&self, scheme: NavScheme) -> impl Iterator<Item = &str> {
        let separator = if scheme == NavScheme::Keys { ',' } else { '\0' };
        self.key.iter().flat_map(move |key| key.split(separator)).filter(|key| !key.is_empty())
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

/// Sorts siblings as `Array.prototype.sort` does.
fn sort(entries: &[NavEntry], siblings: &mut Vec<usize>) {
    let is_nan = |at: &usize| entries[*at].order.is_some_and(f64::is_nan);
    if !siblings.iter().any(is_nan) {
        siblings.sort_by(|&a, &b| compare(&entries[a], &entries[b]));
        return;
    }
    // An order that is no number equals all others, so what comes out is up to the steps of the sort: V8's, for fewer than 64.
    let order = |a: usize, b: usize| compare(&entries[a], &entries[b]);
    let mut sorted = std::mem::take(siblings).into_iter().peekable();
    siblings.extend(sorted.next());
    let falls = |last: usize, next: usize| order(next, last) == Ordering::Less;
    let descends = sorted.peek().zip(siblings.last()).is_some_and(|(&next, &last)| falls(last, next));
    while let Some(&last) = siblings.last()
        && let Some(next) = sorted.next_if(|&next| falls(last, next) == descends)
    {
        siblings.push(next);
    }
    if descends {
        siblings.reverse();
    }
    for next in sorted {
        let (mut left, mut right) = (0, siblings.len());
        while left < right {
            let middle = left + (right - left) / 2;
            if falls(siblings[middle], next) { right = middle } else { left = middle + 1 }
        }
        siblings.insert(left, next);
    }
}

/// Pinned entries first, then by order, those without order last; ties keep their place (eleventy-navigation 1.0.5).
fn compare(a: &NavEntry, b: &NavEntry) -> Ordering {
    if a.pinned && b.pinned {
        let order = |entry: &NavEntry| entry.order.filter(|order| !order.is_nan()).unwrap_or(0.0);
        return order(a).partial_cmp(&order(b)).unwrap_or(Ordering::Equal);
    }
    let order = |entry: &NavEntry| if entry.pinned { Some(f64::NEG_INFINITY) } else { entry.order };
    match (order(a), order(b)) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
    }
}

fn key_problems(
    scheme: NavScheme,
    entries: &[NavEntry],
    by_key: &FxHashMap<&str, Vec<usize>>,
    shown: &[bool],
) -> Vec<NavProblem> {
    let mut problems = Vec::new();
    let above = |at: usize| {
        let parent = entries[at].parent.as_deref().filter(|_| entries[at].parent_is_text)?;
        by_key.get(parent)?.first().copied()
    };
    for (at, entry) in entries.iter().enumerate() {
        let first = entry.keys(scheme).filter_map(|key| by_key.get(key)?.first().copied()).find(|&first| first < at);
        problems.extend(first.map(|first| NavProblem::DuplicateKey(first, at)));
        if entry.parent.is_some() && above(at).is_none() {
            problems.push(NavProblem::MissingParent(at));
        }
    }
    let mut in_cycle = vec![false; entries.len()];
    // Each entry is walked through once.
    let mut met = vec![false; entries.len()];
    for start in (0..entries.len()).filter(|&at| !shown[at]) {
        let mut way = Vec::new();
        let mut next = Some(start);
        while let Some(at) = next.filter(|&at| !met[at]) {
            met[at] = true;
            way.push(at);
            next = above(at);
        }
        if let Some(at) = next.and_then(|next| way.iter().position(|&at| at == next)) {
            let cycle = way.split_off(at);
            cycle.iter().for_each(|&at| in_cycle[at] = true);
            let first = cycle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(place, _)| place);
            problems.push(NavProblem::Cycle(cycle[first..].iter().chain(&cycle[..first]).copied().collect()));
        }
    }
    // The topmost entry above it that is not shown is to blame; what was found out on the way up is kept.
    let mut blamed: Vec<Option<usize>> = vec![None; entries.len()];
    for at in (0..entries.len()).filter(|&at| !shown[at] && !in_cycle[at]) {
        let mut way = vec![at];
        let mut culprit = at;
        while let Some(next) = above(culprit).filter(|&next| !shown[next]) {
            culprit = blamed[next].unwrap_or(next);
            if culprit != next || in_cycle[next] {
                break;
            }
            way.push(next);
        }
        way.into_iter().for_each(|at| blamed[at] = Some(culprit));
        if culprit != at {
            problems.push(NavProblem::Unreachable(at, culprit));
        }
    }
    problems
}
