//! What front matter breaks in a schema, in terms of the front matter.

use crate::{path::SitePath, text::Span};
use serde_json::Value;

/// One thing that a schema does not allow.
#[derive(Clone, Debug, PartialEq)]
pub struct Violation {
    /// The way from the whole block to the value that is meant; for a missing key, to the mapping that lacks it.
    pub at: Vec<Step>,
    /// What is wrong.
    pub kind: Kind,
    /// The place in a schema file that asks for it.
    pub asked: Option<(SitePath, Span)>,
    /// What the schema's author says about it: its `errorMessage`, `description` or `title`.
    pub words: Option<String>,
    /// The way to the value for which the schema asks this (`if`).
    pub because: Option<Vec<Step>>,
}

/// A step from a value to one in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the value of a key.
    Key(Box<str>),
    /// To an item of a list, from 0 on.
    Item(usize),
}

/// What is wrong with a value.
#[derive(Clone, Debug, PartialEq)]
pub enum Kind {
    /// One of these keys must be there.
    Missing(Vec<String>),
    /// It must have one of these types, as JSON Schema names them.
    Type(Vec<&'static str>),
    /// It must be one of these.
    OneOf(Vec<Value>),
    /// A text must match a regular expression.
    Pattern(String),
    /// A text must be of a form that JSON Schema has a name for: `date`.
    Format(String),
    /// A number must lie within a bound.
    Number(Bound, f64),
    /// There must be so many of something.
    Size(Measure, Bound, u64),
    /// A key must not be there; these may.
    Key {
        /// The key, in the mapping.
        name: String,
        /// Those that may be there.
        allowed: Vec<String>,
    },
    /// The name of a key is of a form that is not allowed; a text must be like this (a regular expression), if that can be said.
    KeyForm {
        /// The key, in the mapping.
        name: String,
        /// What it must match.
        pattern: Option<String>,
    },
    /// These keys exclude each other.
    Together(Vec<String>),
    /// The value must not be there.
    NotAllowed,
    /// The value must not be what it is.
    Forbidden,
    /// It is of more than one of several forms, of which it must have one.
    Several,
    /// An item of the list stands in it before.
    Repeated,
    /// No item of the list is what one must be.
    Lacking,
    /// Something that has no words of its own.
    Other,
}

/// On which side of a number another must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Bound {
    /// The number or more.
    AtLeast,
    /// The number or less.
    AtMost,
    /// More than the number.
    MoreThan,
    /// Less than the number.
    LessThan,
    /// The number, or some times the number.
    MultipleOf,
}

/// What is counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Measure {
    /// The characters of a text.
    Characters,
    /// The items of a list.
    Items,
    /// The keys of a mapping.
    Keys,
}
