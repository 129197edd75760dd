//! YAML documents of all notations, with the values that they hold.

use proptest::prelude::*;
use std::fmt::Write as _;

/// A value to be written.
#[derive(Clone, Debug)]
pub(crate) enum Value {
    Plain(String),
    Single(String),
    Double(String),
    /// Lines below a `|`; whether the line break at the end is dropped, and how far they are indented.
    Literal(Vec<String>, bool, usize),
    /// Lines below a `>`.
    Folded(Vec<String>, usize),
    Empty,
    /// Refers to the last value that was named.
    Alias,
    List(Vec<Value>, bool),
    Table(Vec<(String, Value)>, bool),
    /// A value with a name before it.
    Named(Box<Value>),
    Tagged(Box<Value>),
    /// A value with a comment behind or above it.
    Commented(Box<Value>, String),
}

/// A text and what is to be read from it.
#[derive(Clone, Debug)]
pub(crate) struct Document {
    pub(crate) text: String,
    /// The texts of all scalars that are no keys, in their order.
    pub(crate) values: Vec<String>,
    /// The names of all keys, in their order.
    pub(crate) keys: Vec<String>,
}

pub(crate) fn document() -> impl Strategy<Value = Document> {
    let entries = prop::collection::vec(value(), 1..6);
    (entries, prop::sample::select(vec!["\n", "\r\n"]), any::<bool>(), any::<bool>()).prop_map(
        |(values, line_break, tabs, deep)| {
            let root = Value::Table(numbered(values), false);
            let mut writer = Writer { tabs, step: if deep { 4 } else { 2 }, ..Writer::default() };
            writer.block(&root, 0);
            let text = writer.out.trim_start_matches('\n').replace('\n', line_break);
            Document { text, values: writer.values, keys: writer.keys }
        },
    )
}

fn words() -> impl Strategy<Value = String> {
    prop::string::string_regex("[a-zé日🎉👩‍🚀][a-z0-9é日🎉 ]{0,9}[a-zé🎉0-9]").expect("a pattern")
}

/// What quotes may hold.
fn anything() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "a", " ", "'", "\"", "\\", ": ", " #", "- ", "[", "]", "{", "}", ",", "&", "*", "|", "%", "🎉", "é", "---", "~",
    ]);
    prop::collection::vec(piece, 0..8).prop_map(|pieces| pieces.concat())
}

fn lines() -> impl Strategy<Value = Vec<String>> {
    prop::collection::vec(
        prop_oneof![words(), Just("key: value # none".to_owned()), Just("- \"x\"".to_owned()), Just("\ttab".to_owned())],
        1..4,
    )
    .prop_filter("begins with a word", |lines| !lines[0].starts_with('\t'))
}

fn leaf() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => words().prop_map(Value::Plain),
        1 => prop::sample::select(vec!["http://a.b/c?d#e", "-x", "a'b\"c", "2024-01-01", "x:y", "a#b", "?q", ":z"]).prop_map(|text| Value::Plain(text.to_owned())),
        2 => anything().prop_map(Value::Single),
        2 => anything().prop_map(Value::Double),
        2 => (0..3usize, lines(), any::<bool>(), 1..4usize).prop_map(|(blank, lines, strip, by)| {
            Value::Literal(std::iter::repeat_n(String::new(), blank / 2).chain(lines).collect(), strip, by)
        }),
        1 => (prop::collection::vec(words(), 1..4), 1..4usize).prop_map(|(lines, by)| Value::Folded(lines, by)),
        1 => Just(Value::Empty),
        1 => Just(Value::Alias),
    ]
}

fn value() -> impl Strategy<Value = Value> {
    leaf().prop_recursive(4, 24, 4, |inner| {
        let items = prop::collection::vec(inner.clone(), 1..4);
        prop_oneof![
            (items.clone(), any::<bool>()).prop_map(|(items, flow)| Value::List(items, flow)),
            (items, any::<bool>()).prop_map(|(items, flow)| Value::Table(numbered(items), flow)),
            inner.clone().prop_map(|value| Value::Named(Box::new(value))),
            inner.clone().prop_map(|value| Value::Tagged(Box::new(value))),
            (inner, "[a-z🎉'\": ]{0,8}").prop_map(|(value, comment)| Value::Commented(Box::new(value), comment)),
        ]
    })
}

/// The values with keys of several notations.
fn numbered(values: Vec<Value>) -> Vec<(String, Value)> {
    let key = |at: usize| match at % 5 {
        0 => format!("k{at}"),
        1 => format!("two words {at}"),
        2 => format!("'quoted: {at}'"),
        3 => format!("\"é🎉 {at}\""),
        _ => format!("a.b-c_{at}"),
    };
    values.into_iter().enumerate().map(|(at, value)| (key(at), value)).collect()
}

fn is_nothing(value: &Value) -> bool {
    match value {
        Value::Commented(inner, _) | Value::Named(inner) | Value::Tagged(inner) => is_nothing(inner),
        value => matches!(value, Value::Empty),
    }
}

#[derive(Default)]
struct Writer {
    out: String,
    values: Vec<String>,
    keys: Vec<String>,
    named: usize,
    /// Whether a name may be used: not while its own value is being written.
    finished: Vec<usize>,
    tabs: bool,
    step: usize,
}

impl Writer {
    fn blank(&mut self) {
        self.out.push_str(if self.tabs { "\t" } else { " " });
    }

    fn key(&mut self, key: &str) {
        self.keys.push(key.trim_matches(['\'', '"']).to_owned());
        self.out.push_str(key);
        self.out.push(':');
    }

    /// Writes a value after a colon or a dash, `indent` blanks deep, up to the end of its line.
    fn block(&mut self, value: &Value, indent: usize) {
        match value {
            Value::List(items, false) => {
                for item in items {
                    let _ = write!(self.out, "\n{}-", " ".repeat(indent));
                    self.block(item, indent + self.step);
                }
            }
            Value::Table(entries, false) => {
                for (key, value) in entries {
                    let _ = write!(self.out, "\n{}", " ".repeat(indent));
                    self.key(key);
                    self.block(value, indent + self.step);
                }
            }
            Value::Literal(lines, strip, by) => {
                self.out.push_str(if *strip { " |-" } else { " |" });
                self.below(lines, indent + by);
                self.values.push(format!("{}{}", lines.join("\n"), if *strip { "" } else { "\n" }));
            }
            Value::Folded(lines, by) => {
                self.out.push_str(" >");
                self.below(lines, indent + by);
                self.values.push(format!("{}\n", lines.join(" ")));
            }
            Value::Named(inner) if self.can_be_marked(inner) => {
                self.blank();
                let name = self.name();
                self.block(inner, indent);
                self.finished.push(name);
            }
            Value::Tagged(inner) if self.can_be_marked(inner) => {
                self.out.push_str(" !own");
                self.block(inner, indent);
            }
            Value::Commented(inner, comment) => match &**inner {
                Value::List(_, false) | Value::Table(_, false) => {
                    let _ = write!(self.out, " # {comment}\n\n{}# {comment}", " ".repeat(indent));
                    self.block(inner, indent);
                }
                Value::Literal(..) | Value::Folded(..) => self.block(inner, indent),
                Value::Plain(_) | Value::Single(_) | Value::Double(_) | Value::Empty => {
                    self.block(inner, indent);
                    let _ = write!(self.out, " # {comment}");
                }
                _ => self.block(inner, indent),
            },
            Value::Named(inner) | Value::Tagged(inner) => self.block(inner, indent),
            flow => {
                let before = self.out.len();
                self.blank();
                let start = self.out.len();
                self.flow(flow, indent);
                if self.out.len() == start {
                    self.out.truncate(before);
                }
            }
        }
    }

    /// An alias has neither name nor tag, and a value has one of each.
    fn can_be_marked(&self, value: &Value) -> bool {
        match value {
            Value::Alias | Value::Named(_) | Value::Tagged(_) => false,
            Value::Commented(inner, _) => matches!(**inner, Value::Plain(_) | Value::Single(_) | Value::Double(_)),
            _ => true,
        }
    }

    fn name(&mut self) -> usize {
        self.named += 1;
        let _ = write!(self.out, "&n{}", self.named);
        self.named
    }

    fn below(&mut self, lines: &[String], indent: usize) {
        for line in lines {
            let _ = write!(self.out, "\n{}{line}", " ".repeat(indent));
        }
    }

    /// Writes a value on the line, or on several in brackets.
    fn flow(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Plain(text) => {
                self.out.push_str(text);
                self.values.push(text.clone());
            }
            Value::Single(text) => {
                let _ = write!(self.out, "'{}'", text.replace('\'', "''"));
                self.values.push(text.clone());
            }
            Value::Double(text) => {
                let _ = write!(self.out, "\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\"").replace('🎉', "\\U0001F389"));
                self.values.push(text.clone());
            }
            Value::Literal(lines, ..) | Value::Folded(lines, _) => {
                // Quotes over several lines.
                let words: Vec<&str> = lines.iter().map(|line| line.trim()).filter(|line| !line.is_empty()).collect();
                let inside = words.join(&format!("\n{}", " ".repeat(indent + 1))).replace('\'', "''");
                let _ = write!(self.out, "'{inside}'");
                self.values.push(words.join(" "));
            }
            Value::Empty => self.values.push(String::new()),
            Value::Alias => match self.finished.last() {
                Some(name) => {
                    let _ = write!(self.out, "*n{name} ");
                }
                None => self.flow(&Value::Plain("none".to_owned()), indent),
            },
            Value::List(items, _) => {
                self.out.push('[');
                for item in items {
                    // Nothing is no item.
                    let item = if is_nothing(item) { &Value::Single(String::new()) } else { item };
                    let _ = write!(self.out, "\n{}", " ".repeat(indent + 1));
                    self.flow_item(item, indent);
                }
                self.out.push(']');
            }
            Value::Table(entries, _) => {
                self.out.push('{');
                for (key, value) in entries {
                    self.key(key);
                    self.out.push(' ');
                    self.flow_item(value, indent);
                }
                self.out.push('}');
            }
            Value::Named(inner) if self.can_be_marked(inner) => {
                let name = self.name();
                self.out.push(' ');
                self.flow(inner, indent);
                self.finished.push(name);
            }
            Value::Tagged(inner) if self.can_be_marked(inner) => {
                self.out.push_str("!own ");
                self.flow(inner, indent);
            }
            Value::Named(inner) | Value::Tagged(inner) => self.flow(inner, indent),
            Value::Commented(inner, comment) => {
                self.flow(inner, indent);
                let _ = write!(self.out, " # {comment}\n{}", " ".repeat(indent + 1));
            }
        }
    }

    /// Plain text in brackets holds none.
    fn flow_item(&mut self, value: &Value, indent: usize) {
        match value {
            Value::Plain(text) if text.contains(['?', '#', ':']) => self.flow(&Value::Single(text.clone()), indent),
            value => self.flow(value, indent),
        }
        self.out.push_str(" ,");
    }
}
