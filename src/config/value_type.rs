//! The types that `types` in `[[front-matter]]` names.

use super::{field::Field, set::Set};
use crate::page::{
    dialect::Scalars,
    front_matter::{Data, Node, Scalar, Style, Value, WrittenDay},
};

/// The type of a front matter value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ValueType {
    /// `string`.
    String,
    /// `number`: whole or not.
    Number,
    /// `integer`.
    Integer,
    /// `boolean`.
    Boolean,
    /// `date`.
    Date,
    /// `list`, or `list of strings` and the like.
    List(Option<Box<ValueType>>),
    /// `table`.
    Table,
}

impl ValueType {
    const SIMPLE: [(&str, &str, Self); 7] = [
        ("string", "strings", Self::String),
        ("number", "numbers", Self::Number),
        ("integer", "integers", Self::Integer),
        ("boolean", "booleans", Self::Boolean),
        ("date", "dates", Self::Date),
        ("list", "lists", Self::List(None)),
        ("table", "tables", Self::Table),
    ];

    fn from_name(name: &str) -> Option<Self> {
        if let Some(items) = name.strip_prefix("list of ") {
            let simple = Self::SIMPLE.into_iter().find(|(one, many, _)| *one == items || *many == items);
            return simple.map(|(.., item)| Self::List(Some(Box::new(item))));
        }
        Self::SIMPLE.into_iter().find(|(one, ..)| *one == name).map(|(.., found)| found)
    }

    /// Its name, as in `handbook.toml`: `list of strings`.
    pub fn name(&self) -> String {
        let simple = |wanted: &Self| Self::SIMPLE.into_iter().find(|(.., found)| found == wanted);
        match self {
            Self::List(Some(item)) => format!("list of {}", simple(item).map_or("lists", |(_, many, _)| many)),
            other => simple(other).map_or("list", |(one, ..)| one).to_owned(),
        }
    }

    /// Whether a value is of a type, as far as can be known.
    pub fn fits(&self, node: &Node, scalars: Scalars) -> bool {
        let scalar = match (&node.data, self) {
            // What an alias stands for, and what a tag of the house makes of a value, is not known here.
            (Data::Alias(_), _) => return true,
            _ if node.tag().is_some_and(|tag| tag != "!!str" && tag != "!") => return true,
            (Data::Mapping(_), _) => return *self == Self::Table,
            (Data::Sequence(_), Self::List(None)) => return true,
            (Data::Sequence(items), Self::List(Some(item))) => return items.iter().all(|node| item.fits(node, scalars)),
            (Data::Sequence(_), _) => return false,
            (Data::Scalar(scalar), _) => scalar,
        };
        let value = value(node, scalar, scalars);
        match self {
            Self::String => value == Value::Text || scalar.style == Style::Line,
            Self::Number => matches!(value, Value::Integer(_) | Value::Float(_)),
            Self::Integer => matches!(value, Value::Integer(_)),
            Self::Boolean => matches!(value, Value::Bool(_)),
            // Some readers know no dates, and take them as text or count seconds.
            Self::Date => matches!(value, Value::Date(_)) || WrittenDay::read(&scalar.text).is_some(),
            Self::List(_) | Self::Table => false,
        }
    }
}

/// One type, or several of which one is enough.
pub(super) fn types(field: &Field<'_>) -> Option<Vec<Set<ValueType>>> {
    let read = |field: &Field<'_>| {
        let name = field.name()?;
        match ValueType::from_name(&name.value) {
            Some(found) => Some(field.set(found)),
            None => {
                let mut names: Vec<_> = ValueType::SIMPLE.iter().map(|(one, ..)| (*one).to_owned()).collect();
                names.extend(ValueType::SIMPLE.iter().map(|(_, many, _)| format!("list of {many}")));
                let names: Vec<_> = names.iter().map(String::as_str).collect();
                // Without a near miss, naming the simple ones and one list is enough.
                let near = crate::text::nearest(&name.value, names.iter().copied());
                field.none_of(&name.value, if near.is_some() { &names } else { &names[..ValueType::SIMPLE.len() + 1] })
            }
        }
    };
    let types: Vec<_> = field.one_or_more("text in quotes")?.iter().filter_map(read).collect();
    (!types.is_empty()).then_some(types)
}

/// What the generator makes of it. A header's values are always text there; what they look like counts.
fn value(node: &Node, scalar: &Scalar, scalars: Scalars) -> Value {
    if scalar.style != Style::Line {
        return node.value(scalars);
    }
    let plain = Scalar { text: scalar.text.clone(), style: Style::Plain };
    Node::new(node.span, Data::Scalar(plain)).value(scalars)
}
