//! What layouts and global data give to the pages: below their own front matter and their folders' data files.

use super::data_files::{self, COMPUTED, PASSES_ON};
use crate::{
    generator::{
        Facts, Files,
        script::{Script, Value},
    },
    page::{
        dialect::Scalars,
        front_matter::{Data, FrontMatter, Node, Value as Meaning},
    },
    path::SitePath,
};
use serde_json::Value as Json;
use std::collections::BTreeMap;

/// How many layouts may stand around one another.
const DEPTH: usize = 20;

/// The keys by which global data decides where pages are.
const GLOBAL: [&str; 3] = ["eleventyComputed", "layout", "permalink"];

/// Reads the front matter of the layouts in `folders`; `aliases` are further names of them.
pub(super) fn read(files: &dyn Files, facts: &mut Facts, folders: &[SitePath], script: Option<&Script>) {
    let mut found: BTreeMap<String, Json> = BTreeMap::new();
    for folder in folders.iter().rev() {
        for path in files.below(folder.as_str()) {
            let Some(name) = path.below(folder.as_str()) else { continue };
            if !matches!(path.extension(), "njk" | "liquid" | "html" | "webc" | "hbs" | "md") {
                continue;
            }
            let block = files.read(path.as_str()).and_then(|text| FrontMatter::parse(&text, &facts.dialect.front_matter));
            let data = block.and_then(|block| block.root).map_or(Json::Null, |root| json(&root));
            let short = name.strip_suffix(path.extension()).map_or(name, |name| name.trim_end_matches('.'));
            found.insert(short.to_owned(), data.clone());
            found.insert(name.to_owned(), data);
        }
    }
    let calls = script.into_iter().flat_map(|script| script.calls_to("addLayoutAlias"));
    for call in calls {
        if let [Value::Text(alias), Value::Text(name), ..] = call.arguments.as_slice()
            && let Some(data) = found.get(name)
        {
            found.insert(alias.clone(), data.clone());
        }
    }
    for name in found.keys() {
        let merged = merged(&found, name, DEPTH);
        if merged.as_object().is_some_and(|data| !data.is_empty()) {
            facts.data.add_layout(name.clone(), merged);
        }
    }
}

/// A layout's data over that of the layouts around it.
fn merged(found: &BTreeMap<String, Json>, name: &str, depth: usize) -> Json {
    let mut data = found.get(name).cloned().unwrap_or(Json::Null);
    let Some(own) = data.as_object_mut() else { return Json::Null };
    let outer = own.remove("layout");
    if let Some(outer) = outer.as_ref().and_then(Json::as_str).filter(|_| depth > 0) {
        let Json::Object(outer) = merged(found, outer, depth - 1) else { return data };
        below(own, outer);
    }
    data
}

/// Adds what `known` lacks.
fn below(known: &mut serde_json::Map<String, Json>, more: serde_json::Map<String, Json>) {
    for (key, value) in more {
        match (known.get_mut(&key), value) {
            (Some(Json::Object(known)), Json::Object(more)) => below(known, more),
            (Some(_), _) => {}
            (None, value) => {
                known.insert(key, value);
            }
        }
    }
}

fn json(node: &Node) -> Json {
    match &node.data {
        Data::Mapping(entries) => {
            Json::Object(entries.iter().map(|entry| (entry.name.to_string(), json(&entry.value))).collect())
        }
        Data::Sequence(items) => Json::Array(items.iter().map(json).collect()),
        Data::Scalar(scalar) => match node.value(Scalars::JsYaml3) {
            Meaning::Null => Json::Null,
            Meaning::Bool(flag) => Json::Bool(flag),
            Meaning::Integer(number) => Json::from(number as f64),
            Meaning::Float(number) => Json::from(number),
            _ => Json::String(scalar.text.to_string()),
        },
        Data::Alias(_) => Json::Null,
    }
}

/// `addGlobalData("permalink", …)`, and `eleventyComputed.js`, `layout.json` and `permalink.js` in the data folder. `sources` is
/// the configuration's text.
pub(super) fn read_global(files: &dyn Files, facts: &mut Facts, data: Option<&SitePath>, script: Option<&Script>, sources: &str) {
    for call in script.into_iter().flat_map(|script| script.calls_to("addGlobalData")) {
        let [Value::Text(name), value, ..] = call.arguments.as_slice() else { continue };
        let key = name.split('.').next().unwrap_or_default();
        let value = match value {
            // Eleventy calls a function; what that returns is the data.
            Value::Function(function) => &function.returns,
            value => value,
        };
        if GLOBAL.contains(&key) && !(name.ends_with("permalink") && !value.is_known() && passes_on(sources)) {
            let mut json = data_files::to_json(value);
            if name.ends_with("permalink") && json.as_str() == Some(COMPUTED) {
                json = template_in(sources, name).map_or(json, Json::String);
            }
            facts.data.add_global(name, json);
        }
    }
    for key in GLOBAL {
        for extension in ["json", "cjs", "mjs", "js"] {
            let Some(path) = data.and_then(|data| data.join(&format!("{key}.{extension}"))) else { continue };
            let Some(text) = files.read(path.as_str()) else { continue };
            let value = match extension {
                "json" => serde_json::from_str(&text).unwrap_or(Json::Null),
                _ => {
                    let script = Script::read(path.as_str(), &text);
                    script.default_export().map_or(Json::Null, data_files::to_json)
                }
            };
            let mut whole = Json::Object([(key.to_owned(), value)].into_iter().collect());
            whole = data_files::without_passed_on(whole, &text);
            if let Some(value) = whole.get_mut(key).map(Json::take) {
                facts.data.add_global(key, value);
            }
        }
    }
}

/// The template that does what the function in `addGlobalData(name, () => (data) => …)` does.
fn template_in(sources: &str, name: &str) -> Option<String> {
    let (at, _) = sources.match_indices("addGlobalData").find(|(at, word)| {
        let rest = sources[at + word.len()..].trim_start().trim_start_matches('(').trim_start();
        rest.get(1..).is_some_and(|rest| rest.strip_prefix(name).is_some_and(|rest| rest.starts_with(['"', '\'', '`'])))
    })?;
    let start = at + sources[at..].find(',')? + 1;
    let rest = sources[start..].trim_start();
    // The function that Eleventy calls for the data itself.
    let inner = ["() =>", "()=>", "function () {", "function() {"].iter().find_map(|head| rest.strip_prefix(head));
    let inner = inner.map_or(rest, |inner| inner.trim_start().trim_start_matches('{').trim_start());
    let inner = inner.strip_prefix("return ").unwrap_or(inner);
    data_files::as_template(inner, 0)
}

fn passes_on(source: &str) -> bool {
    PASSES_ON.iter().any(|text| source.contains(text))
}
