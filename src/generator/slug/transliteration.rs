//! The tables of the slug packages that spell foreign letters in ASCII.

use std::sync::LazyLock;

use rustc_hash::FxHashMap;

/// What stands for each non-ASCII character; an empty text means that it vanishes.
pub(super) struct Transliteration(FxHashMap<char, &'static str>);

/// For Eleventy 3.
pub(super) static SINDRESORHUS_2: LazyLock<Transliteration> =
    LazyLock::new(|| Transliteration::read(include_str!("sindresorhus_2.txt")));

/// For Eleventy 2.
pub(super) static SINDRESORHUS_1: LazyLock<Transliteration> =
    LazyLock::new(|| Transliteration::read(include_str!("sindresorhus_1.txt")));

/// For Eleventy's `slug` filter.
pub(super) static SLUGIFY_1: LazyLock<Transliteration> = LazyLock::new(|| Transliteration::read(include_str!("slugify_1.txt")));

impl Transliteration {
    /// What stands for `c`; `None` when the table does not know it.
    pub(super) fn of(&self, c: char) -> Option<&'static str> {
        self.0.get(&c).copied()
    }

    /// Reads `replacement<TAB>characters and hexadecimal ranges` lines; `#` begins a comment.
    fn read(table: &'static str) -> Self {
        let mut map = FxHashMap::default();
        let lines = table.lines().filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('\t'));
        for (replacement, words) in lines {
            for word in words.split(' ') {
                let (first, last) = word.split_once('-').unwrap_or((word, word));
                match (u32::from_str_radix(first, 16), u32::from_str_radix(last, 16)) {
                    (Ok(first), Ok(last)) => map.extend((first..=last).filter_map(char::from_u32).map(|c| (c, replacement))),
                    _ => map.extend(word.chars().map(|c| (c, replacement))),
                }
            }
        }
        Self(map)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_literal_characters_and_ranges() {
        let table = Transliteration::read("# note\n\t300-302 b4\nae\täæ\nx\té 1f170\n");
        let of = |c| table.of(c);
        assert_eq!([of('\u{301}'), of('´'), of('ä'), of('æ')], [Some(""), Some(""), Some("ae"), Some("ae")]);
        assert_eq!([of('é'), of('🅰'), of('ü'), of('#')], [Some("x"), Some("x"), None, None]);
    }
}
