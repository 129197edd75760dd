//! What the YAML parser complains of, in plain words and at the place that has to be changed.

use super::{problem::Problem, shape};
use crate::text::Span;
use granit_parser::{ErrorKind, ScanError};

/// The problem behind a parser error; spans are offsets into `matter`.
pub(super) fn scan_error(matter: &str, error: &ScanError) -> Problem {
    let at = error.marker().byte_offset().unwrap_or(matter.len()).min(matter.len());
    let line = Line::around(matter, at);
    tab(&line, error.kind()).or_else(|| by_kind(matter, at, &line, error.kind())).unwrap_or_else(|| {
        let words = error.kind().to_string();
        let words = words.split_once(", ").filter(|(lead, _)| lead.starts_with("while ")).map_or(&*words, |(_, rest)| rest);
        Problem::syntax(char_at(matter, at), format!("the front matter is not valid YAML: {words}"), None)
    })
}

/// One line and where it starts.
struct Line<'a> {
    text: &'a str,
    start: usize,
}

impl<'a> Line<'a> {
    fn around(matter: &'a str, at: usize) -> Self {
        let start = matter.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |newline| newline + 1);
        let rest = matter.get(start..).unwrap_or_default();
        Self { text: rest.lines().next().unwrap_or_default(), start }
    }

    /// The last line with text before this one.
    fn before(&self, matter: &'a str) -> Option<Self> {
        let before = matter.get(..self.start)?.trim_end();
        (!before.is_empty()).then(|| Self::around(matter, before.len()))
    }

    fn after(&self, matter: &'a str) -> Option<Self> {
        let newline = matter.get(self.start..)?.find('\n')?;
        Some(Self::around(matter, self.start + newline + 1))
    }

    fn span(&self) -> Span {
        let text = self.text.trim();
        let start = self.start + self.text.len() - self.text.trim_start().len();
        Span::new(start, start + text.len())
    }

    /// The value after `key: ` or `- `, with its offset in the text.
    fn value(&self) -> Option<(&'a str, usize)> {
        let indent = self.text.len() - self.text.trim_start_matches([' ', '-']).len();
        let bare = self.text.get(indent..)?;
        let value = match bare.find(": ") {
            Some(colon) if !bare.starts_with(['"', '\'', '[', '{']) => bare.get(colon + 2..)?.trim_start(),
            _ => bare,
        };
        let start = self.start + self.text.len() - value.len();
        Some((value.trim_end(), start)).filter(|(value, _)| !value.is_empty())
    }
}

fn tab(line: &Line<'_>, kind: &ErrorKind) -> Option<Problem> {
    let indent = line.text.len() - line.text.trim_start_matches([' ', '\t']).len();
    let tab = line.text.get(..indent)?.find('\t')?;
    if matches!(kind, ErrorKind::UnclosedQuotedScalar | ErrorKind::UnclosedFlowCollection { .. }) {
        return None;
    }
    let at = Span::new(line.start + tab, line.start + tab + 1);
    Some(Problem::syntax(at, "this line is indented with a tab", "Indent with spaces; YAML does not allow tabs here".to_owned()))
}

fn by_kind(matter: &str, at: usize, line: &Line<'_>, kind: &ErrorKind) -> Option<Problem> {
    use ErrorKind as E;
    match kind {
        E::UnexpectedCharacter { character } => Some(bad_start(char_at(matter, at), *character, line)),
        E::MissingAnchorOrAliasName => {
            let mark = matter.get(..at)?.rfind(['&', '*']).unwrap_or(at);
            let character = matter.get(mark..)?.chars().next().unwrap_or('*');
            Some(bad_start(char_at(matter, mark), character, &Line::around(matter, mark)))
        }
        E::UnclosedQuotedScalar | E::DocumentIndicatorInQuotedScalar | E::InvalidQuotedScalarIndent => unclosed_quote(matter, at),
        E::InvalidTrailingDoubleQuotedScalar | E::InvalidTrailingSingleQuotedScalar => Some(after_quote(matter, at, line)),
        E::UnknownQuotedScalarEscape | E::InvalidQuotedScalarHexEscape => {
            let span = bad_escape(matter, at)?;
            let message = match kind {
                E::UnknownQuotedScalarEscape => format!("`{}` means nothing between double quotes", span.of(matter)),
                _ => format!("`{}` between double quotes begins a character code, and none follows", span.of(matter)),
            };
            Some(Problem::syntax(span, message, "Write `\\\\` for a backslash, or use single quotes".to_owned()))
        }
        E::UnclosedFlowCollection { open } => {
            let start = matter
                .get(at..)
                .filter(|rest| rest.starts_with(*open))
                .map_or_else(|| matter.get(..at)?.rfind(*open), |_| Some(at))?;
            Some(unclosed_bracket(matter, start, *open))
        }
        E::MismatchedFlowCollectionEnd { open, close } => {
            let message = format!("`{open}` was opened, but `{close}` closes it");
            Some(Problem::syntax(
                char_at(matter, at),
                message,
                "Close it with the bracket that opened it, or put the value in quotes".to_owned(),
            ))
        }
        E::RecursionLimitExceeded => {
            Some(Problem::syntax(char_at(matter, at), "lists and mappings are nested too deep here to be read", None))
        }
        E::UnexpectedEofFlowSequence
        | E::UnexpectedEofFlowMapping
        | E::UnexpectedEofImplicitFlowMapping
        | E::ExpectedFlowMappingSeparator
        | E::ExpectedFlowSequenceSeparator
        | E::FlowMappingValueAdjacentCollection
        | E::InvalidFlowScalarIndent => flow(matter, at),
        _ => structure(matter, at, line),
    }
}

/// Errors of the structure of lines: what the line looks like says more than what the parser expected.
fn structure(matter: &str, at: usize, line: &Line<'_>) -> Option<Problem> {
    if let Some(problem) =
        second_colon(line).or_else(|| line.before(matter).and_then(|before| second_colon(&before).filter(|_| at == line.start)))
    {
        return Some(problem);
    }
    if let Some(problem) = flow(matter, at) {
        return Some(problem);
    }
    if let Some((value, start)) = line.value()
        && let Some(first) = value.chars().next()
    {
        let keyed = line.text.get(..start - line.start).is_some_and(|before| before.contains(':'));
        let span = Span::new(start, start + value.len());
        match first {
            '"' | '\'' => {
                if let Some(end) = closing_quote(value)
                    .filter(|end| *end < value.len() && (keyed || !value.get(*end..).is_some_and(|rest| rest.starts_with(':'))))
                {
                    return Some(after_quote(matter, start + end, line));
                }
            }
            '[' | '{' => {
                let message = format!("an unquoted value that starts with `{first}` is read as a list or mapping");
                return Some(Problem::syntax(span, message, quote_help(line)));
            }
            ']' | '}' | ',' => return Some(bad_start(char_at(matter, start), first, line)),
            '|' | '>' if value.len() > 2 => {
                let message = format!("after `{first}` the text begins on the next line");
                return Some(Problem::syntax(
                    span,
                    message,
                    "Move the text to the next line and indent it, or put it in quotes".to_owned(),
                ));
            }
            _ => {}
        }
    }
    not_keyed(line)
        .or_else(|| not_keyed(&line.before(matter)?))
        .or_else(|| tab(&line.after(matter)?, &ErrorKind::TabInIndentation))
        .or_else(|| misindented(line))
}

/// `title:Home`, or words alone.
fn not_keyed(line: &Line<'_>) -> Option<Problem> {
    let bare = line.text.trim();
    let keyed = bare.starts_with("- ") || bare == "-" || bare.contains(": ") || bare.ends_with(':');
    if keyed || bare.is_empty() || line.text.starts_with([' ', '\t', '#', '"', '\'', '?']) {
        return None;
    }
    let (message, help) = match shape::key_without_space(bare) {
        Some(_) => ("a space is missing after the colon", "Write `key: value`"),
        None => (
            "this line is neither a `key: value` nor part of the value before it",
            "Write `key: value`, or indent the line if it continues a value",
        ),
    };
    Some(Problem::syntax(line.span(), message, help.to_owned()))
}

fn misindented(line: &Line<'_>) -> Option<Problem> {
    (!line.text.trim().is_empty()).then(|| {
        let help = "Give the keys of one level the same number of spaces before them".to_owned();
        Problem::syntax(line.span(), "this line is not indented like the lines it belongs to", help)
    })
}

/// `title: Getting started: the basics`.
fn second_colon(line: &Line<'_>) -> Option<Problem> {
    let (value, start) = line.value()?;
    let key_end = start.checked_sub(line.start)?;
    line.text.get(..key_end)?.contains(':').then_some(())?;
    if value.starts_with(['"', '\'', '[', '{', '|', '>', '#']) || !(value.contains(": ") || value.ends_with(':')) {
        return None;
    }
    let message = "a colon followed by a blank divides a key from its value, and this value holds another one";
    Some(Problem::syntax(Span::new(start, start + value.len()), message, quote_help(line)))
}

fn bad_start(at: Span, character: char, line: &Line<'_>) -> Problem {
    let message = match character {
        '`' => "an unquoted value cannot start with a backtick".to_owned(),
        _ => format!("an unquoted value cannot start with `{character}`"),
    };
    Problem::syntax(at, message, quote_help(line))
}

fn quote_help(line: &Line<'_>) -> Option<String> {
    let (value, _) = line.value()?;
    if value.len() > 60 || value.contains('\\') {
        return Some("Put the value in quotes".into());
    }
    Some(match value {
        _ if value.contains('`') => "Put the value in quotes".into(),
        _ if !value.contains('"') => format!("Put the value in quotes: `\"{value}\"`"),
        _ if !value.contains('\'') => format!("Put the value in quotes: `'{value}'`"),
        _ => "Put the value in quotes".into(),
    })
}

/// The opening quote is the first one, before the place where reading ended, that nothing closes.
fn unclosed_quote(matter: &str, at: usize) -> Option<Problem> {
    let start = if matter.get(at..)?.starts_with(['"', '\'']) { at } else { open_quote(matter.get(..at)?)? };
    let quote = matter.get(start..)?.chars().next()?;
    let help = format!("Add the closing `{quote}` at the end of the value");
    Some(Problem::syntax(Span::new(start, start + 1), format!("`{quote}` opens a quoted value that is never closed"), help))
}

/// The first escape of a double-quoted value that is none, given the place of the opening quote.
fn bad_escape(matter: &str, at: usize) -> Option<Span> {
    let mut from = at;
    loop {
        let start = from + matter.get(from..)?.find('\\')?;
        let escaped = matter.get(start + 1..)?.chars().next()?;
        let digits = match escaped {
            'x' => 2,
            'u' => 4,
            'U' => 8,
            _ => 0,
        };
        let known = "0abt\tnvfre \"/\\N_LPxuU\r\n".contains(escaped);
        let coded = matter.get(start + 2..)?.bytes().take(digits).filter(u8::is_ascii_hexdigit).count() == digits;
        from = start + 1 + escaped.len_utf8();
        if !known || !coded {
            return Some(Span::new(start, from));
        }
    }
}

fn open_quote(text: &str) -> Option<usize> {
    let (mut open, mut before, mut escaped) = (None::<(usize, u8)>, b'\n', false);
    for (at, byte) in text.bytes().enumerate() {
        match open {
            Some(_) if escaped => escaped = false,
            Some((_, b'"')) if byte == b'\\' => escaped = true,
            Some((_, quote)) if byte == quote => open = None,
            None if matches!(byte, b'"' | b'\'') && matches!(before, b' ' | b'\n' | b'[' | b'{' | b',') => {
                open = Some((at, byte))
            }
            _ => {}
        }
        before = byte;
    }
    open.map(|(at, _)| at)
}

/// The length of a quoted text with both quotes.
fn closing_quote(value: &str) -> Option<usize> {
    let quote = value.chars().next()?;
    let mut escaped = false;
    for (at, c) in value.char_indices().skip(1) {
        match c {
            _ if escaped => escaped = false,
            '\\' if quote == '"' => escaped = true,
            _ if c == quote => return Some(at + 1),
            _ => {}
        }
    }
    None
}

fn after_quote(matter: &str, at: usize, line: &Line<'_>) -> Problem {
    let rest = matter.get(at..line.start + line.text.len()).unwrap_or_default();
    let start = at + rest.len() - rest.trim_start().len();
    let at = if rest.trim().is_empty() { line.span() } else { Span::new(start, start + rest.trim().len()) };
    let help = "Put the whole value in quotes, of the kind that it does not hold itself".to_owned();
    Problem::syntax(at, "The quoted value ends before this text", help)
}

fn unclosed_bracket(matter: &str, start: usize, open: char) -> Problem {
    let close = if open == '[' { ']' } else { '}' };
    let help = format!("Add `{close}`, or put the value in quotes if a text was meant");
    Problem::syntax(char_at(matter, start), format!("`{open}` is opened here and never closed"), help)
}

/// An error inside `[…]` or `{…}`: the innermost bracket still open, outside quotes.
fn flow(matter: &str, at: usize) -> Option<Problem> {
    let (mut open, mut quote) = (Vec::new(), None);
    for (start, c) in matter.get(..at)?.char_indices() {
        match (quote, c) {
            (Some(q), _) if q == c => quote = None,
            (Some(_), _) => {}
            (None, '"' | '\'') if !open.is_empty() => quote = Some(c),
            (None, '[' | '{') if !open.is_empty() || starts_value(matter, start) => open.push((start, c)),
            (None, ']' | '}') => drop(open.pop()),
            _ => {}
        }
    }
    let (start, bracket) = *open.first()?;
    let line = Line::around(matter, start);
    let ends_here = at <= line.start + line.text.len() && matter.get(at..).is_some_and(|rest| !rest.trim().is_empty());
    if !ends_here {
        return Some(unclosed_bracket(matter, start, bracket));
    }
    let message = format!("a comma or the closing bracket is missing in the value that starts with `{bracket}`");
    Some(Problem::syntax(
        char_at(matter, at),
        message,
        "Divide the items with commas, or put the value in quotes if a text was meant".to_owned(),
    ))
}

/// Whether what stands at an offset begins a value: after `key: `, `- ` or at the start of a line.
fn starts_value(matter: &str, at: usize) -> bool {
    let before = matter.get(..at).unwrap_or_default();
    let line = before.get(before.rfind('\n').map_or(0, |newline| newline + 1)..).unwrap_or_default();
    let bare = line.trim_end_matches([' ', '\t']);
    !line.trim_start().starts_with('#') && (bare.is_empty() || bare.len() < line.len() && bare.ends_with([':', '-']))
}

/// The span of the character at an offset.
fn char_at(matter: &str, mut at: usize) -> Span {
    while !matter.is_char_boundary(at) {
        at -= 1;
    }
    let end =
        matter.get(at..).and_then(|rest| rest.chars().next()).filter(|c| !c.is_whitespace()).map_or(at, |c| at + c.len_utf8());
    Span::new(at, end)
}
