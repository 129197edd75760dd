//! Hugo's three values of `markup.goldmark.parser.autoIDType`.
//!
//! All read the heading's text after Hugo's typographer, which is on by default and turns `--` into a dash and straight
//! quotes into curly ones. A heading with nothing left becomes `heading`: see [`Numbering::Hugo`](super::Numbering::Hugo).

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;
use unicode_normalization::UnicodeNormalization;

use super::character::{is_decimal_digit, is_letter, is_plain_letter, to_simple_lowercase};

/// `github`, the default: as Hugo 0.168 makes it. Letters, decimal digits, `_`; combining marks go.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for c in text.trim().chars() {
        match c {
            ' ' | '-' => slug.push('-'),
            'a'..='z' | '0'..='9' | '_' => slug.push(c),
            'A'..='Z' => slug.push(c.to_ascii_lowercase()),
            c if c.is_ascii() => {}
            c if is_plain_letter(c) => slug.push(c),
            c if is_letter(c) || is_decimal_digit(c) => slug.push(to_simple_lowercase(c)),
            _ => {}
        }
    }
    slug
}

/// `github-ascii`: accents are taken off, the ends trimmed, then everything that is not ASCII goes. Hugo 0.168.
pub fn slug_ascii(text: &str) -> String {
    static ACCENT: LazyLock<Option<Regex>> = LazyLock::new(|| Regex::new(r"\p{Mn}+").ok());
    let decomposed: String = text.nfd().collect();
    let accent = ACCENT.as_ref().filter(|_| !text.is_ascii());
    let plain = accent.map_or(Cow::from(&decomposed), |accent| accent.replace_all(&decomposed, ""));
    plain
        .trim()
        .chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            c => (c == '_' || c.is_ascii_alphanumeric()).then(|| c.to_ascii_lowercase()),
        })
        .collect()
}

/// `blackfriday`: runs of anything but letters and numbers become one hyphen. Hugo 0.168.
pub fn slug_blackfriday(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.chars() {
        if !is_letter(c) && !c.is_numeric() {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(to_simple_lowercase(c));
    }
    slug
}
