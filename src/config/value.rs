//! A TOML value with the place of every part: what the parser gives, but owned, and in the order of the file.

use crate::text::Span;
use toml::{
    Spanned,
    de::{DeTable, DeValue},
};

/// One setting that the file makes, for `handbook config`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    /// Its dotted name, as TOML writes it.
    pub key: String,
    /// Its value as TOML, on one line unless it is a text of several lines.
    pub value: String,
    /// The bytes of the value.
    pub span: Span,
}

#[derive(Clone, Debug)]
pub(super) struct Value {
    pub(super) kind: Kind,
    /// The bytes of the value; of the header for a table under one; empty for what is not in the file.
    pub(super) span: Span,
}

#[derive(Clone, Debug)]
pub(super) enum Kind {
    Text(String),
    Integer(i64),
    Float(f64),
    Boolean(bool),
    Date(toml::value::Datetime),
    List(Vec<Value>),
    Table(Vec<Entry>),
}

#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) name: String,
    /// The bytes of the key, with its quotes.
    pub(super) key: Span,
    pub(super) value: Value,
}

impl Value {
    pub(super) fn empty_table() -> Self {
        Self { kind: Kind::Table(Vec::new()), span: Span::default() }
    }

    /// The value that the parser read.
    pub(super) fn from_parsed(value: &Spanned<DeValue<'_>>) -> Self {
        let kind = match value.get_ref() {
            DeValue::String(text) => Kind::Text(text.to_string()),
            DeValue::Integer(number) => match i64::from_str_radix(number.as_str(), number.radix()) {
                Ok(number) => Kind::Integer(number),
                Err(_) => Kind::Float(number.as_str().parse().unwrap_or(f64::INFINITY)),
            },
            DeValue::Float(number) => Kind::Float(number.as_str().parse().unwrap_or(f64::NAN)),
            DeValue::Boolean(flag) => Kind::Boolean(*flag),
            DeValue::Datetime(date) => Kind::Date(*date),
            DeValue::Array(items) => Kind::List(items.iter().map(Self::from_parsed).collect()),
            DeValue::Table(table) => Self::from_table(table).kind,
        };
        Self { kind, span: value.span().into() }
    }

    pub(super) fn from_table(table: &DeTable<'_>) -> Self {
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| Entry {
                name: key.get_ref().to_string(),
                key: key.span().into(),
                value: Self::from_parsed(value),
            })
            .collect();
        entries.sort_by_key(|entry| entry.key);
        Self { kind: Kind::Table(entries), span: Span::default() }
    }

    /// A value that is not in the file: a default.
    pub(super) fn from_default(value: toml::Value) -> Self {
        let kind = match value {
            toml::Value::String(text) => Kind::Text(text),
            toml::Value::Integer(number) => Kind::Integer(number),
            toml::Value::Float(number) => Kind::Float(number),
            toml::Value::Boolean(flag) => Kind::Boolean(flag),
            toml::Value::Datetime(date) => Kind::Date(date),
            toml::Value::Array(items) => Kind::List(items.into_iter().map(Self::from_default).collect()),
            toml::Value::Table(table) => Kind::Table(
                table
                    .into_iter()
                    .map(|(name, value)| Entry { name, key: Span::default(), value: Self::from_default(value) })
                    .collect(),
            ),
        };
        Self { kind, span: Span::default() }
    }

    /// What stands here, in plain words.
    pub(super) fn describe(&self) -> &'static str {
        match self.kind {
            Kind::Text(_) => "text in quotes",
            Kind::Integer(_) => "a whole number",
            Kind::Float(_) => "a number",
            Kind::Boolean(true) => "`true`",
            Kind::Boolean(false) => "`false`",
            Kind::Date(_) => "a date",
            Kind::List(_) => "a list",
            Kind::Table(_) => "a table",
        }
    }

    /// Every leaf with its dotted name.
    pub(super) fn settings(&self) -> Vec<Setting> {
        let mut settings = Vec::new();
        self.collect(&mut String::new(), &mut settings);
        settings
    }

    fn collect(&self, key: &mut String, settings: &mut Vec<Setting>) {
        let length = key.len();
        match &self.kind {
            Kind::Table(entries) if !entries.is_empty() || key.is_empty() => {
                for entry in entries {
                    if length > 0 {
                        key.push('.');
                    }
                    key.push_str(&quoted_name(&entry.name));
                    entry.value.collect(key, settings);
                    key.truncate(length);
                }
            }
            Kind::List(items) if !items.is_empty() && items.iter().all(|item| matches!(item.kind, Kind::Table(_))) => {
                for (index, item) in items.iter().enumerate() {
                    key.push_str(&format!("[{index}]"));
                    item.collect(key, settings);
                    key.truncate(length);
                }
            }
            _ => settings.push(Setting { key: key.clone(), value: self.to_toml().to_string(), span: self.span }),
        }
    }

    fn to_toml(&self) -> toml::Value {
        match &self.kind {
            Kind::Text(text) => toml::Value::String(text.clone()),
            Kind::Integer(number) => toml::Value::Integer(*number),
            Kind::Float(number) => toml::Value::Float(*number),
            Kind::Boolean(flag) => toml::Value::Boolean(*flag),
            Kind::Date(date) => toml::Value::Datetime(*date),
            Kind::List(items) => toml::Value::Array(items.iter().map(Self::to_toml).collect()),
            Kind::Table(entries) => {
                toml::Value::Table(entries.iter().map(|entry| (entry.name.clone(), entry.value.to_toml())).collect())
            }
        }
    }
}

fn quoted_name(name: &str) -> String {
    let bare = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}
