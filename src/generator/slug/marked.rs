//! marked's built-in `headerIds`, gone since version 6.

use super::character::is_js_space;

/// The id of a heading whose rendered text is `text`, as marked 5.1 makes it with `headerIds` on (Raneto up to 0.17).
/// Emoji and symbols stay, only general punctuation goes.
///
/// marked reads its own escaped text: a named character reference that the author typed (`&copy;`) vanishes there, so
/// leave it out of `text`.
pub fn slug(text: &str) -> String {
    // Escaped and unescaped again, these four come back as nothing; they go first because the ends are trimmed after it.
    let unescaped: String = text.chars().filter(|c| !matches!(c, '&' | '<' | '>' | '"')).collect();
    let lower = unescaped.to_lowercase();
    lower.trim_matches(is_js_space).chars().filter(|&c| !is_removed(c)).map(|c| if is_js_space(c) { '-' } else { c }).collect()
}

fn is_removed(c: char) -> bool {
    c.is_ascii_punctuation() && c != '-' && c != '_' || matches!(c, '\u{2000}'..='\u{206f}' | '\u{2e00}'..='\u{2e7f}')
}
