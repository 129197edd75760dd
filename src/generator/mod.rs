//! What each site generator does with files: where pages are served, what ids headings get, which links it rewrites, and what
//! its menu is made of. One file (or folder) each; a new generator is a new file and a line in [`ALL`].

mod components;
mod custom;
pub mod data;
mod docusaurus;
mod eleventy;
pub mod facts;
mod gitbook;
mod hugo;
mod jekyll;
mod mdbook;
mod middleman;
mod mkdocs;
mod navigation;
mod path_patterns;
mod place;
mod plain;
mod raneto;
pub mod redirects;
pub mod script;
pub mod slug;
mod starlight;
mod summary;
mod tags;
mod unified;
pub mod url;
mod vitepress;

pub use facts::{Facts, Folder, HeadingIds, IdPass, IdPlace, Known, Locale, Mount, Origin, State};
pub use navigation::{MenuItem, NavEntry, NavList, NavScheme, NavSpans, NavTarget, Navigation};
pub use place::place;
pub use tags::{LIQUID_PAIRS, NUNJUCKS_PAIRS, Pairing, TemplateTag, TemplateTags};

use crate::{
    page::{
        Format, Page,
        document::{Anchor, Heading, Island, Link},
    },
    path::SitePath,
    text::Span,
};
use std::{borrow::Cow, fmt::Debug, sync::Arc};
use url::Url;

/// Every generator, in the order in which they are tried on a repository; the last one is for those that are none's.
pub const ALL: [&dyn Generator; 14] = [
    &docusaurus::Docusaurus,
    &eleventy::Eleventy,
    &hugo::Hugo,
    &raneto::Raneto,
    &jekyll::Jekyll,
    &mdbook::MdBook,
    &gitbook::GitBook,
    &middleman::Middleman,
    &mkdocs::MkDocs,
    &vitepress::VitePress,
    &starlight::Starlight,
    &unified::Unified,
    &custom::Custom,
    &plain::Plain,
];

/// The generator called `name` in `handbook.toml`.
pub fn by_name(name: &str) -> Option<&'static dyn Generator> {
    ALL.into_iter().find(|generator| generator.name() == name)
}

/// The generator that a repository is set up for, and the file that says so; `None` when there is none that we know.
pub fn detect(files: &dyn Files) -> Option<Known<&'static dyn Generator>> {
    let detected = |value: &'static dyn Generator| Some(Known { value, origin: Origin::File(value.detect(files)?) });
    ALL.into_iter().find_map(detected)
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
    /// The pages that go by this name, sorted; see [`Generator::names`].
    fn named(&self, name: &str) -> &[PageId];
    /// A page, and where it ends up.
    fn at(&self, page: PageId) -> (&Page, &Placement);
    /// Whether the site serves something at this address path (absolute, decoded, without the prefix), redirects included.
    fn serves(&self, path: &str) -> bool;
}

/// A site generator.
pub trait Generator: Sync + Debug {
    /// The name in `handbook.toml`: `eleventy`.
    fn name(&self) -> &'static str;

    /// The name in sentences: `Eleventy`.
    fn title(&self) -> &'static str;

    /// The file that gives the generator away, if this repository is one of its sites. Asked of many folders, so it looks for
    /// few files, by name.
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

    /// What the generator makes of a link, where that depends on how it is written (many leave links of HTML alone). Mostly
    /// [`rewrite`](Self::rewrite) is enough.
    fn rewrite_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
        let _ = link;
        self.rewrite(facts, lookup, page, url)
    }

    /// Whether links of a page that is shown inside others are made addresses before it is put there, so that files count from
    /// its own folder (MDX compiles a file by itself). Else they count from the page that shows it.
    fn rewrites_before_showing(&self) -> bool {
        false
    }

    /// Whether the generator puts the site's prefix in front of a root-absolute link by itself.
    fn adds_prefix(&self, facts: &Facts, page: &Page, link: &Link) -> bool {
        let _ = (page, link);
        facts.adds_prefix
    }

    /// The names by which links may mean a page, besides its address and its source path: Hugo's logical paths, ids of
    /// documents.
    fn names(&self, facts: &Facts, page: &Page, placement: &Placement) -> Vec<String> {
        let _ = (facts, page, placement);
        Vec::new()
    }

    /// What a destination with template tags in it means, when that is known without running them.
    fn template_link(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, written: &str) -> Option<TemplateLink> {
        let _ = (facts, lookup, page, written);
        None
    }

    /// Other pages whose content is printed as part of this one, in the order of the text.
    fn embeds(&self, facts: &Facts, page: &Page) -> Vec<Embed> {
        let _ = (facts, page);
        Vec::new()
    }

    /// The words of a heading that its id is made of, after what the generator's own syntax makes of them; `None` when that
    /// cannot be known.
    fn heading_text<'h>(&self, facts: &Facts, page: &Page, heading: &'h Heading) -> Option<Cow<'h, str>> {
        let _ = (facts, page);
        Some(Cow::Borrowed(heading.id_words.as_deref().unwrap_or(&heading.text)))
    }

    /// Ids on a page besides those of headings and those that the author wrote, each with what makes it. `headings` holds the id
    /// of each heading of the document.
    fn further_ids(&self, facts: &Facts, page: &Page, headings: &[Option<Box<str>>]) -> Vec<(Box<str>, Span)> {
        let _ = (facts, page, headings);
        Vec::new()
    }

    /// Whether an id is that of a footnote, or of a place that calls one; `None` when the generator's ids of them are not known.
    fn has_footnote(&self, facts: &Facts, page: &Page, id: &str) -> Option<bool> {
        let _ = (facts, page, id);
        None
    }

    /// Whether something on the page that cannot be run may make an id that is not found otherwise.
    fn may_make(&self, facts: &Facts, page: &Page, id: &str) -> bool {
        let _ = (facts, page, id);
        false
    }

    /// What the generator does with a link of this page at all: many rewrite Markdown's links and leave HTML's alone.
    fn treatment(&self, facts: &Facts, page: &Page, placement: &Placement, link: &Link) -> Treatment {
        let _ = (facts, page, placement, link);
        Treatment::Rewritten
    }

    /// What is served besides pages and static files, as far as it takes all pages to tell.
    fn extras(&self, facts: &Facts, pages: &[(&Page, &Placement)], assets: &[SitePath]) -> Extras {
        let _ = (facts, pages, assets);
        Extras::default()
    }

    /// Whether a page that is printed inside others becomes part of their text before that is read, so that its headings get
    /// their ids among theirs.
    fn joins(&self, shown: &Page) -> bool {
        let _ = shown;
        false
    }

    /// Whether the first heading of a page is taken off it, to become its title.
    fn takes_title(&self, facts: &Facts, page: &Page) -> bool {
        let _ = (facts, page);
        false
    }

    /// Whether an id or `<a name>` that the author wrote is still there on the page.
    fn keeps_anchor(&self, _: &Facts, _: &Anchor) -> bool {
        true
    }

    /// What becomes of a heading of the page.
    fn shown(&self, facts: &Facts, page: &Page, heading: &Heading) -> Shown {
        let _ = (facts, page, heading);
        Shown::InPlace
    }

    /// Whether template tags on the page are run: a page may say that they are not.
    fn runs_templates(&self, facts: &Facts, page: &Page) -> bool {
        let _ = page;
        facts.dialect.templates.is_some()
    }

    /// Whether a template tag may print headings or ids that cannot be known.
    fn is_opaque(&self, facts: &Facts, page: &Page, island: &Island) -> bool {
        let _ = (facts, page);
        island.block
    }

    /// Whether anything else on a page than template tags may print headings or ids that cannot be known: components.
    fn is_opaque_page(&self, facts: &Facts, page: &Page) -> bool {
        let _ = (facts, page);
        false
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

/// What a site serves besides pages and static files.
#[derive(Clone, Debug, Default)]
pub struct Extras {
    /// Addresses without a source file: lists of tags, feeds.
    pub urls: Vec<String>,
    /// Addresses that only a build would tell: what each begins and ends with.
    pub computed: Vec<(String, String)>,
    /// Files (by their place in the list of assets) that are copied to an address of their own, decoded.
    pub copies: Vec<(u32, String)>,
}

/// What becomes of a heading.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Shown {
    /// It stands in its place, with its id.
    InPlace,
    /// The theme shows it without id, which is taken all the same.
    WithoutId,
    /// It is taken out of the text before ids are made.
    Elsewhere,
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

/// A page that is printed inside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// What asks for it, in the text of the page that shows it.
    pub span: Span,
    /// The source of what is shown.
    pub file: SitePath,
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
