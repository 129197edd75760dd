//! Where a page ends up: its address, its former ones, and why it may have none.

use crate::text::Span;

/// Where a page ends up.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Placement {
    /// The address.
    pub route: Route,
    /// Further addresses of the same page.
    pub also: Vec<String>,
    /// Whether it may have more addresses that only a build would tell: numbers below its own.
    pub goes_on: bool,
    /// What further addresses, which only a build would tell, begin and end with.
    pub further: Option<(String, String)>,
    /// Addresses that the generator makes because of it: lists by tag. Several pages may make the same.
    pub makes: Vec<String>,
    /// Old addresses that lead to it, as written, each with where it is written.
    pub aliases: Vec<(String, Span)>,
    /// Why it is not published; `None` when it is.
    pub withheld: Option<Withheld>,
    /// What hides its body: the bytes of the value, or the whole block.
    pub hidden_body: Option<Span>,
    /// Why its file can never be served.
    pub unreachable: Option<Unreachable>,
    /// Whether it is left out of lists and menus.
    pub unlisted: bool,
    /// Whether a redirect stands at its address instead of it.
    pub replaced: bool,
    /// Whether it is served as it is written: nobody renders its Markdown, so its links and ids are none.
    pub raw: bool,
    /// Its language, by its place in [`Facts::locales`].
    pub locale: Option<u16>,
    /// What it has in common with its translations and with no other page: mostly its path without the language. Empty when it
    /// has none.
    pub translation: String,
}

/// The address of a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub enum Route {
    /// None: it is not served.
    #[default]
    None,
    /// This path, from the site's root.
    At(String),
    /// A path that only a build would tell; it starts and ends like this.
    Computed {
        /// What the path surely starts with.
        prefix: String,
        /// What the path surely ends with.
        suffix: String,
    },
}

/// Why a page is not published.
#[derive(Clone, Debug, PartialEq)]
pub struct Withheld {
    /// In words, to follow "it is": "a draft".
    pub why: String,
    /// Where the page says so.
    pub span: Span,
}

/// Why a file can never be served.
#[derive(Clone, Debug, PartialEq)]
pub struct Unreachable {
    /// What is wrong with the name.
    pub message: String,
    /// What to do.
    pub help: String,
}
