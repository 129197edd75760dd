//! Violations of a schema in plain words.

use crate::{
    config::{
        ValueType,
        json_schema::{Bound, Kind, Measure, Step},
    },
    page::{
        dialect::Scalars,
        front_matter::{Data, Node, Value as Read},
    },
    rules::front_matter::{listed, r#type, value::allowed_or_needed},
};
use rustc_hash::FxHashSet;
use serde_json::Value;

/// The value as sentences begin with it: `` `menu.title` ``, `` an item of `tags` ``, `` `name` in item 2 of `cards` ``.
pub(super) fn subject(path: &[Step]) -> String {
    match path.split_last() {
        None => "the front matter".to_owned(),
        Some((Step::Item(_), above)) => format!("an item of {}", value_of(above)),
        Some((Step::Key(_), _)) => value_of(path),
    }
}

/// The key that holds the value, and where it is in a list.
pub(super) fn value_of(path: &[Step]) -> String {
    let keys = path.iter().rposition(|step| matches!(step, Step::Key(_))).map_or(0, |at| at + 1);
    let path = path.get(..keys).unwrap_or_default();
    let start = path.iter().rposition(|step| matches!(step, Step::Item(_))).map_or(0, |at| at + 1);
    let (above, own) = path.split_at_checked(start).unwrap_or((&[], path));
    let names: Vec<&str> = own.iter().filter_map(|step| if let Step::Key(name) = step { Some(&**name) } else { None }).collect();
    let name = format!("`{}`", names.join("."));
    match names.is_empty() {
        true if above.is_empty() => "the front matter".to_owned(),
        true => holder(above),
        false if above.is_empty() => name,
        false => format!("{name} in {}", holder(above)),
    }
}

/// What lacks something: `` item 2 of `cards` ``.
pub(super) fn holder(path: &[Step]) -> String {
    match path.split_last() {
        Some((Step::Item(at), above)) => format!("item {} of {}", at + 1, value_of(above)),
        _ => value_of(path),
    }
}

/// A type of JSON Schema as `handbook.toml` has it.
pub(super) fn value_type(name: &str) -> Option<ValueType> {
    Some(match name {
        "string" => ValueType::String,
        "number" => ValueType::Number,
        "integer" => ValueType::Integer,
        "boolean" => ValueType::Boolean,
        "array" => ValueType::List(None),
        "object" => ValueType::Table,
        _ => return None,
    })
}

/// As the rule about types says it, where it can say it.
pub(super) fn wrong_type(path: &[Step], subject: &str, node: &Node, types: &[&str], scalars: Scalars) -> String {
    let names: Vec<String> = types.iter().map(|name| value_type(name).map_or("empty".to_owned(), |one| one.name())).collect();
    let wanted = names.join(" or ");
    let wanted = if names.len() == 1 && wanted == "empty" { wanted } else { r#type::with_article(&wanted) };
    let must = if matches!(path.last(), Some(Step::Item(_))) { "the item must" } else { "must" };
    format!("{subject} is {}, and {must} be {wanted}", r#type::words(node, scalars))
}

/// The name of a value's type in JSON Schema.
pub(super) fn type_of(value: &Value) -> &'static str {
    match value {
        Value::Null => "null",
        Value::Bool(_) => "boolean",
        Value::Number(number) if number.is_f64() => "number",
        Value::Number(_) => "integer",
        Value::String(_) => "string",
        Value::Array(_) => "array",
        Value::Object(_) => "object",
    }
}

/// A value as it is listed, and whether it is text.
pub(super) fn shown(value: &Value) -> (String, bool) {
    match value {
        Value::String(text) => (text.clone(), true),
        other => (other.to_string(), false),
    }
}

/// What a text must match, and what the schema's author says about it.
pub(super) fn must_match(pattern: Option<&str>, words: Option<&str>) -> Option<String> {
    match (pattern, words) {
        (Some(pattern), Some(words)) => Some(format!("{} (it must match `{pattern}`)", words.trim_end_matches('.'))),
        (Some(pattern), None) => Some(format!("It must match `{pattern}`")),
        (None, words) => words.map(str::to_owned),
    }
}

/// The first item of a list that stands in it before.
pub(super) fn repeated(list: &Node) -> Option<&Node> {
    let mut seen = FxHashSet::default();
    list.as_list()?.iter().find(|item| item.as_str().is_some_and(|text| !seen.insert(text)))
}

/// Everything that needs no more than the value.
pub(super) fn sentence(kind: &Kind, subject: &str, path: &[Step], node: &Node, scalars: Scalars) -> String {
    match kind {
        Kind::Number(bound, limit) => {
            let number = match node.value(scalars) {
                Read::Integer(number) => number.to_string(),
                Read::Float(number) => number.to_string(),
                _ => node.as_str().unwrap_or_default().to_owned(),
            };
            format!("{} is {number}, and must be {} {limit}", value_of(path), words(*bound))
        }
        Kind::Size(measure, bound, limit) => {
            let (count, unit) = match measure {
                Measure::Characters => (node.as_str().unwrap_or_default().chars().count(), "character"),
                Measure::Items => (node.as_list().unwrap_or_default().len(), "item"),
                Measure::Keys => (node.entries().len(), "key"),
            };
            let units = format!("{count} {unit}{}", if count == 1 { "" } else { "s" });
            let words = words(*bound);
            format!("{subject} has {units}, and {words} {limit} are {}", allowed_or_needed(words))
        }
        Kind::Together(names) => format!("{} exclude each other", listed(names.iter().map(String::as_str))),
        Kind::NotAllowed => format!("{subject} is not allowed here"),
        Kind::Forbidden => match &node.data {
            Data::Scalar(scalar) if !path.is_empty() => format!("{subject} cannot be `{}`", scalar.text),
            _ => format!("{subject} cannot be as it is"),
        },
        Kind::Several => format!("{subject} fits more than one of the forms that are allowed, and must fit one alone"),
        Kind::Repeated => match repeated(node).and_then(Node::as_str) {
            Some(text) => format!("`{text}` stands in {} more than once", value_of(path)),
            None => format!("an item stands in {} more than once", value_of(path)),
        },
        Kind::Lacking => format!("{subject} has no item of the kind that is asked for"),
        _ => format!("{subject} is not as it is asked for"),
    }
}

fn words(bound: Bound) -> &'static str {
    match bound {
        Bound::AtLeast => "at least",
        Bound::AtMost => "at most",
        Bound::MoreThan => "more than",
        Bound::LessThan => "less than",
        Bound::MultipleOf => "a multiple of",
    }
}
