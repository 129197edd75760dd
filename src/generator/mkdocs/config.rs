//! `mkdocs.yml`, and what it inherits.

use super::super::Files;
use crate::{
    page::{
        dialect::Scalars,
        front_matter::{Data, Node, Syntax, Value, read_data},
    },
    path::SitePath,
};

/// The names of the configuration, in the order in which MkDocs looks for them.
const NAMES: [&str; 2] = ["mkdocs.yml", "mkdocs.yaml"];

/// Longer chains of `INHERIT` are rings.
const MOST_LAYERS: usize = 20;

/// Where the configuration lies.
pub(super) fn find(files: &dyn Files) -> Option<SitePath> {
    NAMES.into_iter().find(|name| files.exists(name)).and_then(SitePath::new)
}

/// The configuration: the file itself first, then what it inherits.
#[derive(Debug, Default)]
pub(super) struct Config {
    layers: Vec<(SitePath, Node)>,
    /// A file that could not be read as YAML, or that `INHERIT` names and that does not exist.
    pub(super) unreadable: Option<String>,
}

impl Config {
    pub(super) fn read(files: &dyn Files, path: &SitePath) -> Self {
        let mut config = Self::default();
        let mut next = Some(path.clone());
        while let Some(path) = next.take().filter(|_| config.layers.len() < MOST_LAYERS) {
            let root = files.read(path.as_str()).and_then(|text| read_data(&text, Syntax::Yaml));
            let Some(root) = root else {
                config.unreadable = Some(path.to_string());
                break;
            };
            let parent = root.get("INHERIT").and_then(|entry| entry.value.as_str());
            next = parent.and_then(|parent| path.parent().join(parent)).filter(|next| *next != path);
            config.layers.push((path, root));
        }
        config
    }

    /// The folder that paths in the configuration count from.
    pub(super) fn folder(&self) -> SitePath {
        self.layers.first().map_or_else(SitePath::root, |(path, _)| path.parent())
    }

    /// The value of a key (dotted), and the file it stands in: lists and scalars replace what is inherited.
    pub(super) fn get(&self, key: &str) -> Option<(&SitePath, &Node)> {
        self.layers.iter().find_map(|(path, root)| Some((path, &root.get(key)?.value)))
    }

    /// The text of a scalar. Of `!ENV [NAME, default]` the default.
    pub(super) fn text(&self, key: &str) -> Option<&str> {
        text(self.get(key)?.1)
    }

    /// Whether something is switched on.
    pub(super) fn is_on(&self, key: &str, otherwise: bool) -> bool {
        self.get(key).and_then(|(_, node)| flag(node)).unwrap_or(otherwise)
    }

    /// The entries of a list of names, some with options (`plugins`, `markdown_extensions`), written as a list or as a mapping.
    pub(super) fn named(&self, key: &str) -> Option<Vec<(String, Option<&Node>)>> {
        let mut layers = self.layers.iter().filter_map(|(_, root)| Some(&root.get(key)?.value)).peekable();
        let first = layers.next()?;
        let mut found = named(first);
        if matches!(first.data, Data::Mapping(_)) {
            // Mappings are merged.
            for (name, options) in layers.take_while(|node| matches!(node.data, Data::Mapping(_))).flat_map(named) {
                if found.iter().all(|(known, _)| *known != name) {
                    found.push((name, options));
                }
            }
        }
        Some(found)
    }
}

fn named(node: &Node) -> Vec<(String, Option<&Node>)> {
    match &node.data {
        Data::Mapping(entries) => entries.iter().map(|entry| (entry.name.to_string(), Some(&entry.value))).collect(),
        Data::Sequence(items) => items
            .iter()
            .flat_map(|item| match &item.data {
                Data::Scalar(scalar) => vec![(scalar.text.to_string(), None)],
                _ => item.entries().iter().map(|entry| (entry.name.to_string(), Some(&entry.value))).collect(),
            })
            .collect(),
        _ => Vec::new(),
    }
}

/// The text of a scalar; of `!ENV [NAME, default]` the default.
pub(super) fn text(node: &Node) -> Option<&str> {
    match (node.tag(), &node.data) {
        (Some("!ENV"), Data::Sequence(items)) if items.len() > 1 => items.last()?.as_str(),
        (Some("!ENV"), _) => None,
        _ => node.as_str(),
    }
}

/// A flag; of `!ENV [NAME, default]` the default.
pub(super) fn flag(node: &Node) -> Option<bool> {
    let node = match (node.tag(), node.as_list()) {
        (Some("!ENV"), Some(items)) if items.len() > 1 => items.last()?,
        (Some("!ENV"), _) => return None,
        _ => node,
    };
    match node.value(Scalars::PyYaml) {
        Value::Bool(flag) => Some(flag),
        _ => None,
    }
}

/// An option of an extension or plugin.
pub(super) fn option<'a>(options: Option<&'a Node>, key: &str) -> Option<&'a Node> {
    options?.get(key).map(|entry| &entry.value)
}

/// Whether an option is switched on.
pub(super) fn option_is_on(options: Option<&Node>, key: &str, otherwise: bool) -> bool {
    option(options, key).and_then(flag).unwrap_or(otherwise)
}
