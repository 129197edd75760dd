//! How wide text is where letters stand in columns: editors, terminals.

use unicode_width::UnicodeWidthStr;

/// How many columns of a fixed-width font a text takes: letters of Chinese, Japanese and Korean and emoji two, marks on other letters
/// none, tabs and other control characters none (as npm string-width 8 counts, which markdownlint uses).
pub fn width(text: &str) -> usize {
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.len();
    }
    if let Some(width) = common(text) {
        return width;
    }
    if text.bytes().any(|byte| byte.is_ascii_control()) {
        return text.split(|c: char| c.is_ascii_control()).map(UnicodeWidthStr::width).sum();
    }
    text.width()
}

/// The width of a text of the commonest letters, each of which always takes the same room: those of ASCII, Japanese and Chinese.
/// Far quicker than to look each of them up.
fn common(text: &str) -> Option<usize> {
    let letters = text.chars().map(|c| match c {
        ' '..='~' => Some(1),
        '\u{3001}' | '\u{3002}' | '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fc}' | '\u{4e00}'..='\u{9fff}' => Some(2),
        _ => None,
    });
    letters.sum()
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
            ("ナレッジ・ベース、か\u{3099}", 20),
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

    #[test]
    fn common_letters_are_as_wide_as_the_tables_say() {
        for letter in ('\u{20}'..'\u{a000}').filter_map(|c| Some((c, common(c.encode_utf8(&mut [0; 4]))?))) {
            let (c, width) = letter;
            assert_eq!(width, c.encode_utf8(&mut [0; 4]).width(), "{c:?}");
        }
    }
}
