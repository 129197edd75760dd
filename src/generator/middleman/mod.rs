//! Middleman 4, plain and with the GOV.UK tech docs template (govuk_tech_docs 1 to 6). Behaviour from the sources of
//! middleman-core 4.5.1 and govuk_tech_docs 5.2.2, and from running them.
//!
//! Modelled: addresses with and without `directory_indexes`; partials (their headings, and their links on the pages that show
//! them); what `link_to` makes of Markdown links and of its own; redirects of `config.rb`, `config/tech-docs.yml` and
//! `old_paths`; `ignore`, `ignored: true`; ids of the template, of Redcarpet and of kramdown; the menu of `multipage_nav`.
//! Not modelled: addresses of the blog and i18n extensions (they are taken for unknown), Haml and Slim pages (they are served,
//! what is on them is unknown), pages made by `proxy` from data.

mod config;
mod links;
mod navigation;
mod paths;
mod ruby;
mod tech_docs;
mod templates;

use super::{
    Embed, Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, Route, TemplateLink, Treatment, Withheld, url::Url,
};
use crate::{
    page::{
        Format, Page,
        document::{Island, IslandKind, Link, LinkKind},
        front_matter::Value,
    },
    path::SitePath,
    text::Span,
};

/// Middleman.
#[derive(Debug)]
pub(super) struct Middleman;

/// Set in [`Facts::flags`] when `activate :directory_indexes` is.
const DIRECTORY_INDEXES: &str = "directory indexes";
/// Set when the GOV.UK tech docs template is used.
const TECH_DOCS: &str = "tech docs";
/// Set when its menu shows every page.
const MULTIPAGE: &str = "multipage nav";
/// Set when the blog extension is on.
const BLOG: &str = "blog";
/// Set when the i18n extension is on.
const I18N: &str = "i18n";
/// Set when pages may hold a description of an API.
const API: &str = "api";

const CONFIG: &str = "config.rb";
const TECH_DOCS_CONFIG: &str = "config/tech-docs.yml";

impl Generator for Middleman {
    fn name(&self) -> &'static str {
        "middleman"
    }

    fn title(&self) -> &'static str {
        "Middleman"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        if files.exists(TECH_DOCS_CONFIG) {
            return Some(TECH_DOCS_CONFIG.to_owned());
        }
        let gems =
            |name: &str| files.read(name).is_some_and(|text| text.contains("middleman") || text.contains("govuk_tech_docs"));
        let script = || files.read(CONFIG).is_some_and(|text| text.contains("govuk_tech_docs"));
        (files.exists(CONFIG) && (gems("Gemfile") || gems("Gemfile.lock") || script())).then(|| CONFIG.to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::learn(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let (_, below) = facts.in_content(path)?;
        paths::format(below)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let Some((_, below)) = facts.in_content(&page.path) else { return placement };
        if paths::is_partial(below) || paths::is_bare(below) {
            placement.unlisted = true;
            return placement;
        }
        let scalars = facts.dialect.front_matter.scalars;
        let flag = |key: &str| {
            let entry = page.front_matter.as_ref()?.get(key)?;
            match entry.value.value(scalars) {
                Value::Bool(flag) => Some((flag, entry.key.to(entry.value.span))),
                _ => None,
            }
        };
        let path = paths::resource(below);
        let folders = facts.flags.contains(&DIRECTORY_INDEXES) && flag("directory_index").is_none_or(|(on, _)| on);
        let destination = paths::destination(path, folders);
        placement.route = match paths::computed(facts, path) {
            Some((prefix, suffix)) => Route::Computed { prefix, suffix },
            None => Route::At(paths::url(&destination)),
        };
        placement.unlisted = flag("hide_in_navigation").is_some_and(|(hidden, _)| hidden);
        placement.aliases = former(facts, page);
        let why = if let Some((_, span)) = flag("ignored").filter(|(ignored, _)| *ignored) {
            Some(("left out (`ignored`)".to_owned(), span))
        } else if [path, below].into_iter().filter_map(SitePath::new).any(|path| facts.left_out.matches(&path)) {
            Some((format!("left out (`ignore` in {CONFIG})"), Span::default()))
        } else {
            let blog = facts.flags.contains(&BLOG);
            let hidden = flag("published").filter(|(published, _)| blog && !published);
            hidden.map(|(_, span)| ("not published (`published`)".to_owned(), span))
        };
        placement.withheld = why.map(|(why, span)| Withheld { why, span });
        placement
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        links::rewrite(facts, lookup, page, url)
    }

    /// Middleman's renderers of Markdown call `link_to`; HTML is left alone.
    fn treatment(&self, _: &Facts, _: &Page, _: &Placement, link: &Link) -> Treatment {
        if matches!(link.kind, LinkKind::HtmlLink | LinkKind::HtmlResource) { Treatment::Left } else { Treatment::Rewritten }
    }

    fn names(&self, facts: &Facts, page: &Page, placement: &Placement) -> Vec<String> {
        links::names(facts, page, placement)
    }

    fn template_link(&self, _: &Facts, _: &dyn Lookup, _: &Page, written: &str) -> Option<TemplateLink> {
        templates::address(written).map(TemplateLink::Text)
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        templates::embeds(facts, page)
    }

    /// The text of a partial in ERB alone is read by the Markdown that it is put into; one in Markdown is finished before.
    fn joins(&self, shown: &Page) -> bool {
        !paths::is_markdown(shown.path.file_name())
    }

    fn is_opaque(&self, _: &Facts, page: &Page, island: &Island) -> bool {
        island.kind == IslandKind::Output && templates::prints_unknown(page, island)
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        navigation::entries(facts, pages)
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        &[
            "content_type",
            "date",
            "description",
            "directory_index",
            "hide_in_navigation",
            "ignored",
            "index",
            "last_reviewed_on",
            "layout",
            "layout_engine",
            "multipage_nav",
            "old_paths",
            "owner_slack",
            "parent",
            "prevent_indexing",
            "published",
            "renderer_options",
            "review_in",
            "source_url",
            "tags",
            "title",
            "weight",
        ]
    }
}

/// The former addresses of a page in the template's `old_paths`.
fn former(facts: &Facts, page: &Page) -> Vec<(String, Span)> {
    if !facts.flags.contains(&TECH_DOCS) {
        return Vec::new();
    }
    let paths = page.front_matter.as_ref().and_then(|block| block.get("old_paths"));
    let items = paths.map(|entry| entry.value.items()).unwrap_or_default();
    let items = items.iter().filter_map(|node| node.as_str().map(|text| (text, node.span)));
    let folders = facts.flags.contains(&DIRECTORY_INDEXES);
    items
        .filter(|(path, _)| !path.is_empty())
        .map(|(path, span)| (paths::url(&paths::destination(path.strip_prefix('/').unwrap_or(path), folders)), span))
        .collect()
}
