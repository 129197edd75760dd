//! The menu: every entry is in the menus of the built pages, in the same order.

use super::{
    Difference, Kind, Pair, Section,
    built::{Address, Built, File},
    routes,
    theme::Theme,
};
use crate::{
    generator::{NavEntry, NavTarget, url::Url},
    site::{NavNode, Site},
};
use rustc_hash::{FxHashMap, FxHashSet};

/// An entry of the menu that has a built page.
struct Entry<'a> {
    node: &'a NavNode,
    url: &'a str,
    /// Its file on the built site.
    file: usize,
}

/// Links of one `<nav>` or `<aside>`, or those beside all of them, by the files that they lead to. Each once, in their order.
type Menu = Vec<usize>;

/// Compares.
pub(super) fn compare(site: &Site, built: &Built, pairs: &[Pair<'_>], theme: &Theme<'_>) -> Section {
    let mut section = Section::default();
    if site.nav.scheme.is_none() {
        section.note = Some(format!("{} builds no menu that is known of", site.facts.generator.value.title()));
        return section;
    }
    let mut entries = Vec::new();
    flatten(site, built, &site.nav.roots, &mut entries, &mut section);
    if entries.is_empty() {
        section.note = Some("the menu has no entry with a page".to_owned());
        return section;
    }
    let menus = menus(built, pairs, theme);
    let shown: FxHashSet<usize> = menus.iter().flatten().copied().collect();
    let found = entries.iter().filter(|entry| shown.contains(&entry.file)).count();
    // Another menu than the one that is known of, or one that only a script puts there.
    if found * 2 < entries.len() {
        section.note = Some(match found {
            0 => "the menus of the built pages show no entry of the menu, so it could not be compared".to_owned(),
            found => {
                format!("the menus of the built pages show {found} of {} entries of the menu, so they are others", entries.len())
            }
        });
        return section;
    }
    section.compared = entries.len();
    for entry in entries.iter().filter(|entry| !shown.contains(&entry.file)) {
        let message = "no menu of the built pages has this entry".to_owned();
        section.differences.push(difference(site, entry, Kind::Missing, message));
    }
    // Of entries that lead to one page nobody knows which link is whose.
    let mut uses: FxHashMap<usize, usize> = FxHashMap::default();
    entries.iter().for_each(|entry| *uses.entry(entry.file).or_default() += 1);
    let single = entries.iter().filter(|entry| uses.get(&entry.file) == Some(&1));
    let by_node: FxHashMap<usize, &Entry<'_>> = single.map(|entry| (entry.node.entry, entry)).collect();
    let menus = Menus::new(&menus);
    order(site, &site.nav.roots, &by_node, &menus, &mut section);
    section
}

/// All entries with a page, from top to bottom.
fn flatten<'a>(site: &'a Site, built: &Built, nodes: &'a [NavNode], entries: &mut Vec<Entry<'a>>, section: &mut Section) {
    for node in nodes {
        if let Some(url) = address_of(site, &site.nav.entries[node.entry]) {
            match routes::file_of(site, built, url) {
                Some(File::Page(file)) => entries.push(Entry { node, url, file }),
                Some(File::Other) | None => section.skip("no-built-page"),
            }
        }
        flatten(site, built, &node.children, entries, section);
    }
}

/// The address of the page that an entry leads to; `None` for headings and links to other sites.
fn address_of<'a>(site: &'a Site, entry: &'a NavEntry) -> Option<&'a str> {
    match (&entry.target, entry.url.as_deref()) {
        (NavTarget::Page(id), _) => site.entry(*id).url(),
        (NavTarget::None, Some(url)) if url.starts_with('/') && !url.starts_with("//") => Some(Url::split(url).path),
        _ => None,
    }
}

/// Every menu of every page: what stands around the content, and in it what is there on nearly every page, since not every theme
/// says which part of a page is which.
fn menus(built: &Built, pairs: &[Pair<'_>], theme: &Theme<'_>) -> Vec<Menu> {
    let mut menus: Vec<Menu> = Vec::new();
    let mut known: FxHashSet<Menu> = FxHashSet::default();
    for pair in pairs {
        let page = &built.pages[pair.at];
        let mut of_page: FxHashMap<u32, Menu> = FxHashMap::default();
        for (link, is_frame) in page.document.links_with_frame().filter(|(link, _)| !link.image) {
            let Some(written) = link.address.as_deref() else { continue };
            let address = built.address(page, written);
            if !is_frame && !theme.has_link(&address) {
                continue;
            }
            let Address::Own(path, _) = address else { continue };
            // A table of contents is no menu.
            if !written.starts_with('#')
                && let Some(File::Page(file)) = built.below_prefix(&path).and_then(|path| built.serve(path))
            {
                let menu = of_page.entry(link.menu).or_default();
                menu.push(file);
            }
        }
        let mut of_page: Vec<_> = of_page.into_iter().collect();
        of_page.sort_unstable();
        for (_, menu) in of_page {
            let mut seen = FxHashSet::default();
            let menu: Menu = menu.into_iter().filter(|file| seen.insert(*file)).collect();
            if known.insert(menu.clone()) {
                menus.push(menu);
            }
        }
    }
    menus
}

/// The menus, each as a table from file to place.
struct Menus {
    places: Vec<FxHashMap<usize, usize>>,
}

impl Menus {
    fn new(menus: &[Menu]) -> Self {
        let places = |menu: &Menu| menu.iter().enumerate().map(|(place, file)| (*file, place)).collect();
        Self { places: menus.iter().map(places).collect() }
    }

    /// The menu that shows the most of these files; the first of equals.
    fn best(&self, files: &[usize]) -> Option<&FxHashMap<usize, usize>> {
        let shows = |menu: &&FxHashMap<usize, usize>| files.iter().filter(|file| menu.contains_key(file)).count();
        let best = self.places.iter().map(|menu| shows(&menu)).max()?;
        self.places.iter().find(|menu| shows(menu) == best)
    }
}

/// Siblings stand in the order of the menu that shows most of them.
fn order(site: &Site, nodes: &[NavNode], entries: &FxHashMap<usize, &Entry<'_>>, menus: &Menus, section: &mut Section) {
    let siblings: Vec<&Entry<'_>> = nodes.iter().filter_map(|node| entries.get(&node.entry).copied()).collect();
    let files: Vec<usize> = siblings.iter().map(|entry| entry.file).collect();
    if let Some(menu) = menus.best(&files).filter(|_| files.len() > 1) {
        let shown = siblings.iter().filter_map(|entry| Some((*entry, *menu.get(&entry.file)?)));
        let mut last: Option<(&Entry<'_>, usize)> = None;
        for (entry, place) in shown {
            if let Some((before, at)) = last.filter(|(_, at)| *at > place) {
                let name = |entry: &Entry<'_>| site.nav.entries[entry.node.entry].name().to_owned();
                let message = format!("it stands before \"{}\" in the menus of the built pages, not after it", name(before));
                section.differences.push(difference(site, entry, Kind::Order, message));
                last = Some((before, at));
            } else {
                last = Some((entry, place));
            }
        }
    }
    for node in nodes {
        order(site, &node.children, entries, menus, section);
    }
}

fn difference(site: &Site, entry: &Entry<'_>, kind: Kind, message: String) -> Difference {
    let source = Some(site.nav.entries[entry.node.entry].source.clone());
    Difference { source, position: None, address: entry.url.to_owned(), kind, message }
}
