//! JSON blocks: serde_json judges, the YAML event parser gives the places.

use super::{
    Reading,
    node::{Data, Node, Style},
    problem::Problem,
    yaml,
};
use crate::{page::dialect::KeyNames, text::Span};
use serde::de::IgnoredAny;

/// Reads a JSON block.
pub(super) fn read(matter: &str, keys: KeyNames) -> Reading {
    if matter.trim().is_empty() {
        return Reading::default();
    }
    if let Err(error) = serde_json::from_str::<IgnoredAny>(matter) {
        let (place, words) = fault(matter, &error);
        let message = format!("the front matter is not valid JSON: {words}");
        return Reading { problems: vec![Problem::syntax(place, message, None)], ..Reading::default() };
    }
    let mut reading = yaml::read(matter, keys);
    reading.comments.clear();
    if let Some(root) = &mut reading.root {
        type_literals(root);
    }
    reading
}

/// Where serde_json found JSON to be none, in bytes of `text`, and what is wrong.
pub fn fault(text: &str, error: &serde_json::Error) -> (Span, String) {
    let line = error.line().saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(line).map(str::len).sum();
    // serde_json's column counts bytes, and names the last byte read.
    let mut at = (start + error.column().saturating_sub(1)).min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    let end = text.get(at..).and_then(|rest| rest.chars().next()).map_or(at, |c| at + c.len_utf8());
    let words = error.to_string();
    let words = match words.split(" at line ").next().unwrap_or_default() {
        _ if error.is_eof() => "it ends too early; a bracket or a quote is not closed".to_owned(),
        words => words.to_owned(),
    };
    (Span::new(at, end), words)
}

/// Gives the unquoted scalars JSON's own types. Depth is bounded by the reader's nesting limit.
fn type_literals(node: &mut Node) {
    match &mut node.data {
        Data::Scalar(scalar) if scalar.style == Style::Plain => {
            scalar.style = match &*scalar.text {
                "null" => Style::Null,
                "true" | "false" => Style::Boolean,
                text if text.contains(['.', 'e', 'E']) => Style::Float,
                _ => Style::Integer,
            }
        }
        Data::Mapping(entries) => entries.iter_mut().for_each(|entry| type_literals(&mut entry.value)),
        Data::Sequence(items) => items.iter_mut().for_each(type_literals),
        _ => {}
    }
}
