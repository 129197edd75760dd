//! The tree of a metadata block.

use super::value::{self, Value};
use crate::{page::dialect::Scalars, text::Span};
use std::slice;

/// A value and the place where it is written.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    /// A scalar with its quotes; a literal or folded block scalar from its first to its last character, without the `|` line; a
    /// list or mapping likewise, with its brackets or its first dash; an empty value: the empty place where it would be written.
    /// A TOML `[table]` has the place of its header.
    pub span: Span,
    /// What it is.
    pub data: Data,
    /// Its YAML tag and anchor, which few values have.
    marks: Option<Box<Marks>>,
}

#[derive(Clone, Debug, Default, PartialEq)]
struct Marks {
    tag: Option<Box<str>>,
    anchor: Option<Box<str>>,
}

/// What a node is.
#[derive(Clone, Debug, PartialEq)]
pub enum Data {
    /// Text, number, date, nothing.
    Scalar(Scalar),
    /// Keys and values, as written.
    Mapping(Vec<Entry>),
    /// A list.
    Sequence(Vec<Node>),
    /// A YAML alias, by its name without `*`; never expanded.
    Alias(Box<str>),
}

/// A key and its value.
#[derive(Clone, Debug, PartialEq)]
pub struct Entry {
    /// The key as the generator looks it up: unescaped, then as its [`KeyNames`](crate::page::dialect::KeyNames) say. The source
    /// text of a key that is no scalar.
    pub name: Box<str>,
    /// The key unescaped but otherwise as written, where that differs from `name`.
    pub(super) written: Option<Box<str>>,
    /// The key in the text, with its quotes.
    pub key: Span,
    /// The value.
    pub value: Node,
}

/// A scalar.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// The text it stands for: unescaped and unfolded. Numbers and dates of TOML and JSON as written.
    pub text: Box<str>,
    /// How it is written.
    pub style: Style,
}

/// How a scalar is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Style {
    /// Unquoted YAML: what it means is the generator's to say.
    Plain,
    /// `'…'`.
    SingleQuoted,
    /// `"…"`.
    DoubleQuoted,
    /// A `|` block.
    Literal,
    /// A `>` block.
    Folded,
    /// The rest of a line in a Raneto header: always text.
    Line,
    /// A whole number of TOML or JSON.
    Integer,
    /// A fraction, infinity or not-a-number of TOML or JSON.
    Float,
    /// `true` or `false` of TOML or JSON.
    Boolean,
    /// A date, a time or both of TOML.
    DateTime,
    /// `null` of JSON.
    Null,
}

impl Node {
    /// Whether nothing is in it: no value, blank text, a list or mapping without items.
    pub fn is_empty(&self, scalars: Scalars) -> bool {
        match &self.data {
            Data::Scalar(scalar) => scalar.text.trim().is_empty() || self.value(scalars) == Value::Null,
            Data::Sequence(items) => items.is_empty(),
            Data::Mapping(entries) => entries.is_empty(),
            Data::Alias(_) => false,
        }
    }

    /// A value without tag and anchor.
    pub fn new(span: Span, data: Data) -> Self {
        Self { span, data, marks: None }
    }

    /// A YAML tag as written (`!!str`).
    pub fn tag(&self) -> Option<&str> {
        self.marks.as_ref()?.tag.as_deref()
    }

    /// The name of a YAML anchor, without `&`.
    pub fn anchor(&self) -> Option<&str> {
        self.marks.as_ref()?.anchor.as_deref()
    }

    pub(super) fn set_tag(&mut self, tag: Option<Box<str>>) {
        if tag.is_some() {
            self.marks.get_or_insert_default().tag = tag;
        }
    }

    pub(super) fn set_anchor(&mut self, name: &str) {
        self.marks.get_or_insert_default().anchor = Some(name.into());
    }

    /// Gives back the room that a growing list or mapping took in advance.
    pub(super) fn shrink(&mut self) {
        match &mut self.data {
            Data::Mapping(entries) => entries.shrink_to_fit(),
            Data::Sequence(items) => items.shrink_to_fit(),
            Data::Scalar(_) | Data::Alias(_) => {}
        }
    }

    pub(super) fn scalar(span: Span, text: &str, style: Style) -> Self {
        Self::new(span, Data::Scalar(Scalar { text: text.into(), style }))
    }

    /// The text of a scalar.
    pub fn as_str(&self) -> Option<&str> {
        match &self.data {
            Data::Scalar(scalar) => Some(&scalar.text),
            _ => None,
        }
    }

    /// The nodes of a list.
    pub fn as_list(&self) -> Option<&[Node]> {
        match &self.data {
            Data::Sequence(items) => Some(items),
            _ => None,
        }
    }

    /// The nodes of a list, or the scalar itself where one may be written for a list of one (`tags: news`). Nothing for an empty
    /// value, a mapping or an alias.
    pub fn items(&self) -> &[Node] {
        match &self.data {
            Data::Sequence(items) => items,
            Data::Scalar(scalar) if !(scalar.text.is_empty() && scalar.style == Style::Plain) => slice::from_ref(self),
            _ => &[],
        }
    }

    /// The entries of a mapping; none for anything else.
    pub fn entries(&self) -> &[Entry] {
        match &self.data {
            Data::Mapping(entries) => entries,
            _ => &[],
        }
    }

    /// The entry of a key by its path of names joined with dots; see [`FrontMatter::get`](super::FrontMatter::get).
    pub fn get(&self, dotted: &str) -> Option<&Entry> {
        self.entries().iter().rev().find_map(|entry| match entry.begins(dotted)? {
            "" => Some(entry),
            rest => entry.value.get(rest.strip_prefix('.')?),
        })
    }

    /// Every value of a key, lists looked through on the way; see [`FrontMatter::values`](super::FrontMatter::values).
    pub fn values(&self, dotted: &str) -> Vec<&Self> {
        let mut found = Vec::new();
        self.collect(dotted, &mut found);
        found
    }

    /// Depth is bounded by the readers' nesting limit.
    fn collect<'a>(&'a self, dotted: &str, found: &mut Vec<&'a Self>) {
        for item in self.as_list().unwrap_or_default() {
            item.collect(dotted, found);
        }
        for entry in self.entries().iter().rev() {
            let before = found.len();
            match entry.begins(dotted) {
                Some("") => found.push(&entry.value),
                Some(rest) => {
                    if let Some(rest) = rest.strip_prefix('.') {
                        entry.value.collect(rest, found);
                    }
                }
                None => {}
            }
            // Of a key written twice the last one counts.
            if found.len() > before {
                return;
            }
        }
    }

    /// What the generator's reader makes of a scalar; `Text` for anything that is no scalar. A `!!str` tag keeps text text.
    pub fn value(&self, scalars: Scalars) -> Value {
        match &self.data {
            Data::Scalar(_) if matches!(self.tag(), Some("!!str" | "!")) => Value::Text,
            Data::Scalar(scalar) => value::resolve(&scalar.text, scalar.style, scalars),
            _ => Value::Text,
        }
    }
}

impl Entry {
    /// The key as written, unescaped.
    pub fn written(&self) -> &str {
        self.written.as_deref().unwrap_or(&self.name)
    }
}
impl Entry {
    /// What follows the name of this entry in a path of names, if that begins with it: nothing, or a dot and more. The lengths tell
    /// nearly always that it does not, and are at hand where the name is not.
    fn begins<'d>(&self, dotted: &'d str) -> Option<&'d str> {
        let is_whole = dotted.as_bytes().get(self.name.len()).map_or(dotted.len() == self.name.len(), |&next| next == b'.');
        if is_whole { dotted.strip_prefix(&*self.name) } else { None }
    }
}
