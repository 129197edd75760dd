//! The menu of the GOV.UK tech docs template: with `multipage_nav` every page, below the one whose folder it is in.

use super::{
    super::{Facts, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, Route, data::Meta, url},
    MULTIPAGE, paths,
};
use crate::page::Page;
use rustc_hash::FxHashMap;

/// The links in the head of every page, then the pages in the order of their paths, as far as the menu shows them.
pub(super) fn entries(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let mut resources: FxHashMap<&str, PageId> = FxHashMap::default();
    let mut addresses: FxHashMap<&str, PageId> = FxHashMap::default();
    for (id, (page, placement)) in pages.iter().enumerate() {
        if placement.withheld.is_none()
            && let Route::At(url) = &placement.route
            && let Some((_, below)) = facts.in_content(&page.path)
        {
            resources.insert(paths::resource(below), id as PageId);
            addresses.insert(url, id as PageId);
        }
    }
    let mut entries: Vec<NavEntry> = Vec::new();
    for item in &facts.menu {
        let address = item.target.as_deref().filter(|target| target.starts_with('/') && !target.starts_with("//"));
        let path = address.map(|address| url::decode(url::Url::split(address).path).into_owned());
        let target = path.as_deref().and_then(|path| addresses.get(path)).copied();
        entries.push(NavEntry {
            title: item.title.clone(),
            url: item.target.clone(),
            source: item.file.clone(),
            target: target.map_or(NavTarget::None, NavTarget::Page),
            spans: NavSpans { target: item.span, key: item.span, ..NavSpans::default() },
            // Before all pages.
            pinned: true,
            ..NavEntry::default()
        });
    }
    if !facts.flags.contains(&MULTIPAGE) {
        let scheme = (!entries.is_empty()).then_some(NavScheme::Listed);
        return Navigation { scheme, entries, ..Navigation::default() };
    }
    let scalars = facts.dialect.front_matter.scalars;
    for (page, placement) in pages {
        let Some((_, below)) = facts.in_content(&page.path) else { continue };
        let path = paths::resource(below);
        let Route::At(url) = &placement.route else { continue };
        if placement.withheld.is_some() || placement.unlisted || !path.ends_with(".html") {
            continue;
        }
        let parent = parent(path, &resources);
        let weight = Meta::get(&facts.data, page, "weight");
        entries.push(NavEntry {
            key: Some(path.to_owned()),
            parent: parent.filter(|parent| parent != "index.html"),
            parent_is_text: true,
            title: page.meta("title").unwrap_or_else(|| page.path.stem()).to_owned(),
            url: Some(url.clone()),
            source: page.path.clone(),
            order: weight.and_then(|weight| weight.number(scalars)),
            spans: NavSpans { order: weight.map(Meta::value_span).unwrap_or_default(), ..NavSpans::default() },
            ..NavEntry::default()
        });
    }
    Navigation { scheme: Some(NavScheme::Folders), entries, ..Navigation::default() }
}

/// The page above another one: that of its folder's name, else the index of the folder (of the one above, for an index).
fn parent(path: &str, resources: &FxHashMap<&str, PageId>) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let is_index = name == "index.html";
    if folder.is_empty() {
        return (!is_index).then(|| "index.html".to_owned()).filter(|index| resources.contains_key(index.as_str()));
    }
    let same_name = format!("{folder}.html");
    if resources.contains_key(same_name.as_str()) {
        return Some(same_name);
    }
    let folder = if is_index { folder.rsplit_once('/').map_or("", |(above, _)| above) } else { folder };
    let index = if folder.is_empty() { "index.html".to_owned() } else { format!("{folder}/index.html") };
    resources.contains_key(index.as_str()).then_some(index)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_stand_below_their_folders() {
        let resources: FxHashMap<&str, PageId> =
            ["index.html", "a/index.html", "b.html", "a/b/c.html"].into_iter().zip(0..).collect();
        for (path, expected) in [
            ("index.html", None),
            ("x.html", Some("index.html")),
            ("a/index.html", Some("index.html")),
            ("a/x.html", Some("a/index.html")),
            ("b/x.html", Some("b.html")),
            ("b/index.html", Some("b.html")),
            ("a/b/index.html", Some("a/index.html")),
            ("a/b/x.html", None),
        ] {
            assert_eq!(parent(path, &resources).as_deref(), expected, "{path}");
        }
    }
}
