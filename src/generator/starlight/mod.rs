//! Astro Starlight: addresses of the docs collection, languages with their fallback pages, the sidebar, ids. Behaviour from the
//! sources of @astrojs/starlight 0.37 and 0.42 and of Astro 5 and 7, and from running both.
//!
//! Astro rewrites no links: browsers get them as written, without the base, and a link to a `.md` file is dead unless a plugin
//! of the site rewrites those. Not known: what other remark and rehype plugins do, what components of packages print, pages that
//! plugins and custom loaders make. Markdoc pages have addresses, but their text is not read.

mod collection;
mod config;
mod links;
mod pages;
mod place;
mod plugins;
mod sidebar;

use super::{
    Embed, Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite,
    components::{is_component, plain},
    url::Url,
};
use crate::{
    config::Globs,
    page::{
        Format, Page,
        document::{Island, IslandKind, Link},
    },
    path::SitePath,
};
use rustc_hash::FxHashSet;

/// Astro Starlight.
#[derive(Debug)]
pub(super) struct Starlight;

/// What a configuration says that only this generator needs.
#[derive(Debug, Default)]
struct Settings {
    /// Pages are files (`/a.html`), not folders.
    as_files: bool,
    /// Addresses have no slash at their end.
    no_slash: bool,
    /// The languages as the configuration names them; `root` stands at the site's root.
    locales: Vec<String>,
    /// The language that fallback pages are taken from, by its place in `locales`.
    default_locale: usize,
    /// Whether a function makes the ids of entries.
    ids_unknown: bool,
    /// Links that starlight-links-validator is told to pass over.
    excluded: Globs,
    /// A plugin of the site rewrites links to Markdown files.
    rewrites_files: bool,
    /// Components that print no headings and no ids, by their names in lower case without dashes.
    inert: FxHashSet<String>,
    /// Addresses of files that are served as they are.
    static_pages: FxHashSet<String>,
}

fn settings(facts: &Facts) -> Option<&Settings> {
    facts.own.as_ref()?.downcast_ref()
}

/// Components of Starlight and Astro that print no headings and no ids of their own, in lower case without dashes.
const INERT: &[&str] = &[
    "aside",
    "badge",
    "card",
    "cardgrid",
    "code",
    "filetree",
    "fragment",
    "icon",
    "image",
    "linkbutton",
    "linkcard",
    "picture",
    "steps",
    "tabitem",
    "tabs",
];

/// Front matter that Starlight reads.
const META_KEYS: &[&str] = &[
    "banner",
    "banner.content",
    "description",
    "draft",
    "editUrl",
    "head",
    "hero",
    "hero.actions",
    "hero.actions.attrs",
    "hero.actions.icon",
    "hero.actions.link",
    "hero.actions.text",
    "hero.actions.variant",
    "hero.image",
    "hero.image.alt",
    "hero.image.dark",
    "hero.image.file",
    "hero.image.html",
    "hero.image.light",
    "hero.tagline",
    "hero.title",
    "lastUpdated",
    "next",
    "next.label",
    "next.link",
    "pagefind",
    "prev",
    "prev.label",
    "prev.link",
    "sidebar",
    "sidebar.attrs",
    "sidebar.badge",
    "sidebar.hidden",
    "sidebar.label",
    "sidebar.order",
    "slug",
    "tableOfContents",
    "template",
    "title",
];

impl Generator for Starlight {
    fn name(&self) -> &'static str {
        "starlight"
    }

    fn title(&self) -> &'static str {
        "Starlight"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files).map(|path| path.as_str().to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let hidden = || facts.in_content(path).is_some_and(|(_, below)| below.split('/').any(|part| part.starts_with('.')));
        if path.file_name().starts_with('_') || facts.is_ignored(path) || hidden() {
            return None;
        }
        match path.extension() {
            "md" | "markdown" | "mdown" | "mkdn" | "mkd" | "mdwn" => Some(Format::Markdown),
            "mdx" => Some(Format::Mdx),
            "mdoc" => Some(Format::Template),
            _ => None,
        }
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        settings(facts).map_or_else(Placement::default, |settings| place::place(facts, settings, page))
    }

    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        if let Some(settings) = settings(facts) {
            place::add_fallbacks(facts, settings, pages, placements);
        }
    }

    fn output(&self, url: &str) -> String {
        let name = url.rsplit('/').next().unwrap_or_default();
        match url.strip_suffix('/') {
            Some(folder) => format!("{folder}/index.html"),
            None if name.contains('.') => url.to_owned(),
            None => format!("{url}.html"),
        }
    }

    fn rewrite_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
        settings(facts).map_or(Rewrite::AsIs, |settings| links::rewrite(facts, settings, lookup, page, link, url))
    }

    fn embeds(&self, _: &Facts, page: &Page) -> Vec<Embed> {
        links::embeds(page)
    }

    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        match island.kind {
            // A text that is worked out shows no headings; elements and calls may.
            IslandKind::Output => page.slice(island.span).contains(['<', '(']),
            IslandKind::Component => {
                let name = island.name(&page.text);
                let shown = || links::is_markdown(page, name);
                is_component(name) && !settings(facts).is_some_and(|settings| settings.inert.contains(&plain(name))) && !shown()
            }
            _ => false,
        }
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        settings(facts).map(|settings| sidebar::navigation(facts, settings, pages)).unwrap_or_default()
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }
}
