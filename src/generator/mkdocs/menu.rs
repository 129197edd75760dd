//! The menu: `nav` of the configuration, or all pages by folder.

use super::{Settings, config::Config, links::is_markdown};
use crate::{
    generator::{Facts, Files, MenuItem, NavEntry, NavList, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, url},
    page::{
        Page,
        front_matter::{Data, Node},
    },
    path::SitePath,
};

/// Deeper menus are cut off.
const DEEPEST: u16 = 40;

/// Reads `nav` line by line.
pub(super) fn read(files: &dyn Files, config: &Config, facts: &mut Facts) -> bool {
    let Some((file, nav)) = config.get("nav") else { return false };
    let file = file.clone();
    if !matches!(nav.data, Data::Sequence(_) | Data::Mapping(_)) {
        return false;
    }
    let mut items = Vec::new();
    collect(nav, 0, &file, &mut items);
    if let Some(text) = files.read(file.as_str()) {
        facts.menu_texts.insert(file.clone(), text);
    }
    facts.sources.push(file);
    facts.menu = items;
    true
}

fn collect(node: &Node, depth: u16, file: &SitePath, items: &mut Vec<MenuItem>) {
    if depth > DEEPEST {
        return;
    }
    let item = |title: &str, target: Option<&str>, span| MenuItem {
        file: file.clone(),
        title: title.to_owned(),
        target: target.map(str::to_owned),
        span,
        depth,
        kind: if target.is_some() { "" } else { "section" },
    };
    match &node.data {
        Data::Scalar(scalar) => items.push(item("", Some(&scalar.text), node.span)),
        Data::Sequence(nodes) => nodes.iter().for_each(|node| collect(node, depth, file, items)),
        Data::Mapping(entries) => {
            for entry in entries {
                match &entry.value.data {
                    Data::Scalar(scalar) => items.push(item(&entry.name, Some(&scalar.text), entry.value.span)),
                    _ => {
                        items.push(item(&entry.name, None, entry.key));
                        collect(&entry.value, depth + 1, file, items);
                    }
                }
            }
        }
        Data::Alias(_) => {}
    }
}

pub(super) fn navigation(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)]) -> Navigation {
    if facts.lists_pages {
        return Navigation::default();
    }
    if !settings.has_nav {
        return all(facts, pages);
    }
    let mut entries: Vec<NavEntry> = Vec::new();
    let mut above: Vec<usize> = Vec::new();
    for item in &facts.menu {
        above.truncate(usize::from(item.depth));
        let mut entry = NavEntry {
            above: above.last().copied(),
            title: item.title.clone(),
            source: item.file.clone(),
            spans: NavSpans { key: item.span, target: item.span, ..NavSpans::default() },
            ..NavEntry::default()
        };
        if let Some(target) = &item.target {
            lead(facts, settings, pages, target, &mut entry);
        }
        above.push(entries.len());
        entries.push(entry);
    }
    let list = facts.menu.first().map(|item| NavList { path: item.file.clone(), decides: false });
    Navigation { scheme: Some(NavScheme::Listed), entries, list, ..Navigation::default() }
}

/// Works out where an entry leads.
fn lead(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)], target: &str, entry: &mut NavEntry) {
    let find = |path: &SitePath| pages.binary_search_by(|(page, _)| page.path.cmp(path)).ok();
    let plain = target.trim_start_matches('/');
    let absolute = plain.len() < target.len();
    if url::scheme(target).is_some() || target.starts_with("//") || absolute && !settings.absolute_nav {
        entry.url = Some(target.to_owned());
        return;
    }
    let path = settings.docs.join(plain);
    match path.as_ref().and_then(find) {
        Some(at) => {
            let (page, placement) = pages[at];
            entry.url = match &placement.route {
                crate::generator::Route::At(url) => Some(url.clone()),
                _ => None,
            };
            if entry.title.is_empty() {
                entry.title = title(page);
            }
            entry.target = NavTarget::Page(at as PageId);
        }
        // Plugins know other kinds of targets, and put pages of their own among the files.
        None if is_markdown(plain) && !settings.makes_pages && !settings.makes(plain) && settings.languages.is_none() => {
            let excluded =
                facts.in_content(&path.unwrap_or_else(SitePath::root)).is_some_and(|(_, below)| settings.is_excluded(below));
            if !excluded {
                entry.target = NavTarget::Missing(target.to_owned());
            }
        }
        None => entry.url = Some(target.to_owned()),
    }
}

/// Without `nav`, or where a plugin makes the menu: all pages.
fn all(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let listed = pages.iter().enumerate().filter(|(_, (_, placement))| !placement.unlisted && placement.withheld.is_none());
    let mut listed: Vec<_> =
        listed.filter_map(|(at, (page, placement))| Some((at, *page, *placement, facts.in_content(&page.path)?.1))).collect();
    // The first page of a folder, its other pages, its folders.
    listed.sort_by_key(|(_, page, _, below)| {
        let mut parts: Vec<(bool, bool, &str)> = below.split('/').map(|part| (true, true, part)).collect();
        if let Some(last) = parts.last_mut() {
            *last = (false, !matches!(page.path.stem(), "index" | "README"), last.2);
        }
        parts
    });
    let mut entries: Vec<NavEntry> = Vec::with_capacity(listed.len());
    let mut open: Vec<(String, usize)> = Vec::new();
    for (at, page, placement, below) in listed {
        let folders: Vec<&str> = below.split('/').collect();
        let folders = &folders[..folders.len() - 1];
        let same = open.iter().zip(folders).take_while(|((known, _), folder)| known == *folder).count();
        open.truncate(same);
        for folder in &folders[same..] {
            let above = open.last().map(|(_, at)| *at);
            open.push(((*folder).to_owned(), entries.len()));
            entries.push(NavEntry {
                above,
                title: (*folder).replace(['-', '_'], " "),
                source: page.path.clone(),
                ..NavEntry::default()
            });
        }
        entries.push(NavEntry {
            above: open.last().map(|(_, at)| *at),
            title: title(page),
            url: match &placement.route {
                crate::generator::Route::At(url) => Some(url.clone()),
                _ => None,
            },
            target: NavTarget::Page(at as PageId),
            source: page.path.clone(),
            ..NavEntry::default()
        });
    }
    Navigation { scheme: Some(NavScheme::Listed), entries, ..Navigation::default() }
}

/// The title of a page in the menu: its metadata, else its first heading, else the file's name.
fn title(page: &Page) -> String {
    let heading = || page.document.headings.iter().find(|heading| heading.level == 1).map(|heading| heading.text.to_string());
    page.meta("title").map(str::to_owned).or_else(heading).unwrap_or_else(|| page.path.stem().replace(['-', '_'], " "))
}
