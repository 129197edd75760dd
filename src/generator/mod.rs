//! What each site generator does with files: where pages are served, what ids headings get, which links it rewrites, and what
//! its menu is made of. One file (or folder) each; a new generator is a new file and a line in [`ALL`].

pub mod data;
mod eleventy;
pub mod facts;
mod place;
mod plain;
mod raneto;
pub mod redirects;
pub mod script;
pub mod slug;
pub mod url;

pub use facts::{Facts, Folder, HeadingIds, IdPass, Known, Mount, Origin, State};
pub use place::place;

use crate::{
    page::{
        Format, Page,
        document::{Anchor, Island},
    },
    path::SitePath,
    text::Span,
};
use std::{fmt::Debug, sync::Arc};
use url::Url;

/// Every generator, in the order in which they are tried on a repository; the last one always fits.
pub const ALL: [&dyn Generator; 3] = [&eleventy::Eleventy, &raneto::Raneto, &plain::Plain];

/// The generator called `name` in `handbook.toml`.
pub fn by_name(name: &str) -> Option<&'static dyn Generator> {
    ALL.into_iter().find(|generator| generator.name() == name)
}

/// The repository's files, for generators that read their own configuration.
pub trait Files {
    /// Every file that is not ignored, sorted.
    fn paths(&self) -> &[SitePath];
    /// The text of a file; `None` when there is none or it is not UTF-8.
    fn read(&self, path: &str) -> Option<Arc<str>>;

    /// Whether the file exists.
    fn exists(&self, path: &str) -> bool {
        self.paths().binary_search_by(|known| known.as_str().cmp(path)).is_ok()
    }

    /// The files below a folder (`""` for all).
    fn below<'a>(&'a self, folder: &'a str) -> Box<dyn Iterator<Item = &'a SitePath> + 'a> {
        let paths = self.paths();
        if folder.is_empty() {
            return Box::new(paths.iter());
        }
        // `folder.md` sorts between `folder` and `folder/…`, but what begins with `folder/` stands together.
        let start = paths.partition_point(|path| !is_past(path.as_str(), folder));
        Box::new(paths[start..].iter().take_while(move |path| path.below(folder).is_some()))
    }
}

/// Whether `path` sorts at or after `folder/`.
fn is_past(path: &str, folder: &str) -> bool {
    path.bytes().ge(folder.bytes().chain([b'/']))
}

/// A page's place in the sorted list of all pages.
pub type PageId = u32;

/// What a generator may ask about other files while it rewrites a link.
pub trait Lookup {
    /// The page with this source path.
    fn page(&self, source: &str) -> Option<PageId>;
    /// Whether an asset with this source path exists.
    fn asset(&self, source: &str) -> bool;
}

/// A site generator.
pub trait Generator: Sync + Debug {
    /// The name in `handbook.toml`: `eleventy`.
    fn name(&self) -> &'static str;

    /// The name in sentences: `Eleventy`.
    fn title(&self) -> &'static str;

    /// The file that gives the generator away, if this repository is one of its sites.
    fn detect(&self, files: &dyn Files) -> Option<String>;

    /// Fills in what the generator does by default and what its own configuration says. `facts` already holds what
    /// `handbook.toml` settles; that is not overwritten.
    fn facts(&self, files: &dyn Files, facts: &mut Facts);

    /// Whether a file becomes a page, and how it is written. Called for files below a content root only.
    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format>;

    /// Where a page ends up.
    fn place(&self, facts: &Facts, page: &Page) -> Placement;

    /// Finishes the placements (in step with `pages`) with what only all pages together tell.
    fn place_all(&self, facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
        let _ = (facts, pages, placements);
    }

    /// The name under which the host files a page served at `url` (a decoded path): the key for [`requests`](Self::requests).
    fn output(&self, url: &str) -> String {
        if url.ends_with('/') { format!("{url}index.html") } else { url.to_owned() }
    }

    /// The names that the host tries, in order, when a browser asks for `path` (decoded). The default is a static file host:
    /// the file itself, then a folder's `index.html`, then `.html` added.
    fn requests(&self, path: &str) -> Vec<String> {
        let path = path.trim_end_matches('/');
        if path.is_empty() {
            return vec!["/index.html".to_owned()];
        }
        vec![path.to_owned(), format!("{path}/index.html"), format!("{path}.html")]
    }

    /// What the generator makes of a link before a browser sees it.
    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        let _ = (facts, lookup, page, url);
        Rewrite::AsIs
    }

    /// The address that template tags in a destination print, when that is known without running them.
    fn template_link(&self, facts: &Facts, written: &str) -> Option<String> {
        let _ = (facts, written);
        None
    }

    /// Whether an id or `<a name>` that the author wrote is still there on the page.
    fn keeps_anchor(&self, _: &Facts, _: &Anchor) -> bool {
        true
    }

    /// Whether a template tag may print headings or ids that cannot be known.
    fn is_opaque(&self, page: &Page, island: &Island) -> bool {
        let _ = page;
        island.block
    }

    /// The menu's entries, in the order in which the generator meets them.
    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        let _ = (facts, pages);
        Navigation::default()
    }

    /// The front matter keys that the generator itself reads, those of mappings joined with dots.
    fn meta_keys(&self) -> &'static [&'static str] {
        &[]
    }

    /// Whether a folder is a place to go to (a file listing, as on a code host).
    fn serves_folders(&self) -> bool {
        false
    }
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
    /// Another address.
    Url(String),
    /// An address out of what can be checked.
    Elsewhere,
}

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

/// The entries of a menu and how they are put together.
#[derive(Clone, Debug, Default)]
pub struct Navigation {
    /// How entries find their parents; `None` when the generator has no menu that we know of.
    pub scheme: Option<NavScheme>,
    /// The entries, in the order in which the generator meets them.
    pub entries: Vec<NavEntry>,
}

/// How menu entries find their parents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NavScheme {
    /// By a key that the author writes (`eleventyNavigation.parent`).
    Keys,
    /// By the folder they lie in.
    Folders,
}

/// One entry of a menu.
#[derive(Clone, Debug)]
pub struct NavEntry {
    /// What children name as their parent.
    pub key: Option<String>,
    /// The key of the entry above.
    pub parent: Option<String>,
    /// Whether the parent is text, as keys are; one that is not (`parent: 2024`) finds no key.
    pub parent_is_text: bool,
    /// What the menu shows.
    pub title: String,
    /// Where it leads.
    pub url: Option<String>,
    /// The file that declares it.
    pub source: SitePath,
    /// Its place among its siblings; smaller first, none last. Not-a-number where the generator cannot compare it.
    pub order: Option<f64>,
    /// Stands before all ordered siblings.
    pub pinned: bool,
    /// Where each is written.
    pub spans: NavSpans,
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
}
