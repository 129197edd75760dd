//! Markdown rendered by unified (remark and rehype) in a Next.js site: Nextra 2 to 4, and content folders of one's own.
//!
//! Nextra is told by `package.json`. Behaviour from nextra 4.6.0 and from running it: addresses of `content/`, `pages/` and `app/`
//! folders, `basePath`, `contentDirBasePath` and `trailingSlash`, links without `.md`, ids by github-slugger from the second
//! level on with `[#id]`, `_meta` files as the menu, `redirects()` of the Next.js configuration as far as they are written out.
//! Not modelled: Nextra's languages, content from elsewhere, headings that components print.
//!
//! Other content folders are never claimed by themselves. With `generator = "unified"` they are read as most such sites do: the
//! page of `a/b.md` is `/a/b/`, and links to files lead to pages.

mod meta;
mod settings;

use super::{
    Facts, Files, Generator, Lookup, Navigation, Placement, Rewrite, Route, Treatment,
    custom::Custom,
    url::{self, Url},
};
use crate::{
    page::{
        Format, Page,
        document::{Island, IslandKind, Link, LinkKind},
    },
    path::SitePath,
};

/// Next.js with unified.
#[derive(Debug)]
pub(super) struct Unified;

/// Set in [`Facts::flags`] when it is Nextra.
const NEXTRA: &str = "nextra";
/// Set when pages are `page.mdx` files of an `app` folder.
const APP: &str = "app";
/// Set when every address ends with a slash.
const SLASH: &str = "trailing slash";

/// Components of nextra and nextra-theme-docs 4 that print no headings of their own.
const PLAIN: [&str; 13] = [
    "Banner",
    "Bleed",
    "Button",
    "Callout",
    "Cards",
    "Collapse",
    "FileTree",
    "Image",
    "ImageZoom",
    "Link",
    "Mermaid",
    "Steps",
    "Table",
];

impl Generator for Unified {
    fn name(&self) -> &'static str {
        "unified"
    }

    fn title(&self) -> &'static str {
        "Next.js"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        let nextra = settings::needs(files, "nextra") && settings::folder(files).is_some();
        nextra.then(|| "package.json".to_owned())
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        settings::learn(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let name = path.file_name();
        let hidden = facts.flags.contains(&NEXTRA) && (name.starts_with('_') || path.as_str().contains("/api/"));
        let is_page = !facts.flags.contains(&APP) || path.stem() == "page";
        match path.extension() {
            "mdx" if is_page && !hidden => Some(Format::Mdx),
            "md" | "markdown" if is_page && !hidden => Some(Format::Markdown),
            _ => None,
        }
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        if !facts.flags.contains(&NEXTRA) {
            return Custom.place(facts, page);
        }
        let Some((_, below)) = facts.in_content(&page.path) else { return Placement::default() };
        Placement { route: settings::route(facts, below), ..Placement::default() }
    }

    /// A static export writes `/a/b` to `a/b.html`.
    fn output(&self, url: &str) -> String {
        let bare = url.strip_suffix('/').unwrap_or(url);
        match bare {
            "" => "/index.html".to_owned(),
            bare if bare.rsplit('/').next().is_some_and(|name| name.contains('.')) => bare.to_owned(),
            bare => format!("{bare}.html"),
        }
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        if !facts.flags.contains(&NEXTRA) {
            return Custom.rewrite(facts, lookup, page, url);
        }
        if url::scheme(url.path).is_some() || url.path.starts_with("//") {
            return Rewrite::AsIs;
        }
        let Some(path) = url.path.strip_suffix(".md").or_else(|| url.path.strip_suffix(".mdx")) else { return Rewrite::AsIs };
        let placement = lookup.page(page.path.as_str()).map(|id| lookup.at(id).1);
        match placement.map(|placement| &placement.route) {
            Some(Route::At(base)) => {
                let path = url::join_at_top(base, path);
                // The page of a folder has the address of the folder.
                Rewrite::Url(path)
            }
            _ => Rewrite::AsIs,
        }
    }

    /// Only links in Markdown are rewritten.
    fn treatment(&self, _: &Facts, _: &Page, _: &Placement, link: &Link) -> Treatment {
        if matches!(link.kind, LinkKind::HtmlLink | LinkKind::HtmlResource) { Treatment::Left } else { Treatment::Rewritten }
    }

    fn is_opaque(&self, _: &Facts, page: &Page, island: &Island) -> bool {
        match island.kind {
            IslandKind::Component => {
                let name = island.name(&page.text);
                island.block && PLAIN.binary_search(&name.split('.').next().unwrap_or_default()).is_err()
            }
            IslandKind::Comment | IslandKind::Module => false,
            _ => island.block,
        }
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        if facts.flags.contains(&NEXTRA) && !facts.flags.contains(&APP) {
            return meta::navigation(facts, pages);
        }
        Navigation::default()
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        &["asIndexPage", "description", "keywords", "searchable", "sidebarTitle", "title"]
    }
}
