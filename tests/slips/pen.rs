//! Slips of the pen.

use crate::random::Random;

/// The word with one slip in it: two letters swapped, one missing, one doubled, or the first in the other case.
pub(crate) fn slip(word: &str, random: &mut Random) -> Option<String> {
    let letters: Vec<char> = word.chars().collect();
    let places: Vec<usize> = (0..letters.len()).filter(|&at| letters[at].is_alphabetic()).collect();
    let &at = random.of(&places)?;
    let mut slipped = letters.clone();
    match random.below(4) {
        0 if letters.get(at + 1).is_some_and(|next| next.is_alphabetic() && *next != letters[at]) => slipped.swap(at, at + 1),
        1 if letters.len() > 3 => {
            slipped.remove(at);
        }
        2 => slipped.insert(at, letters[at]),
        3 => {
            let first = *places.first()?;
            let letter = letters[first];
            let other = if letter.is_uppercase() { letter.to_lowercase().next()? } else { letter.to_uppercase().next()? };
            slipped[first] = other;
        }
        _ => return None,
    }
    let slipped: String = slipped.into_iter().collect();
    (slipped != word).then_some(slipped)
}
