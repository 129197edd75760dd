//! What a foreign configuration says, whatever language it is written in.

use crate::{
    generator::script,
    page::{
        dialect::Scalars,
        front_matter::{Data, Entry as NodeEntry, Node, Value as Meaning},
    },
    path::SitePath,
    text::LineIndex,
};
use rustc_hash::FxHashMap;
use std::fmt;

/// The most values that one file may come to, aliases of YAML followed: a few lines of them could stand for billions.
const VALUES: usize = 10_000;
/// How deep aliases may lead, within each other and within values.
const DEPTH: usize = 200;

/// Where something stands.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct At {
    /// The file.
    pub file: SitePath,
    /// The 1-based line; 0 where it is not known.
    pub line: usize,
}

/// `.markdownlint.json:4`, or the file alone.
impl fmt::Display for At {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}", self.file),
            line => write!(f, "{}:{line}", self.file),
        }
    }
}

/// A value.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Value {
    /// `null`.
    Nothing,
    Flag(bool),
    Integer(i64),
    Float(f64),
    Text(String),
    List(Vec<Value>),
    Table(Vec<Entry>),
    /// What only running a script would tell.
    Unknown,
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Entry {
    pub(super) name: String,
    pub(super) at: At,
    pub(super) value: Value,
}

impl Value {
    /// What JavaScript makes of it in a condition, which is how markdownlint asks.
    pub(super) fn is_truthy(&self) -> bool {
        match self {
            Self::Nothing => false,
            Self::Flag(flag) => *flag,
            Self::Integer(number) => *number != 0,
            Self::Float(number) => *number != 0.0,
            Self::Text(text) => !text.is_empty(),
            Self::List(_) | Self::Table(_) | Self::Unknown => true,
        }
    }

    /// The entries of a table; none of anything else.
    pub(super) fn entries(&self) -> &[Entry] {
        match self {
            Self::Table(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of a table; of a key written twice, the last one.
    pub(super) fn get(&self, name: &str) -> Option<&Entry> {
        self.entries().iter().rev().find(|entry| entry.name == name)
    }

    pub(super) fn as_str(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The texts of a list, or the one text.
    pub(super) fn texts(&self) -> Vec<&str> {
        match self {
            Self::List(items) => items.iter().filter_map(Self::as_str).collect(),
            value => value.as_str().into_iter().collect(),
        }
    }

    /// As TOML has it; `None` for what it has not.
    pub(super) fn to_toml(&self) -> Option<toml::Value> {
        Some(match self {
            Self::Nothing | Self::Unknown => return None,
            Self::Flag(flag) => toml::Value::Boolean(*flag),
            Self::Integer(number) => toml::Value::Integer(*number),
            Self::Float(number) => toml::Value::Float(*number),
            Self::Text(text) => toml::Value::String(text.clone()),
            Self::List(items) => toml::Value::Array(items.iter().map(Self::to_toml).collect::<Option<_>>()?),
            Self::Table(entries) => {
                let entries = entries.iter().map(|entry| Some((entry.name.clone(), entry.value.to_toml()?)));
                toml::Value::Table(entries.collect::<Option<_>>()?)
            }
        })
    }

    /// The value of a script, which has no lines.
    pub(super) fn of_script(value: &script::Value, file: &SitePath) -> Self {
        match value {
            script::Value::Null => Self::Nothing,
            script::Value::Bool(flag) => Self::Flag(*flag),
            // The whole numbers that JavaScript can count are whole numbers here, too.
            script::Value::Number(number) if number.fract() == 0.0 && number.abs() < 9e15 => Self::Integer(*number as i64),
            script::Value::Number(number) => Self::Float(*number),
            script::Value::Text(text) | script::Value::Path(text) | script::Value::Pattern(text) => Self::Text(text.clone()),
            script::Value::List(items) => Self::List(items.iter().map(|item| Self::of_script(item, file)).collect()),
            script::Value::Table(entries) => {
                let entry = |(name, value): &(String, script::Value)| Entry {
                    name: name.clone(),
                    at: At { file: file.clone(), line: 0 },
                    value: Self::of_script(value, file),
                };
                Self::Table(entries.iter().map(entry).collect())
            }
            _ => Self::Unknown,
        }
    }

    /// The value of a file of JSON, YAML or TOML; `None` when there is too much in it.
    pub(super) fn of_node(root: &Node, text: &str, file: &SitePath) -> Option<Self> {
        let mut anchors = FxHashMap::default();
        find_anchors(root, &mut anchors);
        let mut reader = Reader { anchors, lines: LineIndex::new(text), file, left: VALUES };
        let value = reader.read(root, DEPTH);
        (reader.left > 0).then_some(value)
    }
}

struct Reader<'a> {
    anchors: FxHashMap<&'a str, &'a Node>,
    lines: LineIndex,
    file: &'a SitePath,
    /// How many more values may be read.
    left: usize,
}

impl Reader<'_> {
    fn read(&mut self, node: &Node, depth: usize) -> Value {
        if depth == 0 || self.left == 0 {
            return Value::Unknown;
        }
        self.left -= 1;
        match &node.data {
            Data::Scalar(scalar) => match node.value(Scalars::Core) {
                Meaning::Null => Value::Nothing,
                Meaning::Bool(flag) => Value::Flag(flag),
                Meaning::Integer(number) => Value::Integer(number),
                Meaning::Float(number) => Value::Float(number),
                Meaning::Text | Meaning::Date(_) => Value::Text(scalar.text.to_string()),
                Meaning::Error => Value::Unknown,
            },
            Data::Sequence(items) => Value::List(items.iter().map(|item| self.read(item, depth - 1)).collect()),
            Data::Mapping(entries) => Value::Table(self.table(entries, depth)),
            Data::Alias(name) => match self.anchors.get(&**name).copied() {
                Some(node) => self.read(node, depth - 1),
                None => Value::Unknown,
            },
        }
    }

    fn table(&mut self, entries: &[NodeEntry], depth: usize) -> Vec<Entry> {
        let mut table = Vec::with_capacity(entries.len());
        for entry in entries {
            let value = self.read(&entry.value, depth - 1);
            if &*entry.name == "<<" {
                table.extend(value.entries().iter().cloned());
                continue;
            }
            let line = self.lines.line_at(entry.key.start as usize) + 1;
            table.push(Entry { name: entry.name.to_string(), at: At { file: self.file.clone(), line }, value });
        }
        table
    }
}

/// The nodes that bear anchors. Depth is bounded by the readers' nesting limit.
fn find_anchors<'n>(node: &'n Node, anchors: &mut FxHashMap<&'n str, &'n Node>) {
    if let Some(name) = node.anchor() {
        anchors.insert(name, node);
    }
    match &node.data {
        Data::Mapping(entries) => entries.iter().for_each(|entry| find_anchors(&entry.value, anchors)),
        Data::Sequence(items) => items.iter().for_each(|item| find_anchors(item, anchors)),
        _ => {}
    }
}
