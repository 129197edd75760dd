//! What the site serves, under which address.

use super::{Entry, prefixes::Prefixes};
use crate::{
    generator::{Extras, Facts, Generator, PageId, Route},
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashMap;
use std::collections::hash_map;

/// What an address leads to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Served {
    /// A page.
    Page(PageId),
    /// A file that is served as it is, by its place in [`super::Site::assets`].
    Asset(u32),
    /// A redirect, by its place in [`super::Site::redirects`].
    Redirect(u32),
    /// Something that the generator makes by itself.
    Virtual,
    /// A folder's listing.
    Folder,
}

/// A former address that leads elsewhere.
#[derive(Clone, Debug)]
pub struct Redirect {
    /// The former address, as written.
    pub from: String,
    /// Where it leads.
    pub to: RedirectTo,
    /// The file that says so.
    pub path: SitePath,
    /// Where the former address is written.
    pub from_span: Span,
    /// Where the new one is written; equal to `from_span` for an alias.
    pub to_span: Span,
}

/// Where a redirect leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RedirectTo {
    /// The page that lists it as one of its aliases.
    Page(PageId),
    /// An address, as written.
    Url(String),
}

/// Two things that claim one address.
#[derive(Clone, Debug)]
pub struct Collision {
    /// The address.
    pub url: String,
    /// What has it.
    pub first: Served,
    /// What claims it too.
    pub second: Served,
}

/// What the site serves, under which address.
#[derive(Debug, Default)]
pub(super) struct Routes {
    served: FxHashMap<String, Served>,
    /// The same names in lower case, for links that differ only by case.
    folded: FxHashMap<String, Served>,
    /// Redirects with a `*`, by place.
    wildcards: Prefixes,
    /// The addresses of those that end with `/*`, without it: they are redirected, too.
    bare: FxHashMap<String, u32>,
    /// What addresses begin with of pages that only a build would tell: places in `computed_ends`.
    computed: Prefixes,
    /// What those addresses may end with, by what they begin with.
    computed_ends: Vec<Vec<String>>,
    /// Addresses below which there are further pages by number.
    numbered: Vec<String>,
    /// Pages that would be served here if they were published.
    withheld: FxHashMap<String, PageId>,
    /// Two things that claim one address.
    pub collisions: Vec<Collision>,
}

impl Routes {
    /// Puts everything in its place.
    pub(super) fn build(facts: &Facts, entries: &[Entry], assets: &[SitePath], redirects: &[Redirect], extras: Extras) -> Self {
        let generator = facts.generator.value;
        let mut routes = Self::default();
        let mut computed = facts.computed_routes.clone();
        for (id, entry) in entries.iter().enumerate() {
            if entry.placement.replaced {
                continue;
            }
            let served = Served::Page(id as PageId);
            match &entry.placement.route {
                Route::At(url) if entry.placement.withheld.is_none() => routes.claim(generator.output(url), url, served),
                Route::Computed { prefix, suffix } => computed.push((prefix.clone(), suffix.clone())),
                Route::At(url) => {
                    routes.withheld.insert(generator.output(url), id as PageId);
                }
                Route::None => {}
            }
            computed.extend(entry.placement.further.clone());
            if entry.placement.goes_on
                && let Some(url) = entry.url()
            {
                routes.numbered.push(format!("{}/", url.trim_end_matches('/')));
            }
            for url in &entry.placement.also {
                routes.claim(generator.output(url), url, served);
            }
        }
        routes.claim_assets(facts, generator, assets);
        for (asset, url) in extras.copies {
            routes.served.entry(url).or_insert(Served::Asset(asset));
        }
        computed.extend(extras.computed);
        for (prefix, suffix) in computed {
            let place = routes.computed.add(&prefix, routes.computed_ends.len() as u32);
            match routes.computed_ends.get_mut(place as usize) {
                Some(ends) => ends.push(suffix),
                None => routes.computed_ends.push(Vec::from([suffix])),
            }
        }
        if generator.serves_folders() {
            for entry in entries {
                routes.claim_folders(entry.page.path.parent_str());
            }
        }
        let made = entries.iter().flat_map(|entry| &entry.placement.makes);
        for url in facts.virtual_routes.iter().chain(&extras.urls).chain(made) {
            routes.served.entry(generator.output(url)).or_insert(Served::Virtual);
        }
        for (id, redirect) in redirects.iter().enumerate() {
            if redirect.from.ends_with('*') {
                let from = redirect.from.trim_end_matches('*');
                routes.wildcards.add(from, id as u32);
                routes.bare.entry(from.trim_end_matches('/').to_owned()).or_insert(id as u32);
            } else {
                let key = format!("{REDIRECT}{}", redirect.from);
                if let Some(page) = routes.served.get(&generator.output(&redirect.from)).copied() {
                    routes.collisions.push(Collision {
                        url: redirect.from.clone(),
                        first: page,
                        second: Served::Redirect(id as u32),
                    });
                }
                routes.claim(key, &redirect.from, Served::Redirect(id as u32));
            }
        }
        routes.folded = routes.served.iter().map(|(key, served)| (key.to_lowercase(), *served)).collect();
        routes
    }

    fn claim(&mut self, key: String, url: &str, served: Served) {
        match self.served.entry(key) {
            hash_map::Entry::Vacant(place) => {
                place.insert(served);
            }
            hash_map::Entry::Occupied(place) if *place.get() != served => {
                self.collisions.push(Collision { url: url.to_owned(), first: *place.get(), second: served });
            }
            hash_map::Entry::Occupied(_) => {}
        }
    }

    fn claim_assets(&mut self, facts: &Facts, generator: &dyn Generator, assets: &[SitePath]) {
        let folders = generator.serves_folders();
        for (id, asset) in assets.iter().enumerate() {
            let served = Served::Asset(id as u32);
            if folders {
                self.served.entry(format!("/{asset}")).or_insert(served);
                continue;
            }
            for mount in &facts.statics.value {
                let Some(below) = asset.below(mount.path.as_str()) else { continue };
                let url = match (mount.url.as_str(), below) {
                    ("", "") => format!("/{}", asset.file_name()),
                    (url, "") => url.to_owned(),
                    (url, below) => format!("{url}/{below}"),
                };
                match self.served.get(&url) {
                    // Of two files the one that is copied first stays, which is how themes are overridden.
                    Some(Served::Asset(_)) => {}
                    _ => self.claim(url.clone(), &url, served),
                }
            }
        }
        if folders {
            self.served.insert("/".to_owned(), Served::Folder);
            for path in assets {
                self.claim_folders(path.parent_str());
            }
        }
    }

    /// A folder and those above it.
    fn claim_folders(&mut self, folder: &str) {
        let mut folder = folder;
        while !folder.is_empty() {
            match self.served.entry(format!("/{folder}")) {
                hash_map::Entry::Occupied(_) => return,
                hash_map::Entry::Vacant(place) => place.insert(Served::Folder),
            };
            folder = folder.rfind('/').map_or("", |slash| &folder[..slash]);
        }
    }

    /// The addresses of files that are served as they are.
    pub(super) fn assets(&self) -> impl Iterator<Item = &str> {
        self.served.iter().filter(|(_, served)| matches!(served, Served::Asset(_))).map(|(url, _)| url.as_str())
    }

    /// The address of a file that is served as it is. Goes through all of them.
    pub(super) fn address_of(&self, asset: u32) -> Option<&str> {
        self.served.iter().filter(|(_, served)| **served == Served::Asset(asset)).map(|(url, _)| url.as_str()).min()
    }

    /// What a browser gets when it asks for `path` (absolute, decoded).
    pub(super) fn get(&self, generator: &dyn Generator, path: &str) -> Option<Served> {
        generator.requests(path).iter().find_map(|key| self.served.get(key)).copied()
    }

    /// The redirect for `path`, if there is one: as written, else with or without the slash at its end.
    /// The redirect may be a file like any other: `/a/` asks for that of `/a/index.html`.
    pub(super) fn redirect(&self, generator: &dyn Generator, path: &str) -> Option<u32> {
        let toggled = path.strip_suffix('/').map_or_else(|| format!("{path}/"), str::to_owned);
        let redirect = |path: &str| self.served.get(&format!("{REDIRECT}{path}"));
        let exact = [path, &toggled].into_iter().find_map(redirect);
        let exact = exact.or_else(|| generator.requests(path).iter().find_map(|path| redirect(path)));
        if let Some(Served::Redirect(id)) = exact {
            return Some(*id);
        }
        // The first rule wins.
        let bare = self.bare.get(path).copied();
        self.wildcards.first(path).into_iter().chain(bare).min()
    }

    /// What is served under the same address but for upper and lower case.
    pub(super) fn other_case(&self, generator: &dyn Generator, path: &str) -> Option<Served> {
        generator.requests(path).iter().find_map(|key| self.folded.get(&key.to_lowercase())).copied()
    }

    /// The page that would be served at `path` if it were published.
    pub(super) fn withheld(&self, generator: &dyn Generator, path: &str) -> Option<PageId> {
        if self.withheld.is_empty() {
            return None;
        }
        generator.requests(path).iter().find_map(|key| self.withheld.get(key)).copied()
    }

    /// Whether a page whose address only a build would tell may be served here.
    pub(super) fn may_be_computed(&self, path: &str) -> bool {
        let is_number = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_digit());
        let bare = path.trim_end_matches('/');
        let mut ends = self.computed.all(path).filter_map(|place| self.computed_ends.get(place as usize)).flatten();
        ends.any(|suffix| path.ends_with(suffix.as_str()))
            || bare.ends_with(|c: char| c.is_ascii_digit())
                && self.numbered.iter().any(|above| bare.strip_prefix(above.as_str()).is_some_and(is_number))
    }
}

/// Redirects are kept apart from files by a byte that no address begins with.
const REDIRECT: char = '\u{0}';
