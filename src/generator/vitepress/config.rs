//! What `.vitepress/config.*` says, read without running it.

use super::{Settings, components, ignored::Ignored, menu, rewrites};
use crate::{
    config::{Globs, LinkHandler, Set, Target},
    generator::{
        Facts, Files, HeadingIds, IdPass, Locale, Mount, Origin, Reference,
        components::inert,
        facts::clean_prefix,
        lists,
        script::{Linked, Script, UNKNOWN_ENTRIES, Value},
        slug::Slugger,
        url::scheme,
    },
    page::dialect::{Attributes, Closing, FrontMatterDialect, MarkdownDialect, Scalars},
    path::SitePath,
    text::Span,
};
use regex::Regex;

/// Ids of the default theme.
const THEME_IDS: [&str; 8] = [
    "VPContent",
    "VPSidebarNav",
    "app",
    "doc-footer-aria-label",
    "doc-outline-aria-label",
    "local-search",
    "main-nav-aria-label",
    "sidebar-aria-label",
];

/// Addresses in front matter that the default theme links to.
const LINKS: &[&str] = &["hero.actions.link", "features.link", "next.link", "prev.link"];

/// Pictures in front matter that the default theme shows (`VPImage` of 1.6).
const IMAGES: &[&str] = &[
    "features.icon.dark",
    "features.icon.dark.src",
    "features.icon.light",
    "features.icon.light.src",
    "features.icon.src",
    "hero.image",
    "hero.image.dark",
    "hero.image.dark.src",
    "hero.image.light",
    "hero.image.light.src",
    "hero.image.src",
];

/// The configuration of the repository's site: the one nearest to the root.
pub(super) fn find(files: &dyn Files) -> Option<SitePath> {
    let is_config = |path: &&SitePath| {
        let (folder, name) = (path.parent_str(), path.file_name());
        let base =
            name.rsplit_once('.').filter(|(_, end)| matches!(*end, "js" | "ts" | "mjs" | "mts" | "cjs")).map(|(base, _)| base);
        let root = match base {
            Some("config") => folder.strip_suffix(".vitepress"),
            Some("index") => folder.strip_suffix(".vitepress/config"),
            _ => None,
        };
        root.is_some_and(|root| root.is_empty() || root.ends_with('/')) && !folder.contains("node_modules")
    };
    let root = |path: &SitePath| path.as_str().find(".vitepress").unwrap_or_default();
    let depth = |path: &SitePath| path.as_str()[..root(path)].matches('/').count();
    files
        .paths()
        .iter()
        .filter(is_config)
        .min_by_key(|path| (depth(path), !path.as_str().starts_with("docs/"), path.as_str().to_owned()))
        .cloned()
}

pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    dialect(facts);
    let path = find(files);
    let name = path.as_ref().map_or("", SitePath::as_str);
    let root = name.find(".vitepress").map_or("", |at| name[..at].trim_end_matches('/'));
    let linked = Script::linked(files, name);
    let script = linked.as_ref().map(|linked| &linked.script);
    let origin = if name.is_empty() { Origin::Default } else { Origin::File(name.to_owned()) };
    if let Some(problem) = script.and_then(|script| script.problem.as_ref()) {
        facts.could_not_read(name, problem.message.clone());
    }
    let empty = Value::Table(Vec::new());
    let config = script.and_then(Script::default_export).unwrap_or(&empty);
    if config.table().is_empty() && linked.is_some() {
        facts.could_not_read(name, "its settings are computed; set `content` and `path-prefix` under `[site]` in handbook.toml");
    } else if config.entry(UNKNOWN_ENTRIES).is_some() {
        facts.could_not_read(name, "some of its settings come from elsewhere and are not known");
    }
    content(facts, config, name, root, &origin);
    // A theme of the site's own may have further layouts.
    let theme = SitePath::new(root).and_then(|root| root.join(".vitepress/theme"));
    if !name.is_empty() && theme.is_some_and(|theme| !files.has_folder(theme.as_str())) {
        facts.references.extend(facts.content.value.iter().map(|folder| Reference {
            outcome: "VitePress shows nothing in its place",
            ..Reference::one_of(folder, "layout", "layouts", &["doc", "home", "page"])
        }));
    }
    let source = SitePath::new(facts.content_root()).unwrap_or_else(SitePath::root);
    let mut settings =
        Settings { source, clean_urls: config.entry("cleanUrls").and_then(Value::as_bool) == Some(true), ..Settings::default() };
    match config.entry("rewrites").map(rewrites::read) {
        Some(Some(rules)) => settings.rewrites = rules,
        Some(None) => {
            settings.rewrites_unknown = true;
            facts.could_not_read(name, "`rewrites` is computed, so where pages are served is not known");
        }
        None => {}
    }
    settings.ignored = Ignored::read(config.entry("ignoreDeadLinks"));
    if settings.ignored.unknown {
        facts.could_not_read(name, "`ignoreDeadLinks` holds a function, so dead links are not reported");
    }
    if settings.ignored.localhost
        && let Ok(pattern) = Regex::new("^https?://(localhost|127\\.0\\.0\\.1)\\b")
    {
        let (pattern, target) = (Set::elsewhere(pattern), Set::elsewhere(Target::Skip("localhost".to_owned())));
        facts.handlers.push(LinkHandler { declared: Span::default(), pattern, target });
    }
    ids(facts, config, name, &origin);
    locales(facts, config, &origin);
    public(files, facts, config, &mut settings, &origin);
    settings.inert = inert(files, root, components::INERT);
    settings.transformed = transforms_markdown(files, root);
    if settings.transformed {
        facts.could_not_read(
            name,
            "a plugin of its own changes the Markdown, so anchors that are not found may exist all the same",
        );
    }
    let loads = |path: &SitePath| path.as_str().contains(".vitepress/") || path.stem().ends_with(".data");
    let loads = |path: &SitePath| matches!(path.extension(), "js" | "mjs" | "mts" | "ts" | "vue") && loads(path);
    facts.lists_pages = lists::any(files, loads, &["createContentLoader", "import.meta.glob"]);
    facts.theme_ids.extend(THEME_IDS.map(str::to_owned));
    facts.virtual_routes.extend(["/404.html", "/hashmap.json"].map(str::to_owned));
    if config.entry("sitemap").is_some() {
        facts.virtual_routes.push("/sitemap.xml".to_owned());
    }
    facts.adds_prefix = true;
    // Pictures are taken from beside the page or from the source folder by Vite.
    facts.image_pipeline = true;
    if let Some(Linked { files: read, .. }) = &linked {
        facts.menu = menu::read(files, read, config, facts);
        facts.sources.extend(read.iter().cloned());
    }
    facts.own = Some(Box::new(settings));
}

fn dialect(facts: &mut Facts) {
    facts.dialect.front_matter = FrontMatterDialect {
        closing: Closing::Prefix,
        scalars: Scalars::JsYaml3,
        links: LINKS,
        images: IMAGES,
        ..FrontMatterDialect::default()
    };
    facts.dialect.markdown = MarkdownDialect {
        tasks: false,
        footnotes: false,
        attributes: Attributes::Everywhere,
        entities_in_headings: true,
        components: true,
        ..MarkdownDialect::default()
    };
}

/// Where the pages are, which are left out, and what the site is served under.
fn content(facts: &mut Facts, config: &Value, name: &str, root: &str, origin: &Origin) {
    let root = SitePath::new(root).unwrap_or_else(SitePath::root);
    let source = match config.entry("srcDir") {
        None | Some(Value::Null) => Some(root.clone()),
        Some(value) => match value {
            Value::Text(text) => root.join(text),
            // Made with `__dirname` and the like: from the folder of the script.
            Value::Path(path) => SitePath::new(name).and_then(|script| script.parent().join(path)),
            _ => None,
        },
    };
    match source {
        Some(source) => facts.content.learn(vec![source], origin.clone()),
        None => {
            facts.content.learn(vec![root.clone()], origin.clone());
            facts.could_not_read(name, "`srcDir` is computed; set `content` under `[site]` in handbook.toml");
        }
    }
    match config.entry("base") {
        Some(Value::Text(base)) => facts.prefix.learn(clean_prefix(base), origin.clone()),
        None | Some(Value::Null) => {}
        Some(_) => facts.could_not_read(name, "`base` is computed; set `path-prefix` under `[site]` in handbook.toml"),
    }
    let below = facts.content_root().to_owned();
    let excluded = config.entry("srcExclude");
    let written = excluded.map(Value::list).unwrap_or_default().iter().filter_map(Value::as_str);
    let patterns = written.map(|pattern| format!("/{below}/{}", pattern.trim_start_matches("./")));
    let patterns: Vec<_> = patterns.chain(["dist", "node_modules"].map(str::to_owned)).collect();
    match Globs::new(patterns) {
        Ok(globs) if excluded.is_none_or(Value::is_known) => facts.ignored_globs = globs,
        _ => facts.could_not_read(name, "`srcExclude` could not be read; set `exclude` in handbook.toml"),
    }
    if let Some(output) = config.entry("outDir").and_then(Value::as_str).and_then(|path| root.join(path)) {
        facts.ignored.push(output);
    }
}

fn ids(facts: &mut Facts, config: &Value, name: &str, origin: &Origin) {
    let markdown = config.entry("markdown");
    let get = |path: &str| markdown.and_then(|markdown| markdown.get(path));
    let mut pass = IdPass::new(Slugger::VitePress, Slugger::VitePress.numbering(), false);
    match get("anchor.level") {
        Some(Value::Number(least)) => {
            pass.levels = (*least as u8..=6).fold(0, |levels, level| levels | 1u8.checked_shl(level.into()).unwrap_or(0))
        }
        Some(Value::List(levels)) => {
            let level = |value: &Value| if let Value::Number(level) = value { 1u8.checked_shl(*level as u32) } else { None };
            pass.levels = levels.iter().filter_map(level).fold(0, |levels, level| levels | level);
        }
        _ => {}
    }
    let slugify = get("anchor.slugify").or_else(|| get("slugify"));
    let named = slugify.and_then(|value| match value {
        Value::Name(name) => name.module.as_deref().and_then(Slugger::named),
        _ => None,
    });
    pass.slugger = named.unwrap_or(pass.slugger);
    let replaced = ["anchor.slugifyWithState", "anchor.getTokensText", "anchor.uniqueSlugStartIndex", "attrs.leftDelimiter"];
    let computed = slugify.is_some() && named.is_none()
        || replaced.into_iter().any(|key| get(key).is_some())
        || get("anchor").is_some_and(|anchor| anchor.table().is_empty() || anchor.entry(UNKNOWN_ENTRIES).is_some())
        || markdown.is_some_and(|markdown| !matches!(markdown, Value::Table(_) | Value::Null));
    if computed && facts.heading_ids.origin != Origin::Settings {
        facts.could_not_read(
            name,
            "how headings get their ids is computed; name the algorithm as `heading-ids` under `[site]` in handbook.toml",
        );
    }
    facts.heading_ids.learn(HeadingIds { passes: vec![pass], computed, ..HeadingIds::default() }, origin.clone());
    if get("attrs.disable").and_then(Value::as_bool) == Some(true) {
        facts.dialect.markdown.attributes = Attributes::None;
    }
    facts.dialect.markdown.math = get("math").is_some_and(|math| *math != Value::Bool(false));
}

/// `locales`: `root` and one folder for each other language.
fn locales(facts: &mut Facts, config: &Value, origin: &Origin) {
    let table = config.entry("locales").map(Value::table).unwrap_or_default();
    let locale = |(key, value): &(String, Value)| {
        let lang = value.entry("lang").or_else(|| config.entry("lang").filter(|_| key == "root")).and_then(Value::as_str);
        let root = key == "root";
        let code = if root { lang.unwrap_or("en") } else { key };
        Locale {
            code: code.to_owned(),
            url: if root { String::new() } else { format!("/{}", key.trim_matches('/')) },
            source: root,
        }
    };
    // A language may have a site of its own.
    let own = |(key, value): &&(String, Value)| {
        let link = value.entry("link").and_then(Value::as_str);
        key != UNKNOWN_ENTRIES && link.is_none_or(|link| scheme(link).is_none())
    };
    let mut locales: Vec<_> = table.iter().filter(own).map(locale).collect();
    if locales.len() < 2 {
        return;
    }
    if locales.iter().all(|locale| !locale.source) {
        locales[0].source = true;
    }
    facts.locales.learn(locales, origin.clone());
}

/// The folder of files that are served as they are.
fn public(files: &dyn Files, facts: &mut Facts, config: &Value, settings: &mut Settings, origin: &Origin) {
    let folder = config.get("vite.publicDir").and_then(Value::as_str).unwrap_or("public");
    let Some(path) = settings.source.join(folder) else { return };
    for file in files.below(path.as_str()).filter(|file| file.extension() == "html") {
        settings.static_pages.extend(file.below(path.as_str()).map(|below| format!("/{below}")));
    }
    facts.ignored.push(path.clone());
    facts.statics.learn(vec![Mount { path, url: String::new() }], origin.clone());
}

/// Whether a plugin among the site's own scripts changes Markdown before VitePress reads it.
fn transforms_markdown(files: &dyn Files, root: &str) -> bool {
    const MOST: usize = 300;
    let folder = if root.is_empty() { ".vitepress".to_owned() } else { format!("{root}/.vitepress") };
    let is_script = |path: &&SitePath| matches!(path.extension(), "ts" | "mts" | "js" | "mjs");
    let vite = ["ts", "mts", "js", "mjs"].into_iter().filter_map(|end| SitePath::new(root)?.join(&format!("vite.config.{end}")));
    let scripts = files.below(&folder).filter(is_script).take(MOST).cloned().chain(vite);
    scripts
        .filter_map(|path| files.read(path.as_str()))
        .any(|text| text.contains("transform(") && [".md'", ".md\"", ".md`", "\\.md"].iter().any(|ending| text.contains(ending)))
}
