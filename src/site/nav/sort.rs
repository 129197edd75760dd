//! The order of siblings.

use crate::generator::{NavEntry, NavScheme};
use std::cmp::Ordering;

/// Sorts siblings as their generator does.
pub(super) fn sort(scheme: NavScheme, entries: &[NavEntry], siblings: &mut Vec<usize>) {
    if scheme == NavScheme::Menus {
        siblings.sort_by_cached_key(|&at| menu_place(&entries[at]));
        return;
    }
    sort_numbers(entries, siblings);
}

/// Where Hugo 0.168 puts an entry: by weight, those without it last, then by name without regard to case, then by identifier.
fn menu_place(entry: &NavEntry) -> (bool, u64, String, String, Option<String>) {
    let weight = entry.order.unwrap_or_default();
    // Bits of numbers have the order of the numbers, that of negative ones the other way round.
    let bits = weight.to_bits();
    let bits = if weight.is_sign_negative() { !bits } else { bits | 1 << 63 };
    (entry.order.is_none(), bits, entry.title.to_lowercase(), entry.title.clone(), entry.key.clone())
}

/// Sorts siblings as `Array.prototype.sort` does.
fn sort_numbers(entries: &[NavEntry], siblings: &mut Vec<usize>) {
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
