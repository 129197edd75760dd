//! Eleventy's older `slug` filter, and any setup that uses the npm package `slugify`.

use unicode_normalization::UnicodeNormalization;

use super::{character::is_js_space, transliteration::SLUGIFY_1};

/// The id of a heading whose rendered text is `text`, as the npm package slugify 1.6.6 makes it with Eleventy's options
/// (hyphens, lower case). Much punctuation stays: `what's-new!`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    let mut put = |c: char| {
        if c == '-' || is_js_space(c) {
            gap = true;
            return;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        slug.push(c.to_ascii_lowercase());
    };
    for c in text.nfc() {
        let replacement = match c {
            '$' => "dollar",
            '%' => "percent",
            '&' => "and",
            '<' => "less",
            '>' => "greater",
            '|' => "or",
            c if c.is_ascii_alphanumeric() || "_*+~.()'\"!-:@".contains(c) || is_js_space(c) => {
                put(c);
                continue;
            }
            c => SLUGIFY_1.of(c).unwrap_or_default(),
        };
        replacement.chars().for_each(&mut put);
    }
    slug
}
