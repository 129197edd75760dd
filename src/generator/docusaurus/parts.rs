//! The folders that content plugins read: versions and languages of each.

use super::{
    categories,
    config::Reader,
    lookups,
    setup::{Kind, Numbers, Part},
    sidebars, tags, versions,
};
use crate::{
    config::Globs,
    generator::{Known, Origin, script::Value},
    page::front_matter::{Syntax, read_data},
    path::SitePath,
};
use std::sync::Arc;

/// The content plugins of `@docusaurus/preset-classic`.
pub(super) fn classic(reader: &mut Reader<'_>, options: Option<&Value>) {
    for (kind, key) in [(Kind::Docs, "docs"), (Kind::Blog, "blog"), (Kind::Pages, "pages")] {
        match options.and_then(|options| options.entry(key)) {
            Some(Value::Bool(false)) => {}
            Some(options @ Value::Table(_)) => add(reader, kind, Some(options)),
            Some(Value::Bool(true) | Value::Null) | None => add(reader, kind, None),
            Some(_) => {
                reader.unknown(key, "what Docusaurus does by default is taken for granted");
                add(reader, kind, None);
            }
        }
    }
}

/// What a plugin's options say, over what holds by default.
pub(super) struct Options<'a> {
    pub values: Option<&'a Value>,
}

impl<'a> Options<'a> {
    pub(super) fn get(&self, key: &str) -> Option<&'a Value> {
        self.values?.entry(key)
    }

    pub(super) fn text(&self, key: &str) -> Option<&'a str> {
        self.get(key)?.as_str()
    }
}

/// Adds a content plugin.
pub(super) fn add(reader: &mut Reader<'_>, kind: Kind, values: Option<&Value>) {
    let options = Options { values };
    let (folder, route) = match kind {
        Kind::Docs => ("docs", "docs"),
        Kind::Blog => ("blog", "blog"),
        Kind::Pages => ("src/pages", "/"),
    };
    for key in ["path", "routeBasePath", "id"] {
        if options.get(key).is_some() && options.text(key).is_none() {
            reader.unknown(key, "set `content` under `[site]` in handbook.toml");
            reader.facts.understood = false;
        }
    }
    let Some(path) = reader.path(options.text("path").unwrap_or(folder)) else { return };
    // Which plugin it is that makes formulas shows by where it was imported from.
    let is_math = |plugin: &Value| match plugin.list().first().unwrap_or(plugin) {
        Value::Name(name) => name.module.as_deref() == Some("remark-math") || name.name == "remark-math",
        Value::Call(call) => call.module() == Some("remark-math"),
        plugin => plugin.as_str().is_some_and(|name| name.contains("remark-math")),
    };
    reader.facts.dialect.markdown.math |= options.get("remarkPlugins").is_some_and(|plugins| plugins.list().iter().any(is_math));
    let route = options.text("routeBasePath").unwrap_or(route).trim_matches('/');
    let route = if route.is_empty() { String::new() } else { format!("/{route}") };
    let numbers = match options.get("numberPrefixParser") {
        None | Some(Value::Bool(true)) => Numbers::Dropped,
        Some(Value::Bool(false)) => Numbers::Kept,
        Some(_) => Numbers::Computed,
    };
    let part = Part {
        kind,
        id: options.text("id").unwrap_or("default").to_owned(),
        url: route,
        locale: None,
        source: None,
        numbers: if kind == Kind::Docs { numbers } else { Numbers::Kept },
        include: globs(options.get("include")).filter(|_| kind != Kind::Pages),
        exclude: globs(options.get("exclude")),
        tags: options.text("tagsBasePath").unwrap_or("tags").to_owned(),
        permalinks: Arc::new(tags::permalinks(reader, &path, options.text("tags"))),
        lookups: lookups::of(kind, &options),
        path,
    };
    match kind {
        Kind::Docs => versions::add(reader, part, &options),
        Kind::Blog => {
            blog_lists(reader, &part, &options);
            add_languages(reader, part, "");
        }
        Kind::Pages => {
            scripts(reader, &part);
            add_languages(reader, part, "");
        }
    }
}

fn globs(value: Option<&Value>) -> Option<Globs> {
    let Value::List(patterns) = value? else { return None };
    // Globby's patterns start at the folder; ours do when they begin with a slash.
    Globs::new(patterns.iter().filter_map(Value::as_str).map(|pattern| format!("/{pattern}"))).ok()
}

/// Adds a folder, and the folders with its translations. `below` is the version's name among them.
pub(super) fn add_languages(reader: &mut Reader<'_>, part: Part, below: &str) {
    let default = reader.facts.locales.value.iter().position(|locale| locale.source);
    let plugin =
        if part.id == "default" { part.kind.package().to_owned() } else { format!("{}-{}", part.kind.package(), part.id) };
    for (at, locale) in reader.facts.locales.value.iter().enumerate() {
        let folder = reader.setup.site.join(&format!("i18n/{}/{plugin}/{below}", locale.code));
        let Some(path) = folder else { continue };
        // The default language may have a folder too, whose files go before the others.
        reader.setup.parts.push(Part {
            path,
            url: format!("{}{}", locale.url, part.url),
            locale: u16::try_from(at).ok(),
            source: Some(part.path.clone()),
            ..part.clone()
        });
    }
    let locale = default.and_then(|at| u16::try_from(at).ok());
    reader.setup.parts.push(Part { locale, ..part });
}

/// Addresses of the lists that the blog plugin makes.
fn blog_lists(reader: &mut Reader<'_>, part: &Part, options: &Options<'_>) {
    let Reader { files, facts, .. } = reader;
    let base = &part.url;
    let text = |key: &str, usual: &str| options.text(key).unwrap_or(usual).trim_matches('/').to_owned();
    let mut lists = vec![if base.is_empty() { "/".to_owned() } else { base.clone() }];
    for (key, usual) in [("archiveBasePath", "archive"), ("tagsBasePath", "tags")] {
        lists.push(format!("{base}/{}", text(key, usual)));
    }
    lists.extend(["rss.xml", "atom.xml", "feed.json"].map(|feed| format!("{base}/{feed}")));
    let posts = files.below(part.path.as_str()).filter(|path| matches!(path.extension(), "md" | "mdx")).count();
    let each = match options.get("postsPerPage") {
        Some(Value::Number(each)) if *each >= 1.0 => *each as usize,
        Some(Value::Text(_)) => posts.max(1),
        _ => 10,
    };
    let page = text("pageBasePath", "page");
    lists.extend((2..=posts.div_ceil(each)).map(|number| format!("{base}/{page}/{number}")));
    let authors = part.path.join(options.text("authorsMapPath").unwrap_or("authors.yml"));
    if let Some(text_of) = authors.and_then(|path| files.read(path.as_str())) {
        let authors = format!("{base}/{}", text("authorsBasePath", "authors"));
        for entry in read_data(&text_of, Syntax::Yaml).iter().flat_map(|root| root.entries().to_vec()) {
            let page = entry.value.get("page");
            let written = page.and_then(|page| page.value.get("permalink")).and_then(|entry| entry.value.as_str());
            match written {
                Some(permalink) => lists.push(format!("{authors}/{}", permalink.trim_start_matches('/'))),
                None if page.is_some() => lists.push(format!("{authors}/{}", entry.name)),
                None => {}
            }
        }
        lists.push(authors);
    }
    for locale in facts.locales.value.iter().filter(|locale| !locale.url.is_empty()) {
        facts.virtual_routes.extend(lists.iter().map(|list| format!("{}{list}", locale.url)));
    }
    facts.virtual_routes.append(&mut lists);
}

/// Addresses of pages written in React.
fn scripts(reader: &mut Reader<'_>, part: &Part) {
    let mut routes = Vec::new();
    for path in reader.files.below(part.path.as_str()) {
        let Some(below) = path.below(part.path.as_str()).filter(|below| part.holds(below)) else { continue };
        let Some((name, "js" | "jsx" | "ts" | "tsx")) = below.rsplit_once('.') else { continue };
        if name.ends_with(".test") || name.ends_with(".d") {
            continue;
        }
        routes.push(format!("{}{}", part.url, page_slug(name)));
    }
    for locale in reader.facts.locales.value.iter().filter(|locale| !locale.url.is_empty()) {
        reader.facts.virtual_routes.extend(routes.iter().map(|route| format!("{}{route}", locale.url)));
    }
    reader.facts.virtual_routes.append(&mut routes);
}

/// The address of a page by its path without extension (`fileToPath` of @docusaurus/utils 3.10).
pub(super) fn page_slug(name: &str) -> String {
    let (folder, file) = name.rsplit_once('/').map_or(("", name), |(folder, file)| (folder, file));
    match (file.eq_ignore_ascii_case("index"), folder) {
        (true, "") => "/".to_owned(),
        (true, folder) => format!("/{folder}/"),
        (false, _) => format!("/{name}"),
    }
}

/// Settles what can only be told when all plugins are known.
pub(super) fn finish(mut reader: Reader<'_>) {
    reader.setup.parts.sort_by_key(|part| std::cmp::Reverse(part.path.as_str().split('/').count()));
    categories::read(&mut reader);
    sidebars::category_pages(&mut reader);
    sidebars::generated(&mut reader);
    lookups::read(&mut reader);
    let origin = if reader.text.is_empty() { Origin::Default } else { reader.origin() };
    let Reader { files, facts, mut setup, .. } = reader;
    let files_of = |path: &SitePath| files.below(path.as_str()).cloned().collect::<Vec<_>>();
    let translations: Vec<&Part> = setup.parts.iter().filter(|part| part.source.is_some()).collect();
    let translated = translations.iter().flat_map(|part| files_of(&part.path)).collect();
    let originals = translations.iter().filter_map(|part| part.source.as_ref()).flat_map(files_of).collect();
    (setup.translated, setup.originals) = (translated, originals);
    let mut content: Vec<SitePath> = setup.parts.iter().map(|part| part.path.clone()).collect();
    content.sort();
    content.dedup();
    if facts.content.origin != Origin::Settings {
        facts.content = Known { value: content, origin };
    }
    // The blog lists its posts; pages are led to from menus and from pages written in React.
    let listed = setup.parts.iter().filter(|part| part.kind != Kind::Docs).map(|part| format!("/{}", part.path));
    if let Ok(listed) = Globs::new(listed) {
        facts.entry = Some(facts.entry.as_ref().map_or(listed.clone(), |entry| entry.extended(&listed)));
    }
    facts.own = Some(Box::new(setup));
}
