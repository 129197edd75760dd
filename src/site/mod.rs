//! All pages and their index, immutable: routes, anchors, redirects, navigation, and where every link leads.

mod anchors;
pub mod census;
mod classify;
mod mentions;
mod nav;
mod orphans;
mod outline;
mod prefixes;
mod redirects;
mod reference;
mod register;
mod resolve;
mod reviews;
mod routes;
mod shown;
mod suggest;
mod target;
mod translations;

pub use anchors::{Clash, Fragment, PageAnchors};
pub use classify::{Malformed, Placeholder};
pub use nav::{Nav, NavNode, NavProblem};
pub use outline::{Beside, Flaw, Lost, Outside};
pub use redirects::{Arrival, End};
pub use register::{NoRegister, Register};
pub use reviews::{Due, Every, PageOwners, Review, folded_owner, same_owner};
pub use routes::{Collision, Redirect, RedirectTo, Served};
pub use target::{Reason, Resolved, Target};

use crate::{
    config::FrontMatterSchema,
    generator::{Facts, NavTarget, PageId, Placement, Route, data, place},
    page::{Page, document::Link},
    path::SitePath,
};
use rayon::prelude::*;
use routes::Routes;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::BTreeMap,
    sync::{Arc, OnceLock},
};

/// All pages and their index, immutable.
#[derive(Debug)]
pub struct Site {
    /// What is known of the site.
    pub facts: Arc<Facts>,
    /// The pages, sorted by path.
    pub pages: Vec<Entry>,
    /// Every other file, sorted.
    pub assets: Arc<Vec<SitePath>>,
    /// `[[front-matter]]` of `handbook.toml`.
    pub schemas: Arc<Vec<FrontMatterSchema>>,
    /// The texts of files that are no pages, as far as active rules asked for them.
    pub data_files: Arc<BTreeMap<SitePath, Arc<str>>>,
    /// The sizes of files in bytes, as far as active rules asked for them.
    pub file_sizes: Arc<BTreeMap<SitePath, u64>>,
    /// The files that symbolic links lead to, by the names of the links.
    pub linked_files: Arc<BTreeMap<SitePath, SitePath>>,
    /// Former addresses.
    pub redirects: Vec<Redirect>,
    /// The menu.
    pub nav: Nav,
    routes: Routes,
    /// The pages by the names that the generator gives them.
    names: FxHashMap<String, Vec<PageId>>,
    /// For pages without an address of their own, the pages that show them.
    shown_in: FxHashMap<PageId, Vec<PageId>>,
    /// For each page, where its links lead; in step with `page.document.links`.
    links: Vec<Vec<Resolved>>,
    backlinks: OnceLock<Vec<u32>>,
    suggestions: OnceLock<suggest::Indexes>,
    files_folded: OnceLock<FxHashMap<String, SitePath>>,
    translations: OnceLock<translations::Translations>,
    census: OnceLock<census::Records>,
    /// Translations whose source only a build writes.
    made_sources: FxHashSet<PageId>,
}

/// The folder that holds what an address means: itself when the address ends with a slash.
fn folder_of(path: &SitePath, written: &str) -> SitePath {
    if written.ends_with('/') { path.clone() } else { path.parent() }
}

/// A page and its place in the site.
#[derive(Debug)]
pub struct Entry {
    /// The page.
    pub page: Arc<Page>,
    /// Where it ends up.
    pub placement: Placement,
    anchors: OnceLock<PageAnchors>,
    /// In step with the ids of its anchors.
    sketches: OnceLock<Vec<suggest::Sketch>>,
    /// The ids of its anchors that may have capitals, in lower case, with their places among all.
    capitals: OnceLock<FxHashMap<String, usize>>,
}

impl Entry {
    /// Its address, when it is published and the address is known.
    pub fn url(&self) -> Option<&str> {
        match &self.placement.route {
            Route::At(url) if self.placement.withheld.is_none() => Some(url),
            _ => None,
        }
    }

    /// The title its readers know it by: front matter, else the first heading, else the file's name.
    pub fn title(&self) -> &str {
        let heading = || self.page.document.headings.first().map(|heading| &*heading.text);
        let title = self.page.meta("title").filter(|title| !title.is_empty());
        title.or_else(heading).unwrap_or_else(|| self.page.path.stem())
    }
}

impl Site {
    /// Indexes the pages (sorted by path) and resolves every link.
    pub fn new(
        facts: Arc<Facts>,
        pages: Vec<Arc<Page>>,
        assets: Arc<Vec<SitePath>>,
        schemas: Arc<Vec<FrontMatterSchema>>,
    ) -> Self {
        let generator = facts.generator.value;
        let mut placements: Vec<Placement> = pages.par_iter().map(|page| place(&facts, page)).collect();
        let all: Vec<&Page> = pages.iter().map(|page| &**page).collect();
        generator.place_all(&facts, &all, &mut placements);
        let entry = |(page, placement)| Entry {
            page,
            placement,
            anchors: OnceLock::new(),
            sketches: OnceLock::new(),
            capitals: OnceLock::new(),
        };
        let pages: Vec<Entry> = pages.into_iter().zip(placements).map(entry).collect();
        let redirects = redirects::collect(&facts, &pages);
        let listed: Vec<_> = pages.iter().map(|entry| (&*entry.page, &entry.placement)).collect();
        let extras = generator.extras(&facts, &listed, &assets);
        let routes = Routes::build(&facts, &pages, &assets, &redirects, extras);
        let names = names(&facts, &pages);
        let nav = Nav::build(generator.navigation(&facts, &listed));
        let mut site = Self {
            facts,
            pages,
            assets,
            schemas,
            data_files: Arc::default(),
            file_sizes: Arc::default(),
            linked_files: Arc::default(),
            redirects,
            nav,
            routes,
            names,
            shown_in: FxHashMap::default(),
            links: Vec::new(),
            backlinks: OnceLock::new(),
            suggestions: OnceLock::new(),
            files_folded: OnceLock::new(),
            translations: OnceLock::new(),
            census: OnceLock::new(),
            made_sources: FxHashSet::default(),
        };
        site.shown_in = shown::pages(&site);
        let ids = 0..site.pages.len() as PageId;
        site.links = ids.into_par_iter().map(|id| resolve::all(&site, id)).collect();
        site
    }

    /// The same site with other versions of some of its pages. Every other page is shared; the index is made anew.
    pub fn with(&self, changed: Vec<Arc<Page>>) -> Self {
        let mut pages: Vec<_> = self.pages.iter().map(|entry| entry.page.clone()).collect();
        for page in changed {
            if let Some(id) = self.find(page.path.as_str()) {
                pages[id as usize] = page;
            }
        }
        let site = Self::new(self.facts.clone(), pages, self.assets.clone(), self.schemas.clone());
        Self {
            data_files: self.data_files.clone(),
            file_sizes: self.file_sizes.clone(),
            linked_files: self.linked_files.clone(),
            ..site
        }
    }

    /// Leaves out of the verdicts what cannot be known: links that lead nowhere today, but to a path of which `reason` says why
    /// something may be there at another time. `excluded` says whether that is because the settings leave the path out, which
    /// takes less to tell.
    pub fn excuse(&mut self, excluded: impl Fn(&str) -> bool + Sync, reason: impl Fn(&str) -> Option<Reason> + Sync) {
        let mut links = std::mem::take(&mut self.links);
        let missing = |target| matches!(target, Target::NoSuchFile | Target::NoSuchAsset | Target::NoSuchPage);
        links.par_iter_mut().enumerate().for_each(|(id, links)| {
            let page = self.page(id as PageId);
            for (link, resolved) in page.document.links.iter().zip(links).filter(|(_, resolved)| missing(resolved.target)) {
                let written = crate::generator::url::Url::split(link.url(&page.text)).path;
                let decoded = crate::generator::url::decode(written);
                let beside = page.path.parent().join(&decoded).filter(|_| !decoded.starts_with('/'));
                let asked = decoded.strip_prefix(self.facts.prefix.value.as_str()).filter(|rest| rest.starts_with('/'));
                let asked = asked.unwrap_or(&decoded);
                let mounts = self.facts.statics.value.iter().filter_map(|mount| {
                    let rest = asked.strip_prefix(mount.url.as_str())?;
                    if rest.is_empty() {
                        return Some(mount.path.clone());
                    }
                    mount.path.join(rest).filter(|_| rest.starts_with('/'))
                });
                let content = self.facts.content.value.iter().filter_map(|folder| folder.join(asked));
                let below = mounts.chain(content).filter(|_| decoded.starts_with('/'));
                let reason = beside.into_iter().chain(below).find_map(|path| match resolved.target {
                    // An address is no file name; only what the settings leave out is meant by both, and a folder above it.
                    Target::NoSuchPage => {
                        let excluded = |path: &str| excluded(path).then_some(Reason::Excluded);
                        let made = || reason(folder_of(&path, &decoded).as_str());
                        excluded(path.as_str()).or_else(|| excluded(&format!("{path}.md"))).or_else(made)
                    }
                    _ => reason(path.as_str()),
                });
                if let Some(reason) = reason {
                    resolved.target = Target::Skipped(reason);
                }
            }
        });
        self.links = links;
        self.excuse_menu(&reason);
        self.made_sources = (0..self.pages.len() as PageId).filter(|&id| self.may_have_made_source(id, &reason)).collect();
    }

    /// Menu entries that lead to what a build makes.
    fn excuse_menu(&mut self, reason: &impl Fn(&str) -> Option<Reason>) {
        let roots = &self.facts.content.value;
        for entry in &mut self.nav.entries {
            let NavTarget::Missing(written) = &entry.target else { continue };
            let path = crate::generator::url::decode(crate::generator::url::Url::split(written).path);
            let beside = entry.source.parent().join(&path).filter(|_| !path.starts_with('/'));
            let below = roots.iter().filter_map(|root| root.join(path.trim_start_matches('/')));
            // The folder alone: what is no file's name but an address may be spelled like a folder of the build.
            if beside.into_iter().chain(below).any(|there| reason(folder_of(&there, &path).as_str()).is_some()) {
                entry.target = NavTarget::None;
            }
        }
    }

    /// Whether a translation's source would be where only a build writes: `api/a.md` for `de/api/a.md`.
    fn may_have_made_source(&self, id: PageId, reason: &impl Fn(&str) -> Option<Reason>) -> bool {
        let Some(locale) = self.locale(id).filter(|locale| !locale.source) else { return false };
        if self.translated_from(id).is_some() {
            return false;
        }
        let source = self.facts.locales.value.iter().find(|locale| locale.source);
        let path = self.page(id).path.as_str();
        let names = [locale.code.as_str(), locale.url.trim_start_matches('/')];
        let part = names.into_iter().filter(|name| !name.is_empty()).find_map(|name| {
            let at = path.find(&format!("{name}/")).filter(|&at| at == 0 || path[..at].ends_with('/'))?;
            Some((&path[..at], &path[at + name.len() + 1..]))
        });
        let Some((before, after)) = part else { return false };
        let code = source.map_or("", |source| source.code.as_str());
        [format!("{before}{after}"), format!("{before}{code}/{after}")].iter().any(|path| reason(path).is_some())
    }

    /// Whether the page that a translation is made from may be there after a build.
    pub fn source_may_be_made(&self, id: PageId) -> bool {
        self.made_sources.contains(&id)
    }

    /// The page at a source path.
    pub fn find(&self, path: &str) -> Option<PageId> {
        self.pages.binary_search_by(|entry| entry.page.path.as_str().cmp(path)).ok().map(|at| at as PageId)
    }

    /// A page by its place in the list; ids come from this site, so it is there.
    pub fn entry(&self, id: PageId) -> &Entry {
        &self.pages[id as usize]
    }

    /// The page itself.
    pub fn page(&self, id: PageId) -> &Page {
        &self.pages[id as usize].page
    }

    /// The ids on a page, worked out when first asked for.
    pub fn anchors(&self, id: PageId) -> &PageAnchors {
        let entry = self.entry(id);
        entry.anchors.get_or_init(|| PageAnchors::of(self, id))
    }

    /// The pages that show a page which has no address of its own.
    fn shown_in(&self, id: PageId) -> &[PageId] {
        self.shown_in.get(&id).map(Vec::as_slice).unwrap_or_default()
    }

    /// How the pages use their front matter; counted when first asked for.
    pub fn census(&self) -> census::Census<'_> {
        census::Census::new(self, self.census.get_or_init(|| census::Records::take(self)))
    }

    /// The links of a page, each with where it leads.
    pub fn links(&self, id: PageId) -> impl Iterator<Item = (&Link, &Resolved)> {
        self.page(id).document.links.iter().zip(&self.links[id as usize])
    }

    /// Resolves one link of a page again, noting each step in words.
    pub fn explain(&self, id: PageId, link: &Link) -> (Resolved, Vec<String>) {
        let mut steps = Vec::new();
        let resolved = resolve::one(self, id, link, Some(&mut steps));
        (resolved, steps)
    }

    /// The address that a link means, as far as it is known, with its fragment.
    pub fn address(&self, id: PageId, link: &Link) -> Option<String> {
        resolve::address(self, id, link)
    }

    /// Where a link would lead if `destination` (escapes and entities resolved) stood in the place of its own.
    pub fn if_written(&self, id: PageId, link: &Link, destination: &str) -> Resolved {
        resolve::if_written(self, id, link, destination)
    }

    /// Whether a link's destination means what it says: no template tags, variables or handlers change it.
    pub fn is_plain(&self, id: PageId, link: &Link) -> bool {
        resolve::is_plain(self, id, link)
    }

    /// What the site serves at an address path (absolute, decoded), redirects followed.
    pub fn served(&self, path: &str) -> Option<Served> {
        self.routes.get(self.facts.generator.value, path)
    }

    /// The redirect from an address path (absolute, decoded), by its place in [`Site::redirects`].
    pub fn redirected(&self, path: &str) -> Option<u32> {
        self.routes.redirect(self.facts.generator.value, path)
    }

    /// Whether a page whose address only a build would tell may be served here.
    pub fn may_be_computed(&self, path: &str) -> bool {
        self.routes.may_be_computed(path)
    }

    /// Two things that claim one address.
    pub fn collisions(&self) -> &[Collision] {
        &self.routes.collisions
    }

    /// How many links of other pages lead to a page, redirects followed.
    pub fn backlinks(&self, id: PageId) -> u32 {
        let count = || {
            let mut counts = vec![0u32; self.pages.len()];
            for (from, links) in self.links.iter().enumerate() {
                for target in links.iter().filter_map(Resolved::page) {
                    if target as usize != from {
                        counts[target as usize] += 1;
                    }
                }
            }
            counts
        };
        self.backlinks.get_or_init(count)[id as usize]
    }

    /// The `[[front-matter]]` tables that hold for a page: they are about it, and its front matter is as their `when` says.
    pub fn schemas_of<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = &'a FrontMatterSchema> {
        self.schemas.iter().filter(|schema| self.holds(schema, page))
    }

    /// Whether a `[[front-matter]]` table holds for a page.
    pub fn holds(&self, schema: &FrontMatterSchema, page: &Page) -> bool {
        let facts = &self.facts;
        schema.is_about(page)
            && (schema.when.is_empty() || data::holds(&facts.data, page, &schema.when, facts.dialect.front_matter.scalars))
    }

    /// The `[[front-matter]]` tables that are about a page, whatever they say in `when`.
    pub fn schemas_about<'a>(&'a self, page: &'a Page) -> impl Iterator<Item = &'a FrontMatterSchema> {
        self.schemas.iter().filter(|schema| schema.is_about(page))
    }

    /// The name of what is served, for reports: a page's source, a file's path.
    pub fn source_of(&self, served: Served) -> Option<&SitePath> {
        match served {
            Served::Page(id) => Some(&self.page(id).path),
            Served::Asset(id) => self.assets.get(id as usize),
            Served::Redirect(id) => self.redirects.get(id as usize).map(|redirect| &redirect.path),
            Served::Virtual | Served::Folder => None,
        }
    }

    /// Whether a file of the repository exists, page or not.
    pub fn file_exists(&self, path: &str) -> bool {
        self.find(path).is_some() || self.asset(path).is_some()
    }

    fn asset(&self, path: &str) -> Option<u32> {
        self.assets.binary_search_by(|asset| asset.as_str().cmp(path)).ok().map(|at| at as u32)
    }

    /// The file whose path differs from `path` by upper and lower case only.
    fn file_in_other_case(&self, path: &str) -> Option<&SitePath> {
        let all = || {
            let pages = self.pages.iter().map(|entry| &entry.page.path);
            pages.chain(self.assets.iter()).map(|path| (path.as_str().to_lowercase(), path.clone())).collect()
        };
        self.files_folded.get_or_init(all).get(&path.to_lowercase())
    }
}

/// The pages by the names that the generator gives them.
fn names(facts: &Facts, pages: &[Entry]) -> FxHashMap<String, Vec<PageId>> {
    let generator = facts.generator.value;
    let of_page = |entry: &Entry| generator.names(facts, &entry.page, &entry.placement);
    let each: Vec<_> = pages.par_iter().map(of_page).collect();
    let mut names: FxHashMap<String, Vec<PageId>> = FxHashMap::default();
    for (id, of_page) in each.into_iter().enumerate() {
        for name in of_page {
            names.entry(name).or_default().push(id as PageId);
        }
    }
    names
}
