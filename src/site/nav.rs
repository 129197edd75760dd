//! The menu as a reader sees it, and what is wrong with it.

use super::Entry;
use crate::generator::{NavEntry, NavScheme, Navigation};
use rustc_hash::FxHashMap;
use std::cmp::Ordering;

/// The menu.
#[derive(Debug, Default)]
pub struct Nav {
    /// How entries find their parents; `None` when there is no menu that we know of.
    pub scheme: Option<NavScheme>,
    /// All entries, shown or not, in the order in which the generator meets them.
    pub entries: Vec<NavEntry>,
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
        let Navigation { scheme, entries } = navigation;
        if scheme.is_none() {
            return Self::default();
        }
        let mut by_key: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut by_parent: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
        let mut top = Vec::new();
        for (at, entry) in entries.iter().enumerate() {
            if let Some(key) = &entry.key {
                by_key.entry(key).or_default().push(at);
            }
            match &entry.parent {
                Some(parent) => by_parent.entry(parent).or_default().push(at),
                None => top.push(at),
            }
        }
        let mut tree = Tree { entries: &entries, by_parent: &by_parent, shown: vec![false; entries.len()], clashes: Vec::new() };
        let roots = tree.level(top, &mut Vec::new());
        let Tree { shown, clashes, .. } = tree;
        let mut problems = Vec::new();
        if scheme == Some(NavScheme::Keys) {
            problems = key_problems(&entries, &by_key, &shown);
        }
        problems.extend(clashes.into_iter().map(NavProblem::OrderClash));
        let mut withheld_keys = Vec::new();
        for (id, entry) in pages.iter().enumerate() {
            let key = entry.page.meta("eleventyNavigation.key").filter(|key| !by_key.contains_key(key));
            if let Some(key) = key.filter(|_| entry.placement.unlisted || entry.placement.withheld.is_some()) {
                withheld_keys.push((key.to_owned(), id));
            }
        }
        Self { scheme, entries, roots, problems, withheld_keys }
    }

    /// The entry of a page, by its source path.
    pub fn entry_of(&self, source: &str) -> Option<usize> {
        self.entries.iter().position(|entry| entry.source.as_str() == source)
    }
}

struct Tree<'a> {
    entries: &'a [NavEntry],
    by_parent: &'a FxHashMap<&'a str, Vec<usize>>,
    shown: Vec<bool>,
    clashes: Vec<Vec<usize>>,
}

impl Tree<'_> {
    /// Sorts siblings and puts their children below them. `above` holds the keys on the way, so that a key that is its own
    /// ancestor ends there.
    fn level(&mut self, mut siblings: Vec<usize>, above: &mut Vec<String>) -> Vec<NavNode> {
        siblings.sort_by(|&a, &b| compare(&self.entries[a], &self.entries[b]));
        self.note_clashes(&siblings);
        let mut nodes = Vec::with_capacity(siblings.len());
        for at in siblings {
            self.shown[at] = true;
            let children = match &self.entries[at].key {
                Some(key) if !above.contains(key) && above.len() < 100 => {
                    let below = self.by_parent.get(key.as_str()).cloned().unwrap_or_default();
                    above.push(key.clone());
                    let children = self.level(below, above);
                    above.pop();
                    children
                }
                _ => Vec::new(),
            };
            nodes.push(NavNode { entry: at, children });
        }
        nodes
    }

    fn note_clashes(&mut self, siblings: &[usize]) {
        let order = |at: usize| {
            let entry = &self.entries[at];
            let written = !entry.spans.order.is_empty();
            entry.order.filter(|_| written).map(|order| (order.to_bits(), entry.url.is_some()))
        };
        let mut groups: Vec<Vec<usize>> = Vec::new();
        let mut seen: FxHashMap<(u64, bool), usize> = FxHashMap::default();
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
}

/// Pinned entries first, then by order, those without order last; ties keep their place (eleventy-navigation 1.0.5).
fn compare(a: &NavEntry, b: &NavEntry) -> Ordering {
    if a.pinned && b.pinned {
        return a.order.unwrap_or(0.0).total_cmp(&b.order.unwrap_or(0.0));
    }
    let order = |entry: &NavEntry| if entry.pinned { Some(f64::NEG_INFINITY) } else { entry.order };
    match (order(a), order(b)) {
        (None, None) => Ordering::Equal,
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
    }
}

fn key_problems(entries: &[NavEntry], by_key: &FxHashMap<&str, Vec<usize>>, shown: &[bool]) -> Vec<NavProblem> {
    let mut problems = Vec::new();
    for (at, entry) in entries.iter().enumerate() {
        if let Some(first) =
            entry.key.as_ref().and_then(|key| by_key.get(key.as_str())).map(|all| all[0]).filter(|&first| first != at)
        {
            problems.push(NavProblem::DuplicateKey(first, at));
        }
        let Some(parent) = &entry.parent else { continue };
        if !by_key.contains_key(parent.as_str()) {
            problems.push(NavProblem::MissingParent(at));
        }
    }
    let above = |at: usize| entries[at].parent.as_ref().and_then(|parent| by_key.get(parent.as_str())).map(|all| all[0]);
    let mut in_cycle = vec![false; entries.len()];
    for at in (0..entries.len()).filter(|&at| !shown[at]) {
        if in_cycle[at] {
            continue;
        }
        let mut way = vec![at];
        while let Some(next) = above(*way.last().unwrap_or(&at)) {
            if let Some(start) = way.iter().position(|&seen| seen == next) {
                let cycle = way.split_off(start);
                if !in_cycle[cycle[0]] {
                    cycle.iter().for_each(|&at| in_cycle[at] = true);
                    let first = cycle.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(place, _)| place);
                    problems.push(NavProblem::Cycle(cycle[first..].iter().chain(&cycle[..first]).copied().collect()));
                }
                break;
            }
            if in_cycle[next] {
                break;
            }
            way.push(next);
        }
    }
    for at in (0..entries.len()).filter(|&at| !shown[at] && !in_cycle[at]) {
        // The topmost entry above it that is not shown is to blame.
        let mut culprit = at;
        while let Some(next) = above(culprit).filter(|&next| !shown[next]) {
            culprit = next;
            if in_cycle[next] {
                break;
            }
        }
        if culprit != at {
            problems.push(NavProblem::Unreachable(at, culprit));
        }
    }
    problems
}
