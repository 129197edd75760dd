//! The `toc` extension of Python-Markdown, and so MkDocs.

use unicode_normalization::UnicodeNormalization;

use super::character::{is_python_space, is_python_word};

/// The id of a heading whose rendered text is `text`, as `markdown.extensions.toc.slugify` of Python-Markdown 3.11 makes
/// it: accents are taken off, everything that is not ASCII goes, runs of spaces and hyphens become one hyphen.
pub fn slug(text: &str) -> String {
    hyphenate(text.nfkd().filter(char::is_ascii))
}

/// As [`slug`], but letters of all scripts stay: `markdown.extensions.toc.slugify_unicode`.
pub fn slug_unicode(text: &str) -> String {
    hyphenate(text.chars())
}

fn hyphenate(text: impl Iterator<Item = char>) -> String {
    let words: String = text.filter(|&c| is_python_word(c) || is_python_space(c) || c == '-').collect();
    let lower = words.trim_matches(is_python_space).to_lowercase();
    let mut slug = String::with_capacity(lower.len());
    for c in lower.chars() {
        if c != '-' && !is_python_space(c) {
            slug.push(c);
        } else if !slug.ends_with('-') {
            slug.push('-');
        }
    }
    slug
}
