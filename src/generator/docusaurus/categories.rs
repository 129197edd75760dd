//! `_category_.json` and `_category_.yml`: what a folder is called in the menu, and what it links to.

use super::{
    config::Reader,
    setup::{Category, Kind},
};
use crate::{
    page::{
        dialect::Scalars,
        front_matter::{Node, Syntax, Value, read_data},
    },
    path::SitePath,
};

/// Reads the files of all documents' folders.
pub(super) fn read(reader: &mut Reader<'_>) {
    let mut found: Vec<SitePath> = Vec::new();
    for part in reader.setup.parts.iter().filter(|part| part.kind == Kind::Docs) {
        let files = reader.files.below(part.path.as_str());
        let is = |path: &&SitePath| matches!(path.file_name(), "_category_.json" | "_category_.yml" | "_category_.yaml");
        found.extend(files.filter(is).cloned());
    }
    for file in found {
        let Some(text) = reader.files.read(file.as_str()) else { continue };
        // JSON may have comments here, as YAML reads it.
        let Some(root) = read_data(&text, Syntax::Yaml) else { continue };
        reader.setup.categories.insert(file.parent(), category(&root, file));
    }
}

fn category(root: &Node, file: SitePath) -> Category {
    let text = |key: &str| root.get(key).and_then(|entry| entry.value.as_str()).map(str::to_owned);
    let position = root.get("position").and_then(|entry| match entry.value.value(Scalars::JsYaml4) {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    });
    let link = root.get("link.type").and_then(|entry| entry.value.as_str()).unwrap_or_default();
    let id = root.get("link.id").filter(|_| link == "doc");
    Category {
        label: text("label"),
        position,
        document: id.and_then(|entry| Some((entry.value.as_str()?.to_owned(), entry.value.span))),
        index: (link == "generated-index").then(|| text("link.slug")),
        file,
    }
}
