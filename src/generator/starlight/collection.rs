//! `src/content.config.ts`: where the entries of the docs collection are.

use crate::generator::{
    Facts, Files,
    script::{Script, Value},
};

/// What the docs collection is made of.
pub(super) struct Collection {
    /// The folder, from the project's root.
    pub(super) folder: String,
    /// Whether a function makes the ids of entries.
    pub(super) ids_unknown: bool,
    /// What the loader of starlight-changelogs is given: it makes pages.
    pub(super) changelogs: Option<Value>,
}

/// Reads the collection of the project at `root` (empty, or with a slash at its end), whose sources are in `source`.
pub(super) fn read(files: &dyn Files, root: &str, source: &str, facts: &mut Facts) -> Collection {
    let mut collection = Collection { folder: format!("{source}/content/docs"), ids_unknown: false, changelogs: None };
    let names = ["content.config", "content/config"]
        .into_iter()
        .flat_map(|name| ["ts", "mts", "js", "mjs"].into_iter().map(move |end| format!("{root}{source}/{name}.{end}")));
    let Some(file) = names.into_iter().find(|name| files.exists(name)) else { return collection };
    let Some(linked) = Script::linked(files, &file) else { return collection };
    facts.sources.extend(linked.files);
    collection.changelogs = linked.script.calls_to("changelogsLoader").find_map(|call| call.arguments.first()).cloned();
    let docs = linked.script.export("collections").and_then(|collections| collections.get("docs"));
    let definition = match docs {
        Some(Value::Call(call)) => call.arguments.first(),
        other => other,
    };
    let loader = definition.and_then(|definition| definition.get("loader"));
    let Some(Value::Call(call)) = loader else {
        if loader.is_some() {
            facts.could_not_read(&file, "the loader of the docs is not known; set `content` under `[site]` in handbook.toml");
        }
        return collection;
    };
    let options = call.arguments.first();
    let get = |key: &str| options.and_then(|options| options.get(key));
    match call.method() {
        "docsLoader" => {}
        "glob" => match get("base") {
            Some(Value::Text(base)) => collection.folder = base.trim_start_matches("./").trim_matches('/').to_owned(),
            None => collection.folder = String::new(),
            Some(_) => facts.could_not_read(&file, "`base` is computed; set `content` under `[site]` in handbook.toml"),
        },
        _ => facts.could_not_read(&file, "the loader of the docs is not known; set `content` under `[site]` in handbook.toml"),
    }
    if get("generateId").is_some() {
        collection.ids_unknown = true;
        facts.could_not_read(&file, "a function makes the addresses of pages, so they are not known");
    }
    collection
}
