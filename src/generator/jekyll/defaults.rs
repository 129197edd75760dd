//! `defaults`: front matter that the configuration gives to pages by their paths and kinds.

use super::settings::Settings;
use crate::{
    generator::{Facts, data::Scope},
    page::{
        dialect::Scalars,
        front_matter::{Data, Node, Value},
    },
};
use serde_json::{Map, Value as Json};

pub(super) fn read(settings: &Settings, facts: &mut Facts) {
    let sets = settings.get("defaults").and_then(Node::as_list).unwrap_or_default();
    let mut scopes: Vec<(usize, bool, Scope)> = Vec::new();
    for set in sets {
        let Some(values) = set.get("values").map(|entry| &entry.value).filter(|values| matches!(values.data, Data::Mapping(_)))
        else {
            continue;
        };
        let path = set.get("scope.path").and_then(|entry| entry.value.as_str()).unwrap_or_default();
        let kind = set.get("scope.type").and_then(|entry| entry.value.as_str());
        let Some(scope) = scope(settings, path, kind) else { continue };
        scopes.push((path.trim_start_matches('/').len(), kind.is_some(), Scope { values: json(values), ..scope }));
    }
    // The longer path wins, then the one that names a kind, then the later one.
    scopes.sort_by_key(|(length, has_kind, _)| (*length, *has_kind));
    for (_, _, scope) in scopes {
        facts.data.add_scope(scope);
    }
}

/// The pages that a scope is about; `None` for a kind that there is not.
fn scope(settings: &Settings, path: &str, kind: Option<&str>) -> Option<Scope> {
    let path = path.strip_prefix('/').map_or(path, |path| path.strip_suffix('/').unwrap_or(path));
    let root = settings.rooted("");
    let above = if settings.collections_dir.is_empty() { String::new() } else { format!("{}/", settings.collections_dir) };
    // Paths of documents are told without the folder of all collections.
    let mut starts: Vec<String> = Vec::new();
    match path.find('*') {
        // Every file or folder that the glob names, and what begins like it; its start is near enough.
        Some(star) => {
            let start = &path[..star];
            let rest = path[star..].trim_start_matches(['*', '/']);
            if !rest.is_empty() && !rest.contains('*') {
                let inside = vec![format!("/{}", rest.trim_end_matches('/'))];
                return Some(Scope { starts: vec![format!("{root}{start}")], inside, ..of_kind(settings, kind)? });
            }
            starts.push(format!("{root}{start}"));
        }
        None => {
            starts.push(format!("{root}{path}"));
            if !above.is_empty() && path.starts_with('_') {
                starts.push(format!("{root}{above}{path}"));
            }
        }
    }
    Some(Scope { starts, ..of_kind(settings, kind)? })
}

fn of_kind(settings: &Settings, kind: Option<&str>) -> Option<Scope> {
    let folder = |label: &str| format!("/_{label}/");
    let own = |label: &&str| settings.collections.iter().any(|collection| collection.label == **label);
    Some(match kind {
        None => Scope::default(),
        Some("pages" | "page") => {
            let mut outside: Vec<String> = settings.collections.iter().map(|collection| folder(&collection.label)).collect();
            outside.push(folder("drafts"));
            Scope { outside, ..Scope::default() }
        }
        // Drafts are posts once they are built.
        Some("posts" | "post") => Scope { inside: vec![folder("posts"), folder("drafts")], ..Scope::default() },
        Some("drafts" | "draft") => Scope { inside: vec![folder("drafts")], ..Scope::default() },
        Some(label) if own(&label) => Scope { inside: vec![folder(label)], ..Scope::default() },
        Some(_) => return None,
    })
}

/// A YAML value as the pages get it.
fn json(node: &Node) -> Json {
    match &node.data {
        Data::Mapping(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.name.to_string(), json(&entry.value))).collect::<Map<_, _>>())
        }
        Data::Sequence(items) => Json::Array(items.iter().map(json).collect()),
        Data::Alias(_) => Json::Null,
        Data::Scalar(scalar) => match node.value(Scalars::Psych) {
            Value::Null => Json::Null,
            Value::Bool(flag) => Json::Bool(flag),
            Value::Integer(number) => number.into(),
            Value::Float(number) => number.into(),
            Value::Text | Value::Date(_) | Value::Error => Json::String(scalar.text.to_string()),
        },
    }
}
