//! Parses TOML and says in plain words where it is none.

use super::{problems::Problems, value::Value};
use crate::text::{LineIndex, Span};
use toml::de::DeTable;

/// How many syntax errors are told one by one; a file that is no TOML at all has one in every line.
const MOST: usize = 20;

/// The table that `text` holds, as far as it can be read, and the 0-based numbers of the lines with a syntax error, sorted.
pub(super) fn parse(text: &str, problems: &Problems) -> (Value, Vec<usize>) {
    let (table, errors) = DeTable::parse_recoverable(text);
    let lines = LineIndex::new(text);
    let mut errors: Vec<_> = errors
        .iter()
        .map(|error| {
            let span = error.span().map_or(Span::default(), Span::from);
            (lines.line_at(span.start as usize), span, error.message())
        })
        .collect();
    errors.sort_by_key(|&(_, span, _)| span);
    // The first error of a line is the mistake, the others follow from it.
    errors.dedup_by_key(|&mut (line, ..)| line);

    for &(line, span, message) in errors.iter().take(MOST) {
        let at = if span.is_empty() { trimmed(text, lines.line(text, line)) } else { span };
        let (message, help) = explain(message, at.of(text));
        problems.error(at, message, help);
    }
    if let Some(&(_, span, _)) = errors.get(MOST) {
        let more = errors.len() - MOST;
        let lines = if more == 1 { "1 more line".to_owned() } else { format!("{more} more lines") };
        let help = "The settings of a handbook are written in TOML: `[section]`, then lines of `key = value`";
        problems.error(span, format!("{lines} from here on cannot be read"), Some(help.to_owned()));
    }
    (Value::from_table(table.get_ref()), errors.into_iter().map(|(line, ..)| line).collect())
}

/// The span without the blanks at its ends.
fn trimmed(text: &str, line: Span) -> Span {
    let content = line.of(text);
    let start = line.start as usize + (content.len() - content.trim_start().len());
    Span::new(start, start + content.trim().len())
}

/// The parser's message in plain words, and what to do. Messages are those of toml 1.2; others are passed on.
fn explain(message: &str, at: &str) -> (String, Option<String>) {
    let (problem, _) = message.split_once(", expected").unwrap_or((message, ""));
    let key_value = "Settings are written `key = value`";
    let (message, help) = match problem {
        "string values must be quoted" if at.is_empty() || at.ends_with('=') => ("a value is missing after the `=`", key_value),
        "string values must be quoted" => return ("text must stand in quotes".to_owned(), Some(format!("Write `\"{at}\"`"))),
        "invalid boolean" => ("only `true` and `false` are written without quotes, in small letters", ""),
        "duplicate key" => {
            return (format!("`{}` is set twice", at.trim_matches(['"', '\''])), Some("Remove one of the two".to_owned()));
        }
        "key with no value" | "invalid key-value pair" => ("this is no setting", key_value),
        "invalid unquoted key" => ("this cannot stand in a key without quotes", key_value),
        "unquoted keys cannot be empty" => ("a name is missing here", key_value),
        "missing comma between array elements" => {
            ("the list is not closed, or a comma is missing", "Lists are written `[\"a\", \"b\"]`")
        }
        "unexpected `=` in array" | "unclosed array" => ("the list before this is not closed", "Close it with `]`"),
        "unclosed inline table" => ("the table is not closed", "Close it with `}`"),
        "unclosed table" => ("the section's name is not closed", "Close it with `]`"),
        "unclosed array table" => ("the section's name is not closed", "Close it with `]]`"),
        "invalid basic string" => ("the text is not closed", "Close it with `\"`"),
        "invalid literal string" => ("the text is not closed", "Close it with `'`"),
        "invalid multi-line basic string" => ("the text is never closed", "Close it with `\"\"\"`"),
        "invalid multi-line literal string" => ("the text is never closed", "Close it with `'''`"),
        "missing escaped value" => ("`\\` has a meaning of its own in text in double quotes", "Use single quotes: 'like \\this'"),
        "unexpected leading zero" => ("a number cannot begin with 0", "Put it in quotes if it is text"),
        other => return (format!("this is not TOML: {other}"), None),
    };
    (message.to_owned(), (!help.is_empty()).then(|| help.to_owned()))
}
