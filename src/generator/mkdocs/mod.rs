//! MkDocs (compared with 1.6.1, Material for MkDocs 9.8, Python-Markdown 3.11, PyMdown Extensions 13.1).
//!
//! Modelled: `mkdocs.yml` with `INHERIT`, `!ENV` defaults and Python names; addresses with and without `use_directory_urls`; what
//! `exclude_docs`, `draft_docs` and `not_in_nav` leave out; links to files in Markdown (in HTML they are the browser's); `nav`;
//! heading ids by `toc` and `pymdownx.slugs`, ids by `attr_list`, of tabs, footnotes and code; callouts, tabs and raw HTML as
//! Python-Markdown reads them; snippets; the plugins blog, redirects, static-i18n, macros.
//!
//! Not known, so that nothing is told of it: what macros, programs and unknown plugins print or make; where links lead that a
//! plugin finds by file names; menus that other plugins make (all pages count as listed then); `wikilinks`.

mod blog;
mod config;
mod footnotes;
mod languages;
mod links;
mod markdown;
mod menu;
mod patterns;
mod place;
mod plugins;
mod redirects;
mod settings;
mod snippets;
mod tabs;
mod theme;
mod words;

use super::{Embed, Extras, Facts, Files, Generator, Lookup, Mount, Navigation, Origin, Placement, Rewrite, Treatment, url::Url};
use crate::{
    page::{
        Format, Page,
        dialect::Scalars,
        document::{Heading, Island, IslandKind, Link, LinkKind},
        front_matter::Value,
    },
    path::SitePath,
    text::Span,
};
use blog::Blog;
use config::Config;
use patterns::Patterns;
use settings::Settings;
use std::borrow::Cow;

/// MkDocs.
#[derive(Debug)]
pub(super) struct MkDocs;

impl Generator for MkDocs {
    fn name(&self) -> &'static str {
        "mkdocs"
    }

    fn title(&self) -> &'static str {
        "MkDocs"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files).map(|path| path.to_string())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        let path = config::find(files);
        let file = path.as_ref().map_or("mkdocs.yml", SitePath::as_str).to_owned();
        let config = path.as_ref().map(|path| Config::read(files, path)).unwrap_or_default();
        let mut settings = Settings { directory_urls: config.is_on("use_directory_urls", true), ..Settings::default() };
        let origin = || Origin::File(file.clone());
        if let Some(unreadable) = &config.unreadable {
            let message = format!(
                "`{unreadable}` cannot be read, so what it says about pages and links is not known; set what matters \
                 under `[site]` in handbook.toml"
            );
            facts.could_not_read(&file, message);
        }
        settings.docs = config.folder().join(config.text("docs_dir").unwrap_or("docs")).unwrap_or_else(SitePath::root);
        facts.content.learn(vec![settings.docs.clone()], origin());
        settings.docs = facts.content.value.first().cloned().unwrap_or_else(SitePath::root);
        if let Some(url) = config.text("site_url").filter(|url| !url.is_empty()) {
            facts.learn_base_url(url, origin());
        }
        if let Some(site) = config.folder().join(config.text("site_dir").unwrap_or("site")) {
            facts.ignored.push(site);
        }
        let patterns = |key: &str| config.text(key).map(Patterns::new);
        settings.excluded = Some(Patterns::new(&format!(".*\n/templates/\n{}", config.text("exclude_docs").unwrap_or_default())));
        settings.drafts = patterns("draft_docs");
        settings.unlisted = patterns("not_in_nav");
        settings.absolute_links = config.text("validation.links.absolute_links") == Some("relative_to_docs")
            || config.text("validation.absolute_links") == Some("relative_to_docs");
        settings.absolute_nav = config.text("validation.nav.absolute_links") == Some("relative_to_docs")
            || config.text("validation.absolute_links") == Some("relative_to_docs");
        markdown::read(&config, facts, &mut settings, &file);
        theme::read(&config, facts, &mut settings);
        plugins::read(&config, facts, &mut settings, &file);
        plugins::read_hooks(files, &config, facts, &mut settings);
        facts.statics.learn(mounts(&config, &settings), origin());
        settings.has_nav = menu::read(files, &config, facts);
        facts.own = Some(Box::new(settings));
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let (_, below) = facts.in_content(path)?;
        let excluded = Settings::of(facts).is_some_and(|settings| settings.is_excluded(below));
        (links::is_markdown(below) && !excluded).then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        Settings::of(facts).map_or_else(Placement::default, |settings| place::place(facts, settings, page))
    }

    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        if let Some(settings) = Settings::of(facts) {
            place::place_all(facts, settings, pages, placements);
        }
    }

    fn requests(&self, path: &str) -> Vec<String> {
        match path.strip_suffix('/') {
            // A folder is none of a file's names.
            Some(folder) => vec![format!("{}/index.html", folder.trim_end_matches('/'))],
            None => vec![path.to_owned(), format!("{path}/index.html"), format!("{path}.html")],
        }
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        Settings::of(facts).map_or(Rewrite::AsIs, |settings| links::rewrite(facts, settings, lookup, page, url))
    }

    fn treatment(&self, _: &Facts, _: &Page, _: &Placement, link: &Link) -> Treatment {
        match link.kind {
            LinkKind::HtmlLink | LinkKind::HtmlResource => Treatment::Left,
            _ => Treatment::Rewritten,
        }
    }

    fn extras(&self, facts: &Facts, _: &[(&Page, &Placement)], _: &[SitePath]) -> Extras {
        let makes = Settings::of(facts).is_some_and(|settings| settings.makes_pages);
        let computed = if makes { vec![("/".to_owned(), String::new())] } else { Vec::new() };
        Extras { computed, ..Extras::default() }
    }

    fn runs_templates(&self, facts: &Facts, page: &Page) -> bool {
        let asked = |key: &str| page.front_matter.as_ref().and_then(|block| block.get(key)).map(|entry| &entry.value);
        let is = |key: &str, wanted: bool| asked(key).is_some_and(|node| node.value(Scalars::PyYaml) == Value::Bool(wanted));
        facts.dialect.templates.is_some() && !is("render_macros", false) && !is("ignore_macros", true)
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        let Some(settings) = Settings::of(facts) else { return Vec::new() };
        let mut found = snippets::embeds(facts, settings, page);
        if prints_unknown(facts, settings, page) {
            // Nothing can be shown inside itself: what stands here is not known.
            found.push(Embed { span: Span::at(page.body_start()), file: page.path.clone() });
        }
        found
    }

    fn further_ids(&self, facts: &Facts, page: &Page, headings: &[Option<Box<str>>]) -> Vec<(Box<str>, Span)> {
        Settings::of(facts).map_or_else(Vec::new, |settings| tabs::ids(settings, page, headings))
    }

    fn heading_text<'h>(&self, facts: &Facts, page: &Page, heading: &'h Heading) -> Option<Cow<'h, str>> {
        match Settings::of(facts) {
            Some(settings) => words::of(facts, settings, page, heading),
            None => Some(Cow::Borrowed(&heading.text)),
        }
    }

    fn has_footnote(&self, _: &Facts, page: &Page, id: &str) -> Option<bool> {
        Some(footnotes::has(page, id))
    }

    fn may_make(&self, facts: &Facts, page: &Page, id: &str) -> bool {
        Settings::of(facts).is_some_and(|settings| settings.hooks && is_named_by_comment(page, id))
    }

    fn is_opaque(&self, _: &Facts, page: &Page, island: &Island) -> bool {
        const SILENT: [&str; 16] = [
            "raw",
            "endraw",
            "set",
            "endset",
            "if",
            "elif",
            "else",
            "endif",
            "for",
            "endfor",
            "macro",
            "endmacro",
            "import",
            "from",
            "endcall",
            "endfilter",
        ];
        island.block && island.kind != IslandKind::Comment && !SILENT.contains(&island.name(&page.text))
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        Settings::of(facts).map_or_else(Navigation::default, |settings| menu::navigation(facts, settings, pages))
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        theme::META_KEYS
    }
}

/// The folders whose files are served: the docs folder, and the theme's own.
fn mounts(config: &Config, settings: &Settings) -> Vec<Mount> {
    let mut mounts = vec![Mount { path: settings.docs.clone(), url: String::new() }];
    let custom = config.text("theme.custom_dir").and_then(|path| config.folder().join(path));
    // What lies beside a blog's posts moves with them.
    let posts = settings.blogs.iter().filter_map(|blog| blog.mount(&settings.docs));
    mounts.extend(posts);
    mounts.extend(custom.map(|path| Mount { path, url: String::new() }));
    mounts
}

/// Whether a page prints headings or ids that its text does not show.
fn prints_unknown(facts: &Facts, settings: &Settings, page: &Page) -> bool {
    let source = facts.in_content(&page.path).map_or("", |(_, below)| below);
    let body = page.text.get(page.body_start()..).unwrap_or_default();
    let home = |blog: &Blog| blog.is_home(source);
    settings.blogs.iter().any(home)
        || settings.tags && (page.path.stem() == "tags" || body.contains("material/tags") || body.contains("[TAGS]"))
        || settings.prints_headings && (body.starts_with("::: ") || body.contains("\n::: "))
        || settings.blocks && (body.contains("attrs:") || body.contains("/// html"))
}

/// Whether a word of a comment is part of an id: programs make ids of what comments say.
fn is_named_by_comment(page: &Page, id: &str) -> bool {
    let words = page
        .document
        .comments
        .iter()
        .flat_map(|comment| page.slice(*comment).trim_start_matches("<!--").trim_end_matches("-->").split_whitespace());
    words.filter(|word| word.len() > 2).any(|word| id.contains(word))
}
