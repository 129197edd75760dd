//! `when`: what the front matter of a page must say for a setting to hold.

use super::{
    field::Field,
    scalar::Scalar,
    set::Set,
    value::{Kind, Value},
};

/// What is asked of the value of one key.
#[derive(Clone, Debug, PartialEq)]
pub enum Condition {
    /// It is one of these; of a list, one item is.
    OneOf(Vec<Set<Scalar>>),
    /// `{ present = true }`: the key has a value. `false`: it is not there, or empty.
    Present(bool),
}

/// What must hold of which dotted keys; all of it.
pub(super) type When = Vec<(String, Set<Condition>)>;

/// Reads `{ type = "policy", owner = { present = true } }`, or the keys alone that must have a value: `["owner"]`. `None` when a
/// part of it cannot be used: what is left would hold for other pages than those that are meant.
pub(super) fn read(field: &Field<'_>) -> Option<When> {
    let mistakes = field.problems.count();
    let conditions: When = match field.value.kind {
        Kind::Table(_) => field.keys(is_presence, condition).into_iter().collect(),
        Kind::List(_) | Kind::Text(_) => {
            let names = field.names().unwrap_or_default();
            names.into_iter().map(|name| (name.value.clone(), name.map(|_| Condition::Present(true)))).collect()
        }
        _ => return field.expected("a table like `{ type = \"policy\" }`"),
    };
    if field.problems.count() > mistakes {
        return None;
    }
    if conditions.is_empty() {
        return field.error("`when` is empty", Some("For example `when = { type = \"policy\" }`".to_owned()));
    }
    Some(conditions)
}

fn is_presence(value: &Value) -> bool {
    let Kind::Table(entries) = &value.kind else { return false };
    matches!(entries.as_slice(), [only] if only.name == "present" && !matches!(only.value.kind, Kind::Table(_)))
}

fn condition(field: &Field<'_>) -> Option<Condition> {
    if !is_presence(field.value) {
        return field.scalars().map(Condition::OneOf);
    }
    let table = field.item_table();
    table.get("present")?.boolean().map(|flag| Condition::Present(flag.value))
}
