//! From the configuration to what is known of the site.

use super::{
    cascade,
    config::{self, Config, join},
    hooks::{self, Templates},
    lookups, menus,
    model::{Build, ContentMount, Language, Model, Paths, Ugly},
    permalinks, redirect_files, shortcodes, themes,
};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Locale, Mount, Origin, redirects,
        slug::{Numbering, Slugger},
    },
    page::dialect::{Attributes, Closing, IdSource, KeyNames, Scalars, TemplateSyntax},
    path::SitePath,
};
use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use jiff::{Timestamp, tz::TimeZone};
use regex::{RegexSet, RegexSetBuilder};
use std::collections::BTreeSet;

/// Fills in what Hugo does by default and what its configuration says.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let (folder, file) = config::locate(files).unwrap_or_default();
    let config = Config::read(files, &folder);
    for file in &config.unread {
        facts.could_not_read(
            file,
            "this part of the configuration could not be read; set what it says under `[site]` in handbook.toml, \
             for example `content` and `base-url`",
        );
    }
    let origin = Origin::File(file);
    let mut model = Model { folder, ..Model::default() };
    languages(&config, &mut model, facts, &origin);
    let themes = Themes::find(files, &config, &model.folder);
    mounts(&config, &mut model, facts, &themes, &origin);
    addresses(&config, &mut model, facts, &origin);
    build(&config, &mut model, facts);
    let layouts = themes.layouts(files, &config, &model.folder);
    let several = model.languages.iter().filter(|language| !language.disabled).count() > 1;
    let templates = Templates { layouts: &layouts, unknown_theme: themes.is_unknown(), theme_looks_up: themes.looks_up() };
    let hooks = hooks::read(files, &config, templates, several);
    (model.links, model.images) = (hooks.links, hooks.images);
    model.shortcodes = shortcodes::read(files, &layouts, &themes.missing, !themes.missing.is_empty());
    markdown(&config, &model, facts, hooks.headings_computed, &origin);
    facts.tags = model.shortcodes.tags();
    facts.shrinks_images = model.images == hooks::ImageHook::Unknown;
    facts.image_pipeline |= facts.shrinks_images;
    facts.more_statics |= !themes.missing.is_empty();
    let tops = facts.statics.value.iter().filter(|mount| mount.url.is_empty());
    for path in tops.filter_map(|mount| mount.path.join("_redirects")).collect::<Vec<_>>() {
        if let Some(text) = files.read(path.as_str()) {
            facts.redirects.extend(redirects::parse(&path, &text));
        }
    }
    redirect_files::learn(files, &config, &layouts, facts);
    if themes.missing.is_empty() && config.unread.is_empty() {
        facts.references.extend(lookups::layouts(facts, &layouts));
    }
    facts.menu = menus::of_config(&config);
    facts.sources = config.files().cloned().collect();
    facts.own = Some(Box::new(model));
}

/// The themes and modules that the site builds on.
struct Themes {
    /// Folders of those that are in the repository.
    found: Vec<String>,
    /// Names of those that are not.
    missing: Vec<String>,
}

impl Themes {
    fn find(files: &dyn Files, config: &Config, folder: &str) -> Self {
        let place = config.str(&["themesdir"]).unwrap_or("themes");
        let imports = config.get(&["module", "imports"]).map(|found| found.items()).unwrap_or_default();
        let imports =
            imports.iter().filter(|import| import.str("disable") != Some("true")).filter_map(|import| import.str("path"));
        let mut themes = Self { found: Vec::new(), missing: Vec::new() };
        for name in config.list(&["theme"]).into_iter().chain(imports.map(str::to_owned)) {
            let places = [join(folder, &join(place, &name)), join(folder, &join("_vendor", &name))];
            let there = places.into_iter().filter_map(|place| Some(SitePath::new(&place)?.as_str().to_owned()));
            let mut there = there.filter(|place| {
                ["layouts", "static", "assets", "i18n", "archetypes"]
                    .iter()
                    .any(|part| files.below(&join(place, part)).next().is_some())
            });
            match there.next() {
                Some(place) => themes.found.push(place),
                None => themes.missing.push(name),
            }
        }
        themes
    }

    /// Whether nothing is known of one of them.
    fn is_unknown(&self) -> bool {
        self.missing.iter().any(|name| themes::known(name).is_none())
    }

    /// Whether one that is not there looks pages up for links.
    fn looks_up(&self) -> bool {
        self.missing.iter().filter_map(|name| themes::known(name)).any(|theme| theme.looks_up)
    }

    /// The folders of templates, the most important first.
    fn layouts(&self, files: &dyn Files, config: &Config, folder: &str) -> Vec<SitePath> {
        let own = config.str(&["layoutdir"]).unwrap_or("layouts");
        let mounted = config.get(&["module", "mounts"]).map(|found| found.items()).unwrap_or_default();
        let mounted = mounted
            .iter()
            .filter(|mount| mount.str("target").is_some_and(|target| target.split('/').next() == Some("layouts")))
            .filter_map(|mount| Some(join(folder, mount.str("source")?)));
        let themes = self.found.iter().map(|theme| join(theme, "layouts"));
        [join(folder, own)]
            .into_iter()
            .chain(mounted)
            .chain(themes)
            .filter_map(|path| SitePath::new(&path))
            .filter(|path| files.below(path.as_str()).next().is_some())
            .collect()
    }
}

fn languages(config: &Config, model: &mut Model, facts: &mut Facts, origin: &Origin) {
    let default = config.str(&["defaultcontentlanguage"]).unwrap_or("en").to_lowercase();
    let in_subfolder = config.flag(&["defaultcontentlanguageinsubdir"]) == Some(true);
    let off: Vec<String> = config.list(&["disablelanguages"]).iter().map(|code| code.to_lowercase()).collect();
    let mut codes = config.keys(&["languages"]);
    let weight = |code: &String| {
        let weight = config.str(&["languages", code, "weight"]).and_then(|text| text.parse::<i64>().ok());
        weight.filter(|&weight| weight != 0).unwrap_or(i64::MAX)
    };
    codes.sort_by(|a, b| weight(a).cmp(&weight(b)).then(a.cmp(b)));
    if codes.is_empty() {
        codes.push(default.clone());
    }
    let own_host = |code: &String| config.str(&["languages", code, "baseurl"]).is_some();
    if codes.len() > 1 && codes.iter().all(own_host) {
        let file = config.files().next().map(|file| file.as_str().to_owned()).unwrap_or_default();
        facts.could_not_read(&file, "every language has an address of its own; links between them are not checked");
        facts.understood = false;
    }
    for code in &codes {
        let disabled = off.contains(code) || config.flag(&["languages", code, "disabled"]) == Some(true);
        let at_top = *code == default && !in_subfolder;
        let prefix = if at_top { String::new() } else { format!("/{code}") };
        model.languages.push(Language { code: code.clone(), prefix, disabled });
    }
    let at = model.languages.iter().position(|language| language.code == default).unwrap_or_default();
    model.default_language = at as u16;
    if model.languages.len() > 1 {
        let locale = |(index, language): (usize, &Language)| Locale {
            code: language.code.clone(),
            url: language.prefix.clone(),
            source: index == at,
        };
        facts.locales.learn(model.languages.iter().enumerate().map(locale).collect(), origin.clone());
        // The one way of the two to the default language redirects to the other.
        let front = if in_subfolder { "/".to_owned() } else { format!("/{default}/") };
        facts.virtual_routes.push(front);
    }
}

fn mounts(config: &Config, model: &mut Model, facts: &mut Facts, themes: &Themes, origin: &Origin) {
    let folder = model.folder.clone();
    let everyone: Vec<u16> = {
        let others = (0..model.languages.len() as u16).filter(|&at| at != model.default_language);
        std::iter::once(model.default_language).chain(others).collect()
    };
    let path = |written: &str| SitePath::new(&join(&folder, written));
    let mut statics = Vec::new();
    let mut excluded = GlobSetBuilder::new();
    let (mut own_content, mut own_static, mut own_assets) = (false, false, false);
    for mount in config.get(&["module", "mounts"]).map(|found| found.items()).unwrap_or_default() {
        let (Some(source), Some(target)) = (mount.str("source").and_then(path), mount.str("target")) else { continue };
        let (component, rest) = target.trim_matches('/').split_once('/').unwrap_or((target.trim_matches('/'), ""));
        match component {
            "content" => {
                own_content = true;
                let languages = mount_languages(&mount, model).unwrap_or_else(|| everyone[..1].to_vec());
                model.mounts.push(ContentMount { source: source.clone(), target: rest.to_owned(), languages });
            }
            "static" => {
                own_static = true;
                statics
                    .push(Mount { path: source.clone(), url: if rest.is_empty() { String::new() } else { format!("/{rest}") } });
            }
            "assets" => {
                own_assets = true;
                model.assets.push(source.clone());
            }
            _ => {}
        }
        let patterns = ["excludefiles", "files"].map(|key| mount.get(&[key]).map(|found| found.texts()).unwrap_or_default());
        for pattern in
            patterns[0].iter().chain(patterns[1].iter().filter_map(|pattern| pattern.strip_prefix("! ").map(|_| pattern)))
        {
            let pattern = pattern.trim_start_matches("! ").trim_start_matches('/');
            let glob = GlobBuilder::new(&format!("{}/{pattern}", source.as_str())).literal_separator(true).build();
            if component == "content"
                && let Ok(glob) = glob
            {
                excluded.add(glob);
            }
        }
    }
    if !own_content {
        let general = config.str(&["contentdir"]).unwrap_or("content");
        let mut with_own: Vec<(String, u16)> = Vec::new();
        for (at, language) in model.languages.iter().enumerate() {
            if let Some(own) = config.str(&["languages", &language.code, "contentdir"]) {
                with_own.push((own.to_owned(), at as u16));
            }
        }
        for (own, at) in &with_own {
            if let Some(source) = path(own) {
                model.mounts.push(ContentMount { source, target: String::new(), languages: vec![*at] });
            }
        }
        if with_own.len() < model.languages.len()
            && let Some(source) = path(general)
        {
            model.mounts.push(ContentMount { source, target: String::new(), languages: everyone[..1].to_vec() });
        }
    }
    if !own_static {
        let mut folders = config.list(&["staticdir"]);
        folders.extend((0..=10).flat_map(|number| config.list(&[&*format!("staticdir{number}")])));
        if folders.is_empty() {
            folders.push("static".to_owned());
        }
        statics.extend(folders.iter().filter_map(|folder| path(folder)).map(|path| Mount { path, url: String::new() }));
        for language in &model.languages {
            for folder in config.list(&["languages", &language.code, "staticdir"]).iter().filter_map(|folder| path(folder)) {
                statics.push(Mount { path: folder, url: language.prefix.clone() });
            }
        }
    }
    if !own_assets {
        model.assets.extend(path(config.str(&["assetdir"]).unwrap_or("assets")));
    }
    for theme in &themes.found {
        let below = |part: &str| SitePath::new(&join(theme, part));
        statics.extend(below("static").map(|path| Mount { path, url: String::new() }));
        model.assets.extend(below("assets"));
    }
    if facts.content.origin == Origin::Settings {
        let roots = facts.content.value.iter();
        model.mounts = roots
            .map(|root| ContentMount { source: root.clone(), target: String::new(), languages: everyone[..1].to_vec() })
            .collect();
    }
    model.mounts.sort_by_key(|mount| std::cmp::Reverse(mount.source.as_str().len()));
    let sources: BTreeSet<SitePath> = model.mounts.iter().map(|mount| mount.source.clone()).collect();
    facts.content.learn(sources.into_iter().collect(), origin.clone());
    facts.statics.learn(statics, origin.clone());
    model.excluded = excluded.build().unwrap_or_else(|_| GlobSet::empty());
    // Written as Go writes them, which Rust reads nearly always.
    let ignored = RegexSetBuilder::new(config.list(&["ignorefiles"])).size_limit(1 << 20).build();
    model.ignored = ignored.unwrap_or_else(|_| RegexSet::empty());
}

/// The languages that a mount is for: `lang`, or `sites.matrix.languages`.
fn mount_languages(mount: &config::Found<'_>, model: &Model) -> Option<Vec<u16>> {
    let codes = mount.get(&["sites", "matrix", "languages"]).or_else(|| mount.get(&["lang"]))?.texts();
    let mut languages = Vec::new();
    for code in codes {
        if code.contains('*') {
            return None;
        }
        languages.extend(model.language(&code.to_lowercase()));
    }
    (!languages.is_empty()).then_some(languages)
}

fn addresses(config: &Config, model: &mut Model, facts: &mut Facts, origin: &Origin) {
    if let Some(url) = config.str(&["baseurl"]).filter(|url| url.len() > 1) {
        facts.learn_base_url(url, origin.clone());
    }
    let flag = |name: &str| config.flag(&[name]) == Some(true);
    model.paths = Paths { keeps_case: flag("disablepathtolower"), drops_accents: flag("removepathaccents") };
    model.ugly = match config.get(&["uglyurls"]) {
        Some(found) if found.node.as_str().is_some() && flag("uglyurls") => Ugly::Everywhere,
        Some(found) => {
            let on = found.entries().filter(|(_, value)| value.node.as_str() == Some("true"));
            let sections: rustc_hash::FxHashSet<String> = on.map(|(name, _)| name).collect();
            if sections.is_empty() { Ugly::Nowhere } else { Ugly::Sections(sections) }
        }
        None => Ugly::Nowhere,
    };
    model.permalinks = permalinks::read(config);
    facts.adds_prefix = flag("canonifyurls");
    facts.redirect_keys.learn(vec!["aliases".to_owned()], Origin::Default);
    model.drops_aliases = flag("disablealiases") && redirect_files::formats(config).is_empty();
    for name in ["/sitemap.xml", "/404.html", "/robots.txt", "/index.xml", "/index.json", "/_redirects", "/_headers"] {
        facts.virtual_routes.push(name.to_owned());
    }
}

fn build(config: &Config, model: &mut Model, facts: &mut Facts) {
    let flag = |name: &str| config.flag(&[name]) == Some(true);
    let now = Timestamp::now().to_zoned(TimeZone::UTC).datetime();
    model.build = Build { drafts: flag("builddrafts"), future: flag("buildfuture"), expired: flag("buildexpired"), now };
    model.disabled_kinds = config.list(&["disablekinds"]).iter().map(|kind| kind.to_lowercase()).collect();
    model.taxonomies = match config.get(&["taxonomies"]) {
        Some(found) => found.entries().filter_map(|(_, plural)| plural.node.as_str().map(str::to_lowercase)).collect(),
        None => vec!["categories".to_owned(), "tags".to_owned()],
    };
    model.cascades = config.get(&["cascade"]).map(cascade::of_config).unwrap_or_default();
    let feeds = ["home", "section", "taxonomy", "term"].into_iter().filter(|kind| {
        let formats = config.get(&["outputs", kind]).map(|found| found.texts());
        formats.is_none_or(|formats| formats.iter().any(|name| name.eq_ignore_ascii_case("rss"))) && !model.is_disabled("rss")
    });
    let usual = |name: &String| ["html", "rss"].iter().any(|known| name.eq_ignore_ascii_case(known));
    let kinds = config.keys(&["outputs"]);
    if kinds.iter().any(|kind| !config.list(&["outputs", kind]).iter().all(usual)) {
        facts.flags.push(super::MORE_FORMATS);
    }
    model.feeds = feeds.map(str::to_owned).collect();
    if let Some(dates) = config.get(&["frontmatter", "date"])
        && dates.texts().iter().any(|name| name == ":filename")
    {
        facts.could_not_read(
            dates.file.as_str(),
            "dates are taken from file names; set `slug` or `url` in the pages that have them",
        );
    }
}

fn markdown(config: &Config, model: &Model, facts: &mut Facts, headings_computed: bool, origin: &Origin) {
    let front_matter = &mut facts.dialect.front_matter;
    (front_matter.toml, front_matter.json) = (true, true);
    (front_matter.closing, front_matter.scalars, front_matter.keys) = (Closing::Prefix, Scalars::Hugo, KeyNames::Lower);
    facts.dialect.templates = Some(TemplateSyntax::Hugo);
    facts.dialect.verbatim = model.shortcodes.verbatim();
    let goldmark = |path: &[&str]| config.flag(&[&["markup", "goldmark"], path].concat());
    let markdown = &mut facts.dialect.markdown;
    let on = |path: &[&str]| goldmark(path) != Some(false);
    markdown.tables = on(&["extensions", "table"]);
    markdown.footnotes = on(&["extensions", "footnote"]) && on(&["extensions", "footnote", "enable"]);
    markdown.strikethrough = on(&["extensions", "strikethrough"]);
    markdown.tasks = on(&["extensions", "tasklist"]);
    markdown.definition_lists = on(&["extensions", "definitionlist"]);
    markdown.bare_urls = on(&["extensions", "linkify"]);
    markdown.html = goldmark(&["renderer", "unsafe"]) == Some(true);
    markdown.attributes = match (goldmark(&["parser", "attribute", "block"]), on(&["parser", "attribute", "title"])) {
        (Some(true), _) => Attributes::Blocks,
        (_, true) => Attributes::Headings,
        (_, false) => Attributes::None,
    };
    let typographer = ["markup", "goldmark", "extensions", "typographer"];
    let typographer =
        config.flag(&typographer) != Some(false) && config.flag(&[&typographer[..], &["disable"]].concat()) != Some(true);
    markdown.id_words = IdSource::Goldmark { typographer };
    let kind = ["autoidtype", "autoheadingidtype"];
    let slugger = match kind.iter().find_map(|key| config.str(&["markup", "goldmark", "parser", key])) {
        Some("github-ascii") => Slugger::HugoAscii,
        Some("blackfriday") => Slugger::HugoBlackfriday,
        _ => Slugger::Hugo,
    };
    let passes = match goldmark(&["parser", "autoheadingid"]) {
        Some(false) => Vec::new(),
        _ if goldmark(&["parser", "autodefinitiontermid"]) == Some(true) => {
            vec![IdPass::new(slugger, Numbering::Hugo, false).with_terms()]
        }
        _ => vec![IdPass::new(slugger, Numbering::Hugo, false)],
    };
    let ids = HeadingIds { passes, computed: headings_computed, ..HeadingIds::default() };
    facts.heading_ids.learn(ids, origin.clone());
}
