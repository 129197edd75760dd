//! A single value, as front matter has them.

use super::value::{Kind, Value};
use std::fmt;

/// A text, number, flag or date that front matter is compared with.
#[derive(Clone, Debug, PartialEq)]
pub enum Scalar {
    /// Text.
    Text(String),
    /// A whole number.
    Integer(i64),
    /// Any other number.
    Float(f64),
    /// `true` or `false`.
    Boolean(bool),
    /// A date or time, as written in TOML: `2024-01-31`.
    Date(String),
}

impl Scalar {
    /// The value, unless it is a list or table.
    pub(super) fn from_value(value: &Value) -> Option<Self> {
        Some(match &value.kind {
            Kind::Text(text) => Self::Text(text.clone()),
            Kind::Integer(number) => Self::Integer(*number),
            Kind::Float(number) => Self::Float(*number),
            Kind::Boolean(flag) => Self::Boolean(*flag),
            Kind::Date(date) => Self::Date(date.to_string()),
            Kind::List(_) | Kind::Table(_) => return None,
        })
    }
}

/// As text, without quotes.
impl fmt::Display for Scalar {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Text(text) | Self::Date(text) => f.pad(text),
            Self::Integer(number) => fmt::Display::fmt(number, f),
            Self::Float(number) => fmt::Display::fmt(number, f),
            Self::Boolean(flag) => fmt::Display::fmt(flag, f),
        }
    }
}
