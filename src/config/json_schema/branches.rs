//! Of several alternatives that do not fit, the one that is meant.

use super::violation::{Kind, Step, Violation};
use serde_json::Value;

/// What to tell of a value (at `here`) that fits none of some alternatives, each with what is wrong with it: one thing where all
/// come down to one, else what the alternative lacks that comes nearest.
pub(super) fn best(branches: Vec<Vec<Violation>>, here: &[Step]) -> Vec<Violation> {
    let mut branches: Vec<_> = branches.into_iter().filter(|branch| !branch.is_empty()).collect();
    if let Some(one) = united(&branches) {
        return vec![one];
    }
    // A value of the wrong type is another alternative's, and so is one that names the other kind of thing by its own words.
    let wrong_type = |branch: &[Violation]| branch.iter().any(|one| one.at == here && matches!(one.kind, Kind::Type(_)));
    let wrong_kind = |branch: &[Violation]| branch.iter().any(|one| discriminator(one, here).is_some());
    if branches.iter().any(|branch| !wrong_type(branch)) {
        branches.retain(|branch| !wrong_type(branch));
        if let Some(one) = united(&branches) {
            return vec![one];
        }
    }
    if branches.iter().any(|branch| !wrong_kind(branch)) {
        branches.retain(|branch| !wrong_kind(branch));
    } else if let Some(one) = all_kinds(&branches, here) {
        return vec![one];
    }
    branches.into_iter().min_by_key(Vec::len).unwrap_or_default()
}

/// A key of the value that must have another one value: it says what kind of thing this is.
fn discriminator<'a>(violation: &'a Violation, here: &[Step]) -> Option<(&'a [Step], &'a Value)> {
    match &violation.kind {
        Kind::OneOf(values) if violation.at.len() == here.len() + 1 && violation.at.starts_with(here) => {
            values.as_slice().first().filter(|_| values.len() == 1).map(|value| (violation.at.as_slice(), value))
        }
        _ => None,
    }
}

/// All the values that one key may have, where every alternative wants another.
fn all_kinds(branches: &[Vec<Violation>], here: &[Step]) -> Option<Violation> {
    let found: Vec<_> =
        branches.iter().filter_map(|branch| branch.iter().find(|one| discriminator(one, here).is_some())).collect();
    let (first, others) = found.split_first()?;
    let same = others.iter().all(|other| other.at == first.at);
    let values = found.iter().filter_map(|one| discriminator(one, here)).map(|(_, value)| value.clone());
    same.then(|| Violation { kind: Kind::OneOf(values.collect()), words: None, ..(*first).clone() })
}

/// The one thing that alternatives ask for which lack one thing each, at the same place.
fn united(branches: &[Vec<Violation>]) -> Option<Violation> {
    let mut singles = Vec::new();
    for branch in branches {
        let [only] = branch.as_slice() else { return None };
        singles.push(only);
    }
    let (first, others) = singles.split_first()?;
    if others.iter().any(|other| other.at != first.at) {
        return None;
    }
    let mut all = (*first).clone();
    for other in others {
        if other.words != all.words {
            all.words = None;
        }
        match (&mut all.kind, &other.kind) {
            (Kind::Missing(names), Kind::Missing(more)) => add(names, more),
            (Kind::Type(types), Kind::Type(more)) => add(types, more),
            (Kind::OneOf(values), Kind::OneOf(more)) => add(values, more),
            _ => return None,
        }
    }
    Some(all)
}

fn add<T: Clone + PartialEq>(all: &mut Vec<T>, more: &[T]) {
    for one in more {
        if !all.contains(one) {
            all.push(one.clone());
        }
    }
}
