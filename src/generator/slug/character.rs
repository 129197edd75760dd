//! Which characters the generators count as letters, digits and spaces. They all speak in Unicode's terms, but not in the same ones.

use unicode_normalization::char::is_combining_mark;

/// A word character as JavaScript's and Ruby's slug rules mean it: alphabetic, a combining mark, a decimal digit, or a
/// connector such as `_`.
pub(in crate::generator) fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric() || c == '_';
    }
    c.is_alphabetic() || is_combining_mark(c) || is_decimal_digit(c) || is_connector(c)
}

/// A word character as Python's `\w` means it: a letter, a number of any kind, or `_`; not a combining mark.
pub(super) fn is_python_word(c: char) -> bool {
    is_letter(c) || c.is_numeric() || c == '_'
}

/// General category L, as Go's `unicode.IsLetter` has it: narrower than "alphabetic", which also takes in vowel signs,
/// Roman numerals and circled letters.
pub(super) fn is_letter(c: char) -> bool {
    let circled =
        matches!(c, '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f149}' | '\u{1f150}'..='\u{1f169}' | '\u{1f170}'..='\u{1f189}');
    c.is_alphabetic() && !c.is_numeric() && !is_combining_mark(c) && !circled
}

/// Whether it is one of the letters that Japanese and Chinese are mostly written with, which have neither case nor marks. It
/// takes several tables to know as much of any other.
pub(super) fn is_plain_letter(c: char) -> bool {
    matches!(c, '\u{3041}'..='\u{3096}' | '\u{30a1}'..='\u{30fa}' | '\u{4e00}'..='\u{9fff}')
}

/// General category Nd.
pub(super) fn is_decimal_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_digit();
    }
    let code = u32::from(c);
    // Five alphabets of mathematical digits stand in one run; every other set is ten in a row.
    matches!(code, 0x1d7ce..=0x1d7ff)
        || DIGIT_ZEROS.partition_point(|&zero| zero <= code).checked_sub(1).is_some_and(|at| code - DIGIT_ZEROS[at] < 10)
}

/// General category Pc without the ASCII `_`.
fn is_connector(c: char) -> bool {
    matches!(c, '\u{203f}' | '\u{2040}' | '\u{2054}' | '\u{fe33}' | '\u{fe34}' | '\u{fe4d}'..='\u{fe4f}' | '\u{ff3f}')
}

/// `\s` of JavaScript, which is also what its `trim` cuts.
pub(super) fn is_js_space(c: char) -> bool {
    c == '\u{feff}' || c.is_whitespace() && c != '\u{85}'
}

/// `\s` of Python, which is also what its `strip` cuts.
pub(super) fn is_python_space(c: char) -> bool {
    c.is_whitespace() || matches!(c, '\u{1c}'..='\u{1f}')
}

/// Lower case one character at a time and never longer than it was, as Go does it.
pub(super) fn to_simple_lowercase(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// The zero of each set of non-ASCII decimal digits (Unicode 17).
#[rustfmt::skip]
const DIGIT_ZEROS: [u32; 70] = [
    0x660, 0x6f0, 0x7c0, 0x966, 0x9e6, 0xa66, 0xae6, 0xb66, 0xbe6, 0xc66, 0xce6, 0xd66, 0xde6, 0xe50, 0xed0, 0xf20, 0x1040, 0x1090,
    0x17e0, 0x1810, 0x1946, 0x19d0, 0x1a80, 0x1a90, 0x1b50, 0x1bb0, 0x1c40, 0x1c50, 0xa620, 0xa8d0, 0xa900, 0xa9d0, 0xa9f0, 0xaa50,
    0xabf0, 0xff10, 0x104a0, 0x10d30, 0x10d40, 0x11066, 0x110f0, 0x11136, 0x111d0, 0x112f0, 0x11450, 0x114d0, 0x11650, 0x116c0,
    0x116d0, 0x11730, 0x118e0, 0x11950, 0x11bf0, 0x11c50, 0x11d50, 0x11da0, 0x11de0, 0x11f50, 0x16130, 0x16a60, 0x16ac0, 0x16b50,
    0x16d70, 0x1ccf0, 0x1e140, 0x1e2f0, 0x1e4f0, 0x1e5f1, 0x1e950, 0x1fbf0,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_letters_are_letters_without_case() {
        for c in ('\u{3000}'..='\u{9fff}').filter(|c| is_plain_letter(*c)) {
            assert!(is_letter(c) && to_simple_lowercase(c) == c, "{c}");
        }
    }
}
