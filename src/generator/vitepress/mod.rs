//! VitePress 1: addresses, rewrites, links, the menus of the default theme, ids. Behaviour from the sources of vitepress 1.6 and
//! from running 1.6.4.
//!
//! The judge of Markdown links is the dead-link check of `vitepress build`. Links in HTML and in front matter are not checked
//! there; they are held against what the theme's router opens. Not known: what `markdown.config` and other functions do to the
//! text, rewrites by a function, menus made by plugins, what components of packages print.

mod components;
mod config;
mod ignored;
mod includes;
mod links;
mod menu;
mod rewrites;

use super::{Embed, Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, Route, url::Url};
use crate::{
    page::{
        Format, Page,
        document::{Link, LinkKind},
    },
    path::SitePath,
};
use rustc_hash::FxHashSet;

/// VitePress.
#[derive(Debug)]
pub(super) struct VitePress;

/// What a configuration says that only this generator needs.
#[derive(Debug, Default)]
struct Settings {
    /// The folder of the pages.
    source: SitePath,
    /// Addresses end without `.html`.
    clean_urls: bool,
    rewrites: Vec<rewrites::Rewriting>,
    /// Pages may be served elsewhere in a way that cannot be known.
    rewrites_unknown: bool,
    ignored: ignored::Ignored,
    /// Components that print no headings and no ids, by their names in lower case without dashes.
    inert: FxHashSet<String>,
    /// A plugin of the site's own changes Markdown before it is read.
    transformed: bool,
    /// Pages that `public` holds as HTML files, by their addresses.
    static_pages: FxHashSet<String>,
}

fn settings(facts: &Facts) -> Option<&Settings> {
    facts.own.as_ref()?.downcast_ref()
}

/// Front matter that VitePress and its default theme read.
const META_KEYS: &[&str] = &[
    "aside",
    "description",
    "editLink",
    "features",
    "features.details",
    "features.icon",
    "features.icon.alt",
    "features.icon.dark",
    "features.icon.height",
    "features.icon.light",
    "features.icon.src",
    "features.icon.width",
    "features.icon.wrap",
    "features.link",
    "features.linkText",
    "features.rel",
    "features.target",
    "features.title",
    "footer",
    "head",
    "hero",
    "hero.actions",
    "hero.actions.link",
    "hero.actions.rel",
    "hero.actions.target",
    "hero.actions.text",
    "hero.actions.theme",
    "hero.image",
    "hero.image.alt",
    "hero.image.dark",
    "hero.image.light",
    "hero.image.src",
    "hero.name",
    "hero.tagline",
    "hero.text",
    "isHome",
    "lang",
    "lastUpdated",
    "layout",
    "markdownStyles",
    "navbar",
    "next",
    "next.link",
    "next.text",
    "outline",
    "pageClass",
    "prev",
    "prev.link",
    "prev.text",
    "search",
    "sidebar",
    "title",
    "titleTemplate",
];

impl Generator for VitePress {
    fn name(&self) -> &'static str {
        "vitepress"
    }

    fn title(&self) -> &'static str {
        "VitePress"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files).map(|path| path.as_str().to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let hidden = || facts.in_content(path).is_some_and(|(_, below)| below.split('/').any(|part| part.starts_with('.')));
        (path.extension() == "md" && !facts.is_ignored(path) && !hidden()).then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let (Some(settings), Some((_, below))) = (settings(facts), facts.in_content(&page.path)) else { return placement };
        placement.route = route(settings, below);
        let locales = &facts.locales.value;
        if !locales.is_empty() {
            let served = rewrites::apply(&settings.rewrites, below);
            let in_folder = |(_, locale): &(usize, &super::Locale)| {
                !locale.url.is_empty() && served.strip_prefix(&locale.url[1..]).is_some_and(|rest| rest.starts_with('/'))
            };
            let at_root = |(_, locale): &(usize, &super::Locale)| locale.url.is_empty();
            let mut each = locales.iter().enumerate();
            let found = each.clone().find(in_folder).or_else(|| each.find(at_root));
            placement.locale = found.map(|(at, _)| at as u16);
            let folder = found.map_or(0, |(_, locale)| locale.url.len());
            placement.translation = served.get(folder..).unwrap_or_default().to_owned();
        }
        placement
    }

    fn output(&self, url: &str) -> String {
        if url.ends_with('/') {
            format!("{url}index.html")
        } else if url.ends_with(".html") || !links::is_page(url) {
            url.to_owned()
        } else {
            format!("{url}.html")
        }
    }

    fn requests(&self, path: &str) -> Vec<String> {
        match path.strip_suffix('/') {
            Some("") => vec!["/index.html".to_owned()],
            Some(folder) => vec![format!("{folder}/index.html")],
            None if path.ends_with(".html") => vec![path.to_owned()],
            None => vec![path.to_owned(), format!("{path}.html"), format!("{path}/index.html")],
        }
    }

    fn rewrite_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
        links::rewrite(facts, lookup, page, link, url)
    }

    fn adds_prefix(&self, _: &Facts, page: &Page, link: &Link) -> bool {
        link.kind != LinkKind::HtmlLink && !links::leads_out(page, link)
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        settings(facts).map(|settings| includes::whole(settings, page)).unwrap_or_default()
    }

    fn is_opaque_page(&self, facts: &Facts, page: &Page) -> bool {
        settings(facts).is_some_and(|settings| settings.transformed || components::may_print_ids(settings, page))
            || includes::has_parts(page)
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        settings(facts).map(|settings| menu::navigation(facts, settings, pages)).unwrap_or_default()
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }
}

/// Where the page at `below` the source folder is served.
fn route(settings: &Settings, below: &str) -> Route {
    if settings.rewrites_unknown {
        return Route::Computed { prefix: "/".to_owned(), suffix: String::new() };
    }
    let path = rewrites::apply(&settings.rewrites, below);
    let stem = path.strip_suffix(".md").unwrap_or(&path);
    // `[name].md` stands for as many pages as its `.paths.js` says.
    if let Some(open) = stem.find('[').filter(|&open| stem[open..].contains(']')) {
        return Route::Computed { prefix: format!("/{}", &stem[..open]), suffix: String::new() };
    }
    Route::At(match stem.strip_suffix("index").filter(|folder| folder.is_empty() || folder.ends_with('/')) {
        Some(folder) => format!("/{folder}"),
        None if settings.clean_urls => format!("/{stem}"),
        None => format!("/{stem}.html"),
    })
}
