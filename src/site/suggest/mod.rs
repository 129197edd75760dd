//! What the author of a broken link meant. A suggestion always leads somewhere, and is nearly always right; where it is not
//! clear, there is none.

mod index;
mod likeness;

use index::Index;
pub(super) use likeness::Sketch;

use super::{Entry, Resolved, Served, Site, Target};
use crate::{
    generator::{
        PageId,
        url::{self, Url},
    },
    page::document::Link,
    path::SitePath,
};
use likeness::Name;
use rustc_hash::FxHashMap;
use std::cell::LazyCell;

/// Indexes of what links can lead to, each made when first asked for.
#[derive(Debug)]
pub(super) struct Indexes {
    /// Addresses of pages.
    pages: Index,
    /// Sources of pages.
    sources: Index,
    /// Addresses of files.
    files: Index,
    /// Every other file, where links name them by their paths.
    assets: Index,
}

/// On a page with more anchors than this, only one that differs by case is suggested: the search would take too long.
const MOST_ANCHORS: usize = 2000;

impl Site {
    /// What the author of a link to a missing page or file meant, as a destination spelled like the author's own: escapes and
    /// entities are not yet applied. Query and fragment are kept.
    pub fn suggest(&self, id: PageId, link: &Link) -> Option<String> {
        let page = self.page(id);
        let written = link.url(&page.text);
        if self.reference_in(written).is_some() {
            return self.suggest_reference(id, link);
        }
        let url = Url::split(written);
        let decoded = url::decode(url.path);
        let wanted = self.address(id, link).unwrap_or_else(|| decoded.to_string());
        let wanted = url::decode(Url::split(&wanted).path).into_owned();
        let beside = || page.path.parent().join(&decoded).map_or_else(|| decoded.to_string(), |path| path.to_string());
        let indexes = self.suggestions.get_or_init(|| Indexes::new(self));
        let by_path = self.facts.generator.value.serves_folders();
        let finish = |path: &str| {
            Some(self.with_variable(written, &url::encode(path))).filter(|path| self.straight(id, link, path).is_some())
        };
        let found = if link.image || is_file(&decoded) && !is_page_file(&decoded) {
            let same_kind = |target: &str| same_kind(&decoded, target);
            let address = || finish(&self.spell_url(indexes.files.nearest(&wanted, same_kind)?, &decoded));
            let path =
                || finish(&spell_file(&page.path, indexes.assets.nearest(&beside(), same_kind)?, decoded.starts_with('/')));
            if by_path { path() } else { address().or_else(path) }
        } else {
            let other = |target: &str| target != page.path.as_str();
            let path = || self.spell(id, link, Served::Page(self.find(indexes.sources.nearest(&beside(), other)?)?));
            let own = self.entry(id).url();
            let address = || finish(&self.spell_url(indexes.pages.nearest(&wanted, |target| Some(target) != own)?, &decoded));
            if is_page_file(&decoded) || by_path { path().or_else(address) } else { address() }
        }?;
        (found != url.path).then(|| format!("{found}{}", &written[url.path.len()..]))
    }

    /// A destination for this link that leads to `served`, spelled like the one that is written: a path or an address, without
    /// query and fragment. `None` when there is no such destination.
    pub fn spell(&self, id: PageId, link: &Link, served: Served) -> Option<String> {
        let page = self.page(id);
        let written = link.url(&page.text);
        let decoded = url::decode(Url::split(written).path);
        let absolute = decoded.starts_with('/');
        let by_path = is_page_file(&decoded) || self.facts.generator.value.serves_folders();
        let file = self.source_of(served).filter(|_| by_path).map(|source| spell_file(&page.path, source.as_str(), absolute));
        let address = match served {
            Served::Page(target) => self.entry(target).url().map(str::to_owned),
            Served::Asset(asset) => self.routes.address_of(asset).map(str::to_owned),
            Served::Redirect(_) | Served::Virtual | Served::Folder => None,
        };
        let address = address.map(|address| self.spell_url(&address, &decoded));
        let below_content =
            self.source_of(served).filter(|_| by_path).and_then(|source| Some(format!("/{}", self.facts.in_content(source)?.1)));
        let wanted = |target: Target| match (target, served) {
            (Target::Page(found) | Target::NoSuchAnchor(found), Served::Page(wanted)) => found == wanted,
            (Target::Asset(found), Served::Asset(wanted)) => found == wanted,
            _ => false,
        };
        let candidates =
            [file, below_content, address].into_iter().flatten().map(|path| self.with_variable(written, &url::encode(&path)));
        // Some generators leave a path alone that has a query.
        let query = Url::split(written).query.map_or(String::new(), |query| format!("?{query}"));
        candidates.into_iter().find(|path| self.straight(id, link, &format!("{path}{query}")).is_some_and(wanted))
    }

    /// The address of the page that `path` (absolute, decoded), at which there is none, surely means.
    pub fn suggest_address(&self, path: &str) -> Option<&str> {
        let indexes = self.suggestions.get_or_init(|| Indexes::new(self));
        indexes.pages.nearest(path, |_| true)
    }

    /// The anchor on `target` that `fragment` (without `#`) surely means.
    pub fn suggest_anchor(&self, target: PageId, fragment: &str) -> Option<&str> {
        let decoded = url::decode(fragment);
        let anchors = self.anchors(target);
        let capitals = self.entry(target).capitals.get_or_init(|| {
            let mut capitals = FxHashMap::default();
            for (at, (id, _)) in anchors.ids().enumerate().filter(|(_, (id, _))| !is_small(id)) {
                capitals.entry(id.to_lowercase()).or_insert(at);
            }
            capitals
        });
        let small = decoded.to_lowercase();
        let same = [anchors.number(&small), capitals.get(&small).copied()].into_iter().flatten().min();
        if let Some(id) = same.and_then(|at| anchors.id(at)).filter(|id| id.len() == decoded.len()) {
            return Some(id);
        }
        if anchors.ids().len() > MOST_ANCHORS {
            return None;
        }
        let sketch = Sketch::of(&decoded);
        let wanted = LazyCell::new(|| Name::new(&decoded));
        let sketches = self.entry(target).sketches.get_or_init(|| anchors.ids().map(|(id, _)| Sketch::of(id)).collect());
        let mut best: Option<(usize, Option<&str>)> = None;
        for ((id, _), _) in anchors.ids().zip(sketches).filter(|(_, other)| sketch.may_be_like(**other)) {
            let Some(unlikeness) = wanted.unlikeness(&Name::new(id)).filter(|_| !wanted.is_empty()) else { continue };
            match &mut best {
                Some((least, alone)) if *least == unlikeness => *alone = alone.filter(|known| *known == id),
                Some((least, _)) if *least < unlikeness => {}
                _ => best = Some((unlikeness, Some(id))),
            }
        }
        best?.1
    }

    /// The page that a reference surely means by its name or path.
    pub(super) fn page_like(&self, name: &str) -> Option<PageId> {
        let indexes = self.suggestions.get_or_init(|| Indexes::new(self));
        self.find(indexes.sources.nearest(name, |_| true)?)
    }

    /// What the destination leads to, if it does so without detours.
    fn straight(&self, id: PageId, link: &Link, destination: &str) -> Option<Target> {
        let Resolved { target, redirect, instead_of, lacks_prefix, .. } = self.if_written(id, link, destination);
        let leads = matches!(
            target,
            Target::Page(_) | Target::NoSuchAnchor(_) | Target::HiddenBody(_) | Target::Asset(_) | Target::Other
        );
        (leads && redirect.is_none() && instead_of.is_none() && !lacks_prefix).then_some(target)
    }

    /// Keeps a variable such as `%base_url%` at the beginning.
    fn with_variable(&self, written: &str, path: &str) -> String {
        let names = self.facts.variables.iter().map(|(name, _)| format!("%{name}%"));
        let variable = names.filter(|_| path.starts_with('/')).find(|name| written.starts_with(name.as_str()));
        variable.map_or_else(|| path.to_owned(), |variable| format!("{variable}{path}"))
    }

    /// A page's address with the slash habits of what was written, and the prefix where it must be written.
    fn spell_url(&self, url: &str, written: &str) -> String {
        let prefix = &self.facts.prefix.value;
        let prefixed = !prefix.is_empty() && (!self.facts.adds_prefix || written.starts_with(prefix.as_str()));
        let spelled = if prefixed { format!("{prefix}{url}") } else { url.to_owned() };
        if written.ends_with('/') || is_page_file(written) || spelled == "/" || !spelled.ends_with('/') {
            spelled
        } else {
            spelled.trim_end_matches('/').to_owned()
        }
    }
}

impl Indexes {
    fn new(site: &Site) -> Self {
        let (mut files, mut assets) = (Index::default(), Index::default());
        if site.facts.generator.value.serves_folders() || site.facts.has_image_pipeline() {
            assets = Index::new(site.assets.iter().filter(|path| !path.extension().is_empty()).map(SitePath::to_string));
        }
        if !site.facts.generator.value.serves_folders() {
            files = Index::new(site.routes.assets().map(str::to_owned));
        }
        Self {
            pages: Index::new(site.pages.iter().filter_map(Entry::url).map(str::to_owned)),
            sources: Index::new(site.pages.iter().map(|entry| entry.page.path.to_string())),
            files,
            assets,
        }
    }
}

/// Whether a text is surely the same in lower case; nearly all ids are of letters that this knows.
fn is_small(text: &str) -> bool {
    let small = |c: char| c.is_ascii() && !c.is_ascii_uppercase() || likeness::has_no_capital(c);
    text.chars().all(small)
}

/// A file as a link on `from` names it.
fn spell_file(from: &SitePath, file: &str, absolute: bool) -> String {
    if absolute {
        return format!("/{file}");
    }
    let here: Vec<&str> = from.parent_str().split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = file.split('/').collect();
    let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
    let up = std::iter::repeat_n("..", here.len() - shared);
    up.chain(there[shared..].iter().copied()).collect::<Vec<_>>().join("/")
}

fn extension(path: &str) -> &str {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// Whether a destination names a file rather than an address.
fn is_file(path: &str) -> bool {
    let extension = extension(path);
    (1..=8).contains(&extension.len())
        && extension.chars().all(|c| c.is_ascii_alphanumeric())
        && !matches!(extension, "html" | "htm")
}

/// Whether a destination names a page by its source.
fn is_page_file(path: &str) -> bool {
    ["md", "markdown", "mdx"].iter().any(|known| extension(path).eq_ignore_ascii_case(known))
}

/// Whether one file can stand for the other: a picture for a picture, else the same extension.
fn same_kind(a: &str, b: &str) -> bool {
    let picture = |path: &str| {
        ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"].iter().any(|known| extension(path).eq_ignore_ascii_case(known))
    };
    extension(a).eq_ignore_ascii_case(extension(b)) || picture(a) && picture(b)
}
