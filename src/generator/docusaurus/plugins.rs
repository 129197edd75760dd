//! Presets and plugins: which folders are read, and what else may make pages.

use super::{config::Reader, parts, setup::Kind};
use crate::generator::script::Value;

/// Parts of the names of plugins that write Markdown files into the folders before the site is built.
const WRITERS: [&str; 9] =
    ["openapi", "typedoc", "jsdoc", "graphql", "remote-content", "apidoc", "protobuf", "structurizr", "react-docgen"];

/// Reads `presets`, `plugins` and `themes`.
pub(super) fn read(reader: &mut Reader<'_>, config: &Value) {
    match config.entry("presets") {
        Some(Value::List(presets)) => presets.iter().for_each(|preset| read_preset(reader, preset)),
        Some(_) => {
            reader.unknown("presets", "links to pages that they make are not checked");
            reader.facts.understood = false;
        }
        None => {}
    }
    for key in ["plugins", "themes"] {
        match config.entry(key) {
            Some(Value::List(plugins)) => plugins.iter().for_each(|plugin| read_plugin(reader, plugin)),
            Some(_) => {
                reader.unknown(key, "links to pages that they make are not checked");
                reader.facts.computed_routes.push(("/".to_owned(), String::new()));
            }
            None => {}
        }
    }
}

/// The name and the options of a preset or plugin.
fn named(value: &Value) -> (Option<&str>, Option<&Value>) {
    let (name, options) = match value {
        Value::List(items) => (items.first(), items.get(1)),
        other => (Some(other), None),
    };
    let name = match name {
        Some(Value::Text(name) | Value::Path(name)) => Some(name.as_str()),
        Some(Value::Name(name)) => Some(name.module.as_deref().unwrap_or(&name.name)),
        _ => None,
    };
    (name, options)
}

fn read_preset(reader: &mut Reader<'_>, preset: &Value) {
    let (name, options) = named(preset);
    match name {
        Some(name) if name == "classic" || name.contains("preset-classic") => parts::classic(reader, options),
        // A preset of its own mostly hands the options of the classic one on.
        _ if options.is_some_and(|options| options.entry("docs").is_some() || options.entry("blog").is_some()) => {
            parts::classic(reader, options);
            reader.facts.computed_routes.push(("/".to_owned(), String::new()));
        }
        _ => makes_pages(reader, preset),
    }
}

fn read_plugin(reader: &mut Reader<'_>, plugin: &Value) {
    if matches!(plugin, Value::Bool(false) | Value::Null) {
        return;
    }
    let (name, options) = named(plugin);
    let is = |kind: Kind| {
        let short = &kind.package()["docusaurus-plugin-".len()..];
        name.is_some_and(|name| name == short || name.contains(&kind.package()["docusaurus-".len()..]))
    };
    match name {
        _ if is(Kind::Docs) => parts::add(reader, Kind::Docs, options),
        _ if is(Kind::Blog) => parts::add(reader, Kind::Blog, options),
        _ if is(Kind::Pages) => parts::add(reader, Kind::Pages, options),
        Some(name) if name.contains("search-local") => reader.facts.virtual_routes.push("/search".to_owned()),
        // Redirects are read by themselves.
        Some(name) if name.contains("client-redirects") => {}
        _ => makes_pages(reader, plugin),
    }
}

/// Notes where a plugin that is not known may make pages.
fn makes_pages(reader: &mut Reader<'_>, plugin: &Value) {
    let (name, options) = named(plugin);
    let is_path = matches!(plugin.list().first().unwrap_or(plugin), Value::Path(_));
    if name.is_some_and(|name| WRITERS.iter().any(|writer| name.contains(writer))) {
        reader.setup.generates = true;
    }
    let route = ["routeBasePath", "route", "routePath", "basePath"].into_iter();
    let route = route.filter_map(|key| options?.entry(key)?.as_str()).next();
    if let Some(route) = route {
        reader.facts.computed_routes.push((format!("/{}", route.trim_matches('/')), String::new()));
    }
    if name.is_some_and(|name| name.contains("redoc")) {
        reader.facts.computed_routes.push(("/".to_owned(), String::new()));
        return;
    }
    let adds = match name {
        Some(name) if is_path || name.starts_with('.') || name.starts_with('/') => adds_routes(reader, name),
        // A function written in the configuration itself.
        None => reader.text.contains("addRoute("),
        Some(_) => false,
    };
    if adds {
        reader.facts.computed_routes.push(("/".to_owned(), String::new()));
    }
}

/// Whether a plugin among the repository's own files makes pages.
fn adds_routes(reader: &Reader<'_>, name: &str) -> bool {
    let Some(path) = reader.path(name) else { return true };
    let names = ["", ".js", ".ts", ".mjs", ".cjs", "/index.js", "/index.ts", "/src/index.js", "/src/index.ts"];
    let text = names.into_iter().find_map(|end| reader.files.read(&format!("{path}{end}")));
    // A plugin may be one of Docusaurus's own with more to it.
    let extends = |text: &str| {
        ["('", "(\"", "from '", "from \""].into_iter().any(|start| text.contains(&format!("{start}@docusaurus/plugin-content-")))
    };
    text.is_none_or(|text| text.contains("addRoute(") || extends(&text))
}
