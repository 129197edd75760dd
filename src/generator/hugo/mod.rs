//! Hugo 0.123 and later. Behaviour from the sources and documentation of Hugo 0.168 and from running it.
//!
//! Read from the repository: the configuration (`hugo.*`, `config.*`, `config/_default`, `config/production`), mounts, languages,
//! `cascade`, the templates of render hooks and shortcodes (the site's, those of themes in `themes` and `_vendor`), and of some
//! themes from elsewhere what [`themes`] knows. Not known: what templates print into pages besides, pages made by content
//! adapters, configuration from the environment or the command line, dates from file names, several versions or roles of a site.

mod cascade;
mod config;
mod extras;
mod hooks;
mod links;
mod lookups;
mod menus;
mod model;
mod names;
mod permalinks;
mod place;
mod redirect_files;
mod references;
mod sections;
mod settings;
mod shortcodes;
mod themes;

use super::{Extras, Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, TemplateLink, Treatment, url::Url};
use crate::{
    page::{
        Format, Page,
        document::{Island, Link},
    },
    path::SitePath,
};
use model::Model;
use names::{Ident, Name};

/// Hugo.
#[derive(Debug)]
pub(super) struct Hugo;

/// A flag: pages may be served in further forms.
const MORE_FORMATS: &str = "more-formats";

/// What Hugo reads.
const META_KEYS: &[&str] = &[
    "_build",
    "_build.list",
    "_build.publishresources",
    "_build.render",
    "aliases",
    "audio",
    "build",
    "build.list",
    "build.publishresources",
    "build.render",
    "cascade",
    "categories",
    "date",
    "description",
    "draft",
    "expirydate",
    "expirydate",
    "headless",
    "images",
    "iscjklanguage",
    "keywords",
    "lastmod",
    "layout",
    "linktitle",
    "markup",
    "menu",
    "menus",
    "modified",
    "outputs",
    "params",
    "pubdate",
    "publishdate",
    "published",
    "resources",
    "series",
    "sitemap",
    "slug",
    "summary",
    "tags",
    "title",
    "translationkey",
    "type",
    "unpublishdate",
    "url",
    "videos",
    "weight",
];

impl Generator for Hugo {
    fn name(&self) -> &'static str {
        "hugo"
    }

    fn title(&self) -> &'static str {
        "Hugo"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::locate(files).map(|(_, file)| file)
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        settings::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let model = Model::of(facts)?;
        if facts.is_ignored(path) || model.excluded.is_match(path.as_str()) || model.ignored.is_match(path.as_str()) {
            return None;
        }
        Name::of(model, path)?;
        let markdown = names::is_markdown(path.extension());
        Some(if markdown { Format::Markdown } else { Format::Template })
    }

    /// All at once: see [`place_all`](Self::place_all).
    fn place(&self, _: &Facts, _: &Page) -> Placement {
        Placement::default()
    }

    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        place::all(facts, pages, placements);
    }

    fn names(&self, facts: &Facts, page: &Page, placement: &Placement) -> Vec<String> {
        let Some(ident) =
            Model::of(facts).filter(|_| !placement.translation.is_empty()).and_then(|model| Ident::of(model, &page.path))
        else {
            return Vec::new();
        };
        let name = names::normalised(ident.name());
        let languages = std::iter::once(ident.language).chain(ident.others.iter().copied());
        languages.flat_map(|language| [links::key(language, &ident.logical), links::short_key(language, &name)]).collect()
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        Model::of(facts).map_or(Rewrite::AsIs, |model| links::rewrite(model, lookup, page, url))
    }

    fn treatment(&self, facts: &Facts, page: &Page, placement: &Placement, link: &Link) -> Treatment {
        Model::of(facts).map_or(Treatment::Left, |model| links::treatment(model, page, placement, link))
    }

    fn template_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, written: &str) -> Option<TemplateLink> {
        references::link(Model::of(facts)?, lookup, page, written)
    }

    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        Model::of(facts).is_none_or(|model| references::is_opaque(model, page, island))
    }

    fn extras(&self, facts: &Facts, pages: &[(&Page, &Placement)], assets: &[SitePath]) -> Extras {
        extras::all(facts, pages, assets)
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        menus::read(facts, pages)
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }
}
