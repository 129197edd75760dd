//! Entries that no way leads to from the top of the menu.

use super::NavProblem;
use crate::generator::{NavEntry, NavScheme};
use rustc_hash::FxHashMap;

/// What is wrong with the keys: parents that are missing, keys that are there twice, circles and what is below them.
pub(super) fn problems(
    scheme: NavScheme,
    entries: &[NavEntry],
    by_key: &FxHashMap<&str, Vec<usize>>,
    shown: &[bool],
) -> Vec<NavProblem> {
    let mut problems = Vec::new();
    let above = |at: usize| {
        let parent = entries[at].parent.as_deref().filter(|_| entries[at].parent_is_text && entries[at].lineage.is_none())?;
        by_key.get(parent)?.first().copied()
    };
    for (at, entry) in entries.iter().enumerate() {
        let first = entry.keys(scheme).filter_map(|key| by_key.get(key)?.first().copied()).find(|&first| first < at);
        problems.extend(first.map(|first| NavProblem::DuplicateKey(first, at)));
        let parent = above(at).filter(|&above| !entries[above].made);
        if entry.parent.is_some() && parent.is_none() {
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
