//! Characters that nobody can see, or can tell from a space.

use crate::text::Span;

/// A character that nobody can see, or can tell from a space.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Invisible {
    /// Where it is.
    pub span: Span,
    /// The character.
    pub char: char,
    /// What it does.
    pub role: Role,
}

/// What an invisible character does.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// Looks like a space, but no line breaks there.
    NoBreakSpace,
    /// Takes no room: says where a word may or may not be parted.
    ZeroWidth,
    /// Takes no room: joins or parts the letters around it, as emoji, Arabic and Indic scripts need.
    Joiner,
    /// Says which way the text around it runs.
    Direction,
    /// A letter of a flag emoji; else hidden text.
    Tag,
}

impl Invisible {
    /// Finds all of them, in the order of the text. A byte order mark at its start is none.
    pub fn find(text: &str) -> Vec<Self> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        // Texts that are no English are full of the first bytes; the second tell.
        let firsts = memchr::memchr3_iter(0xc2, 0xe2, 0xef, bytes).filter(|&at| {
            let two = (bytes.get(at + 1).copied(), bytes.get(at + 2).copied());
            match bytes.get(at) {
                Some(0xc2) => matches!(two.0, Some(0xa0 | 0xad)),
                Some(0xe2) => {
                    matches!(two, (Some(0x80), Some(0x87 | 0x8b..=0x8f | 0xaa..=0xaf)) | (Some(0x81), Some(0xa0..=0xa9)))
                }
                _ => two == (Some(0xbb), Some(0xbf)) && at > 0,
            }
        });
        let mut add = |at: usize| {
            if let Some(char) = text.get(at..).and_then(|rest| rest.chars().next())
                && let Some(role) = role(char)
            {
                found.push(Self { span: Span::new(at, at + char.len_utf8()), char, role });
            }
        };
        firsts.for_each(&mut add);
        let tags = || memchr::memmem::find_iter(bytes, &[0xf3, 0xa0]);
        // Hardly any text has the first of the two bytes.
        if memchr::memchr(0xf3, bytes).is_some() && tags().next().is_some() {
            tags().for_each(&mut add);
            found.sort_unstable_by_key(|invisible| invisible.span.start);
        }
        found
    }

    /// Whether a character is one of them.
    pub fn is(char: char) -> bool {
        role(char).is_some()
    }

    /// What people call it, without article.
    pub fn name(self) -> &'static str {
        match self.char {
            '\u{a0}' => "no-break space",
            '\u{2007}' => "figure space",
            '\u{202f}' => "narrow no-break space",
            '\u{ad}' => "soft hyphen",
            '\u{200b}' => "zero-width space",
            '\u{200c}' => "zero-width non-joiner",
            '\u{200d}' => "zero-width joiner",
            '\u{200e}' => "left-to-right mark",
            '\u{200f}' => "right-to-left mark",
            '\u{202e}' => "right-to-left override",
            '\u{2060}' => "word joiner",
            '\u{feff}' => "byte order mark",
            _ => match self.role {
                Role::Direction => "direction mark",
                Role::Tag => "hidden letter",
                _ => "invisible character",
            },
        }
    }

    /// Of a sorted list, those inside `span`.
    pub fn within(all: &[Self], span: Span) -> &[Self] {
        let from = all.partition_point(|invisible| invisible.span.start < span.start);
        let inside = all.get(from..).unwrap_or_default();
        let length = inside.partition_point(|invisible| invisible.span.end <= span.end);
        inside.get(..length).unwrap_or_default()
    }
}

fn role(char: char) -> Option<Role> {
    Some(match char {
        '\u{a0}' | '\u{2007}' | '\u{202f}' => Role::NoBreakSpace,
        '\u{ad}' | '\u{200b}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => Role::ZeroWidth,
        '\u{200c}' | '\u{200d}' => Role::Joiner,
        '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => Role::Direction,
        '\u{e0020}'..='\u{e007f}' => Role::Tag,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn they_are_found_by_their_place() {
        let text = "\u{feff}é\u{a0}…\u{200b}\u{feff}日本、\u{e0067}\u{ad}\u{2028}";
        let all = Invisible::find(text);
        let chars: Vec<char> = all.iter().map(|invisible| invisible.char).collect();
        assert_eq!(chars, ['\u{a0}', '\u{200b}', '\u{feff}', '\u{e0067}', '\u{ad}']);
        assert!(all.iter().all(|invisible| invisible.span.of(text).chars().eq([invisible.char])));
        let within = Invisible::within(&all, Span { start: all[1].span.start, end: all[2].span.end });
        assert_eq!(within, &all[1..3]);
        assert_eq!(Invisible::find("plain — “text” ＊"), []);
    }
}
