//! One slip of a page's front matter that several rules meet is told once.

use crate::diagnostic::{Applicability, Diagnostic};

/// The rules that say the most of a place, best first; what one of them says, those after it need not say again.
const RULES: [&str; 8] = [
    "front-matter/unknown-key",
    "front-matter/required",
    "front-matter/type",
    "front-matter/date",
    "front-matter/value",
    "front-matter/unique",
    "front-matter/schema",
    "front-matter/misspelled-key",
];
/// From here on, rules say again what others said.
const ECHOES: usize = 6;

/// Takes out what is said twice of sorted diagnostics. What stays keeps the safer of the two fixes.
pub(super) fn remove(found: &mut Vec<Diagnostic>) {
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(found.len());
    let mut start = 0;
    for diagnostic in found.drain(..) {
        if kept.get(start).is_none_or(|first| first.at.span != diagnostic.at.span || first.at.path != diagnostic.at.path) {
            start = kept.len();
        }
        let again = rank(&diagnostic).and_then(|rank| {
            let here = kept.get_mut(start..).unwrap_or_default();
            here.iter_mut().find(|other| is_same(other, &diagnostic, rank))
        });
        match again {
            None => kept.push(diagnostic),
            Some(other) => {
                let mut worse = diagnostic;
                if rank(other) > rank(&worse) {
                    std::mem::swap(other, &mut worse);
                }
                let is_safe = |one: &Diagnostic| one.fix.as_ref().map(|fix| fix.applicability == Applicability::Safe);
                if is_safe(other) != Some(true) && is_safe(&worse).is_some_and(|safe| safe || other.fix.is_none()) {
                    other.fix = worse.fix;
                }
            }
        }
    }
    *found = kept;
}

fn rank(diagnostic: &Diagnostic) -> Option<usize> {
    RULES.iter().position(|rule| diagnostic.rule == *rule)
}

/// Whether two diagnostics of one place, of which at least one says what others say, tell the same. Many keys may be missing at
/// the end of a block, so there the words count.
fn is_same(one: &Diagnostic, other: &Diagnostic, rank_of_other: usize) -> bool {
    let Some(rank_of_one) = rank(one) else { return false };
    let (first, last) = (rank_of_one.min(rank_of_other), rank_of_one.max(rank_of_other));
    if last < ECHOES || first == last {
        return false;
    }
    // Pages without a block are told so once, whichever keys they lack.
    let is_missing = |one: &Diagnostic| one.message.contains(" is missing ");
    is_missing(one) == is_missing(other) && (!is_missing(one) || one.message == other.message)
}
