//! The parts of a configuration that a project keeps in files of its own.

use crate::{
    generator::{
        Files,
        script::{Script, Value},
    },
    path::SitePath,
};

/// How many files are read at most.
const MOST: usize = 40;

/// Adds the calls of the project's own modules that `script` hands to Eleventy or calls: what `addPlugin(mine)`,
/// `require("./config/copies")(eleventyConfig)` and the like set up. Their texts are added to `sources`.
pub(super) fn join(files: &dyn Files, name: &str, script: &mut Script, sources: &mut String) {
    let mut read: Vec<SitePath> = Vec::new();
    let mut wanted = own_modules(files, name, script);
    while let Some(path) = wanted.pop() {
        if read.len() >= MOST || read.contains(&path) || path.as_str() == name {
            continue;
        }
        let Some(text) = files.read(path.as_str()) else { continue };
        let module = Script::read(path.as_str(), &text);
        wanted.extend(own_modules(files, path.as_str(), &module));
        script.calls.extend(module.calls);
        sources.push_str(&text);
        read.push(path);
    }
}

fn own_modules(files: &dyn Files, name: &str, script: &Script) -> Vec<SitePath> {
    let mut found: Vec<&str> = Vec::new();
    for call in &script.calls {
        found.extend(call.target.as_ref().and_then(|target| target.module.as_deref()));
        for argument in &call.arguments {
            names(argument, &mut found);
        }
    }
    found.sort_unstable();
    found.dedup();
    let folder = SitePath::new(name).map_or_else(SitePath::root, |path| path.parent());
    let own = found.into_iter().filter(|module| module.starts_with('.'));
    own.filter_map(|module| {
        let endings = ["", ".js", ".cjs", ".mjs", ".ts", "/index.js", "/index.cjs", "/index.mjs"];
        endings.iter().filter_map(|ending| folder.join(&format!("{module}{ending}"))).find(|path| files.exists(path.as_str()))
    })
    .filter(|path| path.extension() != "json")
    .collect()
}

fn names<'v>(value: &'v Value, found: &mut Vec<&'v str>) {
    match value {
        Value::Name(name) => found.extend(name.module.as_deref()),
        Value::Call(call) => found.extend(call.module()),
        Value::List(items) => items.iter().for_each(|item| names(item, found)),
        Value::Table(entries) => entries.iter().for_each(|(_, value)| names(value, found)),
        _ => {}
    }
}
