//! Files that are no UTF-8, and letters that were garbled when somebody took them for another encoding.

use crate::{
    diagnostic::{Fix, Severity},
    page::{Encoding as Bytes, Page},
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<Encoding>("text/encoding", include_str!("../../../rules/text/encoding.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Encoding {}

impl PageRule for Encoding {
    fn check(&self, page: &Page, report: &mut Report) {
        let (at, message, help) = match page.encoding {
            Bytes::Utf8 => return garbled(page, report),
            Bytes::Invalid(offset) => (
                Span::new(offset as usize, offset as usize + 1),
                "this file is not UTF-8: here is a character in another encoding",
                "Save the file as UTF-8; until then this character, and others like it, are lost",
            ),
            Bytes::Utf16 => (
                Span::at(0),
                "this file is UTF-16, which site generators do not read",
                "Save the file as UTF-8; nothing else in it could be checked",
            ),
            Bytes::Binary => (
                Span::at(0),
                "this file is no text",
                "Give it the ending of what it is, or save it as UTF-8; nothing in it could be checked",
            ),
        };
        report.add(&page.path, at, message).help(help);
    }
}

/// Reports each run of garbled characters outside code.
fn garbled(page: &Page, report: &mut Report) {
    let text = &*page.text;
    let bytes = text.as_bytes();
    let mut done = 0;
    // All that can begin one (`Â`, `Ã`, `â`, `ð`) begins with this byte.
    for at in memchr::memchr_iter(0xC3, bytes) {
        if at < done || !matches!(bytes.get(at + 1), Some(0x82 | 0x83 | 0xA2 | 0xB0)) {
            continue;
        }
        let mut end = at;
        let mut meant = String::new();
        while let Some((character, length)) = mistaken(text, end) {
            meant.push(character);
            end += length;
        }
        if end == at || page.document.in_code(at) {
            continue;
        }
        done = end;
        let span = Span::new(at, end);
        let finding = report.add(&page.path, span, format!("garbled characters: `{}` stands for `{meant}`", span.of(text)));
        finding.severity(Severity::Warning);
        finding.help(format!("Write `{meant}`; somebody opened the text as Windows-1252 and saved it as UTF-8"));
        finding.fix(Fix::unsafe_(format!("Write `{meant}`"), &page.path, span, meant));
    }
}

/// The character whose UTF-8 bytes, each taken for a character of Windows-1252, stand at byte `at`; with the length of what stands
/// there. Pairs that good text may have are left alone: a capital at a word's end, a quotation mark after an accented letter.
fn mistaken(text: &str, at: usize) -> Option<(char, usize)> {
    let rest = text.get(at..)?;
    let mut characters = rest.chars();
    let lead = characters.next()?;
    let count = match lead {
        'Â' | 'Ã' => 2,
        'â' => 3,
        'ð' => 4,
        _ => return None,
    };
    let mut bytes = [byte(lead)?, 0, 0, 0];
    let mut length = lead.len_utf8();
    for place in &mut bytes[1..count] {
        let character = characters.next()?;
        *place = byte(character)?;
        length += character.len_utf8();
    }
    let second = rest[lead.len_utf8()..].chars().next()?;
    let before = text[..at].chars().next_back();
    let plausible = match lead {
        'Â' | 'Ã' => !before.is_some_and(char::is_uppercase) && !matches!(second, '’' | '”' | '»' | '›' | '…' | '–' | '—'),
        'â' => matches!(second, '€' | '‚' | '„' | '†' | 'ˆ' | '˜' | 'œ' | 'š' | 'ž' | '\u{a0}'),
        _ => second == 'Ÿ',
    };
    let character = std::str::from_utf8(&bytes[..count]).ok()?.chars().next()?;
    (plausible && !character.is_control()).then_some((character, length))
}

/// The byte that Windows-1252 writes the character with; the five that it lacks stand for themselves.
fn byte(character: char) -> Option<u8> {
    const FROM_80: &str = "€\u{81}‚ƒ„…†‡ˆ‰Š‹Œ\u{8d}Ž\u{8f}\u{90}‘’“”•–—˜™š›œ\u{9d}žŸ";
    match u32::from(character) {
        code @ (0x81 | 0x8D | 0x8F | 0x90 | 0x9D | 0xA0..=0xFF) => u8::try_from(code).ok(),
        code if code > 0xFF => {
            let place = FROM_80.chars().position(|known| known == character)?;
            u8::try_from(0x80 + place).ok()
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    fn found(bytes: &[u8]) -> Vec<(Span, String)> {
        let path = SitePath::new("a.md").unwrap();
        let page = Page::parse(path, bytes.to_vec(), Format::Markdown, &Dialect::default());
        let mut report = Report::new();
        Encoding {}.check(&page, &mut report);
        let told = report.into_findings().into_iter().map(|one| one.into_diagnostic("r", Severity::Error));
        told.map(|one| (one.at.span, one.fix.map_or(one.message.into_owned(), |fix| fix.edits[0].text.clone()))).collect()
    }

    #[test]
    fn bytes_that_are_no_utf8_are_told_at_their_place() {
        assert_eq!(found("# Café\n".as_bytes()), []);
        assert_eq!(found(b"# Caf\xe9\n")[0].0, Span::new(5, 6));
        assert!(found(b"\xff\xfe#\0 \0")[0].1.contains("UTF-16"));
        assert!(found(b"\x89PNG\0\0")[0].1.contains("no text"));
        assert_eq!(found(b""), []);
    }

    #[test]
    fn whatever_windows_1252_made_of_utf8_is_undone() {
        for meant in ["é", "è", "ü", "ß", "’", "“", "—", "…", "™", "→", "🚀", "°", "\u{a0}", "à", "Ó"] {
            let garbled: String = meant
                .bytes()
                .map(|wanted| (0x80..0x2200).filter_map(char::from_u32).find(|c| byte(*c) == Some(wanted)).unwrap())
                .collect();
            let told = found(format!("x {garbled} y").as_bytes());
            assert_eq!(told.len(), 1, "{meant} as {garbled}");
            assert_eq!(told[0].1, meant);
        }
    }

    #[test]
    fn good_text_is_left_alone() {
        for text in ["“IRMÔ", "« PÂ »", "amanhã”…", "perché”…", "pâté’s", "Ã", "Â", "â", "ð", "Âge", "`Ã©`", "château – été"]
        {
            assert_eq!(found(text.as_bytes()), [], "{text}");
        }
    }
}
