//! mdBook 0.4 and 0.5. Behaviour from the sources of mdbook 0.4.52 and 0.5.4, and from running them.
//!
//! Modelled: `book.toml` (at the top, or in the one folder that holds a book), SUMMARY.md as the list of what is built,
//! `README.md` as a folder's index, the first chapter as the start page, the rewriting of `.md`, whole pages that are included,
//! redirects with and without fragments, and ids as either version makes them. The version is told by what the repository
//! installs (workflows, containers, build files), else by keys of book.toml that only one version has; when neither tells,
//! 0.5 counts, and ids that only 0.4 makes are not known.
//!
//! Not known: what preprocessors print that are not in [`preprocessors`]'s table. Most change no ids and links, so pages are
//! checked all the same; text in braces counts as something that they may print.

mod config;
mod includes;
mod links;
mod preprocessors;
mod theme;
mod version;

use super::{
    Embed, Facts, Files, Generator, Lookup, MenuItem, Navigation, Placement, Rewrite, Route, Withheld, summary, url::Url,
};
use crate::{
    page::{Format, Page, dialect::TemplateSyntax, document::Island},
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashSet;

/// mdBook.
#[derive(Debug)]
pub(super) struct MdBook;

/// It becomes the error page without being listed. Nobody asks for it by name.
const NOT_FOUND: &str = "404.md";

/// The `index` preprocessor is switched off: `README.md` stays `README.html`.
const NO_INDEX: &str = "no-index";

impl Generator for MdBook {
    fn name(&self) -> &'static str {
        "mdbook"
    }

    fn title(&self) -> &'static str {
        "mdBook"
    }

    fn detect(&self, files: &dyn Files) -> Option<String> {
        config::file(files).map(str::to_owned)
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        config::read(files, facts);
    }

    /// Every file that SUMMARY.md lists is a page, whatever its name. It is itself none: only its links are printed.
    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        let (_, below) = facts.in_content(path)?;
        let listed = || facts.listed.as_ref().is_some_and(|listed| listed.contains(path));
        let is_page = below != summary::FILE && !facts.is_ignored(path) && (path.extension() == "md" || listed());
        is_page.then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let Some((root, below)) = facts.in_content(&page.path) else { return placement };
        if is_built(facts, &page.path) {
            let url = links::address(below, !facts.flags.contains(&NO_INDEX));
            let chapters = facts.menu.iter().filter_map(|item| chapter(root, item));
            if chapters.into_iter().next().is_some_and(|first| first == page.path) && !has_index(facts, root) {
                placement.also.push("/index.html".to_owned());
            }
            placement.route = Route::At(url);
        } else if below == NOT_FOUND {
            placement.route = Route::At("/404.html".to_owned());
            placement.unlisted = true;
        } else {
            let why = format!("not listed in {}", summary::FILE);
            placement.withheld = Some(Withheld { why, span: Span::default() });
            placement.unlisted = true;
        }
        placement
    }

    /// A redirect may stand where a file that is not built would be.
    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        let redirects: FxHashSet<&str> = facts.redirects.iter().map(|redirect| redirect.from.as_str()).collect();
        for (page, placement) in pages.iter().zip(placements).filter(|(_, placement)| placement.route == Route::None) {
            let Some((_, below)) = facts.in_content(&page.path) else { continue };
            let url = links::address(below, !facts.flags.contains(&NO_INDEX));
            if redirects.contains(url.as_str()) {
                *placement =
                    Placement { route: Route::At(url), unlisted: true, replaced: true, raw: true, ..Placement::default() };
            }
        }
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        links::rewrite(facts, lookup, page, url)
    }

    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        includes::embeds(facts, page)
    }

    /// Braces may mean anything where a preprocessor is at work that is not known.
    fn runs_templates(&self, facts: &Facts, _: &Page) -> bool {
        facts.dialect.templates == Some(TemplateSyntax::MdBook)
    }

    fn is_opaque(&self, _: &Facts, page: &Page, island: &Island) -> bool {
        includes::is_opaque(page, island)
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        let root = facts.content.value.first().cloned().unwrap_or_default();
        // A chapter outside of the book's folder is written outside of the site's.
        let file = |item: &MenuItem| chapter(&root, item).filter(|path| path.below(root.as_str()).is_some());
        summary::navigation(facts, pages, facts.listed.is_some(), file)
    }
}

/// Whether a file is built: SUMMARY.md lists it, or there is none that could.
fn is_built(facts: &Facts, path: &SitePath) -> bool {
    facts.listed.as_ref().is_none_or(|listed| listed.contains(path))
}

/// Whether a chapter of its own becomes the start page.
fn has_index(facts: &Facts, root: &SitePath) -> bool {
    let is_index = |path: &SitePath| links::address(path.as_str(), !facts.flags.contains(&NO_INDEX)) == "/index.html";
    let mut chapters = facts.menu.iter().filter_map(|item| chapter(root, item));
    chapters.any(|path| path.below(root.as_str()).and_then(SitePath::new).is_some_and(|below| is_index(&below)))
}

/// The file that a line of SUMMARY.md names; `None` for drafts, parts, and files outside of the repository.
fn chapter(root: &SitePath, item: &MenuItem) -> Option<SitePath> {
    // mdBook undoes this escape, and no other.
    root.join(&item.target.as_deref()?.replace("%20", " "))
}
