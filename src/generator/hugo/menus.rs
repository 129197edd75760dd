//! Menus: entries in front matter and in the configuration, or else the tree of sections that themes show.

use super::{
    config::Config,
    model::Model,
    names::{Ident, Kind, above},
    place,
};
use crate::{
    generator::{Facts, MenuItem, NavEntry, NavScheme, NavSpans, Navigation, PageId, Placement, Route, WithheldKey},
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Node, Value},
    },
    text::Span,
};
use jiff::civil::DateTime;
use rustc_hash::{FxHashMap, FxHashSet};

/// Entries of the configuration are kept as text until pages are known: identifier, parent, weight, name and address.
const SEPARATOR: char = '\u{1f}';

/// The menus' entries in the configuration. The kind of an item holds nothing; its title holds its parts.
pub(super) fn of_config(config: &Config) -> Vec<MenuItem> {
    let mut items = Vec::new();
    for table in ["menus", "menu"] {
        for menu in config.keys(&[table]) {
            for found in config.all(&[table, &menu]) {
                for item in found.items() {
                    let get = |name: &str| item.str(name).unwrap_or_default();
                    let target = item.str("pageref").or_else(|| item.str("url"));
                    let parts = [&*menu, get("identifier"), get("parent"), get("weight"), get("name")];
                    items.push(MenuItem {
                        file: item.file.clone(),
                        title: parts.join(&SEPARATOR.to_string()),
                        target: target.map(str::to_owned),
                        span: item.node.span,
                        depth: 0,
                        kind: "",
                    });
                }
            }
        }
    }
    items
}

/// The menu of the site: that of front matter when its entries have parents, else the sections.
pub(super) fn read(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let Some(model) = Model::of(facts) else { return Navigation::default() };
    let mut menus: FxHashMap<String, Vec<NavEntry>> = FxHashMap::default();
    let mut with_parent = false;
    for (page, placement) in pages {
        for (menu, entry) in of_page(page, placement) {
            with_parent |= entry.parent.is_some();
            menus.entry(menu).or_default().push(entry);
        }
    }
    // Written on pages, menus are what readers find their way by; where they only fill the head of the page, sections are.
    let largest = menus.iter().max_by(|a, b| a.1.len().cmp(&b.1.len()).then(b.0.cmp(a.0))).map(|(name, _)| name.clone());
    match largest.filter(|_| with_parent).and_then(|name| Some((menus.remove(&name)?, name))) {
        Some((mut entries, name)) => {
            // Those of the configuration are there first.
            let mut all: Vec<NavEntry> = facts.menu.iter().filter_map(|item| of_item(item, &name)).collect();
            all.append(&mut entries);
            make_parents(&mut all);
            let withheld = withheld(pages, &name);
            Navigation { scheme: Some(NavScheme::Menus), entries: all, titles_decide: true, withheld, ..Navigation::default() }
        }
        None => sections(model, pages),
    }
}

/// Adds the entries that Hugo makes up: a parent that does not exist becomes a heading without a link.
fn make_parents(entries: &mut Vec<NavEntry>) {
    let keys: FxHashSet<&str> = entries.iter().filter_map(|entry| entry.key.as_deref()).collect();
    let mut made: FxHashSet<&str> = FxHashSet::default();
    let missing = entries.iter().filter_map(|entry| Some((entry, entry.parent.as_deref()?)));
    let missing = missing.filter(|(_, parent)| !keys.contains(parent) && made.insert(parent));
    let heading = |(entry, parent): (&NavEntry, &str)| NavEntry {
        key: Some(parent.to_owned()),
        parent_is_text: true,
        made: true,
        title: parent.to_owned(),
        source: entry.source.clone(),
        spans: NavSpans { key: entry.spans.parent, ..NavSpans::default() },
        ..NavEntry::default()
    };
    let made: Vec<NavEntry> = missing.map(heading).collect();
    entries.extend(made);
}

/// The keys of entries in a menu whose pages are not published.
fn withheld(pages: &[(&Page, &Placement)], wanted: &str) -> Vec<WithheldKey> {
    let mut keys = Vec::new();
    for (id, (page, placement)) in pages.iter().enumerate().filter(|(_, (_, placement))| placement.withheld.is_some()) {
        for (_, entry) in in_front_matter(page, placement).into_iter().filter(|(menu, _)| menu == wanted) {
            keys.extend(entry.key.map(|key| WithheldKey { key, page: id as PageId, span: entry.spans.key }));
        }
    }
    keys
}

fn of_item(item: &MenuItem, wanted: &str) -> Option<NavEntry> {
    let mut parts = item.title.split(SEPARATOR);
    let mut part = || parts.next().filter(|part| !part.is_empty());
    if part() != Some(wanted) {
        return None;
    }
    let (identifier, parent, weight, name) = (part(), part(), part(), part());
    Some(NavEntry {
        key: identifier.or(name).map(str::to_owned),
        parent: parent.map(str::to_owned),
        parent_is_text: true,
        title: name.or(identifier).unwrap_or_default().to_owned(),
        url: item.target.clone(),
        source: item.file.clone(),
        order: weight.and_then(|weight| weight.parse().ok()).filter(|weight: &f64| *weight != 0.0),
        spans: NavSpans { key: item.span, parent: item.span, ..NavSpans::default() },
        ..NavEntry::default()
    })
}

/// The entries of a page that is published.
fn of_page(page: &Page, placement: &Placement) -> Vec<(String, NavEntry)> {
    if placement.withheld.is_some() { Vec::new() } else { in_front_matter(page, placement) }
}

/// The entries in a page's front matter: `menus: main`, a list of names, or tables by name.
fn in_front_matter(page: &Page, placement: &Placement) -> Vec<(String, NavEntry)> {
    let Some(block) = &page.front_matter else { return Vec::new() };
    let Route::At(url) = &placement.route else { return Vec::new() };
    let Some(found) = block.get("menus").or_else(|| block.get("menu")) else { return Vec::new() };
    let title = page.meta("linktitle").or_else(|| page.meta("title")).unwrap_or_default();
    let plain = |span: Span| NavEntry {
        key: Some(title.to_owned()),
        parent_is_text: true,
        title: title.to_owned(),
        url: Some(url.clone()),
        source: page.path.clone(),
        order: block.get("weight").and_then(|weight| number(&weight.value)).filter(|weight| *weight != 0.0),
        spans: NavSpans { key: span, ..NavSpans::default() },
        ..NavEntry::default()
    };
    let mut entries: Vec<(String, NavEntry)> =
        found.value.items().iter().filter_map(|node| Some((node.as_str()?.to_owned(), plain(node.span)))).collect();
    for menu in found.value.entries() {
        let text = |name: &str| menu.value.get(name).map(|entry| &entry.value);
        let own = |name: &str| text(name).and_then(Node::as_str).filter(|text| !text.is_empty());
        let span = |name: &str| text(name).map_or(Span::default(), |node| node.span);
        let mut entry = plain(menu.key);
        if let Some(name) = own("name") {
            entry.title = name.to_owned();
            entry.key = Some(name.to_owned());
        }
        if let Some(identifier) = own("identifier") {
            entry.key = Some(identifier.to_owned());
            entry.spans.key = span("identifier");
        }
        entry.parent = own("parent").map(str::to_owned);
        entry.spans.parent = span("parent");
        let weight = text("weight").or_else(|| block.get("weight").map(|entry| &entry.value));
        entry.order = weight.and_then(number).filter(|weight| *weight != 0.0);
        entry.spans.order = span("weight");
        entries.push((menu.name.to_string(), entry));
    }
    entries
}

fn number(node: &Node) -> Option<f64> {
    match node.value(Scalars::Hugo) {
        Value::Integer(number) => Some(number as f64),
        Value::Float(number) => Some(number),
        _ => None,
    }
}

/// A page in the tree of sections.
struct Place<'p> {
    id: PageId,
    page: &'p Page,
    url: &'p str,
    logical: String,
    branch: bool,
    weight: Option<f64>,
    weight_span: Span,
    date: Option<DateTime>,
    title: &'p str,
}

/// Whether the theme's menu leaves a page out, and all that is below it: Docsy's word for it.
fn is_hidden(page: &Page) -> bool {
    page.meta("toc_hide").is_some_and(|value| value == "true")
}

/// The tree of sections and pages as themes show it: by weight (none last), then the latest first, then by title.
fn sections(model: &Model, pages: &[(&Page, &Placement)]) -> Navigation {
    let mut below: FxHashMap<(u16, String), Vec<Place<'_>>> = FxHashMap::default();
    let idents: Vec<_> = pages.iter().map(|(page, _)| Ident::of(model, &page.path)).collect();
    let branches: rustc_hash::FxHashSet<(u16, &str)> = idents
        .iter()
        .flatten()
        .filter(|ident| ident.kind == Kind::Branch)
        .map(|ident| (ident.language, ident.logical.as_str()))
        .collect();
    let mut withheld = Vec::new();
    for (id, ((page, placement), ident)) in pages.iter().zip(&idents).enumerate() {
        let (Some(ident), Route::At(url)) = (ident, &placement.route) else { continue };
        if placement.withheld.is_some() || placement.unlisted {
            continue;
        }
        if is_hidden(page) {
            withheld.push(WithheldKey { key: ident.logical.clone(), page: id as PageId, span: Span::default() });
            continue;
        }
        let mut at = above(&ident.logical);
        while let Some(folder) = at.filter(|folder| *folder != "/" && !branches.contains(&(ident.language, folder))) {
            at = above(folder);
        }
        let key = (ident.language, at.unwrap_or_default().to_owned());
        let weight = page.front_matter.as_ref().and_then(|block| block.get("weight"));
        let title = page.meta("linktitle").or_else(|| page.meta("title")).filter(|title| !title.is_empty());
        below.entry(key).or_default().push(Place {
            id: id as PageId,
            page,
            url,
            logical: ident.logical.clone(),
            branch: ident.kind == Kind::Branch,
            weight: weight.and_then(|entry| number(&entry.value)).filter(|weight| *weight != 0.0),
            weight_span: weight.map_or(Span::default(), |entry| entry.value.span),
            date: place::date(page),
            title: title.unwrap_or_else(|| ident.name().split('/').next_back().unwrap_or_default()),
        });
    }
    for siblings in below.values_mut() {
        siblings.sort_by(|a, b| {
            let weight = |place: &Place<'_>| place.weight.unwrap_or(f64::INFINITY);
            weight(a)
                .total_cmp(&weight(b))
                .then_with(|| b.date.cmp(&a.date))
                .then_with(|| a.title.to_lowercase().cmp(&b.title.to_lowercase()))
                .then_with(|| a.page.path.cmp(&b.page.path))
        });
    }
    let mut entries = Vec::with_capacity(pages.len());
    for language in 0..model.languages.len() as u16 {
        // Depth first, without recursion: what stands below comes right after.
        let mut open: Vec<(Option<usize>, Place<'_>)> = Vec::new();
        let home = below.remove(&(language, String::new()));
        let top = below.remove(&(language, "/".to_owned()));
        push(&mut open, None, top);
        push(&mut open, None, home);
        while let Some((above, node)) = open.pop() {
            let at = entries.len();
            entries.push(NavEntry {
                key: Some(node.logical.clone()),
                parent_is_text: true,
                above,
                title: node.title.to_owned(),
                url: Some(node.url.to_owned()),
                source: node.page.path.clone(),
                order: node.weight,
                spans: NavSpans { order: node.weight_span, ..NavSpans::default() },
                ..NavEntry::default()
            });
            if node.branch && node.logical != "/" {
                let children = below.remove(&(language, node.logical));
                push(&mut open, Some(at), children);
            }
        }
    }
    // What stands below a page that is kept out.
    let below = below.into_values().flatten();
    withheld.extend(below.map(|place| WithheldKey { key: place.logical, page: place.id, span: Span::default() }));
    withheld.sort_by_key(|withheld| withheld.page);
    Navigation { scheme: Some(NavScheme::Listed), entries, titles_decide: true, withheld, ..Navigation::default() }
}

/// Puts siblings where the first of them is taken next.
fn push<'p>(open: &mut Vec<(Option<usize>, Place<'p>)>, above: Option<usize>, siblings: Option<Vec<Place<'p>>>) {
    open.extend(siblings.unwrap_or_default().into_iter().rev().map(|place| (above, place)));
}
