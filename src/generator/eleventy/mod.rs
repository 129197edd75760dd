//! Eleventy 2 and 3, with eleventy-navigation. Behaviour from the sources of @11ty/eleventy 3.1 and
//! @11ty/eleventy-navigation 1.0.5, and from running them.

mod config;
mod data_files;
mod ids;
mod ignores;
mod layouts;
mod links;
mod lookups;
mod modules;
mod navigation;
mod pagination;
mod passthrough;
mod permalink;
mod templates;

pub(super) use ids::ids_in;

use super::{Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, TemplateLink, data::Meta, url::Url};
use crate::{
    page::{Format, Page, document::Island},
    path::SitePath,
};

/// Eleventy.
#[derive(Debug)]
pub(super) struct Eleventy;

/// The names of the configuration file, in the order in which Eleventy looks for them.
const CONFIG_FILES: [&str; 6] = [
    ".eleventy.js",
    "eleventy.config.js",
    "eleventy.config.mjs",
    "eleventy.config.cjs",
    "eleventy.config.ts",
    "eleventy.config.mts",
];

/// What Eleventy, its pagination and eleventy-navigation read.
const META_KEYS: &[&str] = &[
    "date",
    "dynamicPermalink",
    "eleventyAllowMissingExtension",
    "eleventyComputed",
    "eleventyExcludeFromCollections",
    "eleventyImport",
    "eleventyImport.collections",
    "eleventyNavigation",
    "eleventyNavigation.excerpt",
    "eleventyNavigation.key",
    "eleventyNavigation.order",
    "eleventyNavigation.parent",
    "eleventyNavigation.pinned",
    "eleventyNavigation.title",
    "eleventyNavigation.url",
    "layout",
    "pagination",
    "pagination.addAllPagesToCollections",
    "pagination.alias",
    "pagination.before",
    "pagination.data",
    "pagination.filter",
    "pagination.generatePageOnEmptyData",
    "pagination.resolve",
    "pagination.reverse",
    "pagination.size",
    "permalink",
    "permalinkBypassOutputDir",
    "tags",
    "templateEngineOverride",
];

impl Generator for Eleventy {
    fn name(&self) -> &'static str {
        "eleventy"
    }

    fn title(&self) -> &'static str {
        "Eleventy"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        let config = CONFIG_FILES.into_iter().find(|name| files.exists(name)).map(str::to_owned);
        config.or_else(|| {
            let package = files.read("package.json")?;
            package.contains("\"@11ty/eleventy\"").then(|| "package.json".to_owned())
        })
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let name = path.file_name();
        if facts.is_ignored(path) || name.contains(".11tydata.") {
            return None;
        }
        let extension = if name.ends_with(".11ty.js") { "11ty.js" } else { path.extension() };
        let is_read = facts.flags.is_empty() || facts.flags.contains(&extension);
        match extension {
            "md" if is_read => Some(Format::Markdown),
            "njk" | "liquid" | "html" | "webc" | "hbs" | "mustache" | "ejs" | "haml" | "pug" | "11ty.js" if is_read => {
                Some(Format::Template)
            }
            _ => None,
        }
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let scalars = facts.dialect.front_matter.scalars;
        let mut placement = Placement { route: permalink::route(facts, page), ..Placement::default() };
        let excluded = Meta::get(&facts.data, page, "eleventyExcludeFromCollections");
        placement.unlisted = excluded.is_some_and(|meta| meta.is_true(scalars));
        placement.goes_on = pagination::may_go_on(facts, page);
        placement.further = pagination::further(facts, page);
        placement
    }

    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        pagination::spread(facts, pages, placements);
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        if facts.has_plugin(&["InputPathToUrlTransformPlugin"]) {
            links::rewrite(facts, lookup, page, url.path)
        } else {
            Rewrite::AsIs
        }
    }

    fn template_link(&self, facts: &Facts, _: &dyn Lookup, _: &Page, written: &str) -> Option<TemplateLink> {
        templates::literal_url(written, &facts.prefix.value).map(TemplateLink::Text)
    }

    fn runs_templates(&self, facts: &Facts, page: &Page) -> bool {
        // The override names other engines, or Markdown alone; which tags those know is not looked up.
        facts.dialect.templates.is_some() && Meta::get(&facts.data, page, "templateEngineOverride").is_none()
    }

    fn is_opaque(&self, _: &Facts, page: &Page, island: &Island) -> bool {
        templates::is_opaque(page, island)
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        navigation::read(facts, pages)
    }
}
