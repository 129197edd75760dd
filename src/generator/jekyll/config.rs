//! From a Jekyll configuration to the facts of the site.

use super::{
    defaults,
    gems::Gems,
    includes, lookups,
    settings::{Settings, file_in, is_flag, plugins},
};
use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, IdPlace, Mount, Origin,
        facts::clean_prefix,
        redirects,
        slug::{Numbering, Slugger},
    },
    page::dialect::{Attributes, FrontMatterDialect, MarkdownDialect, Scalars, TemplateSyntax},
    path::SitePath,
};

/// The configuration file of the site in this repository, if it is one of Jekyll's: at the top, in `docs` as GitHub Pages has
/// it, or in another folder at the top that also holds a Gemfile or layouts.
pub(super) fn find(files: &dyn Files) -> Option<String> {
    let others = |folder: &str| {
        let beside = |name: &str| if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") };
        // Jupyter Book and Hexo have a file of the same name.
        files.exists(&beside("_toc.yml")) || files.read(&beside("package.json")).is_some_and(|text| text.contains("\"hexo\""))
    };
    for folder in ["", "docs"] {
        if let Some(file) = file_in(files, folder).filter(|_| !others(folder)) {
            return Some(file);
        }
    }
    let mut configs = files.paths().iter().filter(|path| {
        path.file_name() == "_config.yml" && !path.parent_str().contains('/') && !path.parent_str().starts_with(['.', '_'])
    });
    let site = configs.find(|path| {
        let folder = path.parent();
        let has = |name: &str| {
            folder.join(name).is_some_and(|path| files.exists(path.as_str()) || files.below(path.as_str()).next().is_some())
        };
        (has("Gemfile") || has("_layouts") || has("_posts")) && !others(folder.as_str())
    });
    site.map(|path| path.as_str().to_owned())
}

pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let file = find(files).unwrap_or_default();
    let folder = file.rfind('/').map_or("", |slash| &file[..slash]);
    let gems = Gems::read(files, folder);
    let (mut settings, readable) = Settings::read(files, &file, &gems);
    if !readable {
        facts.could_not_read(&file, "it cannot be read, so Jekyll's defaults are taken; mend its YAML");
    }
    let origin = if file.is_empty() { Origin::Default } else { Origin::File(file.clone()) };
    if let Some(source) = SitePath::new(&settings.source) {
        facts.content.learn(vec![source], origin.clone());
    }
    settings.source = facts.content_root().to_owned();
    if let Some(url) = settings.text("url").filter(|url| !url.is_empty()) {
        facts.learn_base_url(url, origin.clone());
    }
    if let Some(baseurl) = settings.text("baseurl") {
        facts.prefix.learn(clean_prefix(baseurl), origin.clone());
    }
    if let Some(repository) = settings.text("repository").filter(|name| name.split('/').count() == 2) {
        facts.repository.learn(Some(repository.to_owned()), origin.clone());
    }
    let mut names: Vec<String> = gems.plugins.clone();
    names.extend(plugins(settings.get("plugins").or_else(|| settings.get("gems"))).map(str::to_owned));
    names.sort();
    names.dedup();
    facts.plugins.learn(names, origin.clone());
    facts.dialect.front_matter = FrontMatterDialect { scalars: Scalars::Psych, ..FrontMatterDialect::default() };
    facts.dialect.templates = Some(TemplateSyntax::Liquid);
    markdown(&settings, facts, &origin);
    statics(files, &settings, facts, &origin);
    routes(files, &settings, facts);
    defaults::read(&settings, facts);
    let own_plugins = settings.rooted(settings.text("plugins_dir").unwrap_or("_plugins"));
    let has_own = files.below(&own_plugins).next().is_some();
    if has_own || facts.has_plugin(&["jekyll-redirect-from"]) {
        facts.redirect_keys.learn(vec!["redirect_from".to_owned()], origin);
    }
    own_generators(files, &own_plugins, facts);
    if facts.has_plugin(&["jekyll-redirect-from"]) {
        facts.dialect.front_matter.links = &["redirect_to"];
    }
    if facts.has_plugin(&["jekyll-seo-tag"]) && prints_seo_tag(files, &settings) {
        facts.dialect.front_matter.images = &["image", "image.path"];
    }
    settings.includes = includes::read(files, &settings);
    if is_just_the_docs(&settings) {
        // Ids in the layouts of just-the-docs 0.10.
        let ids = ["main-content", "main-header", "site-nav", "menu-button", "search-input", "search-results", "search-label"];
        facts.theme_ids.extend(ids.map(str::to_owned));
    }
    facts.lists_pages = lists_pages(files, &settings);
    if readable && !gems.github_pages {
        facts.references.extend(lookups::layouts(files, &settings, &own_plugins));
    }
    facts.own = Some(Box::new(settings));
}

/// Whether the site's own layouts print the tags of jekyll-seo-tag.
fn prints_seo_tag(files: &dyn Files, settings: &Settings) -> bool {
    let folders = [settings.text("layouts_dir").unwrap_or("_layouts"), &settings.includes_dir];
    let mut templates = folders.iter().map(|folder| settings.rooted(folder));
    templates.any(|folder| {
        files
            .below(&folder)
            .any(|path| files.read(path.as_str()).is_some_and(|text| text.contains("{% seo") || text.contains("{%- seo")))
    })
}

/// Whether the theme is just-the-docs.
pub(super) fn is_just_the_docs(settings: &Settings) -> bool {
    let named = |key: &str| settings.text(key).is_some_and(|theme| theme.contains("just-the-docs"));
    named("theme")
        || named("remote_theme")
        || settings.get("just_the_docs").is_some()
        || settings.get("nav_external_links").is_some()
}

/// Whether layouts list pages, or may do so: those of a theme are not here to be read. The menu of just-the-docs is known.
fn lists_pages(files: &dyn Files, settings: &Settings) -> bool {
    if is_just_the_docs(settings) {
        return false;
    }
    let layouts = settings.rooted(settings.text("layouts_dir").unwrap_or("_layouts"));
    let includes = settings.rooted(&settings.includes_dir);
    let lists = |text: &str| {
        let known = ["site.pages", "site.html_pages", "site.collections", "site.documents"];
        text.trim().is_empty() || known.iter().any(|list| text.contains(list))
    };
    let mut own = files.below(&layouts).chain(files.below(&includes)).peekable();
    settings.text("theme").or_else(|| settings.text("remote_theme")).is_some()
        || own.peek().is_none()
        || own.any(|path| files.read(path.as_str()).is_none_or(|text| lists(&text)))
}

/// Which Markdown is read, and what ids its headings get.
fn markdown(settings: &Settings, facts: &mut Facts, origin: &Origin) {
    let engine = settings.text("markdown").unwrap_or("kramdown");
    if !engine.eq_ignore_ascii_case("kramdown") {
        facts.dialect.markdown = MarkdownDialect { bare_urls: false, ..MarkdownDialect::default() };
        let ids = HeadingIds { computed: true, ..HeadingIds::default() };
        facts.heading_ids.learn(ids, origin.clone());
        return;
    }
    let own = settings.text("kramdown.input").is_some_and(|input| !input.eq_ignore_ascii_case("GFM"));
    facts.dialect.markdown = MarkdownDialect {
        attributes: Attributes::Kramdown,
        bare_urls: false,
        definition_lists: true,
        kramdown: true,
        html_is_markdown: is_flag(settings.get("kramdown.parse_block_html"), true),
        ..MarkdownDialect::default()
    };
    let prefix = settings.text("kramdown.auto_id_prefix").unwrap_or_default().to_owned();
    let pass = |slugger, place| IdPass { place, ..IdPass::new(slugger, Numbering::Kramdown, false) };
    let ids = match (is_flag(settings.get("kramdown.auto_ids"), false), own) {
        (true, _) => HeadingIds::default(),
        (false, true) => HeadingIds { computed: true, ..HeadingIds::default() },
        // Headings in HTML are not reached by what makes GitHub's ids, and get kramdown's own.
        (false, false) => HeadingIds {
            passes: vec![pass(Slugger::KramdownGfm, IdPlace::OutsideHtml), pass(Slugger::Kramdown, IdPlace::InsideHtml)],
            prefix,
            ..HeadingIds::default()
        },
    };
    facts.heading_ids.learn(ids, origin.clone());
    // The table of contents, and the links in it.
    facts.theme_ids.insert("markdown-toc".to_owned());
}

/// Everything that Jekyll gets to is served from the top; folders of collections under their names.
fn statics(files: &dyn Files, settings: &Settings, facts: &mut Facts, origin: &Origin) {
    let mut mounts: Vec<Mount> = Vec::new();
    let mut last = String::new();
    for path in files.below(&settings.source) {
        let Some(below) = settings.below(path.as_str()) else { continue };
        let (name, is_folder) = below.split_once('/').map_or((below, false), |(folder, _)| (folder, true));
        if name == last {
            continue;
        }
        name.clone_into(&mut last);
        // Pages are served under addresses of their own.
        let is_page = !is_folder && (settings.is_markdown(path.extension()) || path.extension() == "html");
        if !is_page
            && settings.filter.reaches(name, is_folder)
            && let Some(path) = SitePath::new(&settings.rooted(name))
        {
            mounts.push(Mount { path, url: format!("/{name}") });
        }
    }
    for collection in settings.collections.iter().filter(|collection| collection.output && collection.permalink.is_none()) {
        if let Some(path) = SitePath::new(&settings.rooted(&collection.folder)) {
            mounts.push(Mount { path, url: format!("/{}", collection.label) });
        }
    }
    facts.statics.learn(mounts, origin.clone());
}

/// What is served without a source file of its own.
fn routes(files: &dyn Files, settings: &Settings, facts: &mut Facts) {
    for path in files.below(&settings.source) {
        let made = match path.extension() {
            "scss" | "sass" => "css",
            "coffee" => "js",
            _ => continue,
        };
        if let Some(below) = settings.below(path.as_str()).filter(|below| settings.filter.reaches(below, false)) {
            let stem = below.rfind('.').map_or(below, |dot| &below[..dot]);
            facts.virtual_routes.push(format!("/{stem}.{made}"));
        }
    }
    for (plugin, routes) in [
        ("jekyll-feed", &["/feed.xml"][..]),
        ("jekyll-sitemap", &["/sitemap.xml", "/robots.txt"]),
        ("jekyll-redirect-from", &["/redirects.json"]),
    ] {
        if facts.has_plugin(&[plugin]) {
            facts.virtual_routes.extend(routes.iter().map(|&route| route.to_owned()));
        }
    }
    if let Some(path) = settings.text("feed.path").filter(|_| facts.has_plugin(&["jekyll-feed"])) {
        facts.virtual_routes.push(format!("/{}", path.trim_start_matches('/')));
    }
    if settings.text("theme").or_else(|| settings.text("remote_theme")).is_some() {
        facts.computed_routes.push(("/assets/".to_owned(), String::new()));
    }
    if settings.get("paginate").is_some() || settings.get("pagination").is_some() {
        let path = settings.text("paginate_path").unwrap_or("/page:num");
        let start = path.split(":num").next().unwrap_or_default();
        facts.computed_routes.push((format!("/{}", start.trim_start_matches('/')), String::new()));
    }
    if facts.has_plugin(&["jekyll-archives"]) {
        for (key, default) in [("tag", "/tag/:name/"), ("category", "/category/:name/"), ("year", "/:year/")] {
            let path = settings.text(&format!("jekyll-archives.permalinks.{key}")).unwrap_or(default);
            let start = path.split(':').next().unwrap_or_default();
            if start.len() > 1 {
                facts.computed_routes.push((start.to_owned(), String::new()));
            }
        }
    }
    let redirects = settings.rooted("_redirects");
    if let Some(path) = [redirects, "_redirects".to_owned()].into_iter().find(|path| files.exists(path))
        && let (Some(text), Some(path)) = (files.read(&path), SitePath::new(&path))
    {
        facts.redirects.extend(redirects::parse(&path, &text));
    }
}

/// Plugins of the site's own that make pages: where those are served only running them tells.
fn own_generators(files: &dyn Files, folder: &str, facts: &mut Facts) {
    let made = files.below(folder).find(|path| {
        path.extension() == "rb"
            && files.read(path.as_str()).is_some_and(|text| {
                let makes =
                    ["Jekyll::Page.new", "PageWithoutAFile.new", "< Page", "< Jekyll::Page", "site.pages <<", "static_files <<"];
                makes.iter().any(|sign| text.contains(sign))
            })
    });
    if let Some(path) = made.map(|path| path.as_str().to_owned()) {
        facts.computed_routes.push(("/".to_owned(), String::new()));
        facts.could_not_read(
            &path,
            "this plugin makes pages, and only running it would tell which: links to pages that are not there are not reported",
        );
    }
}
