//! What an Eleventy configuration says, read without running it.

use super::CONFIG_FILES;
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Mount, Origin,
        facts::clean_prefix,
        redirects,
        script::{Script, Value},
        slug::{Numbering, Slugger},
    },
    page::dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, Scalars, TemplateSyntax},
    path::SitePath,
};
use serde_json::Value as Json;

/// Folders of a project, relative to its root.
struct Folders {
    input: String,
    includes: String,
    layouts: Option<String>,
    data: String,
    output: String,
}

pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let file = CONFIG_FILES.into_iter().find(|name| files.exists(name));
    let script = file.and_then(|name| files.read(name).map(|text| (name, Script::read(name, &text))));
    let origin = file.map_or(Origin::Default, |name| Origin::File(name.to_owned()));
    dialect(facts);
    facts.redirect_keys.learn(vec!["redirect_from".to_owned()], Origin::Default);
    let mut folders = Folders {
        input: String::new(),
        includes: "_includes".to_owned(),
        layouts: None,
        data: "_data".to_owned(),
        output: "_site".to_owned(),
    };
    if let Some((name, script)) = &script {
        if let Some(problem) = &script.problem {
            facts.could_not_read(name, problem.message.clone());
        }
        read_folders(script, name, &mut folders, facts);
        if let Some(root) = SitePath::new(&folders.input) {
            facts.content.learn(vec![root], origin.clone());
        }
        read_prefix(script, facts, &origin);
        read_plugins(script, facts, &origin);
        read_formats(script, facts);
        read_ignores(script, facts);
        passthrough(script, name, facts, &origin);
    }
    folders.input = facts.content_root().to_owned();
    keep_folders(facts);
    facts.adds_prefix = facts.has_plugin(&["EleventyHtmlBasePlugin", "HtmlBasePlugin"]);
    facts.image_pipeline = facts.has_plugin(&["eleventyImageTransformPlugin", "@11ty/eleventy-img"]);
    if facts.has_plugin(&["markdown-it-attrs"]) {
        facts.dialect.markdown.attributes = Attributes::Everywhere;
    }
    facts.dialect.markdown.definition_lists = facts.has_plugin(&["markdown-it-deflist"]);
    facts.dialect.markdown.footnotes = facts.has_plugin(&["markdown-it-footnote"]);
    let ids = heading_ids(files, script.as_ref().map(|(_, script)| script), facts);
    facts.heading_ids.learn(ids, origin);
    let inside = |folder: &str| SitePath::new(&folders.input).and_then(|input| input.join(folder));
    let templates: Vec<_> =
        [Some(folders.includes.as_str()), folders.layouts.as_deref()].into_iter().flatten().filter_map(inside).collect();
    theme_ids(files, facts, &templates);
    base_url(files, facts, inside(&folders.data));
    let data = inside(&folders.data);
    facts.ignored.extend(templates.into_iter().chain(data).filter(|path| !path.as_str().is_empty()));
    facts.ignored.extend(SitePath::new(&folders.output));
    facts.ignored.extend(SitePath::new("node_modules"));
    if folders.input.is_empty() {
        facts.ignored.extend(CONFIG_FILES.into_iter().filter_map(SitePath::new));
        if facts.content.origin == Origin::Default || file.is_some() {
            ignore_file(files, facts);
        }
    } else {
        ignore_file(files, facts);
    }
    folder_data(files, facts);
    redirect_files(files, facts);
}

fn dialect(facts: &mut Facts) {
    facts.dialect.front_matter =
        FrontMatterDialect { closing: Closing::Prefix, scalars: Scalars::JsYaml3, json: true, ..FrontMatterDialect::default() };
    // markdown-it as Eleventy sets it up: `html: true`, no linkify.
    facts.dialect.markdown = MarkdownDialect { tasks: false, footnotes: false, bare_urls: false, ..MarkdownDialect::default() };
    facts.dialect.templates = Some(TemplateSyntax::Liquid);
}

fn read_folders(script: &Script, file: &str, folders: &mut Folders, facts: &mut Facts) {
    let returned = script.default_export().map(returned);
    let config = script.export("config");
    let dir = [returned, config].into_iter().flatten().filter_map(|value| value.get("dir"));
    for dir in dir {
        let mut text = |key: &str, into: &mut String| match dir.get(key) {
            Some(value) if value.as_str().is_some() => *into = clean(value.as_str().unwrap_or_default()),
            Some(Value::Null) | None => {}
            Some(_) => facts.could_not_read(file, format!("`dir.{key}` is computed; set it under `[site]` in handbook.toml")),
        };
        text("input", &mut folders.input);
        text("includes", &mut folders.includes);
        text("data", &mut folders.data);
        text("output", &mut folders.output);
        let mut layouts = String::new();
        text("layouts", &mut layouts);
        folders.layouts = (!layouts.is_empty()).then_some(layouts);
    }
    let call = |name: &str, into: &mut String| {
        if let Some(path) = script.calls_to(name).filter_map(|call| call.arguments.first()?.as_str()).last() {
            *into = clean(path);
        }
    };
    call("setInputDirectory", &mut folders.input);
    call("setIncludesDirectory", &mut folders.includes);
    call("setDataDirectory", &mut folders.data);
    call("setOutputDirectory", &mut folders.output);
    let mut layouts = String::new();
    call("setLayoutsDirectory", &mut layouts);
    if !layouts.is_empty() {
        folders.layouts = Some(layouts);
    }
}

/// A configuration is an object, or a function that returns one.
fn returned(value: &Value) -> &Value {
    match value {
        Value::Function(function) => &function.returns,
        value => value,
    }
}

fn clean(path: &str) -> String {
    path.trim_start_matches("./").trim_matches('/').to_owned()
}

fn read_prefix(script: &Script, facts: &mut Facts, origin: &Origin) {
    let returned = script.default_export().map(returned).and_then(|value| value.get("pathPrefix"));
    let exported = script.export("config").and_then(|value| value.get("pathPrefix"));
    if let Some(prefix) = returned.or(exported).and_then(Value::as_str) {
        facts.prefix.learn(clean_prefix(prefix), origin.clone());
    }
}

/// The plugins of Eleventy and of markdown-it, by their own names.
fn read_plugins(script: &Script, facts: &mut Facts, origin: &Origin) {
    let calls = script.calls_to("addPlugin").chain(script.calls_to("use"));
    let mut names: Vec<String> = Vec::new();
    for call in calls {
        if let Some(Value::Name(name)) = call.arguments.first() {
            names.push(name.name.clone());
            names.extend(name.module.clone());
        }
    }
    names.sort();
    names.dedup();
    facts.plugins.learn(names, origin.clone());
}

fn read_formats(script: &Script, facts: &mut Facts) {
    const KNOWN: [&str; 10] = ["md", "njk", "liquid", "html", "webc", "hbs", "mustache", "ejs", "haml", "11ty.js"];
    let returned = script.default_export().map(returned).and_then(|value| value.get("templateFormats"));
    let exported = script.export("config").and_then(|value| value.get("templateFormats"));
    let set = script.calls_to("setTemplateFormats").filter_map(|call| call.arguments.first()).last();
    let Some(formats) = set.or(returned).or(exported) else {
        facts.flags = vec!["md", "njk", "liquid", "html", "11ty.js"];
        if facts.has_plugin(&["@11ty/eleventy-plugin-webc"]) {
            facts.flags.push("webc");
        }
        return;
    };
    let listed: Vec<&str> = match formats {
        Value::Text(text) => text.split(',').map(str::trim).collect(),
        list => list.list().iter().filter_map(Value::as_str).collect(),
    };
    facts.flags = KNOWN.into_iter().filter(|known| listed.contains(known)).collect();
}

fn read_ignores(script: &Script, facts: &mut Facts) {
    let ignores = script.calls_to("add").filter(|call| call.callee.ends_with("ignores.add"));
    let paths = ignores.filter_map(|call| call.arguments.first()?.as_str());
    let paths: Vec<_> = paths.filter(|path| !path.contains('*')).filter_map(SitePath::new).collect();
    facts.ignored.extend(paths);
}

fn ignore_file(files: &dyn Files, facts: &mut Facts) {
    for name in [".eleventyignore".to_owned(), format!("{}/.eleventyignore", facts.content_root())] {
        let Some(text) = files.read(name.trim_start_matches('/')) else { continue };
        let folder = SitePath::new(&name).map(|path| path.parent()).unwrap_or_else(SitePath::root);
        let lines = text.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with(['#', '!']));
        let paths = lines.map(|line| line.trim_end_matches("/**").trim_end_matches("/*")).filter(|line| !line.contains('*'));
        facts.ignored.extend(paths.filter_map(|path| folder.join(path)).filter(|path| !path.as_str().is_empty()));
    }
}

fn passthrough(script: &Script, file: &str, facts: &mut Facts, origin: &Origin) {
    let input = facts.content_root().to_owned();
    let mut mounts = Vec::new();
    let mut unread = Vec::new();
    for call in script.calls_to("addPassthroughCopy") {
        match call.arguments.first() {
            Some(Value::Text(path) | Value::Path(path)) => mounts.extend(mount(path, &input)),
            Some(Value::Table(entries)) => {
                for (from, to) in entries {
                    match (to.as_str(), SitePath::new(from)) {
                        (Some(to), Some(path)) if !from.contains('*') => {
                            mounts.push(Mount { path, url: clean_prefix(to.trim_start_matches('.')) });
                        }
                        (Some(to), _) => mounts.extend(mount_glob(from, to)),
                        _ => unread.push(from.clone()),
                    }
                }
            }
            _ => unread.push("a folder".to_owned()),
        }
    }
    for what in unread {
        facts.could_not_read(
            file,
            format!("where `addPassthroughCopy` puts {what} is computed; list it under `static` in handbook.toml"),
        );
    }
    if !mounts.is_empty() {
        facts.statics.learn(mounts, origin.clone());
    }
}

/// A folder below the input folder that `handbook.toml` names is copied under its own name, as by `addPassthroughCopy`.
fn keep_folders(facts: &mut Facts) {
    let input = facts.content_root().to_owned();
    if facts.statics.origin == Origin::Settings {
        let below = facts.statics.value.iter().filter(|mount| mount.url.is_empty() && mount.path.below(&input).is_some());
        let named: Vec<_> = below.filter_map(|mount| self::mount(mount.path.as_str(), &input)).collect();
        facts.statics.value.extend(named);
    }
}

/// `addPassthroughCopy("content/img")` serves the folder under its path below the input folder.
fn mount(path: &str, input: &str) -> Option<Mount> {
    let folder = path.split('*').next().unwrap_or_default();
    let folder = if path.contains('*') { folder.rsplit_once('/').map_or("", |(folder, _)| folder) } else { folder };
    let path = SitePath::new(folder)?;
    let below = path.below(input).unwrap_or(path.as_str());
    let url = clean_prefix(below);
    Some(Mount { path, url })
}

/// `{ "img/**/*.png": "pictures" }` puts the files, without their folders, under the address.
fn mount_glob(from: &str, to: &str) -> Option<Mount> {
    let folder = from.split('*').next().and_then(|start| start.rsplit_once('/')).map_or("", |(folder, _)| folder);
    Some(Mount { path: SitePath::new(folder)?, url: clean_prefix(to) })
}

fn heading_ids(files: &dyn Files, script: Option<&Script>, facts: &Facts) -> HeadingIds {
    let version_2 = files.read("package.json").is_some_and(|text| is_eleventy_2(&text));
    let filter = if version_2 { Slugger::Eleventy2 } else { Slugger::Eleventy3 };
    let mut ids = HeadingIds::default();
    if facts.has_plugin(&["markdown-it-anchor", "markdownItAnchor"]) {
        let uses = script.into_iter().flat_map(|script| script.calls_to("use"));
        let options = uses.filter(|call| is_anchor(call.arguments.first())).filter_map(|call| call.arguments.get(1)).last();
        let slugger = match options.and_then(|options| options.get("slugify")) {
            Some(Value::Call(call)) if call.method() == "getFilter" => {
                if call.arguments.first().and_then(Value::as_str) == Some("slug") { Slugger::EleventySlug } else { filter }
            }
            Some(Value::Name(name)) => {
                name.module.as_deref().and_then(Slugger::named).or_else(|| Slugger::named(&name.name)).unwrap_or(filter)
            }
            Some(_) => filter,
            // Named in the settings only: Eleventy's own filter is what nearly every project hands it.
            None if facts.plugins.origin == Origin::Settings => filter,
            None => Slugger::MarkdownItAnchor,
        };
        ids.passes.push(IdPass { slugger, numbering: Numbering::MarkdownItAnchor, html: false });
    }
    if facts.has_plugin(&["IdAttributePlugin"]) {
        ids.passes.push(IdPass { slugger: filter, numbering: Numbering::IdAttribute, html: true });
    }
    ids
}

fn is_anchor(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Name(name)) => name.name == "markdown-it-anchor" || name.module.as_deref() == Some("markdown-it-anchor"),
        _ => false,
    }
}

fn is_eleventy_2(package: &str) -> bool {
    let Ok(json) = serde_json::from_str::<Json>(package) else { return false };
    let version = ["dependencies", "devDependencies"].into_iter().find_map(|key| json.get(key)?.get("@11ty/eleventy")?.as_str());
    version.is_some_and(|version| {
        matches!(version.trim_start_matches(['^', '~', '=', 'v', '>']).split('.').next(), Some("0" | "1" | "2"))
    })
}

/// Ids in layouts and includes may stand on any page.
fn theme_ids(files: &dyn Files, facts: &mut Facts, folders: &[SitePath]) {
    for folder in folders.iter().filter(|folder| !folder.as_str().is_empty()) {
        let paths: Vec<_> = files.below(folder.as_str()).cloned().collect();
        for path in paths {
            if matches!(path.extension(), "njk" | "liquid" | "html" | "webc" | "hbs")
                && let Some(text) = files.read(path.as_str())
            {
                facts.theme_ids.extend(ids_in(&text));
            }
        }
    }
}

/// The literal `id` attributes in a template.
pub(in crate::generator) fn ids_in(text: &str) -> impl Iterator<Item = String> {
    text.match_indices("id=").filter_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let quote = text[at + 3..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = text[at + 4..].split(quote).next()?;
        (before.is_none_or(char::is_whitespace) && !value.is_empty() && !value.contains(['{', '}', '<', ' ']))
            .then(|| value.to_owned())
    })
}

/// Many projects keep the site's address in a global data file.
fn base_url(files: &dyn Files, facts: &mut Facts, data: Option<SitePath>) {
    let Some(data) = data else { return };
    for name in ["metadata.json", "site.json", "meta.json"] {
        let Some(path) = data.join(name) else { continue };
        let Some(json) = files.read(path.as_str()).and_then(|text| serde_json::from_str::<Json>(&text).ok()) else { continue };
        if let Some(url) = ["url", "baseUrl", "siteUrl"].into_iter().find_map(|key| json.get(key)?.as_str()) {
            facts.learn_base_url(url, Origin::File(path.as_str().to_owned()));
            return;
        }
    }
}

/// `posts/posts.json`, `posts/posts.11tydata.json`, `a.11tydata.js`: values for the pages of a folder, or for one page.
fn folder_data(files: &dyn Files, facts: &mut Facts) {
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

fn redirect_files(files: &dyn Files, facts: &mut Facts) {
    let statics = facts.statics.value.iter().filter(|mount| mount.url.is_empty()).map(|mount| mount.path.clone());
    let folders = [SitePath::root(), SitePath::new(facts.content_root()).unwrap_or_else(SitePath::root)];
    let mut found: Vec<_> = statics.chain(folders).filter_map(|folder| folder.join("_redirects")).collect();
    found.sort();
    found.dedup();
    for path in found {
        if let Some(text) = files.read(path.as_str()) {
            facts.redirects.extend(redirects::parse(&path, &text));
        }
    }
}
