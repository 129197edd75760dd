//! The words that Hugo makes a heading's id of, which are not all that a reader sees.
//!
//! Hugo 0.168 walks over a heading as goldmark leaves it. Of what stands inside emphasis or a link it takes the first piece only,
//! up to the first sign that goldmark gives a piece of its own; of addresses that are links by themselves, nothing.

use std::{borrow::Cow, ops::Range};

/// The words of a heading, as they are met.
#[derive(Debug, Default)]
pub(super) struct IdWords {
    words: String,
    /// Where the text outside of emphasis and links that was met last begins in `words`.
    run: usize,
    /// How many pieces of emphasis, links and images are open.
    depth: usize,
    piece: Piece,
    typographer: bool,
}

/// What has been seen inside emphasis, a link or an image.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Piece {
    #[default]
    Wanted,
    /// Text, which may go on.
    Text,
    Done,
}

impl IdWords {
    /// Of a heading of about so many bytes.
    pub(super) fn new(typographer: bool, length: usize) -> Self {
        Self { typographer, words: String::with_capacity(length), ..Self::default() }
    }

    /// Emphasis, a link or an image begins. `silent` is one without words: an address that is a link by itself.
    pub(super) fn open(&mut self, silent: bool) {
        if self.depth == 0 {
            self.flush();
            self.piece = Piece::Wanted;
        } else if self.piece == Piece::Text {
            self.piece = Piece::Done;
        }
        self.depth += 1;
        if silent {
            self.piece = Piece::Done;
        }
    }

    pub(super) fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depth == 0 {
            self.run = self.words.len();
        } else {
            self.piece = Piece::Done;
        }
    }

    /// Text. `escaped` says whether its first character stood behind a backslash.
    pub(super) fn text(&mut self, text: &str, escaped: bool) {
        if self.depth == 0 {
            self.words.push_str(text);
            return;
        }
        if self.piece == Piece::Done {
            return;
        }
        self.piece = Piece::Text;
        let skipped = if escaped { text.chars().next().map_or(0, char::len_utf8) } else { 0 };
        let end = self.cut(&text[skipped..]).map(|end| end + skipped);
        self.words.push_str(&text[..end.unwrap_or(text.len())]);
        if end.is_some() {
            self.piece = Piece::Done;
        }
    }

    /// Code, or anything else that is one piece with words of its own.
    pub(super) fn code(&mut self, text: &str) {
        // Hugo resolves the names of signs in the whole heading, in code too.
        let mut text = Cow::Borrowed(text);
        if text.contains('&') {
            for (name, sign) in [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&amp;", "&")] {
                text = text.replace(name, sign).into();
            }
        }
        if self.depth == 0 {
            self.flush();
            self.words.push_str(&text);
            self.run = self.words.len();
        } else {
            if self.piece == Piece::Wanted {
                self.words.push_str(&text);
            }
            self.piece = Piece::Done;
        }
    }

    /// Something without words: an HTML tag.
    pub(super) fn silent(&mut self) {
        self.code("");
    }

    /// The line ends.
    pub(super) fn line_break(&mut self) {
        if self.depth == 0 || self.piece == Piece::Text {
            self.words.push('\n');
        }
        if self.depth > 0 {
            self.piece = Piece::Done;
        }
    }

    /// The words, once the heading ends; of several lines, the last. `list` is the attribute list that ends it, if there is one.
    pub(super) fn finish(&mut self, list: Option<&str>) -> &str {
        self.flush();
        if let Some(list) = list {
            self.words.truncate(self.words.rfind(list).unwrap_or(self.words.len()));
        }
        let last = self.words.rfind('\n').map_or(0, |end| end + 1);
        self.words[last..].trim()
    }

    /// Where text in a container ends its first piece.
    fn cut(&self, text: &str) -> Option<usize> {
        let bytes = text.as_bytes();
        for (at, byte) in bytes.iter().enumerate() {
            let next = bytes.get(at + 1);
            match byte {
                b'_' | b'*' | b'~' => {
                    let run = bytes[at..].iter().take_while(|other| *other == byte).count();
                    return Some(at + run);
                }
                b'[' => return Some(at + 1),
                b'"' | b'\'' if self.typographer => return Some(at),
                b'-' if self.typographer && next == Some(&b'-') => return Some(at),
                b'.' if self.typographer && bytes[at..].starts_with(b"...") => return Some(at),
                b'<' | b'>' if self.typographer && next == Some(byte) => return Some(at),
                b'h' | b'f' | b'w' if address(text, at).is_some() => return Some(at),
                _ => {}
            }
        }
        None
    }

    /// Takes addresses out of the text that was met last, and makes dashes.
    fn flush(&mut self) {
        let text = self.words.get(self.run..).unwrap_or_default();
        // Most texts have none of these, and a look at all bytes at once tells.
        let may_change = text.bytes().fold(false, |found, byte| found | matches!(byte, b'@' | b':' | b'.' | b'-'));
        let has_address = || text.contains('@') || text.contains("://") || text.contains("www.");
        let has_dashes = || self.typographer && text.contains("--");
        if !may_change || !has_dashes() && !has_address() {
            self.run = self.words.len();
            return;
        }
        let text = self.words.split_off(self.run.min(self.words.len()));
        let mut kept = String::with_capacity(text.len());
        let mut at = 0;
        for start in 0..text.len() {
            if start >= at
                && text.is_char_boundary(start)
                && let Some(address) = address(&text, start)
            {
                kept.push_str(&text[at..start]);
                at = address.end;
            }
        }
        kept.push_str(&text[at..]);
        if self.typographer && kept.contains("--") {
            kept = kept.replace("---", "\u{2014}").replace("--", "\u{2013}");
        }
        self.words.push_str(&kept);
        self.run = self.words.len();
    }
}

/// The address without brackets that begins at byte `at`, as goldmark's linkify sees it.
fn address(text: &str, at: usize) -> Option<Range<usize>> {
    let before = text[..at].chars().next_back();
    if before.is_some_and(|c| !matches!(c, ' ' | '\n' | '*' | '_' | '~' | '(')) {
        return None;
    }
    let rest = &text[at..];
    let part = |c: char| c.is_ascii_alphanumeric() || "-@:%._+~#=".contains(c);
    let scheme = ["https://", "http://", "ftp://", "www."].into_iter().find(|scheme| rest.starts_with(scheme));
    if let Some(scheme) = scheme {
        let host = &rest[scheme.len()..];
        let length = host.find(|c| !part(c)).unwrap_or(host.len());
        host[..length].find('.')?;
        let path = |c: char| c.is_ascii_graphic() && !matches!(c, '<' | '|' | '\\');
        let end = host[length..].find(|c| !path(c)).map_or(rest.len(), |end| scheme.len() + length + end);
        return Some(at..at + rest[..end].trim_end_matches(['?', '!', '.', ',', ':', '*', '_', '~']).len());
    }
    // Names before the `@` are short; looking further at every blank would take long.
    const LONGEST: usize = 100;
    let is_name = |byte: &u8| byte.is_ascii_alphanumeric() || b"-._+".contains(byte);
    let local = rest.bytes().take(LONGEST).position(|byte| !is_name(&byte))?;
    let host = rest[local..].strip_prefix('@').filter(|_| local > 0)?;
    let length = host.find(|c: char| !(c.is_ascii_alphanumeric() || matches!(c, '-' | '.'))).unwrap_or(host.len());
    let host = host[..length].trim_end_matches(['.', '-']);
    host.contains('.').then(|| at..at + local + 1 + host.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn top(text: &str) -> String {
        let mut words = IdWords::new(true, 0);
        words.text(text, false);
        words.finish(None).to_owned()
    }

    fn inside(text: &str) -> String {
        let mut words = IdWords::new(true, 0);
        words.text("a ", false);
        words.open(false);
        words.text(text, false);
        words.close();
        words.text(" z", false);
        words.finish(None).to_owned()
    }

    #[test]
    fn addresses_are_no_words_and_dashes_are_drawn() {
        assert_eq!(top("see https://e.org/x?y=1 now"), "see  now");
        assert_eq!(top("abuse@e.orgへのメール"), "へのメール");
        assert_eq!(top("a -- b --- c ----"), "a – b — c —-");
        assert_eq!(top("first\nlast line"), "last line");
    }

    #[test]
    fn of_emphasis_the_first_piece_counts() {
        assert_eq!(inside("snake_case_word"), "a snake_ z");
        assert_eq!(inside("Bob's house"), "a Bob z");
        assert_eq!(inside("plain words"), "a plain words z");
        assert_eq!(inside("a -- b"), "a a  z");
        let mut words = IdWords::new(true, 0);
        words.open(false);
        words.code("code");
        words.text(" more", false);
        words.close();
        words.open(true);
        words.text("https://e.org", false);
        words.close();
        words.text(" and ", false);
        words.code("&lt;x&gt;");
        assert_eq!(words.finish(None), "code and <x>");
    }
}
