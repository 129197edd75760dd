//! kramdown, the Markdown of Jekyll.

use super::character::is_word;

/// The id of a heading whose rendered text is `text`, as kramdown-parser-gfm 1.1 makes it: what Jekyll 3.9 and 4 use by
/// default. `text` has the typographic signs that kramdown puts in (`--` is a dash there and leaves nothing behind).
pub fn slug_gfm(text: &str) -> String {
    text.chars()
        .flat_map(char::to_lowercase)
        .filter_map(|c| match c {
            ' ' | '\t' | '-' => Some('-'),
            c => is_word(c).then_some(c),
        })
        .collect()
}

/// The id of a heading, as kramdown 2.4 makes it for Jekyll's `input: kramdown`: ASCII letters, digits, spaces and hyphens from
/// the first letter on, and `section` when nothing is left.
///
/// `text` is the heading's plain text only: this dialect leaves out code, entities and typographic signs.
pub fn slug(text: &str) -> String {
    let from_letter = text.trim_start_matches(|c: char| !c.is_ascii_alphabetic());
    let slug: String = from_letter
        .chars()
        .filter(|c| c.is_ascii_alphanumeric() || matches!(c, ' ' | '-'))
        .map(|c| if c == ' ' { '-' } else { c.to_ascii_lowercase() })
        .collect();
    if slug.is_empty() { "section".to_owned() } else { slug }
}
