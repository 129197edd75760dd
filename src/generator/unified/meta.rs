//! `_meta` files: the menu of a Nextra site.

use super::super::{
    Facts, Files, MenuItem, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, Route,
    script::{Script, Value},
};
use crate::{page::Page, path::SitePath, text::Span};
use std::collections::BTreeMap;

/// Folders deeper than this are left out of the menu.
const DEEPEST: usize = 60;

/// Reads the `_meta` files of the content into [`Facts::menu`]: the file, its keys and where they are.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let root = facts.content_root().to_owned();
    let is_meta = |path: &&SitePath| path.stem() == "_meta" && matches!(path.extension(), "js" | "jsx" | "ts" | "tsx" | "json");
    for path in files.below(&root).filter(is_meta) {
        let Some(text) = files.read(path.as_str()) else { continue };
        let script;
        let json;
        let value = if path.extension() == "json" {
            json = Script::read("_meta.js", &format!("export default {text}"));
            json.default_export()
        } else {
            script = Script::read(path.as_str(), &text);
            script.default_export()
        };
        let Some(value) = value else { continue };
        for (key, value) in value.table() {
            let setting = |name: &str| value.get(name).and_then(Value::as_str);
            let kind = match (setting("type"), setting("display")) {
                (Some("separator"), _) => "separator",
                (_, Some("hidden")) => "hidden",
                _ if setting("href").is_some() => "link",
                _ if key == "*" || key == "..." => "rest",
                (Some("menu"), _) => "menu",
                _ => "",
            };
            let title = value.as_str().or_else(|| setting("title")).unwrap_or_default();
            let target = setting("href").unwrap_or(key);
            facts.menu.push(MenuItem {
                file: path.clone(),
                title: title.to_owned(),
                target: Some(target.to_owned()),
                span: place(&text, key),
                depth: 0,
                kind,
            });
        }
        facts.sources.push(path.clone());
    }
}

/// Where a key is written: as a word before a colon.
fn place(text: &str, key: &str) -> Span {
    let is_key = |at: &usize| {
        let before = text[..*at].chars().next_back();
        let after = text[at + key.len()..].trim_start_matches(['\'', '"']).trim_start();
        after.starts_with(':') && !before.is_some_and(|c| c.is_alphanumeric() || matches!(c, '-' | '_'))
    };
    let found = text.match_indices(key).map(|(at, _)| at).find(is_key);
    found.map_or(Span::default(), |at| Span::new(at, at + key.len()))
}

/// What lies in a folder: pages and folders by name.
#[derive(Default)]
struct Folder {
    pages: BTreeMap<String, usize>,
    folders: BTreeMap<String, Folder>,
}

/// The menu: in each folder what its `_meta` lists, then the rest by name.
pub(super) fn navigation(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let mut top = Folder::default();
    for (id, (page, _)) in pages.iter().enumerate() {
        let Some((_, below)) = facts.in_content(&page.path) else { continue };
        let (folder, _) = below.rsplit_once('/').unwrap_or(("", below));
        if folder.split('/').count() > DEEPEST {
            continue;
        }
        let mut at = &mut top;
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            at = at.folders.entry(part.to_owned()).or_default();
        }
        at.pages.insert(page.path.stem().to_owned(), id);
    }
    let mut menu: BTreeMap<SitePath, Vec<&MenuItem>> = BTreeMap::new();
    for item in &facts.menu {
        menu.entry(item.file.parent()).or_default().push(item);
    }
    let root = SitePath::new(facts.content_root()).unwrap_or_else(SitePath::root);
    let mut made = Menu { pages, menu, entries: Vec::new() };
    made.list(&top, &root, None);
    Navigation { scheme: Some(NavScheme::Listed), entries: made.entries, ..Navigation::default() }
}

struct Menu<'a> {
    pages: &'a [(&'a Page, &'a Placement)],
    menu: BTreeMap<SitePath, Vec<&'a MenuItem>>,
    entries: Vec<NavEntry>,
}

impl Menu<'_> {
    fn list(&mut self, folder: &Folder, path: &SitePath, above: Option<usize>) {
        let items = self.menu.get(path).cloned().unwrap_or_default();
        let mut listed: Vec<&str> = Vec::new();
        let (before, after) = match items.iter().position(|item| item.kind == "rest") {
            Some(at) => (&items[..at], &items[at + 1..]),
            None => (&items[..], &[][..]),
        };
        listed.extend(items.iter().filter_map(|item| item.target.as_deref()));
        for item in before {
            self.item(folder, path, above, item);
        }
        let names = folder.pages.keys().chain(folder.folders.keys().filter(|name| !folder.pages.contains_key(*name)));
        let mut rest: Vec<&str> = names.map(String::as_str).filter(|name| !listed.contains(name)).collect();
        // The index of a folder is what its own entry leads to.
        rest.retain(|name| *name != "index" || above.is_none());
        rest.sort_by_key(|name| (*name != "index", *name));
        for name in rest {
            self.entry(folder, path, above, name, None);
        }
        for item in after {
            self.item(folder, path, above, item);
        }
    }

    fn item(&mut self, folder: &Folder, path: &SitePath, above: Option<usize>, item: &MenuItem) {
        let target = item.target.as_deref().unwrap_or_default();
        match item.kind {
            "" => self.entry(folder, path, above, target, Some(item)),
            "link" => self.entries.push(NavEntry {
                above,
                title: item.title.clone(),
                url: Some(target.to_owned()),
                source: item.file.clone(),
                spans: NavSpans { key: item.span, target: item.span, ..NavSpans::default() },
                ..NavEntry::default()
            }),
            _ => {}
        }
    }

    fn entry(&mut self, folder: &Folder, path: &SitePath, above: Option<usize>, name: &str, item: Option<&MenuItem>) {
        let inside = folder.folders.get(name);
        let index = inside.and_then(|inside| inside.pages.get("index"));
        let page = folder.pages.get(name).or(index).copied();
        if page.is_none() && inside.is_none() {
            if let Some(item) = item {
                self.entries.push(NavEntry {
                    above,
                    title: item.title.clone(),
                    target: NavTarget::Missing(name.to_owned()),
                    source: item.file.clone(),
                    spans: NavSpans { key: item.span, target: item.span, ..NavSpans::default() },
                    ..NavEntry::default()
                });
            }
            return;
        }
        let own = page.and_then(|id| self.pages.get(id));
        let written = item.map(|item| item.title.as_str()).filter(|title| !title.is_empty());
        let own_title = own.and_then(|own| {
            let first = || own.0.document.headings.first().map(|heading| &*heading.text);
            own.0.meta("title").or_else(first)
        });
        let title = written.or(own_title);
        let url = own.and_then(|(_, placement)| match &placement.route {
            Route::At(url) if placement.withheld.is_none() => Some(url.clone()),
            _ => None,
        });
        let at = self.entries.len();
        let source = item.map(|item| item.file.clone()).or_else(|| own.map(|(page, _)| page.path.clone()));
        self.entries.push(NavEntry {
            above,
            title: title.unwrap_or(name).to_owned(),
            url,
            target: page.map_or(NavTarget::None, |id| NavTarget::Page(id as PageId)),
            source: source.unwrap_or_else(|| path.clone()),
            spans: NavSpans {
                key: item.map(|item| item.span).unwrap_or_default(),
                target: item.map(|item| item.span).unwrap_or_default(),
                ..NavSpans::default()
            },
            ..NavEntry::default()
        });
        if let (Some(inside), Some(below)) = (inside, path.join(name)) {
            self.list(inside, &below, Some(at));
        }
    }
}
