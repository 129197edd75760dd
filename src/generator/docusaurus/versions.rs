//! Versions of documents: `versions.json`, `versioned_docs/` (version.ts and files.ts of @docusaurus/plugin-content-docs 3.10).

use super::{
    config::Reader,
    parts::{Options, add_languages},
    setup::Part,
    sidebars,
};
use crate::generator::script::Value;

/// The folder that people work in.
const CURRENT: &str = "current";

/// Adds the folders of all versions.
pub(super) fn add(reader: &mut Reader<'_>, part: Part, options: &Options<'_>) {
    let prefix = if part.id == "default" { String::new() } else { format!("{}_", part.id) };
    let names = names(reader, &prefix, options);
    let written = options.get("versions");
    let last = options.text("lastVersion").map(str::to_owned);
    let last = last.or_else(|| names.iter().find(|name| *name != CURRENT).cloned()).unwrap_or_else(|| CURRENT.to_owned());
    for name in &names {
        let path = written.and_then(|versions| versions.entry(name)).and_then(|version| version.entry("path"));
        let path = match path.and_then(Value::as_str) {
            Some(path) => path.trim_matches('/'),
            None if *name == last => "",
            None if name == CURRENT => "next",
            None => name,
        };
        let url = if path.is_empty() { part.url.clone() } else { format!("{}/{path}", part.url) };
        let is_current = name == CURRENT;
        let folder = if is_current {
            Some(part.path.clone())
        } else {
            reader.setup.site.join(&format!("{prefix}versioned_docs/version-{name}"))
        };
        let Some(folder) = folder else { continue };
        let version = Part { path: folder, url, ..part.clone() };
        if is_current {
            sidebars::read_current(reader, &version, options);
            add_languages(reader, version, CURRENT);
        } else {
            let file = reader.setup.site.join(&format!("{prefix}versioned_sidebars/version-{name}-sidebars.json"));
            sidebars::read_version(reader, &version, file);
            add_languages(reader, version, &format!("version-{name}"));
        }
    }
}

/// The versions that are built, newest first.
fn names(reader: &Reader<'_>, prefix: &str, options: &Options<'_>) -> Vec<String> {
    let file = reader.setup.site.join(&format!("{prefix}versions.json"));
    let text = file.and_then(|file| reader.files.read(file.as_str()));
    let mut names: Vec<String> = text.and_then(|text| serde_json::from_str(&text).ok()).unwrap_or_default();
    let is = |key: &str, wanted: bool| options.get(key) == Some(&Value::Bool(wanted));
    if is("disableVersioning", true) {
        names.clear();
    }
    if !is("includeCurrentVersion", false) && names.iter().all(|name| name != CURRENT) {
        names.insert(0, CURRENT.to_owned());
    }
    if let Some(Value::List(only)) = options.get("onlyIncludeVersions") {
        names.retain(|name| only.iter().filter_map(Value::as_str).any(|wanted| wanted == name));
    }
    names
}
