//! VitePress and VuePress 2.

use unicode_normalization::UnicodeNormalization;

use super::character::is_js_space;

/// The id of a heading, as `slugify` of @mdit-vue/shared 2.1 makes it. An id that would begin with a digit gets a `_`.
///
/// `text` is the heading's text with image descriptions, but without raw HTML and without the emoji of `:shortcodes:`.
pub fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut gap = false;
    for c in text.nfkd().filter(|c| !matches!(c, '\u{300}'..='\u{36f}' | '\0'..='\u{1f}')) {
        if c.is_ascii_punctuation() || matches!(c, '“' | '”' | '‘' | '’') || is_js_space(c) {
            gap = true;
            continue;
        }
        if gap && !slug.is_empty() {
            slug.push('-');
        }
        gap = false;
        if slug.is_empty() && c.is_ascii_digit() {
            slug.push('_');
        }
        slug.push(c);
    }
    slug.to_lowercase()
}
