//! Values made from values: members, spreads, sums.

use oxc_ast::ast::BinaryOperator;

use super::{
    path,
    value::{Name, UNKNOWN_ENTRIES, Value},
};

/// Longest text that is put together from parts, in bytes.
const MAX_TEXT: usize = 64 * 1024;

/// An import: its exported name, or the module itself.
pub(super) fn imported(module: &str, name: Option<&str>) -> Value {
    Value::Name(Name { name: name.unwrap_or(module).to_owned(), module: Some(module.to_owned()) })
}

/// What `object.key` is.
pub(super) fn member_of(object: Value, key: &str) -> Value {
    match object {
        Value::Table(entries) => entries.into_iter().find(|(name, _)| name == key).map_or(Value::Computed, |(_, value)| value),
        Value::List(items) if key == "length" && items.iter().all(|item| *item != Value::Computed) => {
            Value::Number(items.len() as f64)
        }
        Value::List(mut items) => match key.parse::<usize>() {
            // Before a spread of unknown length, positions are known.
            Ok(index) if index < items.len() && !items.iter().take(index).any(|item| *item == Value::Computed) => {
                items.swap_remove(index)
            }
            _ => Value::Computed,
        },
        // `new URL("x", import.meta.url).pathname` and the like.
        Value::Path(path) if matches!(key, "pathname" | "href" | "toString") => Value::Path(path),
        Value::Name(Name { name, module: Some(module) }) if name == module => {
            imported(&module, Some(key).filter(|&key| key != "default"))
        }
        Value::Name(Name { name, module }) => Value::Name(Name { name: format!("{name}.{key}"), module }),
        _ => Value::Computed,
    }
}

pub(super) fn is_environment(value: &Value) -> bool {
    matches!(value, Value::Name(Name { name, module: None })
        if ["process.env.", "import.meta.env.", "Deno.env.", "Bun.env."].iter().any(|start| name.starts_with(start)))
}

/// The items that a spread adds to an array or to arguments.
pub(super) fn spread_items(value: Value) -> Vec<Value> {
    match value {
        Value::List(items) => items,
        _ => vec![Value::Computed],
    }
}

/// Sets a key, in its first place.
pub(super) fn set(table: &mut Vec<(String, Value)>, key: String, value: Value) {
    match table.iter_mut().find(|(name, _)| *name == key) {
        Some((_, old)) => *old = value,
        None => table.push((key, value)),
    }
}

/// Notes that any key may have been set.
pub(super) fn set_unknown(table: &mut Vec<(String, Value)>) {
    for (_, value) in table.iter_mut() {
        *value = Value::Computed;
    }
    set(table, UNKNOWN_ENTRIES.to_owned(), Value::Computed);
}

/// Adds the entries of a spread value.
pub(super) fn merge(table: &mut Vec<(String, Value)>, value: Value) {
    match value {
        Value::Table(entries) => {
            for (key, value) in entries {
                if key == UNKNOWN_ENTRIES { set_unknown(table) } else { set(table, key, value) }
            }
        }
        Value::Null | Value::Bool(_) | Value::Number(_) => {}
        // `...defineConfig({…})`: such functions give back what they get.
        Value::Call(mut call) if call.receiver.is_none() && call.method().starts_with("define") && !call.arguments.is_empty() => {
            match call.arguments.swap_remove(0) {
                Value::Table(entries) => merge(table, Value::Table(entries)),
                _ => set_unknown(table),
            }
        }
        _ => set_unknown(table),
    }
}

pub(super) fn binary_value(operator: BinaryOperator, left: Value, right: Value) -> Value {
    match (operator, left, right) {
        (BinaryOperator::Addition, Value::Number(left), Value::Number(right)) => Value::Number(left + right),
        (BinaryOperator::Subtraction, Value::Number(left), Value::Number(right)) => Value::Number(left - right),
        (BinaryOperator::Multiplication, Value::Number(left), Value::Number(right)) => Value::Number(left * right),
        (BinaryOperator::Division, Value::Number(left), Value::Number(right)) => Value::Number(left / right),
        (BinaryOperator::Addition, left, right) if is_text(&left) || is_text(&right) => concatenate(left, right),
        _ => Value::Computed,
    }
}

fn is_text(value: &Value) -> bool {
    matches!(value, Value::Text(_) | Value::Path(_))
}

/// Two values written one after the other, as text. What follows the script's folder makes a path.
pub(super) fn concatenate(left: Value, right: Value) -> Value {
    let after = match right {
        Value::Text(text) => text,
        Value::Number(number) => number.to_string(),
        Value::Bool(value) => value.to_string(),
        _ => return Value::Computed,
    };
    let (mut text, is_path) = match left {
        Value::Text(text) => (text, false),
        Value::Path(text) => (text, true),
        Value::Number(number) => (number.to_string(), false),
        Value::Bool(value) => (value.to_string(), false),
        _ => return Value::Computed,
    };
    if text.len() + after.len() > MAX_TEXT {
        return Value::Computed;
    }
    text.push_str(&after);
    if is_path { Value::Path(path::join([text.as_str()])) } else { Value::Text(text) }
}
