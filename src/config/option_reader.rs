//! Lets serde read a value, with errors in plain words that know their place.

use super::{
    options::OptionError,
    problems::suggest,
    value::{Entry, Kind, Value},
};
use crate::text::Span;
use serde::{
    Deserializer,
    de::{
        self, DeserializeSeed, Expected, IntoDeserializer, MapAccess, SeqAccess, Unexpected, Visitor,
        value::MapAccessDeserializer,
    },
    forward_to_deserialize_any,
};
use std::fmt;

/// A value as serde's source.
#[derive(Clone, Copy)]
pub(super) struct Reader<'a> {
    value: &'a Value,
    /// Field names of the struct being read; empty otherwise. With them, `snake_case` stands for `kebab-case` and the reverse.
    fields: &'static [&'static str],
}

impl<'a> Reader<'a> {
    pub(super) fn new(value: &'a Value) -> Self {
        Self { value, fields: &[] }
    }

    fn visit<V: Visitor<'a>>(self, visitor: V) -> Result<V::Value, Error> {
        match &self.value.kind {
            Kind::Text(text) => visitor.visit_borrowed_str(text),
            Kind::Integer(number) => visitor.visit_i64(*number),
            Kind::Float(number) => visitor.visit_f64(*number),
            Kind::Boolean(flag) => visitor.visit_bool(*flag),
            Kind::Date(date) => visitor.visit_string(date.to_string()),
            Kind::List(items) => visitor.visit_seq(Items(items.iter())),
            Kind::Table(entries) => visitor.visit_map(Entries { rest: entries.iter(), value: None, fields: self.fields }),
        }
    }
}

impl<'de> Deserializer<'de> for Reader<'de> {
    type Error = Error;

    fn deserialize_any<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        self.visit(visitor).map_err(|error| error.at(self.value.span))
    }

    fn deserialize_option<V: Visitor<'de>>(self, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_some(self)
    }

    fn deserialize_newtype_struct<V: Visitor<'de>>(self, _: &'static str, visitor: V) -> Result<V::Value, Error> {
        visitor.visit_newtype_struct(self)
    }

    fn deserialize_struct<V: Visitor<'de>>(
        self,
        _: &'static str,
        fields: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        Self { fields, ..self }.deserialize_any(visitor)
    }

    fn deserialize_enum<V: Visitor<'de>>(
        self,
        _: &'static str,
        _: &'static [&'static str],
        visitor: V,
    ) -> Result<V::Value, Error> {
        let result = match &self.value.kind {
            Kind::Text(text) => visitor.visit_enum(text.as_str().into_deserializer()),
            Kind::Table(entries) => {
                visitor.visit_enum(MapAccessDeserializer::new(Entries { rest: entries.iter(), value: None, fields: &[] }))
            }
            _ => Err(Error::mismatch("text in quotes".to_owned(), self.value.describe().to_owned())),
        };
        result.map_err(|error| error.at(self.value.span))
    }

    forward_to_deserialize_any! {
        bool i8 i16 i32 i64 i128 u8 u16 u32 u64 u128 f32 f64 char str string bytes byte_buf
        unit unit_struct seq tuple tuple_struct map identifier ignored_any
    }
}

struct Items<'a>(std::slice::Iter<'a, Value>);

impl<'a> SeqAccess<'a> for Items<'a> {
    type Error = Error;

    fn next_element_seed<T: DeserializeSeed<'a>>(&mut self, seed: T) -> Result<Option<T::Value>, Error> {
        self.0.next().map(|item| seed.deserialize(Reader::new(item)).map_err(|error| error.at(item.span).item())).transpose()
    }
}

struct Entries<'a> {
    rest: std::slice::Iter<'a, Entry>,
    value: Option<&'a Entry>,
    fields: &'static [&'static str],
}

impl<'a> MapAccess<'a> for Entries<'a> {
    type Error = Error;

    fn next_key_seed<K: DeserializeSeed<'a>>(&mut self, seed: K) -> Result<Option<K::Value>, Error> {
        let Some(entry) = self.rest.next() else { return Ok(None) };
        self.value = Some(entry);
        let dashed = |name: &str| name.replace('_', "-");
        let field = self.fields.iter().copied().find(|field| dashed(field) == dashed(&entry.name));
        let name = field.unwrap_or(&entry.name).into_deserializer();
        seed.deserialize(name).map(Some).map_err(|error: Error| error.at(entry.key))
    }

    fn next_value_seed<V: DeserializeSeed<'a>>(&mut self, seed: V) -> Result<V::Value, Error> {
        let entry = self.value.take().ok_or_else(|| <Error as de::Error>::custom("a value is missing"))?;
        seed.deserialize(Reader::new(&entry.value)).map_err(|error| error.at(entry.value.span).under(&entry.name))
    }
}

/// What serde did not like.
#[derive(Debug)]
pub(super) struct Error {
    span: Option<Span>,
    /// The key that holds the value.
    name: Option<String>,
    /// Whether the value is an item of a list under that key.
    item: bool,
    what: What,
    help: Option<String>,
}

#[derive(Debug)]
enum What {
    /// Something else was expected.
    Mismatch { expected: String, found: String },
    /// A message about the value, which stands for itself.
    Said(String),
}

impl Error {
    fn new(what: What, help: Option<String>) -> Self {
        Self { span: None, name: None, item: false, what, help }
    }

    fn mismatch(expected: String, found: String) -> Self {
        Self::new(What::Mismatch { expected, found }, None)
    }

    /// Places the error, unless it is placed already or the value is not in the file.
    fn at(mut self, span: Span) -> Self {
        if self.span.is_none() && !span.is_empty() {
            self.span = Some(span);
        }
        self
    }

    fn item(mut self) -> Self {
        self.item |= self.name.is_none();
        self
    }

    fn under(mut self, name: &str) -> Self {
        self.name.get_or_insert_with(|| name.to_owned());
        self
    }

    pub(super) fn into_option_error(self, rule: Span) -> OptionError {
        let subject = match (&self.name, self.item) {
            (Some(name), false) => format!("`{name}`"),
            (Some(name), true) => format!("an item of `{name}`"),
            (None, _) => "this".to_owned(),
        };
        let message = match self.what {
            What::Mismatch { expected, found } => format!("{subject} must be {expected}, not {found}"),
            What::Said(message) => message,
        };
        OptionError { span: self.span.unwrap_or(rule), message, help: self.help }
    }
}

impl de::Error for Error {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self::new(What::Said(message.to_string()), None)
    }

    fn invalid_type(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::mismatch(plain_expected(&expected.to_string()), plain_found(&found))
    }

    fn invalid_value(found: Unexpected<'_>, expected: &dyn Expected) -> Self {
        Self::invalid_type(found, expected)
    }

    fn invalid_length(length: usize, expected: &dyn Expected) -> Self {
        let items = if length == 1 { "1 item".to_owned() } else { format!("{length} items") };
        Self::mismatch(plain_expected(&expected.to_string()), items)
    }

    fn unknown_variant(variant: &str, expected: &'static [&'static str]) -> Self {
        Self::new(What::Said(format!("`{variant}` is not possible here")), suggest(variant, expected, "Write"))
    }

    fn unknown_field(field: &str, expected: &'static [&'static str]) -> Self {
        let help = match expected {
            [] => Some("This rule has none".to_owned()),
            _ => suggest(field, expected, "There is"),
        };
        Self::new(What::Said(format!("`{field}` is no option of this rule")), help)
    }

    fn missing_field(field: &'static str) -> Self {
        Self::new(What::Said(format!("`{field}` is missing")), None)
    }

    fn duplicate_field(field: &'static str) -> Self {
        Self::new(What::Said(format!("`{field}` is set twice")), Some("Remove one of the two".to_owned()))
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.what {
            What::Mismatch { expected, found } => write!(f, "must be {expected}, not {found}"),
            What::Said(message) => f.write_str(message),
        }
    }
}

impl std::error::Error for Error {}

/// serde's name of a type, in plain words.
fn plain_expected(expected: &str) -> String {
    match expected {
        "a string" | "str" | "a borrowed string" | "string" => "text in quotes",
        "a boolean" => "`true` or `false`",
        "a sequence" | "a set" => "a list",
        "a map" => "a table",
        "a character" => "a single character in quotes",
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => "a whole number of 0 or more",
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => "a whole number",
        "f32" | "f64" => "a number",
        other if other.starts_with("struct ") => "a table",
        other => other,
    }
    .to_owned()
}

fn plain_found(found: &Unexpected<'_>) -> String {
    match found {
        Unexpected::Bool(flag) => format!("`{flag}`"),
        Unexpected::Unsigned(number) => format!("{number}"),
        Unexpected::Signed(number) => format!("{number}"),
        Unexpected::Float(number) => format!("{number}"),
        Unexpected::Char(letter) => format!("`\"{letter}\"`"),
        Unexpected::Str(text) => format!("`\"{text}\"`"),
        Unexpected::Seq => "a list".to_owned(),
        Unexpected::Map => "a table".to_owned(),
        other => other.to_string(),
    }
}
