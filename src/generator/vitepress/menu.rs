//! The menus of the default theme: `themeConfig.nav` and `themeConfig.sidebar`, for each language.

use super::{Settings, links};
use crate::{
    generator::{
        Facts, Files, MenuItem, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, Route,
        script::{Places, Value},
        url::{self, Url},
    },
    page::Page,
    path::SitePath,
};
use rustc_hash::FxHashMap;

/// Deeper lists are not read.
const DEEPEST: u16 = 20;

/// The items of all menus, in the order of the configuration.
pub(super) fn read(files: &dyn Files, sources: &[SitePath], config: &Value, facts: &mut Facts) -> Vec<MenuItem> {
    let mut places = Places::new(files, sources);
    let mut items = Vec::new();
    let name = sources.last().map_or("", SitePath::as_str);
    let locales = config.entry("locales").map(Value::table).unwrap_or_default();
    let of_locales = locales.iter().filter_map(|(_, locale)| locale.entry("themeConfig"));
    for theme in config.entry("themeConfig").into_iter().chain(of_locales) {
        let mut computed = false;
        for (key, value) in theme.table().iter().filter(|(key, _)| matches!(key.as_str(), "nav" | "sidebar")) {
            let mut reader = Reader { items: &mut items, places: &mut places, computed: false };
            match value {
                Value::Table(sides) if key == "sidebar" => {
                    for (_, side) in sides {
                        match side {
                            Value::Table(_) => reader.list(side.entry("items"), 0, base(side, "")),
                            list => reader.list(Some(list), 0, String::new()),
                        }
                    }
                }
                list => reader.list(Some(list), 0, String::new()),
            }
            computed |= reader.computed;
        }
        if computed {
            facts.could_not_read(name, "parts of its menus are made while the site is built, so they are not known");
        }
    }
    items
}

fn base(item: &Value, outer: &str) -> String {
    item.entry("base").and_then(Value::as_str).unwrap_or(outer).to_owned()
}

struct Reader<'r> {
    items: &'r mut Vec<MenuItem>,
    places: &'r mut Places,
    computed: bool,
}

impl Reader<'_> {
    fn list(&mut self, list: Option<&Value>, depth: u16, base: String) {
        match list {
            Some(Value::List(items)) if depth < DEEPEST => items.iter().for_each(|item| self.item(item, depth, &base)),
            Some(Value::List(_) | Value::Null) | None => {}
            Some(_) => self.computed = true,
        }
    }

    fn item(&mut self, item: &Value, depth: u16, outer: &str) {
        if !matches!(item, Value::Table(_)) {
            self.computed = true;
            return;
        }
        let base = base(item, outer);
        let written = item.entry("link").and_then(Value::as_str);
        let title = item.entry("text").and_then(Value::as_str).unwrap_or_default();
        let (file, span) = self.places.of(written.unwrap_or(title));
        // What opens elsewhere leads past the site's own pages.
        let kind = if item.entry("target").is_some() { "link" } else { "" };
        let target = written.map(|link| format!("{base}{link}"));
        self.items.push(MenuItem { file, title: title.to_owned(), target, span, depth, kind });
        self.list(item.entry("items"), depth + 1, base);
    }
}

/// The menu with what its entries lead to.
pub(super) fn navigation(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)]) -> Navigation {
    if facts.menu.is_empty() {
        return Navigation::default();
    }
    let generator = facts.generator.value;
    let mut served: FxHashMap<String, PageId> = FxHashMap::default();
    let mut computed = Vec::new();
    for (id, (_, placement)) in pages.iter().enumerate() {
        match &placement.route {
            Route::At(url) => drop(served.insert(generator.output(url), id as PageId)),
            Route::Computed { prefix, .. } => computed.push(prefix.as_str()),
            Route::None => {}
        }
    }
    let mut above: Vec<usize> = Vec::new();
    let mut entries = Vec::with_capacity(facts.menu.len());
    for item in &facts.menu {
        above.truncate(usize::from(item.depth));
        let (url, target) = match &item.target {
            Some(link) => lead(settings, &served, &computed, link, item.kind == "link"),
            None => (None, NavTarget::None),
        };
        let spans = NavSpans { key: item.span, target: item.span, ..NavSpans::default() };
        let (title, source) = (item.title.clone(), item.file.clone());
        entries.push(NavEntry { above: above.last().copied(), title, url, target, source, spans, ..NavEntry::default() });
        above.push(entries.len() - 1);
    }
    Navigation { scheme: Some(NavScheme::Listed), entries, ..Navigation::default() }
}

/// The address and the page that a link of the menu leads to.
fn lead(
    settings: &Settings,
    served: &FxHashMap<String, PageId>,
    computed: &[&str],
    link: &str,
    elsewhere: bool,
) -> (Option<String>, NavTarget) {
    let address = Url::split(link);
    let counts_from_page =
        link.starts_with('.') || !link.starts_with('/') && (address.path.ends_with('/') || link.contains(".html"));
    if elsewhere || url::scheme(link).is_some() || link.starts_with("//") || address.path.is_empty() || counts_from_page {
        return (Some(link.to_owned()).filter(|_| !counts_from_page), NavTarget::None);
    }
    let decoded = url::decode(address.path);
    let path = format!("/{}", decoded.trim_start_matches('/'));
    if !links::is_page(&path) {
        return (Some(path), NavTarget::None);
    }
    let path = path.strip_suffix(".md").unwrap_or(&path);
    let file = links::file(path);
    let names = [links::opened_by_router(&file), Some(file)];
    let names = || names.iter().rev().flatten();
    let page = names().find_map(|name| served.get(name)).copied();
    let known = || settings.rewrites_unknown || names().any(|name| settings.static_pages.contains(name));
    let target = match page {
        Some(page) => NavTarget::Page(page),
        None if known() || computed.iter().any(|prefix| path.starts_with(prefix)) || settings.ignored.covers(path) => {
            NavTarget::None
        }
        None => NavTarget::Missing(link.to_owned()),
    };
    (Some(path.to_owned()), target)
}
