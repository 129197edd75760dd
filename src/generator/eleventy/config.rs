//! What an Eleventy configuration says, read without running it.

use super::{CONFIG_FILES, data_files, ids, ignores, layouts, lookups, modules, passthrough};
use crate::{
    config::{Scalar, Set, SiteState},
    generator::{
        Facts, Files, LIQUID_PAIRS, NUNJUCKS_PAIRS, Origin,
        facts::clean_prefix,
        redirects,
        script::{Script, Value},
    },
    page::dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, Scalars, TemplateSyntax},
    path::SitePath,
    text::Span,
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
    let mut sources = String::new();
    let script = file.and_then(|name| {
        sources.push_str(&files.read(name)?);
        let mut script = Script::read(name, &sources);
        modules::join(files, name, &mut script, &mut sources);
        Some((name, script))
    });
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
    let mut is_empty = false;
    if let Some((name, script)) = &script {
        if let Some(problem) = &script.problem {
            facts.could_not_read(name, problem.message.clone());
        }
        if sources.trim().is_empty() && facts.content.origin != Origin::Settings {
            folders.input = likely_input(files);
            facts.more_statics = facts.statics.origin != Origin::Settings;
            is_empty = true;
            facts.could_not_read(name, "it is empty, so the folder of the pages is guessed; set `content`, `static` and `plugins` under `[site]` in handbook.toml");
        }
        read_folders(script, name, &mut folders, facts);
        if let Some(root) = SitePath::new(&folders.input) {
            facts.content.learn(vec![root], origin.clone());
        }
        read_prefix(script, facts, &origin);
        if is_empty {
            facts.plugins.learn(packages(files), Origin::File("package.json".to_owned()));
        } else {
            read_plugins(script, facts, &origin);
        }
        read_formats(script, facts);
        read_engine(script, facts);
        passthrough::read(files, script, name, facts, &origin);
    }
    folders.input = facts.content_root().to_owned();
    passthrough::keep_folders(facts);
    facts.adds_prefix = facts.has_plugin(&["EleventyHtmlBasePlugin", "HtmlBasePlugin"]);
    facts.shrinks_images = facts.has_plugin(&["eleventyImageTransformPlugin", "@11ty/eleventy-img"]);
    facts.image_pipeline |= facts.shrinks_images;
    if facts.has_plugin(&["markdown-it-attrs"]) {
        facts.dialect.markdown.attributes = Attributes::Everywhere;
    }
    facts.dialect.markdown.definition_lists = facts.has_plugin(&["markdown-it-deflist"]);
    facts.dialect.markdown.footnotes = facts.has_plugin(&["markdown-it-footnote"]);
    let mut ids = ids::read(files, script.as_ref().map(|(_, script)| script), facts);
    ids.computed |= is_empty;
    if ids.computed && facts.heading_ids.origin != Origin::Settings {
        let message =
            "how headings get their ids is computed; name the algorithm as `heading-ids` under `[site]` in handbook.toml";
        facts.could_not_read(file.unwrap_or_default(), message);
    }
    facts.heading_ids.learn(ids, origin);
    let inside = |folder: &str| SitePath::new(&folders.input).and_then(|input| input.join(folder));
    let templates: Vec<_> =
        [Some(folders.includes.as_str()), folders.layouts.as_deref()].into_iter().flatten().filter_map(inside).collect();
    match facts.dialect.templates {
        Some(TemplateSyntax::Liquid) => facts.tags.add_pairs(&LIQUID_PAIRS),
        Some(TemplateSyntax::Nunjucks) => facts.tags.add_pairs(&NUNJUCKS_PAIRS),
        Some(_) | None => {}
    }
    // Where an empty or unreadable configuration would put them is not known.
    let knows_folders = sources.trim().is_empty() == file.is_none() && facts.unread.is_empty();
    let includes = ["include"].into_iter().chain((facts.dialect.templates == Some(TemplateSyntax::Nunjucks)).then_some("import"));
    let includes = includes.filter(|_| knows_folders);
    facts.tags.includes = includes.map(|tag| (tag.to_owned(), templates.clone())).collect();
    ids::of_theme(files, facts, &templates);
    let read_script = script.as_ref().map(|(_, script)| script);
    layouts::read(files, facts, &templates, read_script);
    if knows_folders && let Some(script) = read_script {
        let folder = folders.layouts.as_deref().unwrap_or(&folders.includes);
        facts.references.extend(lookups::layouts(facts, inside(folder), script, &sources));
    }
    layouts::read_global(files, facts, inside(&folders.data).as_ref(), read_script, &sources);
    drafts(facts, files, inside(&folders.data), &sources);
    base_url(files, facts, inside(&folders.data));
    let data = inside(&folders.data);
    facts.ignored.extend(templates.into_iter().chain(data).filter(|path| !path.as_str().is_empty()));
    facts.ignored.extend(SitePath::new(&folders.output));
    facts.ignored.extend(SitePath::new("node_modules"));
    if folders.input.is_empty() {
        facts.ignored.extend(CONFIG_FILES.into_iter().filter_map(SitePath::new));
    }
    ignores::read(files, script.as_ref().map(|(_, script)| script), facts);
    data_files::read(files, facts);
    // A menu of its own, kept as data, is printed by layouts and no one else knows how.
    let is_menu = |path: &SitePath| {
        let stem = path.stem().to_ascii_lowercase();
        path.parent().file_name() == "_data" && ["menu", "nav", "sidebar"].iter().any(|name| stem.contains(name))
    };
    facts.lists_pages |= files.paths().iter().any(is_menu);
    redirect_files(files, facts);
}

/// Pages with `draft: true` are left out where the configuration, or computed global data, says so in the usual words.
fn drafts(facts: &mut Facts, files: &dyn Files, data: Option<SitePath>, sources: &str) {
    let leaves_out = |text: &str| text.contains("draft") && text.contains("return false");
    let computed = data.and_then(|data| files.read(data.join("eleventyComputed.js")?.as_str()));
    let says = (sources.contains("addPreprocessor") || sources.contains("permalink")) && leaves_out(sources)
        || computed.is_some_and(|text| leaves_out(&text));
    if says && facts.states.iter().all(|state| !state.when.contains_key("draft")) {
        let flag = Set::elsewhere(vec![Set::elsewhere(Scalar::Boolean(true))]);
        facts.states.push(SiteState {
            declared: Span::default(),
            when: [("draft".to_owned(), flag)].into_iter().collect(),
            published: Some(Set::elsewhere(false)),
            body: None,
        });
    }
}

/// The packages that the project uses.
fn packages(files: &dyn Files) -> Vec<String> {
    let json = files.read("package.json").and_then(|text| serde_json::from_str::<Json>(&text).ok()).unwrap_or_default();
    let lists = ["dependencies", "devDependencies"].into_iter().filter_map(|key| json.get(key)?.as_object());
    lists.flat_map(|list| list.keys().cloned()).collect()
}

/// Where the pages lie when nothing says so: the usual folder with a first page, when there is none at the top.
fn likely_input(files: &dyn Files) -> String {
    let has_index = |folder: &str| {
        let name = |extension: &str| format!("{folder}index.{extension}");
        ["md", "njk", "html", "liquid", "webc"].iter().any(|extension| files.exists(&name(extension)))
    };
    let usual = ["content", "src", "docs", "site", "pages", "src/content"];
    let likely = usual.into_iter().find(|folder| has_index(&format!("{folder}/")));
    likely.filter(|_| !has_index("")).unwrap_or_default().to_owned()
}

fn dialect(facts: &mut Facts) {
    facts.dialect.front_matter =
        FrontMatterDialect { closing: Closing::Prefix, scalars: Scalars::JsYaml3, json: true, ..FrontMatterDialect::default() };
    // markdown-it as Eleventy sets it up: `html: true`, no linkify.
    facts.dialect.markdown =
        MarkdownDialect { tasks: false, footnotes: false, bare_urls: false, indented_code: false, ..MarkdownDialect::default() };
    facts.dialect.templates = Some(TemplateSyntax::Liquid);
}

fn read_folders(script: &Script, file: &str, folders: &mut Folders, facts: &mut Facts) {
    let returned = script.default_export();
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

fn clean(path: &str) -> String {
    path.trim_start_matches("./").trim_matches('/').to_owned()
}

fn read_prefix(script: &Script, facts: &mut Facts, origin: &Origin) {
    let returned = script.default_export().and_then(|value| value.get("pathPrefix"));
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

/// Which template language runs over Markdown, its permalinks included: `markdownTemplateEngine`.
fn read_engine(script: &Script, facts: &mut Facts) {
    let returned = script.default_export().and_then(|value| value.get("markdownTemplateEngine"));
    let exported = script.export("config").and_then(|value| value.get("markdownTemplateEngine"));
    match returned.or(exported) {
        Some(Value::Bool(false)) => facts.dialect.templates = None,
        Some(Value::Text(name)) if name == "njk" => facts.dialect.templates = Some(TemplateSyntax::Nunjucks),
        _ => {}
    }
}

fn read_formats(script: &Script, facts: &mut Facts) {
    const KNOWN: [&str; 10] = ["md", "njk", "liquid", "html", "webc", "hbs", "mustache", "ejs", "haml", "11ty.js"];
    let returned = script.default_export().and_then(|value| value.get("templateFormats"));
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

/// Many projects keep the site's address in a global data file.
fn base_url(files: &dyn Files, facts: &mut Facts, data: Option<SitePath>) {
    let Some(data) = data else { return };
    for name in ["metadata.json", "site.json", "meta.json"] {
        let Some(path) = data.join(name) else { continue };
        let Some(json) = files.read(path.as_str()).and_then(|text| serde_json::from_str::<Json>(&text).ok()) else { continue };
        if let Some(url) = ["url", "baseUrl", "siteUrl"].into_iter().find_map(|key| json.get(key)?.as_str()) {
            // What the pages are served under is `pathPrefix`; the path in a project's own data may be about something else.
            let path_of = crate::generator::url::host_and_path(url.trim_end_matches('/')).map(|(_, path)| clean_prefix(path));
            if path_of.is_some_and(|path| path == facts.prefix.value) {
                facts.learn_base_url(url, Origin::File(path.as_str().to_owned()));
            }
            return;
        }
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
