//! What generators make of links.

use super::PageId;
use crate::path::SitePath;

/// What a generator does with a link at all.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Treatment {
    /// It is handed to [`Generator::rewrite`].
    Rewritten,
    /// The browser gets it as written.
    Left,
    /// It is rewritten, but in a way that is not known in full: only what holds whatever becomes of it is told.
    Unsure,
}

/// What a generator makes of a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Rewrite {
    /// Nothing: the browser gets it as written.
    AsIs,
    /// The address of that page. `note` says why, for `explain`.
    Page {
        /// The page.
        page: PageId,
        /// Which rule of the generator decided.
        note: &'static str,
        /// A page that the author may have meant: the file beside this one, when the generator prefers another.
        instead_of: Option<PageId>,
    },
    /// Another address, from the site's own top: without the path that the site is published under.
    Url(String),
    /// An address out of what can be checked.
    Elsewhere,
    /// This file among the sources, which the generator copies for the page.
    File(SitePath),
    /// The generator looks for a page by what is written and finds none: the build stops, or the link is dead.
    Nothing,
}

/// What a destination with template tags in it means.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TemplateLink {
    /// This text: it is then read like any other destination.
    Text(String),
    /// A page, and the fragment (without `#`) on it.
    Page(PageId, Option<String>),
    /// Nothing: the tag names a page that does not exist, and the build stops or the link is dead.
    Nothing,
}
