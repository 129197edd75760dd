//! "Did you mean …": the nearest of many names.

use rapidfuzz::distance::{damerau_levenshtein, jaro_winkler};

/// The candidate most like `wanted`, if one is near enough to be worth saying.
pub fn nearest<'a>(wanted: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    nearest_by(wanted, candidates, |candidate| candidate)
}

/// The candidate whose name is most like `wanted`, if one is near enough to be worth saying.
///
/// Near means: at most a third of the letters differ (transposed letters count once), or the names differ only by
/// case, spaces, dashes and underscores. Ties go to the candidate that comes first.
pub fn nearest_by<'a, T: ?Sized>(
    wanted: &str,
    candidates: impl IntoIterator<Item = &'a T>,
    name: impl Fn(&'a T) -> &'a str,
) -> Option<&'a T> {
    let folded = fold(wanted);
    if folded.is_empty() {
        return None;
    }
    let length = folded.chars().count();
    let limit = (length / 3).max(1);
    let letters = letters(wanted);
    let mut best: Option<(usize, f64, &'a T)> = None;
    for candidate in candidates {
        let other_name = name(candidate);
        // The distance is at least the difference in length; bytes bound characters from above by four.
        if other_name.len() > wanted.len() * 4 + 8 || wanted.len() > other_name.len() * 4 + 8 {
            continue;
        }
        let cutoff = best.map_or(limit, |(distance, ..)| distance);
        // Each change brings or takes away one letter, or swaps one for another.
        if (letters ^ self::letters(other_name)).count_ones() as usize > 2 * cutoff {
            continue;
        }
        let other = fold(other_name);
        let args = damerau_levenshtein::Args::default().score_cutoff(cutoff);
        let Some(distance) = damerau_levenshtein::distance_with_args(folded.chars(), other.chars(), &args) else { continue };
        if distance >= length {
            continue;
        }
        let likeness = jaro_winkler::similarity(folded.chars(), other.chars());
        if best.is_none_or(|(d, l, _)| distance < d || distance == d && likeness > l) {
            best = Some((distance, likeness, candidate));
        }
    }
    best.map(|(.., candidate)| candidate)
}

/// Which letters a name has, each a bit; letters may share one, so that some are overlooked but none is made up.
fn letters(name: &str) -> u64 {
    let counted = name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase);
    counted.fold(0, |bits, c| bits | 1 << (c as u32 % 64))
}

fn fold(name: &str) -> String {
    name.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::nearest;

    #[test]
    fn near_names_are_found_and_far_ones_are_not() {
        let names = ["title", "related_order", "order", "description"];
        assert_eq!(nearest("titel", names), Some("title"));
        assert_eq!(nearest("related order", names), Some("related_order"));
        assert_eq!(nearest("Description", names), Some("description"));
        assert_eq!(nearest("layout", names), None);
        assert_eq!(nearest("x", names), None);
        assert_eq!(nearest("", names), None);
    }
}
