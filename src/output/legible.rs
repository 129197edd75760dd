//! Text from pages made fit for a terminal: no control character gets through.

use std::borrow::Cow;

/// The character, or a visible stand-in for one that would move the cursor, colour the screen or turn the text around.
pub(super) fn visible(c: char) -> char {
    match c {
        '\0'..='\u{1f}' => char::from_u32(0x2400 + c as u32).unwrap_or('\u{fffd}'),
        '\u{7f}' => '\u{2421}',
        '\u{80}'..='\u{9f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => '\u{fffd}',
        c => c,
    }
}

/// The text on one line: line breaks and tabs become spaces.
pub(crate) fn one_line(text: &str) -> Cow<'_, str> {
    // What most texts are made of, told by the byte.
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return text.into();
    }
    text.replace("\r\n", " ").chars().map(|c| if matches!(c, '\n' | '\r' | '\t') { ' ' } else { visible(c) }).collect()
}

/// The columns a character takes in a terminal, near enough to cut and wrap by.
pub(super) fn width(c: char) -> usize {
    match c {
        '\u{300}'..='\u{36f}' | '\u{200b}'..='\u{200d}' | '\u{fe00}'..='\u{fe0f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f000}'..='\u{3ffff}' => 2,
        _ => 1,
    }
}

/// The columns that a text on one line takes.
pub(crate) fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Breaks the text at spaces into lines of at most `most` columns. Words are kept whole, so that a path or an address can be
/// copied; line breaks in the text stay.
pub(crate) fn wrap(text: &str, most: usize) -> String {
    let mut wrapped = String::with_capacity(text.len());
    for (number, line) in text.lines().enumerate() {
        if number > 0 {
            wrapped.push('\n');
        }
        let mut column = 0;
        for word in one_line(line).split(' ') {
            let length = columns(word);
            if column > 0 {
                let fits = column + 1 + length <= most;
                wrapped.push(if fits { ' ' } else { '\n' });
                column = if fits { column + 1 } else { 0 };
            }
            wrapped.push_str(word);
            column += length;
        }
    }
    wrapped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_reaches_the_terminal_that_moves_it() {
        assert_eq!(one_line("a\u{1b}[31m\r\nb\tc\u{202e}\u{0}"), "a␛[31m b c�␀");
    }

    #[test]
    fn words_are_kept_whole() {
        assert_eq!(wrap("see content/a-very-long/path.md now", 12), "see\ncontent/a-very-long/path.md\nnow");
        assert_eq!(wrap("一二 三四 五六", 9), "一二 三四\n五六");
        assert_eq!(wrap("", 9), "");
    }
}
