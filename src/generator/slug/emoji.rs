//! Short names of emoji (`:tada:`), which some generators replace before ids are made.

use std::{borrow::Cow, sync::LazyLock};

/// The names that markdown-it-emoji 3 knows, sorted.
static NAMES: LazyLock<Vec<&str>> =
    LazyLock::new(|| include_str!("emoji_names.txt").lines().filter(|line| !line.starts_with('#')).collect());

/// The text without the short names of emoji that markdown-it-emoji 3 replaces. Faces (`:-D`) are left.
pub fn without_short_names(text: &str) -> Cow<'_, str> {
    let Some(first) = text.find(':') else { return Cow::Borrowed(text) };
    let mut kept = String::with_capacity(text.len());
    let mut done = 0;
    let mut at = first;
    while let Some(name) = text.get(at + 1..) {
        let Some(length) = name.find(':') else { break };
        if NAMES.binary_search(&&name[..length]).is_ok() {
            kept.push_str(&text[done..at]);
            done = at + length + 2;
            let Some(next) = text[done..].find(':') else { break };
            at = done + next;
        } else {
            at += length + 1;
        }
    }
    if done == 0 {
        return Cow::Borrowed(text);
    }
    kept.push_str(&text[done..]);
    Cow::Owned(kept)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_known_names_are_replaced() {
        assert!(NAMES.is_sorted() && NAMES.len() > 1900);
        for (text, expected) in [
            ("Emoji :tada: short", "Emoji  short"),
            (":+1::tada:", ""),
            ("a: b :tada: c", "a: b  c"),
            ("a :nothing: b", "a :nothing: b"),
            ("std::vec::tada:", "std::vec:"),
            (":", ":"),
            (":tada", ":tada"),
        ] {
            assert_eq!(without_short_names(text), expected, "{text}");
        }
    }
}
