//! Rules about front matter.

mod ambiguous_value;
mod date;
mod duplicate_key;
mod empty_value;
mod key_order;
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

use crate::{
    config::FrontMatterSchema,
    diagnostic::Label,
    page::{
        Page,
        front_matter::{Entry, Syntax},
    },
    rule::{Finding, Rule},
    text::Span,
};

pub(super) static RULES: &[&Rule] = &[
    &ambiguous_value::RULE,
    &date::RULE,
    &duplicate_key::RULE,
    &empty_value::RULE,
    &key_order::RULE,
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
