//! What each site generator does with files: where pages are served, what ids headings get, which links it rewrites, and what
//! its menu is made of. One file (or folder) each; a new generator is a new file and a line in [`ALL`].

pub mod codeowners;
mod components;
mod custom;
pub mod data;
mod docusaurus;
mod eleventy;
pub mod facts;
mod files;
mod gitbook;
mod heading_ids;
mod hugo;
mod jekyll;
mod links;
mod list_line;
mod lists;
mod mdbook;
mod middleman;
mod mkdocs;
mod navigation;
mod path_patterns;
mod place;
mod placement;
mod plain;
mod raneto;
pub mod redirects;
mod reference;
mod reviews;
pub mod script;
pub mod slug;
mod starlight;
mod summary;
mod tags;
mod unified;
pub mod url;
mod vitepress;

pub use facts::{Facts, Folder, Known, Locale, Mount, Origin, State};
pub use files::Files;
pub use heading_ids::{HeadingIds, IdPass, IdPlace};
pub use links::{Rewrite, TemplateLink, Treatment};
pub use list_line::{Insertion, ListLine};
pub use navigation::{MenuItem, NavEntry, NavList, NavScheme, NavSpans, NavTarget, Navigation, WithheldKey};
pub use place::place;
pub use placement::{Placement, Route, Unreachable, Withheld};
pub use reference::Reference;
pub use reviews::Reviews;
pub use tags::{LIQUID_PAIRS, NUNJUCKS_PAIRS, Pairing, TemplateTag, TemplateTags};

use crate::{
    page::{
        Format, Page,
        document::{Anchor, Heading, Island, Link},
    },
    path::SitePath,
    text::Span,
};
use std::{borrow::Cow, fmt::Debug};
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

/// A page that is printed inside another one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Embed {
    /// What asks for it, in the text of the page that shows it.
    pub span: Span,
    /// The source of what is shown.
    pub file: SitePath,
}
