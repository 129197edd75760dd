//! Holds what the program predicts of a site against a copy of it that its own generator has built.
//!
//! Nobody needs to take the model's word for where pages are served, which ids headings get, which links are broken and what the
//! menu shows: the built site says so, and every disagreement is listed. The tests use it on sites that real generators built.

mod anchors;
mod built;
mod html;
mod links;
mod navigation;
pub mod report;
mod routes;
mod theme;

use crate::{
    generator::{PageId, Route},
    path::SitePath,
    site::{Served, Site},
    text::{Position, Span},
    workspace::{Notice, Workspace},
};
use built::Built;
use std::{collections::BTreeMap, fmt};

/// What came of it.
#[derive(Debug)]
pub struct Verification {
    /// Addresses of pages.
    pub routes: Section,
    /// Ids that links can be made to.
    pub anchors: Section,
    /// Links and pictures of the content.
    pub links: Section,
    /// Entries of the menu.
    pub navigation: Section,
    /// HTML files that were read.
    pub files: usize,
    /// What could not be read.
    pub notices: Vec<Notice>,
}

/// One kind of prediction, held against the built site.
#[derive(Debug, Default)]
pub struct Section {
    /// How many were compared.
    pub compared: usize,
    /// What was not compared, counted by why.
    pub skipped: BTreeMap<&'static str, usize>,
    /// Why nothing could be compared, in a sentence.
    pub note: Option<String>,
    /// The disagreements, sorted by source.
    pub differences: Vec<Difference>,
}

/// A disagreement between what is predicted and what was built.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Difference {
    /// The file that it is about; `None` when the built site alone has it.
    pub source: Option<SitePath>,
    /// Where in the file.
    pub position: Option<Place>,
    /// The address that it is about, or the built file.
    pub address: String,
    /// Which kind of disagreement.
    pub kind: Kind,
    /// What differs, in a sentence.
    pub message: String,
}

/// A 1-based line and column, in characters.
pub type Place = (u32, u32);

/// Kinds of disagreements.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// A page or menu entry is predicted that the site does not have.
    Missing,
    /// The site has a page of which nothing is known.
    Unknown,
    /// The site has a page that is predicted to be withheld.
    Withheld,
    /// A former address leads elsewhere, or nowhere.
    Redirect,
    /// An id is predicted that the page does not have; or a link is called broken that is not.
    False,
    /// The page has an id that is not predicted; or a link is broken that is not called so.
    Missed,
    /// A link is printed with another address than the one predicted.
    Address,
    /// Entries stand in another order.
    Order,
}

impl Kind {
    /// Its name in JSON.
    pub fn name(self) -> &'static str {
        match self {
            Self::Missing => "missing",
            Self::Unknown => "unknown",
            Self::Withheld => "withheld",
            Self::Redirect => "redirect",
            Self::False => "false",
            Self::Missed => "missed",
            Self::Address => "address",
            Self::Order => "order",
        }
    }
}

impl Section {
    /// How many of those compared agree.
    pub fn agree(&self) -> usize {
        self.compared.saturating_sub(self.differences.len())
    }

    fn skip(&mut self, why: &'static str) {
        *self.skipped.entry(why).or_default() += 1;
    }

    fn add(&mut self, other: Self) {
        self.compared += other.compared;
        self.differences.extend(other.differences);
        for (why, count) in other.skipped {
            *self.skipped.entry(why).or_default() += count;
        }
    }
}

impl Verification {
    /// The four kinds with their names, in the order in which they are told.
    pub fn sections(&self) -> [(&'static str, &Section); 4] {
        [("routes", &self.routes), ("anchors", &self.anchors), ("links", &self.links), ("navigation", &self.navigation)]
    }

    /// Whether nothing differs.
    pub fn agrees(&self) -> bool {
        self.sections().iter().all(|(_, section)| section.differences.is_empty())
    }
}

/// Why nothing can be compared.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unverifiable {
    /// The folder holds no HTML.
    NoHtml,
    /// The pages are read on a code host: nothing is built from them.
    NotBuilt,
    /// What the generator does is not known.
    NotUnderstood(String),
}

impl fmt::Display for Unverifiable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoHtml => write!(f, "there is no HTML in it: name the folder that your generator writes the site into"),
            Self::NotBuilt => {
                write!(
                    f,
                    "no site generator was recognised, so nothing is predicted of a built site: set `generator` under `[site]`"
                )
            }
            Self::NotUnderstood(title) => {
                write!(f, "what {title} makes of pages is not known, so nothing is predicted of a built site")
            }
        }
    }
}

impl std::error::Error for Unverifiable {}

/// How often the source of one page is looked through. A page of which more is unknown has told enough.
const MOST_SEARCHES: usize = 1000;

/// A page whose built copy was found.
struct Pair<'a> {
    id: PageId,
    /// Its address.
    url: &'a str,
    /// Its place in [`Built::pages`].
    at: usize,
}

/// Holds the site against a built copy of it.
pub fn verify(site: &Site, folder: &Workspace) -> Result<Verification, Unverifiable> {
    let generator = site.facts.generator.value;
    if !site.facts.understood {
        return Err(Unverifiable::NotUnderstood(generator.title().to_owned()));
    }
    if generator.serves_folders() {
        return Err(Unverifiable::NotBuilt);
    }
    let outputs: Vec<String> = site.pages.iter().filter_map(|entry| Some(generator.output(entry.url()?))).collect();
    let base_url = site.facts.base_url.value.as_deref();
    let built = Built::read(folder, &site.facts.prefix.value, base_url, outputs.iter().map(String::as_str));
    if built.pages.is_empty() {
        return Err(Unverifiable::NoHtml);
    }
    let pairs = pairs(site, &built);
    let theme = theme::Theme::of(&built, &pairs);
    let mut verification = Verification {
        routes: routes::compare(site, &built),
        anchors: anchors::compare(site, &built, &pairs, &theme),
        links: links::compare(site, &built, &pairs, &theme),
        navigation: navigation::compare(site, &built, &pairs, &theme),
        files: built.pages.len(),
        notices: built.notices,
    };
    for section in [&mut verification.routes, &mut verification.anchors, &mut verification.links, &mut verification.navigation] {
        section.differences.sort();
    }
    Ok(verification)
}

/// The pages that have a built copy of their own.
fn pairs<'a>(site: &'a Site, built: &Built) -> Vec<Pair<'a>> {
    let found = site.pages.iter().enumerate().filter_map(|(id, entry)| {
        let id = id as PageId;
        let Route::At(url) = &entry.placement.route else { return None };
        entry.url()?;
        // Of two pages with one address nobody knows whose copy it is.
        if site.served(url) != Some(Served::Page(id)) {
            return None;
        }
        match routes::file_of(site, built, url)? {
            built::File::Page(at) if built.pages[at].document.refresh.is_none() => Some(Pair { id, url, at }),
            _ => None,
        }
    });
    found.collect()
}

/// Where a span of a page begins.
fn place(site: &Site, id: PageId, span: Span) -> Place {
    let page = site.page(id);
    let Position { line, column } = page.lines().position(&page.text, span.start as usize);
    (line, column)
}
