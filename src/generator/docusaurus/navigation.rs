//! The menus: what sidebars list, and what they gather from folders (the default generator of
//! @docusaurus/plugin-content-docs 3.10).

use super::{
    place::{folder_name, names},
    setup::{Item, Kind, Part, Setup, Sidebar},
};
use crate::{
    generator::{Facts, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, Route, data::Meta},
    page::Page,
    path::SitePath,
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use std::{cmp::Ordering, collections::BTreeMap};

type Pages<'a> = &'a [(&'a Page, &'a Placement)];

/// The menus of all versions.
pub(super) fn read(facts: &Facts, setup: &Setup, pages: Pages<'_>) -> Navigation {
    let mut entries = Vec::new();
    let by_url = pages.iter().enumerate().filter_map(|(at, (_, placement))| match &placement.route {
        Route::At(url) => Some((url.trim_end_matches('/'), at as PageId)),
        _ => None,
    });
    let by_url: FxHashMap<&str, PageId> = by_url.collect();
    for sidebar in &setup.sidebars {
        let is = |part: &&Part| part.path == sidebar.part && part.kind == Kind::Docs && part.source.is_none();
        let Some(part) = setup.parts.iter().find(is) else { continue };
        let documents = documents(facts, setup, part, pages);
        let mut writer = Writer { facts, setup, part, pages, sidebar, documents, by_url: &by_url, entries: &mut entries };
        writer.sidebar();
    }
    Navigation { scheme: Some(NavScheme::Listed), entries, ..Navigation::default() }
}

/// A document.
struct Document<'a> {
    page: PageId,
    /// Its path below the folder.
    below: &'a str,
    number: Option<f64>,
    index: bool,
}

struct Documents<'a> {
    by_id: FxHashMap<String, Document<'a>>,
    /// The first folders of all ids.
    folders: FxHashSet<String>,
}

fn documents<'a>(facts: &Facts, setup: &Setup, part: &Part, pages: Pages<'a>) -> Documents<'a> {
    let mut documents = Documents { by_id: FxHashMap::default(), folders: FxHashSet::default() };
    for (at, (page, _)) in pages.iter().enumerate() {
        let Some(below) = page.path.below(part.path.as_str()) else { continue };
        if !part.holds(below) || setup.part(&page.path).is_none_or(|(other, _)| other.path != part.path) {
            continue;
        }
        let names = names(facts, part, below, page);
        let id = names.id();
        if let Some((folder, _)) = id.split_once('/') {
            documents.folders.insert(folder.to_owned());
        }
        let document = Document { page: at as PageId, below, number: names.number, index: names.index };
        documents.by_id.insert(id, document);
    }
    documents
}

struct Writer<'a, 'p> {
    facts: &'a Facts,
    setup: &'a Setup,
    part: &'a Part,
    pages: Pages<'p>,
    sidebar: &'a Sidebar,
    documents: Documents<'p>,
    /// Pages by their addresses, without slash at the end.
    by_url: &'a FxHashMap<&'p str, PageId>,
    entries: &'a mut Vec<NavEntry>,
}

impl Writer<'_, '_> {
    fn sidebar(&mut self) {
        // The entry that stands above items of each depth.
        let mut above: Vec<usize> = Vec::new();
        for (depth, item) in &self.sidebar.items {
            above.truncate(usize::from(*depth));
            let parent = above.last().copied();
            match item {
                Item::Doc { id, label, span } => {
                    let entry = self.document(id, label.as_deref(), *span, parent);
                    self.entries.extend(entry);
                }
                Item::Category { label, link, index } => {
                    let entry = match link {
                        Some((id, span)) => self.document(id, Some(label), *span, parent),
                        None => None,
                    };
                    let plain = || NavEntry { url: index.clone(), ..self.entry(label, parent) };
                    let entry = entry.unwrap_or_else(plain);
                    above.push(self.entries.len());
                    self.entries.push(entry);
                }
                Item::Link { label, href } => {
                    let internal = href.starts_with('/').then(|| href.clone());
                    let page = internal.as_deref().and_then(|url| self.by_url.get(url.trim_end_matches('/')));
                    let target = page.map_or(NavTarget::None, |&page| NavTarget::Page(page));
                    let entry = NavEntry { url: internal, target, ..self.entry(label, parent) };
                    self.entries.push(entry);
                }
                Item::Folder(folder) => self.folder(folder, parent),
            }
        }
    }

    fn entry(&self, title: &str, above: Option<usize>) -> NavEntry {
        let source = self.sidebar.file.clone().unwrap_or_else(|| self.part.path.clone());
        NavEntry { title: title.to_owned(), above, source, ..NavEntry::default() }
    }

    /// The entry of a document by its id; `None` when it is a draft, or when a plugin may have written it.
    fn document(&self, id: &str, label: Option<&str>, span: Span, above: Option<usize>) -> Option<NavEntry> {
        let spans = NavSpans { key: span, target: span, ..NavSpans::default() };
        // Versions kept by Docusaurus 2 carry their own name.
        let plain = id.strip_prefix("version-").and_then(|rest| rest.split_once('/')).map_or(id, |(_, id)| id);
        let Some(document) = self.documents.by_id.get(id).or_else(|| self.documents.by_id.get(plain)) else {
            let folder = plain.split_once('/').map(|(folder, _)| folder);
            if folder.is_some_and(|folder| !self.documents.folders.contains(folder)) {
                return None;
            }
            let entry = self.entry(label.unwrap_or(id), above);
            return Some(NavEntry { target: NavTarget::Missing(id.to_owned()), spans, ..entry });
        };
        let (page, placement) = self.pages.get(document.page as usize)?;
        if placement.withheld.is_some() {
            return None;
        }
        let entry = self.entry(label.unwrap_or(&self.label(page, id)), above);
        Some(NavEntry { target: NavTarget::Page(document.page), url: url(placement), spans, ..entry })
    }

    fn label(&self, page: &Page, id: &str) -> String {
        let title = page.document.headings.first().filter(|heading| heading.level == 1).map(|heading| &*heading.text);
        let label = page.meta("sidebar_label").or_else(|| page.meta("title")).or(title);
        label.unwrap_or_else(|| id.rsplit('/').next().unwrap_or_default()).to_owned()
    }

    /// The documents of a folder and the folders in it.
    fn folder(&mut self, folder: &str, parent: Option<usize>) {
        let mut root = Tree::default();
        let mut ids: Vec<(&String, &Document<'_>)> = self.documents.by_id.iter().collect();
        ids.sort_by_key(|(_, document)| document.below);
        for (id, document) in ids {
            let rest = if folder.is_empty() {
                document.below
            } else {
                match document.below.strip_prefix(folder).and_then(|rest| rest.strip_prefix('/')) {
                    Some(rest) => rest,
                    None => continue,
                }
            };
            let mut tree = &mut root;
            let (folders, file) = rest.rsplit_once('/').unwrap_or(("", rest));
            for name in folders.split('/').filter(|name| !name.is_empty()) {
                tree = tree.folders.entry(name.to_owned()).or_default();
            }
            tree.files.push((file.to_owned(), id.clone()));
        }
        let path = self.part.path.join(folder).unwrap_or_else(|| self.part.path.clone());
        self.tree(&root, &path, None, parent, 0);
    }

    /// Writes a folder's items in their order. `index` is the document that stands for the folder itself.
    fn tree(&mut self, tree: &Tree, path: &SitePath, index: Option<&str>, parent: Option<usize>, depth: u16) {
        if depth > 100 {
            return;
        }
        let mut items: Vec<(Option<f64>, &str, Child<'_>)> = Vec::new();
        for (file, id) in tree.files.iter().filter(|(_, id)| Some(id.as_str()) != index) {
            let document = self.documents.by_id.get(id);
            let position = document.and_then(|document| self.position(document));
            items.push((position, file, Child::Document(id)));
        }
        for (name, below) in &tree.folders {
            let Some(path) = path.join(name) else { continue };
            let folder = self.describe(below, path, name);
            items.push((folder.position, name, Child::Folder(below, folder)));
        }
        items.sort_by(|a, b| compare(a.0, b.0).then_with(|| a.1.encode_utf16().cmp(b.1.encode_utf16())));
        for (_, _, child) in items {
            match child {
                Child::Document(id) => {
                    let entry = self.document(id, None, Span::at(0), parent);
                    self.entries.extend(entry.map(|entry| self.with_order(id, entry)));
                }
                Child::Folder(below, folder) => self.category(below, folder, parent, depth),
            }
        }
    }

    /// The entry with the order that its page says, which counts where the menu is made from folders.
    fn with_order(&self, id: &str, mut entry: NavEntry) -> NavEntry {
        let page = self.documents.by_id.get(id).and_then(|document| self.pages.get(document.page as usize));
        if let Some((page, _)) = page {
            let order = Meta::get(&self.facts.data, page, "sidebar_position");
            entry.order = order.and_then(|order| order.number(self.facts.dialect.front_matter.scalars));
            entry.spans.order = order.map(Meta::value_span).unwrap_or_default();
            entry.source = page.path.clone();
        }
        entry
    }

    fn category(&mut self, below: &Tree, folder: Described, parent: Option<usize>, depth: u16) {
        let Described { label, path, document, missing, index, source, .. } = folder;
        let linked = document.as_deref().and_then(|id| self.document(id, Some(&label), Span::at(0), parent));
        let mut entry = linked.unwrap_or_else(|| NavEntry { url: index, ..self.entry(&label, parent) });
        if let Some((id, span)) = missing {
            entry.target = NavTarget::Missing(id);
            entry.spans = NavSpans { key: span, target: span, ..NavSpans::default() };
        }
        if let Some(source) = source {
            entry.source = source;
        }
        let at = self.entries.len();
        self.entries.push(entry);
        self.tree(below, &path, document.as_deref(), Some(at), depth + 1);
        // A folder without items and without a page of its own is left out.
        if self.entries.len() == at + 1 && document.is_none() {
            self.entries.truncate(at);
        }
    }

    /// What a folder is called, where it stands and what it links to.
    fn describe(&self, tree: &Tree, path: SitePath, name: &str) -> Described {
        let written = self.setup.categories.get(&path);
        let (plain, number) = folder_name(self.part, name);
        let convention = || {
            let is_index = |id: &String| self.documents.by_id.get(id).is_some_and(|document| document.index);
            tree.files.iter().map(|(_, id)| id).find(|id| is_index(id)).cloned()
        };
        let mut missing = None;
        let document = match written {
            Some(category) if category.document.is_some() => category.document.as_ref().and_then(|(id, span)| {
                let local = tree.files.iter().map(|(_, known)| known).find(|known| known.rsplit('/').next() == Some(id));
                let found = local.or_else(|| self.documents.by_id.get_key_value(id).map(|(known, _)| known));
                if found.is_none() {
                    missing = Some((id.clone(), *span));
                }
                found.cloned()
            }),
            Some(category) if category.index.is_some() => None,
            _ => convention(),
        };
        let linked = document.as_ref().and_then(|id| self.documents.by_id.get(id));
        let page = linked.and_then(|document| self.pages.get(document.page as usize)).map(|(page, _)| *page);
        let label = written.and_then(|category| category.label.clone());
        let position = written.and_then(|category| category.position);
        Described {
            label: label.or_else(|| page.map(|page| self.label(page, document.as_deref().unwrap_or_default()))).unwrap_or(plain),
            position: position.or_else(|| linked.and_then(|document| self.position(document))).or(number),
            index: written.and_then(|category| category.index.clone().flatten()),
            source: written.map(|category| category.file.clone()),
            path,
            document,
            missing,
        }
    }

    fn position(&self, document: &Document<'_>) -> Option<f64> {
        let (page, _) = self.pages.get(document.page as usize)?;
        let meta = Meta::get(&self.facts.data, page, "sidebar_position");
        meta.and_then(|meta| meta.number(self.facts.dialect.front_matter.scalars)).or(document.number)
    }
}

/// A folder of documents.
#[derive(Default)]
struct Tree {
    /// Files and their ids.
    files: Vec<(String, String)>,
    folders: BTreeMap<String, Tree>,
}

enum Child<'a> {
    Document(&'a str),
    Folder(&'a Tree, Described),
}

struct Described {
    label: String,
    position: Option<f64>,
    path: SitePath,
    document: Option<String>,
    missing: Option<(String, Span)>,
    index: Option<String>,
    source: Option<SitePath>,
}

fn compare(a: Option<f64>, b: Option<f64>) -> Ordering {
    match (a, b) {
        (Some(a), Some(b)) => a.partial_cmp(&b).unwrap_or(Ordering::Equal),
        (Some(_), None) => Ordering::Less,
        (None, Some(_)) => Ordering::Greater,
        (None, None) => Ordering::Equal,
    }
}

fn url(placement: &Placement) -> Option<String> {
    match &placement.route {
        Route::At(url) => Some(url.clone()),
        _ => None,
    }
}
