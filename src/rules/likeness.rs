//! Whether one word can be a slip of the pen for another.

use rapidfuzz::distance::damerau_levenshtein;

/// How much a word looks like a slip for another. The surest come first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Likeness {
    /// They differ by case, spaces, dashes and underscores only.
    Spelling,
    /// Two letters are swapped, or one is missing or too much.
    Pen,
    /// Some letters are swapped, missing, added or wrong; how many.
    Letters(usize),
    /// One is the other with an `s`: both are words.
    Plural,
    /// A letter is missing or too much, and the word is short or it is the first one: other words are as near.
    Short,
}

/// The likeness of two different words; `None` when a slip cannot have made the one of the other. Few people get the first letter
/// wrong, and many words differ by it (`weight`, `height`), so that it must be the same, swapped with the second, or missing.
pub(super) fn likeness(slip: &str, meant: &str) -> Option<Likeness> {
    // Most pairs have nothing in common; they are told apart before anything is copied.
    let (first, initial) = (letters(slip).next()?, letters(meant).next()?);
    let second = letters(meant).nth(1);
    let swapped_start = letters(slip).nth(1) == Some(initial) && second == Some(first);
    let missing_start = first != initial && !swapped_start && second == Some(first);
    if slip.len().abs_diff(meant.len()) > 8 || first != initial && !swapped_start && !missing_start {
        return None;
    }
    let (one, other) = (fold(slip), fold(meant));
    if one == other {
        return Some(Likeness::Spelling);
    }
    if missing_start {
        return other.ends_with(&one).then_some(Likeness::Short).filter(|_| letters(slip).count() + 1 == letters(meant).count());
    }
    // `image2` is another image, and `h1` another level.
    let figures = |text: &str| text.bytes().filter(u8::is_ascii_digit).collect::<Vec<u8>>();
    if figures(&one) != figures(&other) {
        return None;
    }
    let is_plural = |word: &str| word.ends_with('s');
    let plural =
        |short: &str, long: &str| !is_plural(short) && long.strip_prefix(short).is_some_and(|end| matches!(end, "s" | "es"));
    if plural(&one, &other) || plural(&other, &one) {
        return Some(Likeness::Plural);
    }
    let length = one.chars().count().min(other.chars().count());
    let most = if length >= 8 { 2 } else { 1 };
    let args = damerau_levenshtein::Args::default().score_cutoff(most);
    let distance = damerau_levenshtein::distance_with_args(one.chars(), other.chars(), &args)?;
    // In short words one other letter makes another word (`date`, `data`); two swapped ones do not.
    let swapped = distance == 1 && sorted(&one) == sorted(&other);
    let other_length = one.chars().count() != other.chars().count();
    let doubled = other_length && length >= 3 && (is_doubled(&one, &other) || is_doubled(&other, &one));
    match distance {
        1 if swapped || doubled || other_length && length >= 5 => Some(Likeness::Pen),
        1 if other_length && length >= 3 => Some(Likeness::Short),
        _ => (length >= 5).then_some(Likeness::Letters(distance)),
    }
}

/// The letters without case, spaces, dashes and underscores.
fn letters(key: &str) -> impl Iterator<Item = char> {
    key.chars().filter(|c| !matches!(c, ' ' | '-' | '_')).flat_map(char::to_lowercase)
}

fn fold(key: &str) -> String {
    letters(key).collect()
}

/// Whether `long` is `short` with one of its letters written twice.
fn is_doubled(short: &str, long: &str) -> bool {
    let mut before = None;
    let mut places = long.char_indices();
    places.any(|(at, letter)| {
        let again = before.replace(letter) == Some(letter);
        let rest = long.get(at + letter.len_utf8()..);
        again && short.strip_prefix(long.get(..at).unwrap_or_default()) == rest
    })
}

fn sorted(text: &str) -> Vec<char> {
    let mut letters: Vec<char> = text.chars().collect();
    letters.sort_unstable();
    letters
}

#[cfg(test)]
mod tests {
    use super::{
        Likeness::{Letters, Pen, Plural, Short, Spelling},
        likeness,
    };

    #[test]
    fn slips_are_told_from_other_words() {
        assert_eq!(likeness("related order", "related_order"), Some(Spelling));
        assert_eq!(likeness("Description", "description"), Some(Spelling));
        assert_eq!(likeness("tilte", "title"), Some(Pen));
        assert_eq!(likeness("dtae", "date"), Some(Pen));
        assert_eq!(likeness("parnt", "parent"), Some(Pen));
        assert_eq!(likeness("parrent", "parent"), Some(Pen));
        assert_eq!(likeness("icoon", "icon"), Some(Pen));
        assert_eq!(likeness("sortt", "sort"), Some(Pen));
        assert_eq!(likeness("authorss", "authors"), Some(Pen));
        assert_eq!(likeness("porent", "parent"), Some(Letters(1)));
        assert_eq!(likeness("tgs", "tags"), Some(Short));
        assert_eq!(likeness("itle", "title"), Some(Short));
        assert_eq!(likeness("descritpon", "description"), Some(Letters(2)));
        assert_eq!(likeness("tag", "tags"), Some(Plural));
        for (one, other) in
            [("data", "date"), ("weight", "height"), ("image2", "image1"), ("linkTitle", "title"), ("menu", "mesh"), ("", "a")]
        {
            assert_eq!(likeness(one, other), None, "{one} {other}");
        }
    }
}
