//! Jekyll 4.3 and, where it differs, the Jekyll 3 of GitHub Pages, with kramdown 2.4 (GFM) and the plugins that handbooks use.
//! Behaviour from their sources and from running Jekyll 4.3.1 with kramdown-parser-gfm 1.1.
//!
//! Modelled: `_config.yml` (`source`, `include`, `exclude`, `permalink`, `collections`, `defaults`, `baseurl` …), posts, drafts,
//! documents of collections, front matter permalinks, `published` and dates to come; jekyll-relative-links,
//! jekyll-optional-front-matter, jekyll-readme-index, jekyll-titles-from-headings and jekyll-redirect-from, and what GitHub Pages switches on by itself;
//! `{% link %}`, `{% post_url %}`, `relative_url` and `site.…` in destinations; `{% include %}`s that print nothing a link could
//! lead to; kramdown's ids and attribute lists; the menu of just-the-docs.
//!
//! Not known: what other plugins and a site's own `_plugins` make, layouts, includes that print headings, `markdown: CommonMark`
//! heading ids, kramdown's own dialect (`input: kramdown`) where a heading holds markup.

mod config;
mod defaults;
mod filter;
mod gems;
mod includes;
mod kind;
mod links;
mod liquid;
mod lookups;
mod navigation;
mod permalink;
mod placing;
mod settings;
mod titles;

use super::{Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, TemplateLink, Treatment, url::Url};
use crate::{
    page::{
        Format, Page,
        document::{Island, Link, LinkKind},
    },
    path::SitePath,
};
use kind::Kind;
use settings::Settings;

/// Jekyll.
#[derive(Debug)]
pub(super) struct Jekyll;

/// What Jekyll, its usual plugins and just-the-docs read.
const META_KEYS: &[&str] = &[
    "ancestor",
    "author",
    "categories",
    "category",
    "collection",
    "date",
    "description",
    "excerpt",
    "excerpt_separator",
    "grand_parent",
    "has_children",
    "has_toc",
    "image",
    "image.alt",
    "image.facebook",
    "image.height",
    "image.path",
    "image.twitter",
    "image.width",
    "lang",
    "last_modified_at",
    "layout",
    "nav_exclude",
    "nav_order",
    "parent",
    "permalink",
    "published",
    "redirect_from",
    "redirect_to",
    "render_with_liquid",
    "sitemap",
    "slug",
    "tag",
    "tags",
    "title",
];

impl Generator for Jekyll {
    fn name(&self) -> &'static str {
        "jekyll"
    }

    fn title(&self) -> &'static str {
        "Jekyll"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files)
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let settings = Settings::of(facts)?;
        let extension = path.extension();
        let format = match extension {
            "html" | "htm" | "xhtml" => Format::Template,
            _ if settings.is_markdown(extension) => Format::Markdown,
            _ => return None,
        };
        if facts.is_ignored(path) {
            return None;
        }
        match Kind::of(settings, settings.below(path.as_str())?) {
            Kind::Nothing => None,
            // Its pages show what they like of documents that have no address of their own.
            Kind::Document(collection, _) if !collection.output => None,
            _ => Some(format),
        }
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        Settings::of(facts).map_or_else(Placement::default, |settings| placing::place(facts, settings, page))
    }

    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        if let Some(settings) = Settings::of(facts) {
            placing::readmes(settings, pages, placements);
            placing::aliases(self, placements);
        }
    }

    /// Jekyll adds what the page is to the name of a file that does not end in it: `permalink: /team` is written to
    /// `team.html`.
    fn output(&self, url: &str) -> String {
        if url.ends_with('/') {
            return format!("{url}index.html");
        }
        let name = url.rsplit('/').next().unwrap_or_default();
        match name.rsplit_once('.') {
            Some((_, extension)) if placing::is_file_type(extension) => url.to_owned(),
            _ => format!("{url}.html"),
        }
    }

    fn treatment(&self, facts: &Facts, page: &Page, _: &Placement, link: &Link) -> Treatment {
        if link.kind == LinkKind::Value {
            return Treatment::Rewritten;
        }
        match Settings::of(facts).is_none_or(|settings| links::are_rewritten(settings, page, link)) {
            true => Treatment::Rewritten,
            false => Treatment::Left,
        }
    }

    fn rewrite_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
        match link.kind {
            LinkKind::Value => links::of_plugin(link, url),
            _ => self.rewrite(facts, lookup, page, url),
        }
    }

    fn adds_prefix(&self, facts: &Facts, _: &Page, link: &Link) -> bool {
        link.kind == LinkKind::Value || facts.adds_prefix
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        Settings::of(facts).map_or(Rewrite::AsIs, |settings| links::rewrite(facts, settings, lookup, page, url))
    }

    fn names(&self, facts: &Facts, page: &Page, _: &Placement) -> Vec<String> {
        let below = Settings::of(facts).and_then(|settings| Some((settings, settings.below(page.path.as_str())?)));
        match below.map(|(settings, below)| Kind::of(settings, below)) {
            Some(Kind::Post { .. }) => vec![page.path.stem().to_owned()],
            _ => Vec::new(),
        }
    }

    fn template_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, written: &str) -> Option<TemplateLink> {
        liquid::meaning(facts, Settings::of(facts)?, lookup, page, written)
    }

    fn takes_title(&self, facts: &Facts, page: &Page) -> bool {
        Settings::of(facts).is_some_and(|settings| titles::is_taken(facts, settings, page))
    }

    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        Settings::of(facts).is_none_or(|settings| includes::is_opaque(facts, settings, page, island))
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        META_KEYS
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        Settings::of(facts).map_or_else(Navigation::default, |settings| navigation::read(facts, settings, pages))
    }
}
