//! TOML blocks.

use super::{
    Reading,
    node::{Data, Entry, Node, Style},
    problem::{Problem, ProblemKind},
    yaml,
};
use crate::{page::dialect::KeyNames, text::Span};
use ::toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// Reads a TOML block; spans are offsets into `matter`.
pub(super) fn read(matter: &str, keys: KeyNames) -> Reading {
    let (table, errors) = DeTable::parse_recoverable(matter);
    let mut reading = Reading::default();
    let place = table.span();
    let reader = Reader { matter, keys };
    let root = reader.table(table.get_ref(), Span::from(place));
    for error in &errors {
        let at = error
            .span()
            .map_or(Span::at(matter.len()), |range| Span::new(range.start.min(matter.len()), range.end.min(matter.len())));
        reading.problems.push(problem(matter, &root, error.message(), at));
    }
    reading.comments = comments(matter, &root);
    let broken = reading.problems.iter().any(|problem| problem.kind == ProblemKind::Syntax);
    reading.root = (!broken && !root.entries().is_empty()).then_some(root);
    reading
}

struct Reader<'a> {
    matter: &'a str,
    keys: KeyNames,
}

impl Reader<'_> {
    /// Depth is bounded by the parser's own limit (80).
    fn table(&self, table: &DeTable<'_>, place: Span) -> Node {
        let mut entries: Vec<Entry> = table.iter().map(|(key, value)| self.entry(key, value)).collect();
        entries.sort_by_key(|entry| entry.key.start);
        Node::new(place, Data::Mapping(entries))
    }

    fn entry(&self, key: &Spanned<::toml::de::DeString<'_>>, value: &Spanned<DeValue<'_>>) -> Entry {
        let (name, written) = yaml::name(key.get_ref(), self.keys);
        Entry { name, written, key: Span::from(key.span()), value: self.node(value) }
    }

    fn node(&self, value: &Spanned<DeValue<'_>>) -> Node {
        let span = Span::from(value.span());
        let written = span.of(self.matter);
        match value.get_ref() {
            DeValue::String(text) => Node::scalar(span, text, string_style(written)),
            DeValue::Integer(_) => Node::scalar(span, written, Style::Integer),
            DeValue::Float(_) => Node::scalar(span, written, Style::Float),
            DeValue::Boolean(_) => Node::scalar(span, written, Style::Boolean),
            DeValue::Datetime(_) => Node::scalar(span, written, Style::DateTime),
            DeValue::Array(items) => Node::new(span, Data::Sequence(items.iter().map(|item| self.node(item)).collect())),
            DeValue::Table(table) => self.table(table, span),
        }
    }
}

fn string_style(written: &str) -> Style {
    if written.starts_with("'''") || written.starts_with("\"\"\"") {
        Style::Literal
    } else if written.starts_with('\'') {
        Style::SingleQuoted
    } else {
        Style::DoubleQuoted
    }
}

fn problem(matter: &str, root: &Node, message: &str, at: Span) -> Problem {
    if message.starts_with("duplicate key") {
        let name = at.of(matter).trim_matches(['"', '\'']);
        let first = first_key(root, name, at).unwrap_or(at);
        return Problem::duplicate(name, first, at);
    }
    let help = match at.of(matter).chars().next().filter(|c| c.is_alphanumeric()) {
        Some(_) if message.contains("string values must be quoted") || message.contains("invalid") => {
            Some("Put a text in quotes: `key = \"text\"`".to_owned())
        }
        _ => None,
    };
    Problem::syntax(at, format!("the front matter is not valid TOML: {message}"), help)
}

/// The key of that name nearest before the second one.
fn first_key(node: &Node, name: &str, second: Span) -> Option<Span> {
    let mut found = None;
    for entry in node.entries().iter().filter(|entry| entry.key.start < second.start) {
        if entry.written() == name {
            found = found.max(Some(entry.key));
        }
        found = found.max(first_key(&entry.value, name, second));
    }
    found
}

/// Lines that are comments, and those at the end of a line; a `#` inside a value is none.
fn comments(matter: &str, root: &Node) -> Vec<Span> {
    let mut values = Vec::new();
    scalars(root, &mut values);
    values.sort();
    let mut comments: Vec<Span> = Vec::new();
    let mut end = 0;
    for at in memchr::memchr_iter(b'#', matter.as_bytes()) {
        let after = values.partition_point(|value| value.start as usize <= at);
        let inside = after.checked_sub(1).and_then(|index| values.get(index)).is_some_and(|value| value.contains(at));
        if at >= end && !inside {
            let line = matter.get(at..).and_then(|rest| rest.lines().next()).unwrap_or_default();
            end = at + line.len();
            comments.push(Span::new(at, end));
        }
    }
    comments
}

fn scalars(node: &Node, values: &mut Vec<Span>) {
    match &node.data {
        Data::Scalar(_) => values.push(node.span),
        Data::Sequence(items) => items.iter().for_each(|item| scalars(item, values)),
        Data::Mapping(entries) => entries.iter().for_each(|entry| {
            values.push(entry.key);
            scalars(&entry.value, values);
        }),
        Data::Alias(_) => {}
    }
}
