//! Numbers of their own for siblings, by changing as few as possible.

/// Orders that rise from one to the next, for orders that do not fall: as few as possible are changed where all are whole
/// numbers, and none goes below one (below zero, where one is less) unless one was there. `None` when a number would be too large.
pub(super) fn renumber(orders: &[f64]) -> Option<Vec<f64>> {
    let least = orders.iter().copied().fold(f64::INFINITY, f64::min);
    let bound = if least >= 1.0 { 1.0 } else { least.min(0.0).floor() - if least < 0.0 { orders.len() as f64 } else { 0.0 } };
    let kept = kept(orders, bound);
    let mut new = orders.to_vec();
    let (first, last) = (*kept.first()?, *kept.last()?);
    for at in (0..first).rev() {
        new[at] = orders[at].min(new[at + 1].ceil() - 1.0).max(bound + at as f64);
    }
    for pair in kept.windows(2) {
        let &[from, to] = pair else { continue };
        for at in from + 1..to {
            let most = orders[to].ceil() - (to - at) as f64;
            new[at] = after(new[at - 1], orders[at].min(most));
        }
    }
    for at in last + 1..orders.len() {
        new[at] = after(new[at - 1], orders[at]);
    }
    new.iter().all(|order| order.abs() < 1e15).then_some(new)
}

/// The wish, when it comes after the one before, else the next whole number.
fn after(before: f64, wish: f64) -> f64 {
    if wish > before { wish } else { before.floor() + 1.0 }
}

/// The places of the most orders that can stay as they are: between each two there is a whole number for all that stand between
/// them. Of several such choices, the one that keeps what stands first.
fn kept(orders: &[f64], bound: f64) -> Vec<usize> {
    // They can stay when they do not fall after as much is taken from each as there are before it.
    let room = |at: usize| orders[at] - at as f64;
    // The longest choice that begins at each; `tails` holds how it may begin best, by its length.
    let mut lengths = vec![0; orders.len()];
    let mut tails: Vec<f64> = Vec::new();
    for at in (0..orders.len()).rev().filter(|&at| room(at) >= bound) {
        let place = tails.partition_point(|&tail| tail >= room(at));
        lengths[at] = place + 1;
        match tails.get_mut(place) {
            Some(tail) => *tail = room(at),
            None => tails.push(room(at)),
        }
    }
    let mut left = tails.len();
    let mut kept: Vec<usize> = Vec::with_capacity(left);
    for (at, &length) in lengths.iter().enumerate() {
        if left > 0 && length == left && kept.last().is_none_or(|&last| room(at) >= room(last)) {
            kept.push(at);
            left -= 1;
        }
    }
    kept
}

#[cfg(test)]
mod tests {
    use super::renumber;
    use proptest::prelude::*;

    fn whole(orders: &[i32]) -> Vec<i32> {
        let orders: Vec<f64> = orders.iter().map(|&order| f64::from(order)).collect();
        renumber(&orders).unwrap().into_iter().map(|order| order as i32).collect()
    }

    #[test]
    fn as_few_as_possible_change() {
        assert_eq!(whole(&[10, 10, 20]), [10, 11, 20]);
        assert_eq!(whole(&[10, 10, 11, 20]), [9, 10, 11, 20]);
        assert_eq!(whole(&[1, 1, 2, 3]), [1, 2, 3, 4], "nothing goes below one");
        assert_eq!(whole(&[0, 0, 1]), [0, 1, 2]);
        assert_eq!(whole(&[1, 2, 3, 3, 9, 9]), [1, 2, 3, 4, 9, 10]);
        assert_eq!(whole(&[-5, -5, 5]), [-5, -4, 5]);
        assert_eq!(renumber(&[1.5, 1.5, 2.0]), Some(vec![1.5, 2.0, 3.0]));
        assert_eq!(renumber(&[1e300, 1e300]), None);
        assert_eq!(renumber(&[]), None);
    }

    /// The fewest changes, by trying all choices of what stays.
    fn fewest(orders: &[i32], bound: i32) -> usize {
        let choices = (0..1u32 << orders.len()).filter(|choice| {
            let kept: Vec<usize> = (0..orders.len()).filter(|at| choice >> at & 1 == 1).collect();
            let fits = |pair: &[usize]| orders[pair[1]] - orders[pair[0]] >= (pair[1] - pair[0]) as i32;
            kept.windows(2).all(fits) && kept.first().is_none_or(|&at| orders[at] >= bound + at as i32)
        });
        choices.map(|choice| orders.len() - choice.count_ones() as usize).min().unwrap_or_default()
    }

    proptest! {
        #[test]
        fn they_rise_and_no_other_way_changes_fewer(mut orders in prop::collection::vec(1i32..12, 1..10)) {
            orders.sort_unstable();
            let new = whole(&orders);
            prop_assert!(new.is_sorted_by(|a, b| a < b) && new[0] >= 1, "{orders:?} {new:?}");
            let changed = orders.iter().zip(&new).filter(|(old, new)| old != new).count();
            prop_assert_eq!(changed, fewest(&orders, 1), "{:?} {:?}", orders, new);
        }

        #[test]
        fn fractions_rise_too(mut orders in prop::collection::vec(-20i32..20, 1..12)) {
            orders.sort_unstable();
            let orders: Vec<f64> = orders.into_iter().map(|order| f64::from(order) / 4.0).collect();
            let new = renumber(&orders).unwrap();
            prop_assert!(new.is_sorted_by(|a, b| a < b), "{orders:?} {new:?}");
        }
    }
}
