//! Data files that give values to the pages around them.

use super::config::returned;
use crate::{
    generator::{
        Facts, Files,
        script::{Script, Value},
    },
    path::SitePath,
};
use serde_json::Value as Json;

/// `posts/posts.json`, `posts/posts.11tydata.json`, `a.11tydata.js`: values for the pages of a folder, or for one page.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let root = facts.content_root().to_owned();
    let paths: Vec<_> =
        files.below(&root).filter(|path| matches!(path.extension(), "json" | "js" | "cjs" | "mjs")).cloned().collect();
    for path in paths {
        if facts.is_ignored(&path) {
            continue;
        }
        let name = path.file_name();
        let Some(place) = place_of_data(&path, name) else { continue };
        let Some(text) = files.read(path.as_str()) else { continue };
        let json = match path.extension() {
            "json" => serde_json::from_str(&text).ok(),
            _ => {
                let script = Script::read(path.as_str(), &text);
                script.default_export().map(|value| to_json(returned(value)))
            }
        };
        match json {
            Some(json) => facts.data.add(&place, json),
            None => facts.could_not_read(path.as_str(), "this data file cannot be read; what it gives to pages is not known"),
        }
    }
}

fn place_of_data(path: &SitePath, name: &str) -> Option<String> {
    let folder = path.parent();
    let base = match name.split_once(".11tydata.") {
        Some((base, _)) => base,
        None if name.ends_with(".json") => path.stem(),
        None => return None,
    };
    if base == folder.file_name() {
        return Some(folder.as_str().to_owned());
    }
    folder.join(base).map(|path| path.as_str().to_owned())
}

fn to_json(value: &Value) -> Json {
    match value {
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Table(entries) => {
            let known = entries.iter().filter(|(_, value)| value.is_known() || matches!(value, Value::Table(_)));
            Json::Object(known.map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
        // A computed permalink is told apart from an absent one.
        Value::Function(_) | Value::Call(_) | Value::Name(_) | Value::Computed => Json::String("{{ computed }}".to_owned()),
        Value::Null | Value::Path(_) | Value::Pattern(_) => Json::Null,
    }
}
