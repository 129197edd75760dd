//! The sidebar: written in the configuration, or made from folders.

use super::{Settings, place};
use crate::{
    generator::{
        Facts, MenuItem, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement,
        script::{Places, Value},
        url::{self, Url},
    },
    page::{
        Page,
        front_matter::{Node, Value as Scalar},
    },
    path::SitePath,
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::collections::BTreeMap;

/// Deeper lists are not read.
const DEEPEST: u16 = 20;

/// The items as the configuration lists them. Without a list, the sidebar shows all folders.
pub(super) fn read(list: Option<&Value>, file: &str, places: &mut Places, facts: &mut Facts) -> Vec<MenuItem> {
    let mut items = Vec::new();
    match list {
        None | Some(Value::Null) => {
            let file = SitePath::new(file).unwrap_or_else(SitePath::root);
            let target = Some(String::new());
            items.push(MenuItem { file, title: String::new(), target, span: Span::default(), depth: 0, kind: "folder" });
        }
        Some(list) => {
            let mut known = true;
            add(list, 0, places, &mut items, &mut known);
            if !known {
                facts.could_not_read(file, "parts of the sidebar are made while the site is built, so they are not known");
            }
        }
    }
    items
}

fn add(list: &Value, depth: u16, places: &mut Places, items: &mut Vec<MenuItem>, known: &mut bool) {
    let Value::List(list) = list else {
        *known = false;
        return;
    };
    for item in list.iter().filter(|_| depth < DEEPEST) {
        let text = |key: &str| item.get(key).and_then(Value::as_str);
        let title = text("label").unwrap_or_default();
        let (target, kind) = match item {
            Value::Text(slug) => (Some(slug.as_str()), "page"),
            Value::Table(_) => match (text("slug"), text("link"), text("autogenerate.directory")) {
                (Some(slug), ..) => (Some(slug), "page"),
                (_, Some(link), _) => (Some(link), "link"),
                (.., Some(folder)) => (Some(folder), "folder"),
                _ => (None, ""),
            },
            _ => {
                *known = false;
                continue;
            }
        };
        let (file, span) = places.of(target.unwrap_or(title));
        items.push(MenuItem { file, title: title.to_owned(), target: target.map(str::to_owned), span, depth, kind });
        if let Some(inner) = item.entry("items") {
            add(inner, depth + 1, places, items, known);
        }
    }
}

/// The sidebar of the default language with what its entries lead to.
pub(super) fn navigation(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)]) -> Navigation {
    let site = Pages::new(facts, settings, pages);
    let mut entries: Vec<NavEntry> = Vec::new();
    let mut above: Vec<usize> = Vec::new();
    for item in &facts.menu {
        above.truncate(usize::from(item.depth));
        let parent = above.last().copied();
        let spans = NavSpans { key: item.span, target: item.span, ..NavSpans::default() };
        let entry =
            NavEntry { above: parent, title: item.title.clone(), source: item.file.clone(), spans, ..NavEntry::default() };
        let target = item.target.as_deref().unwrap_or_default();
        if item.kind == "folder" {
            // A folder without a label of its own adds its pages to what it stands in.
            let group = (!item.title.is_empty()).then_some(entries.len());
            if group.is_some() {
                entries.push(entry);
            }
            site.folder(target.trim_matches('/'), group.or(parent), &mut entries);
            above.push(group.or(parent).unwrap_or(entries.len()));
            continue;
        }
        let (url, target) = match item.kind {
            "page" => site.page(target),
            "link" => site.link(target),
            _ => (None, NavTarget::None),
        };
        let title = match &target {
            NavTarget::Page(id) if entry.title.is_empty() => site.title(*id),
            _ => entry.title.clone(),
        };
        above.push(entries.len());
        entries.push(NavEntry { url, target, title, ..entry });
    }
    Navigation { scheme: (!entries.is_empty()).then_some(NavScheme::Listed), entries, ..Navigation::default() }
}

struct Pages<'a> {
    facts: &'a Facts,
    settings: &'a Settings,
    pages: &'a [(&'a Page, &'a Placement)],
    /// Pages of the default language by their slugs without it.
    slugs: FxHashMap<String, PageId>,
    /// Everything that is served, without slashes at the end.
    served: FxHashSet<&'a str>,
}

impl<'a> Pages<'a> {
    fn new(facts: &'a Facts, settings: &'a Settings, pages: &'a [(&'a Page, &'a Placement)]) -> Self {
        let mut slugs = FxHashMap::default();
        let mut served = FxHashSet::default();
        for (id, (page, placement)) in pages.iter().enumerate().filter(|(_, (_, placement))| placement.withheld.is_none()) {
            let Some(slug) = place::slug_of(facts, page) else { continue };
            let (locale, rest) = place::language(settings, &slug);
            if settings.locales.is_empty() || locale == Some(settings.default_locale) {
                slugs.insert(rest.to_owned(), id as PageId);
            }
            served.extend(placement.also.iter().map(|url| url.trim_end_matches('/')));
        }
        served.extend(facts.virtual_routes.iter().map(|url| url.trim_end_matches('/')));
        served.extend(facts.redirects.iter().map(|redirect| redirect.from.trim_end_matches('/')));
        Self { facts, settings, pages, slugs, served }
    }

    fn url(&self, id: PageId) -> Option<String> {
        let (page, _) = self.pages.get(id as usize)?;
        Some(place::address(self.settings, &place::slug_of(self.facts, page)?))
    }

    fn title(&self, id: PageId) -> String {
        let Some((page, _)) = self.pages.get(id as usize) else { return String::new() };
        page.meta("sidebar.label").or_else(|| page.meta("title")).unwrap_or_default().to_owned()
    }

    /// An entry that names a page: the build stops when there is none.
    fn page(&self, slug: &str) -> (Option<String>, NavTarget) {
        let key = slug.trim_matches('/');
        let key = if key == "index" { "" } else { key.strip_suffix("/index").unwrap_or(key) };
        match self.slugs.get(key) {
            Some(&id) => (self.url(id), NavTarget::Page(id)),
            None if self.settings.ids_unknown => (None, NavTarget::None),
            None => (None, NavTarget::Missing(slug.to_owned())),
        }
    }

    /// An entry with an address.
    fn link(&self, link: &str) -> (Option<String>, NavTarget) {
        if url::scheme(link).is_some() || link.starts_with("//") {
            return (Some(link.to_owned()), NavTarget::None);
        }
        let decoded = url::decode(Url::split(link).path);
        let path = format!("/{}", decoded.trim_matches('/'));
        let stem = path.strip_suffix(".html").unwrap_or(&path);
        let slug = stem.strip_suffix("/index").unwrap_or(stem).trim_start_matches('/');
        if let Some(&id) = self.slugs.get(slug) {
            return (self.url(id), NavTarget::Page(id));
        }
        let known = self.settings.ids_unknown
            || self.served.contains(path.trim_end_matches('/'))
            || [path.clone(), format!("{path}/index.html"), format!("{path}.html")]
                .iter()
                .any(|file| self.settings.static_pages.contains(file))
            || self
                .facts
                .computed_routes
                .iter()
                .any(|(start, end)| path.starts_with(start.as_str()) && path.ends_with(end.as_str()))
            || self.settings.excluded.matches(&SitePath::new(&path).unwrap_or_else(SitePath::root));
        let address = place::address(self.settings, path.trim_matches('/'));
        (Some(address), if known { NavTarget::None } else { NavTarget::Missing(link.to_owned()) })
    }

    /// Adds the pages of a folder, by its path below the language.
    fn folder(&self, folder: &str, above: Option<usize>, entries: &mut Vec<NavEntry>) {
        let mut tree = Tree::default();
        for &id in self.slugs.values() {
            let Some((page, placement)) = self.pages.get(id as usize).filter(|(_, placement)| !placement.unlisted) else {
                continue;
            };
            let Some((_, below)) = self.facts.in_content(&page.path) else { continue };
            let below = self.without_language(below);
            let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
            let rest = match stem.strip_prefix(folder) {
                Some("") => "index",
                Some(rest) if folder.is_empty() => rest,
                Some(rest) if rest.starts_with('/') => &rest[1..],
                _ => continue,
            };
            if rest != "404" || !folder.is_empty() {
                let order = self.order(page);
                tree.add(rest, order, id, placement.unlisted);
            }
        }
        tree.list(self, above, entries, 0);
    }

    fn without_language<'p>(&self, below: &'p str) -> &'p str {
        let locale = self.settings.locales.get(self.settings.default_locale).filter(|locale| *locale != "root");
        locale.and_then(|locale| below.strip_prefix(locale.as_str())?.strip_prefix('/')).unwrap_or(below)
    }

    fn order(&self, page: &Page) -> f64 {
        match order(page).map(|node| node.value(self.facts.dialect.front_matter.scalars)) {
            Some(Scalar::Integer(number)) => number as f64,
            Some(Scalar::Float(number)) => number,
            _ => f64::MAX,
        }
    }
}

/// The order that a page gives itself.
fn order(page: &Page) -> Option<&Node> {
    Some(&page.front_matter.as_ref()?.get("sidebar.order")?.value)
}

/// The pages of a folder and the folders in it.
#[derive(Default)]
struct Tree {
    pages: Vec<(f64, PageId)>,
    folders: BTreeMap<String, Tree>,
}

impl Tree {
    fn add(&mut self, path: &str, order: f64, id: PageId, hidden: bool) {
        let mut at = self;
        let mut parts: Vec<&str> = path.split('/').take(usize::from(DEEPEST)).collect();
        parts.pop();
        for part in parts {
            at = at.folders.entry(part.to_owned()).or_default();
        }
        if !hidden {
            at.pages.push((order, id));
        }
    }

    /// The lowest order of what is in it.
    fn order(&self) -> f64 {
        let pages = self.pages.iter().map(|(order, _)| *order);
        pages.chain(self.folders.values().map(Self::order)).fold(f64::MAX, f64::min)
    }

    fn list(&self, site: &Pages<'_>, above: Option<usize>, entries: &mut Vec<NavEntry>, depth: u16) {
        let pages = self.pages.iter().map(|(order, id)| (*order, site.url(*id).unwrap_or_default(), None, Some(*id)));
        let folders = self.folders.iter().map(|(name, tree)| (tree.order(), first_url(tree, site), Some((name, tree)), None));
        let mut all: Vec<_> = pages.chain(folders).collect();
        all.sort_by(|a, b| a.0.total_cmp(&b.0).then_with(|| a.1.to_lowercase().cmp(&b.1.to_lowercase())));
        for (number, url, folder, page) in all {
            let source =
                page.and_then(|id| site.pages.get(id as usize)).map_or_else(SitePath::root, |(page, _)| page.path.clone());
            match (folder, page) {
                (Some((name, tree)), _) if depth < DEEPEST => {
                    let group = entries.len();
                    entries.push(NavEntry {
                        above,
                        title: name.clone(),
                        source: site.facts.content.value[..].first().cloned().unwrap_or_else(SitePath::root),
                        ..NavEntry::default()
                    });
                    tree.list(site, Some(group), entries, depth + 1);
                }
                (_, Some(id)) => {
                    let target = NavTarget::Page(id);
                    let order = site.pages.get(id as usize).and_then(|(page, _)| order(page));
                    entries.push(NavEntry {
                        above,
                        title: site.title(id),
                        url: Some(url),
                        target,
                        source,
                        order: (number < f64::MAX).then_some(number),
                        spans: NavSpans { order: order.map_or(Span::default(), |order| order.span), ..NavSpans::default() },
                        ..NavEntry::default()
                    });
                }
                _ => {}
            }
        }
    }
}

/// A folder stands where the address of its first page would.
fn first_url(tree: &Tree, site: &Pages<'_>) -> String {
    let own = tree.pages.iter().filter_map(|(_, id)| site.url(*id)).min();
    let inner = || tree.folders.values().map(|tree| first_url(tree, site)).min();
    own.or_else(inner).unwrap_or_default()
}
