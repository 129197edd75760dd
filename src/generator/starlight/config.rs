//! What `astro.config.*` says, read without running it.

use super::{INERT, Settings, collection, pages, plugins, sidebar};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Locale, Mount, Origin, Reference,
        components::inert,
        facts::clean_prefix,
        redirects::RedirectRule,
        script::{Call, Places, Script, UNKNOWN_ENTRIES, Value},
        slug::{Numbering, Slugger},
        url,
    },
    page::dialect::{Closing, FrontMatterDialect, MarkdownDialect, Scalars},
    path::SitePath,
};

/// Ids of Starlight's own templates.
const THEME_IDS: [&str; 8] = [
    "_top",
    "footnote-label",
    "starlight__mobile-toc",
    "starlight__on-this-page",
    "starlight__on-this-page--mobile",
    "starlight__search",
    "starlight__sidebar",
    "theme-icons",
];

/// The configuration of the repository's site: the one nearest to the root that uses Starlight.
pub(super) fn find(files: &dyn Files) -> Option<SitePath> {
    let is_config = |path: &&SitePath| {
        let name = path.file_name().strip_prefix("astro.config.");
        name.is_some_and(|end| matches!(end, "mjs" | "js" | "ts" | "mts" | "cjs")) && !path.as_str().contains("node_modules")
    };
    let mut found: Vec<&SitePath> = files.paths().iter().filter(is_config).collect();
    let usual = |path: &SitePath| !["docs/", "website/", "site/"].iter().any(|folder| path.as_str().starts_with(folder));
    found.sort_by_key(|path| (path.as_str().matches('/').count(), usual(path), path.as_str().to_owned()));
    found.into_iter().find(|path| files.read(path.as_str()).is_some_and(|text| text.contains("@astrojs/starlight"))).cloned()
}

pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let path = find(files);
    let name = path.as_ref().map_or("", SitePath::as_str);
    let root = path.as_ref().map_or("", |path| path.parent_str());
    let root = if root.is_empty() { String::new() } else { format!("{root}/") };
    let origin = if name.is_empty() { Origin::Default } else { Origin::File(name.to_owned()) };
    let linked = Script::linked(files, name);
    let script = linked.as_ref().map(|linked| &linked.script);
    if let Some(problem) = script.and_then(|script| script.problem.as_ref()) {
        facts.could_not_read(name, problem.message.clone());
    }
    let empty = Value::Table(Vec::new());
    let config = script.and_then(Script::default_export).unwrap_or(&empty);
    if script.is_some() && (config.table().is_empty() || config.entry(UNKNOWN_ENTRIES).is_some()) {
        facts.could_not_read(name, "some of its settings are computed and not known");
    }
    let read: &[SitePath] = linked.as_ref().map_or(&[], |linked| &linked.files);
    let mut places = Places::new(files, read);
    let starlight = script.and_then(|script| integration(config, script));
    let options = starlight.and_then(|call| call.arguments.first()).unwrap_or(&empty);
    let mut settings = Settings {
        as_files: config.get("build.format").and_then(Value::as_str) == Some("file"),
        no_slash: config.entry("trailingSlash").and_then(Value::as_str) == Some("never"),
        ..Settings::default()
    };
    dialect(facts, config);
    address(facts, config, name, &origin);
    let source = config.entry("srcDir").and_then(Value::as_str).unwrap_or("src").trim_start_matches("./").trim_matches('/');
    let collection = collection::read(files, &root, source, facts);
    settings.ids_unknown = collection.ids_unknown;
    let at = |folder: &str| SitePath::new(&format!("{root}{folder}"));
    facts.content.learn(at(&collection.folder).into_iter().collect(), origin.clone());
    let public = config.entry("publicDir").and_then(Value::as_str).unwrap_or("public");
    if let Some(path) = at(public) {
        let below = files.below(path.as_str()).filter_map(|file| file.below(path.as_str()));
        settings.static_pages = below.map(|file| format!("/{file}")).collect();
        facts.statics.learn(vec![Mount { path, url: String::new() }], origin.clone());
    }
    ids(files, facts, config, &root, &origin);
    locales(facts, options, &mut settings, &origin);
    redirects(facts, config, name, &mut places);
    plugins::of_markdown(config, &mut settings);
    if let Some(script) = script {
        plugins::of_starlight(script, facts, &mut settings);
    }
    if let Some(changelogs) = &collection.changelogs {
        plugins::makes(Some(changelogs), "base", "changelog", facts, &settings);
    }
    pages::read(files, &format!("{root}{source}/pages"), settings.as_files, facts);
    settings.inert = inert(files, root.trim_end_matches('/'), INERT);
    facts.theme_ids.extend(THEME_IDS.map(str::to_owned));
    facts.id_prefixes.extend(["tab-", "user-content-fn"]);
    facts.virtual_routes.extend(["/404.html", "/sitemap-index.xml", "/sitemap-0.xml"].map(str::to_owned));
    facts.computed_routes.push(("/pagefind/".to_owned(), String::new()));
    facts.references.extend(facts.content.value.iter().map(|folder| Reference {
        outcome: "Starlight does not build the site with a template that it does not know",
        ..Reference::one_of(folder, "template", "templates", &["doc", "splash"])
    }));
    // Pictures beside the page are taken in by Astro.
    facts.image_pipeline = true;
    facts.shrinks_images = true;
    facts.menu = sidebar::read(options.entry("sidebar"), name, &mut places, facts);
    facts.sources.extend(read.iter().cloned());
    facts.own = Some(Box::new(settings));
}

/// The call that sets Starlight up.
fn integration<'s>(config: &'s Value, script: &'s Script) -> Option<&'s Call> {
    let is_it = |call: &&Call| call.module() == Some("@astrojs/starlight");
    let listed = config.entry("integrations").map(Value::list).unwrap_or_default().iter();
    let mut calls = listed.filter_map(|value| if let Value::Call(call) = value { Some(&**call) } else { None });
    calls.find(is_it).or_else(|| script.calls.iter().find(is_it))
}

fn dialect(facts: &mut Facts, config: &Value) {
    facts.dialect.front_matter = FrontMatterDialect {
        toml: true,
        closing: Closing::Line,
        scalars: Scalars::JsYaml4,
        links: &["hero.actions.link", "next.link", "prev.link"],
        images: &["hero.image.dark", "hero.image.file", "hero.image.light"],
        ..FrontMatterDialect::default()
    };
    // Quotes and dashes become typographic; where they then vanish from ids, it shows.
    let smart = config.get("markdown.smartypants").and_then(Value::as_bool) != Some(false);
    facts.dialect.markdown = MarkdownDialect { directives: true, smart_punctuation: smart, ..MarkdownDialect::default() };
}

fn address(facts: &mut Facts, config: &Value, name: &str, origin: &Origin) {
    if let Some((_, path)) = config.entry("site").and_then(Value::as_str).and_then(url::host_and_path) {
        let site = config.entry("site").and_then(Value::as_str).unwrap_or_default();
        facts.base_url.learn(Some(site[..site.len() - path.len()].to_owned()), origin.clone());
    }
    match config.entry("base") {
        Some(Value::Text(base)) => facts.prefix.learn(clean_prefix(base), origin.clone()),
        None | Some(Value::Null) => {}
        Some(_) => facts.could_not_read(name, "`base` is computed; set `path-prefix` under `[site]` in handbook.toml"),
    }
}

/// Up to version 5, Astro cuts a dash off the end of an id.
fn ids(files: &dyn Files, facts: &mut Facts, config: &Value, root: &str, origin: &Origin) {
    let plain = IdPass::new(Slugger::Github, Numbering::GithubSlugger, false);
    let cut = IdPass::new(Slugger::Github, Numbering::Astro5, false);
    let compatible = config.get("experimental.headingIdCompat").and_then(Value::as_bool) == Some(true);
    let (passes, other_versions) = match major(files, root) {
        Some(..=5) if !compatible => (vec![cut], Vec::new()),
        Some(_) => (vec![plain], Vec::new()),
        None => (vec![plain], vec![cut]),
    };
    facts.heading_ids.learn(HeadingIds { passes, other_versions, ..HeadingIds::default() }, origin.clone());
}

/// The version of Astro that the project asks for.
fn major(files: &dyn Files, root: &str) -> Option<u32> {
    let text = files.read(&format!("{root}package.json"))?;
    let json = serde_json::from_str::<serde_json::Value>(&text).ok()?;
    let version = ["dependencies", "devDependencies"].into_iter().find_map(|key| json.get(key)?.get("astro")?.as_str())?;
    let digits = version.trim_start_matches(['^', '~', '=', 'v', '>', ' ']);
    digits.split(['.', ' ', '-']).next()?.parse().ok()
}

fn locales(facts: &mut Facts, options: &Value, settings: &mut Settings, origin: &Origin) {
    let table = options.entry("locales").map(Value::table).unwrap_or_default();
    settings.locales = table.iter().map(|(key, _)| key.clone()).filter(|key| key != UNKNOWN_ENTRIES).collect();
    let default = options.entry("defaultLocale").and_then(Value::as_str).unwrap_or("root");
    settings.default_locale = settings.locales.iter().position(|key| key == default).unwrap_or(0);
    if settings.locales.len() < 2 {
        return;
    }
    let locale = |(at, key): (usize, &String)| {
        let lang = table.iter().find(|(name, _)| name == key).and_then(|(_, value)| value.entry("lang")).and_then(Value::as_str);
        let root = key == "root";
        Locale {
            code: if root { lang.unwrap_or("en").to_owned() } else { key.clone() },
            url: if root { String::new() } else { format!("/{key}") },
            source: at == settings.default_locale,
        }
    };
    facts.locales.learn(settings.locales.iter().enumerate().map(locale).collect(), origin.clone());
}

/// `redirects` of Astro's configuration.
fn redirects(facts: &mut Facts, config: &Value, name: &str, places: &mut Places) {
    let Some(redirects) = config.entry("redirects") else { return };
    for (from, to) in redirects.table() {
        let to = to.as_str().or_else(|| to.entry("destination")?.as_str());
        if let Some(open) = from.find('[') {
            facts.computed_routes.push((from[..open].to_owned(), String::new()));
            continue;
        }
        let (path, from_span) = places.of(from);
        let (_, to_span) = to.map_or((path.clone(), from_span), |to| places.of(to));
        match to {
            Some(to) if !to.contains('[') => {
                facts.redirects.push(RedirectRule { from: from.clone(), to: to.to_owned(), path, from_span, to_span })
            }
            _ => facts.virtual_routes.push(from.clone()),
        }
    }
    if !redirects.is_known() {
        facts.could_not_read(name, "some of the redirects are computed and not known");
        facts.computed_routes.push(("/".to_owned(), String::new()));
    }
}
