//! Where pages end up.

use super::{Settings, blog};
use crate::{
    generator::{Facts, Placement, Route, Unreachable, Withheld},
    page::Page,
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashMap;

/// The address of a page by its path below the docs folder.
pub(super) fn address(settings: &Settings, source: &str) -> String {
    let (folder, name) = source.rsplit_once('/').map_or(("", source), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if stem == "README" { "index" } else { stem };
    let folder = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    match (settings.directory_urls, stem) {
        (true, "index") => folder,
        (true, stem) => format!("{folder}{stem}/"),
        (false, stem) => format!("{folder}{stem}.html"),
    }
}

/// Where a page ends up, as far as it alone tells.
pub(super) fn place(facts: &Facts, settings: &Settings, page: &Page) -> Placement {
    let Some((_, source)) = facts.in_content(&page.path) else { return Placement::default() };
    let mut placement = Placement { route: Route::At(address(settings, source)), ..Placement::default() };
    placement.unlisted = settings.unlisted.as_ref().is_some_and(|patterns| patterns.matches(source));
    if settings.drafts.as_ref().is_some_and(|patterns| patterns.matches(source)) {
        placement.unlisted = true;
        placement.withheld = Some(Withheld { why: "a draft (`draft_docs` in the configuration)".to_owned(), span: Span::at(0) });
    }
    if let Some(blog) = settings.blog_of(source) {
        blog::place(blog, settings, page, source, &mut placement);
    }
    if let Some(languages) = &settings.languages {
        languages.place(settings, source, &mut placement);
    }
    placement
}

/// Of `index.md` and `README.md` in one folder only the first is built; lists of posts are served beside the blog's first page.
pub(super) fn place_all(facts: &Facts, settings: &Settings, pages: &[&Page], placements: &mut [Placement]) {
    let mut first: FxHashMap<&str, usize> = FxHashMap::default();
    let named = |page: &SitePath, name: &str| page.stem() == name;
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| named(&page.path, "index")) {
        if placements[at].withheld.is_none() {
            first.insert(page.path.parent_str(), at);
        }
    }
    for (at, page) in pages.iter().enumerate().filter(|(_, page)| named(&page.path, "README")) {
        if let Some(&index) = first.get(page.path.parent_str()) {
            let kept = &pages[index].path;
            placements[at].route = Route::None;
            placements[at].unlisted = true;
            placements[at].unreachable = Some(Unreachable {
                message: format!("this page is left out of the site: MkDocs takes `{}` for the first page of the folder", kept),
                help: "Rename one of the two files, or leave the other one out with `exclude_docs` in the configuration"
                    .to_owned(),
            });
        }
    }
    for blog in &settings.blogs {
        blog::lists(facts, blog, settings, pages, placements);
    }
    if let Some(languages) = &settings.languages {
        languages.fall_back(settings, placements);
    }
}
