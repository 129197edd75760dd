//! GitBook, the host, and HonKit 6.1 (which goes on from GitBook 3), the program.
//!
//! Both read the pages that SUMMARY.md lists and rewrite links to them by their source paths. HonKit was run; what is known of
//! the host comes from its documentation of 2026 and from the files that it writes itself.
//!
//! [`host`]: `.gitbook.yaml`, addresses without extension, blocks (`{% hint %}`), `broken-reference`, the mark that it leaves
//! where a page was taken away. How it makes ids of unusual headings is not documented: only what every usual algorithm misses
//! is called missing. Site redirects, variants and the addresses of page groups are not in the repository.
//!
//! [`honkit`]: `book.json`, addresses with `.html`, ids without numbers, Nunjucks, GLOSSARY.md, LANGS.md. Plugins are taken to
//! leave ids and links alone, but for those that number headings.

mod config;
mod honkit;
mod host;

use super::{
    Embed, Facts, Files, Generator, Lookup, MenuItem, Navigation, Placement, Rewrite, Route, Withheld, summary,
    url::{self, Url},
};
use crate::{
    page::{Format, Page, document::Island},
    path::SitePath,
    text::Span,
};

/// GitBook and HonKit.
#[derive(Debug)]
pub(super) struct GitBook;

/// It is HonKit that builds the book, not the host.
const HONKIT: &str = "honkit";

impl Generator for GitBook {
    fn name(&self) -> &'static str {
        "gitbook"
    }

    fn title(&self) -> &'static str {
        "GitBook"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::find(files).map(|(_, file)| file)
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        facts.in_content(path)?;
        let is_menu = facts.sources.contains(path);
        // The host keeps what pages include in a folder of its own; other hidden folders are none of its business.
        let is_hidden = path.as_str().split('/').any(|part| part.starts_with('.') && part != ".gitbook");
        let is_page = matches!(path.extension(), "md" | "markdown") && !is_menu && !is_hidden && !facts.is_ignored(path);
        is_page.then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let Some((_, below)) = facts.in_content(&page.path) else { return placement };
        if is_listed(facts, &page.path) {
            let readme = facts.readme.as_ref().is_some_and(|readme| *readme == page.path);
            placement.route =
                Route::At(if is_honkit(facts) { honkit::address(below, readme) } else { host::address(below, readme) });
        } else if is_honkit(facts) {
            // HonKit copies files that it does not build as they are.
            placement.route = Route::At(format!("/{below}"));
            placement.raw = true;
            placement.unlisted = true;
        } else {
            placement.withheld = Some(Withheld { why: "not listed in SUMMARY.md".to_owned(), span: Span::default() });
            placement.unlisted = true;
        }
        placement
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        if url::host_and_path(url.path).is_some() || url::scheme(url.path).is_some() {
            return Rewrite::AsIs;
        }
        if is_honkit(facts) { honkit::rewrite(facts, lookup, page, url) } else { host::rewrite(facts, lookup, page, url) }
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        if is_honkit(facts) { Vec::new() } else { host::embeds(page) }
    }

    fn further_ids(&self, facts: &Facts, page: &Page, _: &[Option<Box<str>>]) -> Vec<(Box<str>, Span)> {
        if is_honkit(facts) { Vec::new() } else { host::block_ids(page) }
    }

    /// A tag in code is text.
    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        let name = island.name(&page.text);
        if is_honkit(facts) { honkit::is_opaque(name, island) } else { host::is_opaque(name) }
    }

    fn runs_templates(&self, _: &Facts, _: &Page) -> bool {
        false
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        summary::navigation(facts, pages, false, |item| named(facts, item))
    }

    fn meta_keys(&self) -> &'static [&'static str] {
        &["cover", "coverY", "description", "hidden", "icon", "if", "layout", "layout.description.visible", "noIndex", "vars"]
    }
}

fn is_honkit(facts: &Facts) -> bool {
    facts.flags.contains(&HONKIT)
}

/// Whether a file is built: SUMMARY.md lists it, or there is none that could.
fn is_listed(facts: &Facts, path: &SitePath) -> bool {
    facts.listed.as_ref().is_none_or(|listed| listed.contains(path))
}

/// The file that a line of SUMMARY.md names, from the folder of SUMMARY.md; `None` for what is no page.
fn named(facts: &Facts, item: &MenuItem) -> Option<SitePath> {
    let written = Url::split(item.target.as_deref()?).path;
    if written.is_empty() || url::host_and_path(written).is_some() || url::scheme(written).is_some() {
        return None;
    }
    // HonKit looks for the name as it is written.
    let written = if is_honkit(facts) { written.into() } else { url::decode(written) };
    item.file.parent().join(written.trim_start_matches('/'))
}
