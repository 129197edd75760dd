//! `pymdownx.slugs.slugify` of the PyMdown Extensions, common in MkDocs sites.

use unicode_normalization::UnicodeNormalization;

use super::character::{is_python_space, is_python_word};

/// `case="none"`, the default: the case stays. `text` is the heading's rendered text. PyMdown Extensions 13.
pub fn slug(text: &str) -> String {
    keep(&cleaned(text))
}

/// `case="lower"`.
pub fn slug_lower(text: &str) -> String {
    keep(&cleaned(text).to_lowercase())
}

/// `case="lower-ascii"`: only ASCII letters are lower-cased.
pub fn slug_lower_ascii(text: &str) -> String {
    keep(&cleaned(text).to_ascii_lowercase())
}

/// `case="fold"`: lower case with spelling differences taken out as well (`ß` is `ss`).
pub fn slug_fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    cleaned(text).chars().for_each(|c| fold(c, &mut folded));
    keep(&folded)
}

/// Composed, without anything that looks like a tag, and trimmed.
fn cleaned(text: &str) -> String {
    let composed: String = text.nfc().collect();
    let mut plain = String::with_capacity(composed.len());
    let mut rest = composed.as_str();
    while let Some((before, tag)) = rest.split_once('<')
        && let Some((_, after)) = tag.split_once('>')
    {
        plain.push_str(before);
        rest = after;
    }
    plain.push_str(rest);
    plain.trim_matches(is_python_space).to_owned()
}

fn keep(text: &str) -> String {
    text.chars()
        .filter_map(|c| match c {
            ' ' | '-' => Some('-'),
            c => is_python_word(c).then_some(c),
        })
        .collect()
}

/// Full case folding, which the standard library does not have: lower case by way of upper case, save where Unicode says
/// otherwise.
fn fold(c: char, folded: &mut String) {
    match c {
        'ı' | '\u{13a0}'..='\u{13f5}' => folded.push(c),
        '\u{13f8}'..='\u{13fd}' | '\u{ab70}'..='\u{abbf}' => folded.extend(c.to_uppercase()),
        c => folded.extend(c.to_lowercase().flat_map(char::to_uppercase).flat_map(char::to_lowercase)),
    }
}
