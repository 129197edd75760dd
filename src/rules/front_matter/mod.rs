//! Rules about front matter.

mod ambiguous_value;
mod date;
mod duplicate_key;
mod empty_value;
mod misspelled_key;
mod reference;
mod required;
mod schema;
mod syntax;
mod r#type;
mod unclosed;
mod unique;
mod unknown_key;
mod value;

pub(crate) use date::read as read_date;
pub(crate) use r#type::fits;

use crate::{
    config::FrontMatterSchema,
    diagnostic::Label,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, Entry, FrontMatter, Node, ProblemKind, Syntax, Value},
    },
    rule::{Finding, Rule},
    text::Span,
};

pub(super) static RULES: &[&Rule] = &[
    &ambiguous_value::RULE,
    &date::RULE,
    &duplicate_key::RULE,
    &empty_value::RULE,
    &misspelled_key::RULE,
    &reference::RULE,
    &required::RULE,
    &schema::RULE,
    &syntax::RULE,
    &r#type::RULE,
    &unclosed::RULE,
    &unique::RULE,
    &unknown_key::RULE,
    &value::RULE,
];

/// Whether the generator gets no metadata out of a block, because of something that another rule tells.
pub(crate) fn is_unreadable(block: &FrontMatter) -> bool {
    block.problems.iter().any(|problem| !matches!(problem.kind, ProblemKind::DuplicateKey { .. }))
}

/// Whether nothing is in it: no value, blank text, a list or mapping without items.
pub(crate) fn is_empty(node: &Node, scalars: Scalars) -> bool {
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

/// Adds where `handbook.toml` asks for it, and what on the page makes that hold (`when`).
fn asked(finding: &mut Finding, page: &Page, schema: &FrontMatterSchema, span: Span) {
    finding.related(asked_at(schema, span));
    for (key, _) in &schema.when {
        if let Some(entry) = page.front_matter.as_ref().and_then(|block| block.get(key)) {
            let place = if entry.value.span.is_empty() { entry.key } else { entry.value.span };
            finding.related(Label::with_message(&page.path, place, "because of this"));
        }
    }
}

/// The text in quotes, as the syntax has them.
fn quoted(text: &str, syntax: Syntax) -> String {
    if matches!(syntax, Syntax::Yaml) && text.contains(['"', '\\']) && !text.contains(['\n', '\r']) {
        return format!("'{}'", text.replace('\'', "''"));
    }
    // JSON's escapes hold in all three.
    serde_json::Value::from(text).to_string()
}

/// The key's new name in its quotes; `None` when it is written in another way than it is read (several words, escapes), or the
/// name would have to be.
fn renamed(page: &Page, entry: &Entry, name: &str) -> Option<String> {
    let source = page.slice(entry.key);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    if source.trim_matches(['"', '\'']) != entry.written() || !plain {
        return None;
    }
    let quote = source.chars().next().filter(|c| matches!(c, '"' | '\''));
    Some(quote.map_or_else(|| name.to_owned(), |quote| format!("{quote}{name}{quote}")))
}

/// Names in backticks, told one after the other: `a`, `b` and `c`.
fn listed<'a>(names: impl IntoIterator<Item = &'a str>) -> String {
    let mut names: Vec<String> = names.into_iter().map(|name| format!("`{name}`")).collect();
    let Some(last) = names.pop() else { return String::new() };
    if names.is_empty() { last } else { format!("{} and {last}", names.join(", ")) }
}
