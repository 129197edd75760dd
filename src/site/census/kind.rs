//! The kinds of front matter values.

use crate::page::{
    dialect::Scalars,
    front_matter::{Data, DateForm, Node, Scalar, Style, Value},
};

/// What a front matter value is, as the site's generator reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
    /// Nothing, blank text, a list or table without items: says nothing of what would stand there.
    Empty,
    /// Text.
    Text,
    /// A whole number.
    Integer,
    /// Any other number.
    Number,
    /// True or false.
    Boolean,
    /// A date, quoted or not, whether the generator takes it for one or for text.
    Date,
    /// A list.
    List,
    /// Keys and values.
    Table,
    /// What cannot be told: an alias, a value with a tag of the house, one that stops the generator.
    Unknown,
}

impl Kind {
    /// All kinds, in their order.
    pub const ALL: [Self; 9] =
        [Self::Empty, Self::Text, Self::Integer, Self::Number, Self::Boolean, Self::Date, Self::List, Self::Table, Self::Unknown];

    /// The kind of a node; a `Line` of a header is what it looks like.
    pub fn of(node: &Node, scalars: Scalars) -> Self {
        let scalar = match &node.data {
            _ if node.tag().is_some_and(|tag| !matches!(tag, "!!str" | "!")) => return Self::Unknown,
            Data::Alias(_) => return Self::Unknown,
            Data::Mapping(entries) if entries.is_empty() => return Self::Empty,
            Data::Sequence(items) if items.is_empty() => return Self::Empty,
            Data::Mapping(_) => return Self::Table,
            Data::Sequence(_) => return Self::List,
            Data::Scalar(scalar) => scalar,
        };
        if scalar.text.trim().is_empty() {
            return Self::Empty;
        }
        let value = if scalar.style == Style::Line { looks_like(scalar, scalars) } else { node.value(scalars) };
        match value {
            Value::Null => Self::Empty,
            Value::Bool(_) => Self::Boolean,
            Value::Integer(_) => Self::Integer,
            Value::Float(_) => Self::Number,
            Value::Date(_) => Self::Date,
            Value::Text | Value::Error if DateForm::read(&scalar.text).is_some() => Self::Date,
            Value::Text => Self::Text,
            Value::Error => Self::Unknown,
        }
    }

    /// Whether it says something of the values of its key.
    pub fn is_telling(self) -> bool {
        !matches!(self, Self::Empty | Self::Unknown)
    }

    /// Whether it is a single value that has a text.
    pub fn is_scalar(self) -> bool {
        matches!(self, Self::Text | Self::Integer | Self::Number | Self::Boolean | Self::Date)
    }
}

/// What the text of a header's line would be, if it stood in YAML.
fn looks_like(scalar: &Scalar, scalars: Scalars) -> Value {
    let plain = Scalar { text: scalar.text.clone(), style: Style::Plain };
    Node::new(Default::default(), Data::Scalar(plain)).value(scalars)
}
