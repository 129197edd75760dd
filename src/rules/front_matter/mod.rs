//! Rules about front matter.

mod ambiguous_value;
mod date;
mod duplicate_key;
mod empty_value;
mod misspelled_key;
mod required;
mod syntax;
mod r#type;
mod unclosed;
mod unique;
mod value;

use crate::{
    config::FrontMatterSchema,
    diagnostic::Label,
    page::{
        dialect::Scalars,
        front_matter::{Data, FrontMatter, Node, ProblemKind, Syntax, Value},
    },
    rule::Rule,
    text::Span,
};

pub(super) static RULES: &[&Rule] = &[
    &ambiguous_value::RULE,
    &date::RULE,
    &duplicate_key::RULE,
    &empty_value::RULE,
    &misspelled_key::RULE,
    &required::RULE,
    &syntax::RULE,
    &r#type::RULE,
    &unclosed::RULE,
    &unique::RULE,
    &value::RULE,
];

/// Whether the generator gets no metadata out of a block, because of something that another rule tells.
fn is_unreadable(block: &FrontMatter) -> bool {
    block.problems.iter().any(|problem| !matches!(problem.kind, ProblemKind::DuplicateKey { .. }))
}

/// Whether nothing is in it: no value, blank text, a list or mapping without items.
fn is_empty(node: &Node, scalars: Scalars) -> bool {
    match &node.data {
        Data::Scalar(scalar) => scalar.text.trim().is_empty() || node.value(scalars) == Value::Null,
        Data::Sequence(items) => items.is_empty(),
        Data::Mapping(entries) => entries.is_empty(),
        Data::Alias(_) => false,
    }
}

/// Where `handbook.toml` asks for it.
fn asked_at(schema: &FrontMatterSchema, span: Span) -> Label {
    Label::with_message(&schema.file, span, "asked for here")
}

/// The text in quotes, as the syntax has them.
fn quoted(text: &str, syntax: Syntax) -> String {
    if matches!(syntax, Syntax::Yaml) && text.contains(['"', '\\']) && !text.contains(['\n', '\r']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    // JSON's escapes hold in all three.
    serde_json::Value::from(text).to_string()
}

/// Names in backticks, told one after the other: `a`, `b` and `c`.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let Some(last) = names.pop() else { return String::new() };
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}
