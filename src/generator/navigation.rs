//! What a menu is made of.

use super::PageId;
use crate::{path::SitePath, text::Span};

/// The entries of a menu and how they are put together.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// How entries find their parents; `None` when the generator has no menu that we know of.
    pub scheme: Option<NavScheme>,
    /// The entries, in the order in which the generator meets them.
    pub entries: Vec<NavEntry>,
    /// The file that pages have to be listed in, if there is one.
    pub list: Option<NavList>,
    /// Whether titles or dates decide between entries of one order, as their authors expect. Else the names of files do, or nothing.
    pub titles_decide: bool,
    /// The pages that would be in the menu but are kept out of it.
    pub withheld: Vec<WithheldKey>,
}

/// A key that no entry has, because its page is kept out of the menu: by a setting, or because it is not published.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WithheldKey {
    /// The key.
    pub key: String,
    /// The page, by its place in the list.
    pub page: PageId,
    /// Where it is written; empty when the page does not hold it.
    pub span: Span,
}

/// How menu entries find their parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavScheme {
    /// By a key that the author writes (`eleventyNavigation.parent`). A key with commas is several.
    Keys,
    /// By a name that the page above gives itself (`[site.menu]`).
    Names,
    /// By the title of the page above (just-the-docs). Entries have keys only where others stand below them.
    Titles,
    /// By the identifier of the entry above, or its name when it has none (Hugo). A parent that does not exist is made up.
    Menus,
    /// By the folder they lie in.
    Folders,
    /// By their place in a list that somebody wrote ([`NavEntry::above`]); siblings stay in the order of the list.
    Listed,
}

impl NavScheme {
    /// Whether entries name their parents, and may name one that is not there.
    pub fn names_parents(self) -> bool {
        matches!(self, Self::Keys | Self::Names | Self::Titles | Self::Menus)
    }
}

/// A file that lists the pages of a site (`SUMMARY.md`, `nav` of mkdocs.yml).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavList {
    /// The file.
    pub path: SitePath,
    /// Whether a page that it does not list is not built at all (mdBook). Else it is only missing from the menu.
    pub decides: bool,
}

/// One line of a menu that stands in a file of its own, as it is written there. Generators keep these in [`super::Facts::menu`]
/// until the pages are known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MenuItem {
    /// The file.
    pub file: SitePath,
    /// What the menu shows; empty when the page's own title is shown.
    pub title: String,
    /// Where it leads, as written; `None` for a heading, or a draft.
    pub target: Option<String>,
    /// Where that is written; the title's place when there is no target.
    pub span: Span,
    /// How many items it is below: 0 for the top.
    pub depth: u16,
    /// What kind of item it is, in the generator's own words: `doc`, `link`, `category`, `draft`. Empty for the usual kind.
    pub kind: &'static str,
}

/// One entry of a menu.
#[derive(Clone, Debug, Default)]
pub struct NavEntry {
    /// What children name as their parent.
    pub key: Option<String>,
    /// The key of the entry above.
    pub parent: Option<String>,
    /// What the entry above has to be below in turn, where no entry of the parent's name is: the value of `grand_parent` or
    /// `ancestor`, and its place.
    pub lineage: Option<(String, Span)>,
    /// Nobody wrote it: the generator makes it, a heading without a link, for those that name it as their parent.
    pub made: bool,
    /// Whether the parent is text, as keys are; one that is not (`parent: 2024`) finds no key.
    pub parent_is_text: bool,
    /// The entry above, by its place in the list; smaller than its own. For [`NavScheme::Listed`].
    pub above: Option<usize>,
    /// What the menu shows.
    pub title: String,
    /// Where it leads.
    pub url: Option<String>,
    /// What it leads to, where the menu says so in words of its own.
    pub target: NavTarget,
    /// The file that declares it.
    pub source: SitePath,
    /// Its place among its siblings; smaller first, none last. Not-a-number where the generator cannot compare it.
    pub order: Option<f64>,
    /// Stands before all ordered siblings.
    pub pinned: bool,
    /// Where each is written.
    pub spans: NavSpans,
}

/// What a menu entry leads to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum NavTarget {
    /// Nothing that is worth a check: the page that declares it, a heading, an address.
    #[default]
    None,
    /// This page.
    Page(PageId),
    /// A page that does not exist, as written.
    Missing(String),
}

/// Where the parts of a menu entry are written.
#[derive(Clone, Copy, Debug, Default)]
pub struct NavSpans {
    /// The whole entry, or the key.
    pub key: Span,
    /// The parent's name.
    pub parent: Span,
    /// The order; empty when the source does not hold it.
    pub order: Span,
    /// What it leads to; empty when the source does not hold it.
    pub target: Span,
}
