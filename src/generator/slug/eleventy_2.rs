//! Eleventy 2's `slugify`: the filter, and markdown-it-anchor set up with it.

use unicode_normalization::UnicodeNormalization;

use super::transliteration::SINDRESORHUS_1;

/// The id of a heading whose rendered text is `text`, as @sindresorhus/slugify 1.1.2 makes it when Eleventy 1 or 2 calls
/// it (its `decamelize` off). Unlike version 2 it splits words at every apostrophe and spells fewer letters.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |c: char| {
        if !c.is_ascii_alphanumeric() {
            gap = true;
            return;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(c.to_ascii_lowercase());
    };
    let mut composed = text.nfc().peekable();
    while let Some(c) = composed.next() {
        let replacement = match c {
            '&' => Some(" and "),
            // These two Arabic vowel signs have a spelling only with a left-to-right mark after them.
            '\u{64e}' if composed.next_if_eq(&'\u{200e}').is_some() => Some("a"),
            '\u{650}' if composed.next_if_eq(&'\u{200e}').is_some() => Some("i"),
            c if c.is_ascii() => None,
            c => SINDRESORHUS_1.of(c),
        };
        match replacement {
            Some(replacement) => replacement.chars().for_each(&mut put),
            None => put(c),
        }
    }
    slug
}
