//! Docusaurus 3: docs, blog and pages of `@docusaurus/preset-classic` and of further instances of these plugins. Behaviour from
//! the sources of 3.10 and from running 3.10.2.
//!
//! Modelled: `baseUrl`, `trailingSlash`, static folders, ids, slugs and number prefixes of documents, versions, categories,
//! sidebars, posts, pages in Markdown and React, redirects of `plugin-client-redirects`, languages with their fallbacks, partials,
//! links to Markdown files. Not known: what other plugins make (links into it are not checked where they may make pages), pages
//! that a function of the configuration names, the ids that components print.

mod categories;
mod components;
mod config;
mod links;
mod lookups;
mod names;
mod navigation;
mod parts;
mod place;
mod plugins;
mod redirects;
mod setup;
mod sidebars;
mod tags;
mod versions;

use super::{Embed, Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, Shown, TemplateLink, url::Url};
use crate::{
    page::{
        Format, Page,
        document::{Heading, Island, Kind as NodeKind, Link, LinkKind},
    },
    path::SitePath,
};
use setup::{Kind, Plain, Setup};

/// Docusaurus.
#[derive(Debug)]
pub(super) struct Docusaurus;

/// What the content plugins read.
const META_KEYS: &[&str] = &[
    "authors",
    "authors.email",
    "authors.imageURL",
    "authors.image_url",
    "authors.key",
    "authors.name",
    "authors.page",
    "authors.socials",
    "authors.title",
    "authors.url",
    "custom_edit_url",
    "date",
    "description",
    "displayed_sidebar",
    "draft",
    "hide_table_of_contents",
    "hide_title",
    "id",
    "image",
    "keywords",
    "last_update",
    "last_update.author",
    "last_update.date",
    "mdx",
    "mdx.format",
    "pagination_label",
    "pagination_next",
    "pagination_prev",
    "parse_number_prefixes",
    "sidebar_class_name",
    "sidebar_custom_props",
    "sidebar_key",
    "sidebar_label",
    "sidebar_position",
    "slug",
    "tags",
    "tags.description",
    "tags.label",
    "tags.permalink",
    "title",
    "title_meta",
    "toc_max_heading_level",
    "toc_min_heading_level",
    "unlisted",
    "wrapperClassName",
];

impl Generator for Docusaurus {
    fn name(&self) -> &'static str {
        "docusaurus"
    }

    fn title(&self) -> &'static str {
        "Docusaurus"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files).map(|path| path.as_str().to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let extension = path.extension();
        if !matches!(extension, "md" | "mdx") {
            return None;
        }
        let plain = match Setup::of(facts).and_then(|setup| setup.plain) {
            None => false,
            Some(Plain::Md) => extension == "md",
            Some(Plain::All) => true,
        };
        Some(if plain { Format::Markdown } else { Format::Mdx })
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        Setup::of(facts).map_or_else(Placement::default, |setup| place::place(facts, setup, page))
    }

    fn rewrite_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
        if links::is_raw(page, link) {
            return Rewrite::AsIs;
        }
        let Some(setup) = Setup::of(facts) else { return Rewrite::AsIs };
        match link.kind {
            LinkKind::Value => links::card(facts, setup, page, url),
            _ => links::rewrite(facts, setup, lookup, page, url),
        }
    }

    fn rewrites_before_showing(&self) -> bool {
        true
    }

    fn adds_prefix(&self, _: &Facts, page: &Page, link: &Link) -> bool {
        !links::is_raw(page, link)
    }

    fn template_link(&self, _: &Facts, _: &dyn Lookup, _: &Page, written: &str) -> Option<TemplateLink> {
        links::expression(written)
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        Setup::of(facts).map_or_else(Vec::new, |setup| links::embeds(setup, page))
    }

    /// The classic theme gives no `<h1>` an id. The blog shows a post's title itself, and takes it out of the text: the first
    /// heading, if it is an `<h1>` above the first rule.
    fn shown(&self, facts: &Facts, page: &Page, heading: &Heading) -> Shown {
        if heading.level != 1 || heading.html {
            return Shown::InPlace;
        }
        let document = &page.document;
        let first = document.headings.iter().find(|heading| !heading.html).is_some_and(|first| first.span == heading.span);
        let rule = || document.nodes.iter().find(|node| node.kind() == NodeKind::Rule);
        let is_title = || first && rule().is_none_or(|rule| rule.span.start > heading.span.start);
        let in_blog =
            || Setup::of(facts).and_then(|setup| setup.part(&page.path)).is_some_and(|(part, _)| part.kind == Kind::Blog);
        if is_title() && in_blog() { Shown::Elsewhere } else { Shown::WithoutId }
    }

    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        Setup::of(facts).is_none_or(|setup| components::is_opaque(setup, page, island))
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        Setup::of(facts).map_or_else(Navigation::default, |setup| navigation::read(facts, setup, pages))
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }
}
