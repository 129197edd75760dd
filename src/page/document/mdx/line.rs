//! What a line begins with.

/// The length of a line's blanks and quotation marks.
pub(super) fn plain_prefix(line: &[u8]) -> usize {
    line.iter().take_while(|byte| matches!(byte, b' ' | b'\t' | b'>')).count()
}

/// The length of a line's blanks, quotation marks and list markers.
pub(super) fn prefix(line: &[u8]) -> usize {
    let mut at = 0;
    loop {
        at += plain_prefix(&line[at..]);
        let rest = &line[at..];
        let digits = rest.iter().take(9).take_while(|byte| byte.is_ascii_digit()).count();
        let marker = match rest.get(digits) {
            Some(b'-' | b'*' | b'+') if digits == 0 => 1,
            Some(b'.' | b')') if digits > 0 => digits + 1,
            _ => return at,
        };
        if !matches!(rest.get(marker), Some(b' ' | b'\t')) {
            return at;
        }
        at += marker + 1;
    }
}

/// A code fence: its sign, how often it stands there, and what follows.
pub(super) struct Fence<'a> {
    pub mark: u8,
    pub length: usize,
    pub info: &'a [u8],
}

/// The code fence that a line is, if it is one.
pub(super) fn fence(line: &[u8]) -> Option<Fence<'_>> {
    let mark = *line.first().filter(|byte| matches!(byte, b'`' | b'~'))?;
    let length = line.iter().take_while(|&&byte| byte == mark).count();
    let info = line[length..].trim_ascii();
    (length >= 3 && !(mark == b'`' && info.contains(&b'`'))).then_some(Fence { mark, length, info })
}
