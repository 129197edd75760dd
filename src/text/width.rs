//! How wide text is where letters stand in columns: editors, terminals.

use unicode_width::UnicodeWidthStr;

/// How many columns of a fixed-width font a text takes: letters of Chinese, Japanese and Korean and emoji two, marks on other letters
/// none, tabs and other control characters none (as npm string-width 8 counts, which markdownlint uses).
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.split(|c: char| c.is_ascii_control()).map(UnicodeWidthStr::width).sum();
    }
    text.width()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_counted_as_a_terminal_shows_them() {
        for (text, columns) in [
            ("", 0),
            ("Leave", 5),
            ("é", 1),
            ("e\u{301}", 1),
            ("休暇", 4),
            ("한국", 4),
            ("✅", 2),
            ("✔", 1),
            ("✔\u{fe0f}", 2),
            ("👩\u{200d}💻", 2),
            ("🇩🇪", 2),
            ("a\tb", 2),
            ("…", 1),
        ] {
            assert_eq!(width(text), columns, "{text}");
        }
    }
}
