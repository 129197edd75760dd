//! What the configuration says, beyond the facts that every generator has.

use super::{blog::Blog, languages::Languages, markdown::TabIds, patterns::Patterns, snippets};
use crate::{
    generator::{Facts, Lookup, PageId},
    page::Page,
    path::SitePath,
};

/// It is kept in [`Facts::own`].
#[derive(Debug, Default)]
pub(super) struct Settings {
    pub(super) docs: SitePath,
    pub(super) directory_urls: bool,
    /// Whether `/a.md` is a file below the docs folder.
    pub(super) absolute_links: bool,
    /// The same in `nav`.
    pub(super) absolute_nav: bool,
    pub(super) excluded: Option<Patterns>,
    pub(super) drafts: Option<Patterns>,
    pub(super) unlisted: Option<Patterns>,
    pub(super) has_nav: bool,
    /// Files that the theme puts among those of the docs folder.
    pub(super) theme_files: &'static [&'static str],
    pub(super) blogs: Vec<Blog>,
    pub(super) languages: Option<Languages>,
    pub(super) snippets: Vec<snippets::Base>,
    /// Whether something is printed at the end of every page.
    pub(super) appends: bool,
    /// How tabs get their ids: `None` from numbers, `Some(None)` in a way that is not known.
    pub(super) tabs: Option<Option<TabIds>>,
    pub(super) emoji: bool,
    pub(super) keys: bool,
    pub(super) smarty: bool,
    pub(super) symbols: bool,
    pub(super) blocks: bool,
    /// Whether pages may print headings out of programs.
    pub(super) prints_headings: bool,
    pub(super) finds_by_name: bool,
    /// Whether there may be pages that no file shows.
    pub(super) makes_pages: bool,
    pub(super) tags: bool,
    /// Whether programs of the site's own change pages.
    pub(super) hooks: bool,
}

impl Settings {
    pub(super) fn of(facts: &Facts) -> Option<&Self> {
        facts.own.as_ref()?.downcast_ref()
    }

    pub(super) fn is_excluded(&self, below: &str) -> bool {
        self.excluded.as_ref().is_some_and(|patterns| patterns.matches(below))
    }

    pub(super) fn blog_of(&self, source: &str) -> Option<&Blog> {
        self.blogs.iter().find(|blog| blog.has(source))
    }

    /// Whether a plugin puts pages below this path.
    pub(super) fn makes(&self, source: &str) -> bool {
        self.blogs.iter().any(|blog| blog.folder.is_empty() || source.starts_with(&blog.folder))
    }

    pub(super) fn asset_address(&self, source: &str) -> String {
        self.blogs.iter().find_map(|blog| blog.asset_address(source)).unwrap_or_else(|| format!("/{source}"))
    }

    /// The page that the path of a file means.
    pub(super) fn page_for(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, file: &str) -> Option<PageId> {
        match &self.languages {
            Some(languages) => languages.candidates(facts, page, file).iter().find_map(|file| lookup.page(file)),
            None => lookup.page(file),
        }
    }
}
