//! Eleventy 3's `slugify`: the filter, markdown-it-anchor set up with it, and `IdAttributePlugin`.

use std::{borrow::Cow, sync::LazyLock};

use regex::Regex;
use unicode_normalization::{UnicodeNormalization, is_nfc};

use super::{character::is_js_space, transliteration::SINDRESORHUS_2};

/// The id of a heading whose rendered text is `text`, as @sindresorhus/slugify 2.2.1 makes it when Eleventy 3.1 calls it
/// (its `decamelize` off). Empty when nothing of the text can be spelled in ASCII.
pub fn slug(text: &str) -> String {
    hyphenate(&transliterate(text))
}

/// As [`slug`], but with the package's own default of splitting `CamelCase` words: a project that hands
/// @sindresorhus/slugify itself to a plugin gets this one.
pub fn slug_decamelized(text: &str) -> String {
    static STEPS: LazyLock<Vec<Regex>> = LazyLock::new(|| {
        let steps = ["([A-Z]{2,})([0-9]+)", "([a-z0-9]+)([A-Z]{2,})", "([a-z0-9])([A-Z])", "([A-Z]+)([A-Z][a-rt-z0-9]+)"];
        steps.iter().filter_map(|step| Regex::new(step).ok()).collect()
    });
    let spelled = transliterate(text);
    let split = STEPS.iter().fold(Cow::from(spelled), |words, step| match step.replace_all(&words, "$1 $2") {
        Cow::Borrowed(_) => words,
        Cow::Owned(split) => Cow::Owned(split),
    });
    hyphenate(&split)
}

/// Spells the text in ASCII as far as possible; what cannot be spelled stays.
fn transliterate(text: &str) -> String {
    let composed: Cow<'_, str> = if is_nfc(text) { text.into() } else { text.nfc().collect::<String>().into() };
    let mut spelled = String::with_capacity(composed.len() + 8);
    let mut rest = composed.chars();
    let mut before = None;
    while let Some(c) = rest.next() {
        let next = rest.as_str().chars().next();
        if let Some(pair) = next.and_then(|next| together(c, next)) {
            spelled.push_str(pair);
            rest.next();
        } else if c == '\u{fe0f}' && next == Some('\u{20e3}') && matches!(before, Some('0'..='9' | '#' | '*')) {
            // A keycap emoji such as 1️⃣ is its digit and nothing else.
            rest.next();
        } else {
            match c {
                '&' => spelled.push_str(" and "),
                '^' | '`' => {}
                c if c.is_ascii() => spelled.push(c),
                c => match SINDRESORHUS_2.of(c) {
                    Some(replacement) => spelled.push_str(replacement),
                    None => spelled.push(c),
                },
            }
        }
        before = Some(c);
    }
    spelled
}

/// Pairs of characters that the table spells together.
fn together(first: char, second: char) -> Option<&'static str> {
    Some(match (first, second) {
        ('ъ', 'е') => "ye",
        ('Ъ', 'е') => "Ye",
        ('ъ', 'Е') => "yE",
        ('Ъ', 'Е') => "YE",
        ('ы', 'й') => "iy",
        ('Ы', 'й') => "Iy",
        ('ы', 'Й') => "iY",
        ('Ы', 'Й') => "IY",
        ('\u{64e}', '\u{200e}') => "a",
        ('\u{650}', '\u{200e}') => "i",
        ('🅰', '\u{fe0f}') => "A",
        ('🅱', '\u{fe0f}') => "B",
        ('🅾', '\u{fe0f}') => "O",
        _ => return None,
    })
}

/// Lower case, every run of anything but ASCII letters and digits one hyphen, none at the ends. The apostrophe of
/// `don't` and `team's` goes without a hyphen, if it is the straight one and the word ends there.
fn hyphenate(spelled: &str) -> String {
    let mut slug = String::with_capacity(spelled.len());
    let mut gap = false;
    let mut before = ' ';
    let mut rest = spelled.chars();
    while let Some(c) = rest.next() {
        if c.is_ascii_alphanumeric() {
            if gap && !slug.is_empty() {
                slug.push('-');
            }
            gap = false;
            slug.push(c.to_ascii_lowercase());
        } else if !(c == '\'' && before.is_ascii_alphanumeric() && ends_contraction(rest.as_str())) {
            gap = true;
        }
        before = c;
    }
    slug
}

/// Whether `t` or `s`, the word's last letter, follows.
fn ends_contraction(rest: &str) -> bool {
    rest.strip_prefix(['t', 's', 'T', 'S']).is_some_and(|rest| rest.chars().next().is_none_or(is_js_space))
}
