//! `sidebars.js`, and the JSON that versions keep of it.

use super::{
    config::Reader,
    names::without_number,
    parts::Options,
    redirects::written,
    setup::{Item, Kind, Numbers, Part, Sidebar},
};
use crate::{
    generator::{
        script::{Script, Value},
        slug::{Anchors, Numbering, Slugger},
    },
    path::SitePath,
};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;

/// Deeper items are left out.
const DEEPEST: u16 = 50;

/// Reads the sidebars of the documents that people work on.
pub(super) fn read_current(reader: &mut Reader<'_>, part: &Part, options: &Options<'_>) {
    let file = match options.get("sidebarPath") {
        Some(Value::Bool(false)) => return,
        None => {
            by_folders(reader, part);
            return;
        }
        Some(value) => value.as_str().and_then(|path| reader.path(path)),
    };
    let text = file.as_ref().and_then(|file| reader.files.read(file.as_str()));
    let (Some(file), Some(text)) = (file, text) else {
        reader.unknown("sidebarPath", "the menu is not checked");
        // Any page may stand in it.
        reader.facts.lists_pages = true;
        return;
    };
    let exported = exported(&file, &text);
    add(reader, part, file, &text, exported.as_ref());
}

/// What a file of sidebars holds. What is known of JSON is what the reader of scripts knows of literals.
fn exported(file: &SitePath, text: &str) -> Option<Value> {
    let script = match file.extension() {
        "json" => Script::read("sidebars.js", &format!("module.exports = {text}")),
        _ => Script::read(file.as_str(), text),
    };
    script.default_export().cloned()
}

/// Reads the sidebars of a version.
pub(super) fn read_version(reader: &mut Reader<'_>, part: &Part, file: Option<SitePath>) {
    let text = file.as_ref().and_then(|file| reader.files.read(file.as_str()));
    match (file, text) {
        (Some(file), Some(text)) => {
            let exported = exported(&file, &text);
            add(reader, part, file, &text, exported.as_ref());
        }
        _ => by_folders(reader, part),
    }
}

/// The menu that follows the folders.
fn by_folders(reader: &mut Reader<'_>, part: &Part) {
    let items = vec![(0, Item::Folder(String::new()))];
    reader.setup.sidebars.push(Sidebar { part: part.path.clone(), file: None, items });
}

fn add(reader: &mut Reader<'_>, part: &Part, file: SitePath, text: &str, exported: Option<&Value>) {
    let Some(Value::Table(sidebars)) = exported else { return };
    let mut items = Vec::new();
    for (_, sidebar) in sidebars {
        collect(sidebar, 0, text, &mut items);
    }
    reader.facts.sources.push(file.clone());
    reader.setup.sidebars.push(Sidebar { part: part.path.clone(), file: Some(file), items });
}

/// The items of a list, or of a table of categories.
fn collect(value: &Value, depth: u16, text: &str, items: &mut Vec<(u16, Item)>) {
    if depth > DEEPEST {
        return;
    }
    match value {
        Value::List(list) => list.iter().for_each(|value| item(value, depth, text, items)),
        Value::Table(entries) if value.entry("type").is_none() => {
            for (label, below) in entries.iter().filter(|(label, _)| label != crate::generator::script::UNKNOWN_ENTRIES) {
                items.push((depth, Item::Category { label: label.clone(), link: None, index: None }));
                collect(below, depth + 1, text, items);
            }
        }
        Value::Table(_) => item(value, depth, text, items),
        _ => {}
    }
}

fn item(value: &Value, depth: u16, text: &str, items: &mut Vec<(u16, Item)>) {
    let doc =
        |id: &str, label: Option<&str>| Item::Doc { id: id.to_owned(), label: label.map(str::to_owned), span: written(text, id) };
    if let Value::Text(id) = value {
        items.push((depth, doc(id, None)));
        return;
    }
    let get = |key: &str| value.entry(key).and_then(Value::as_str);
    match get("type") {
        Some("doc" | "ref") => {
            if let Some(id) = get("id") {
                items.push((depth, doc(id, get("label"))));
            }
        }
        Some("category") => {
            let link = value.entry("link");
            let kind = link.and_then(|link| link.entry("type")).and_then(Value::as_str);
            let of_link = |key: &str| link.and_then(|link| link.entry(key)).and_then(Value::as_str);
            let label = get("label").unwrap_or_default();
            let id = of_link("id").filter(|_| kind == Some("doc")).map(|id| (id.to_owned(), written(text, id)));
            let index = (kind == Some("generated-index")).then(|| of_link("slug").unwrap_or_default().to_owned());
            items.push((depth, Item::Category { label: label.to_owned(), link: id, index }));
            if let Some(below) = value.entry("items") {
                collect(below, depth + 1, text, items);
            }
        }
        Some("link") => {
            let text = |key: &str| get(key).unwrap_or_default().to_owned();
            items.push((depth, Item::Link { label: text("label"), href: text("href") }));
        }
        Some("autogenerated") => {
            let folder = get("dirName").unwrap_or_default().trim_matches('/');
            items.push((depth, Item::Folder(if folder == "." { String::new() } else { folder.to_owned() })));
        }
        Some(_) => {}
        None => collect(value, depth, text, items),
    }
}

/// Notes where documents may be that are written before the site is built: in folders that sidebars name and that hold none.
pub(super) fn generated(reader: &mut Reader<'_>) {
    let Reader { files, facts, setup, .. } = reader;
    for sidebar in &setup.sidebars {
        let Some(part) = setup.parts.iter().find(|part| part.path == sidebar.part && part.source.is_none()) else { continue };
        let below = files.below(part.path.as_str()).filter(|path| matches!(path.extension(), "md" | "mdx"));
        let folders: FxHashSet<&str> = below
            .filter_map(|path| path.below(part.path.as_str())?.split_once('/'))
            .map(|(folder, _)| if part.numbers == Numbers::Dropped { without_number(folder).0 } else { folder })
            .collect();
        let mut unknown = BTreeSet::new();
        for (_, item) in &sidebar.items {
            let id = match item {
                Item::Doc { id, .. } | Item::Category { link: Some((id, _)), .. } => id,
                Item::Folder(folder) => folder,
                _ => continue,
            };
            let folder =
                id.split_once('/').map_or(if matches!(item, Item::Folder(_)) { id.as_str() } else { "" }, |(folder, _)| folder);
            let plain = if part.numbers == Numbers::Dropped { without_number(folder).0 } else { folder };
            if !folder.is_empty() && !folders.contains(plain) {
                unknown.insert(plain);
            }
        }
        facts.computed_routes.extend(unknown.into_iter().map(|folder| (format!("{}/{folder}", part.url), String::new())));
    }
}

/// Notes the addresses of pages that are made for categories, and writes them into the sidebars.
pub(super) fn category_pages(reader: &mut Reader<'_>) {
    let setup = &mut reader.setup;
    let mut routes = Vec::new();
    for sidebar in &mut setup.sidebars {
        let Some(part) = setup.parts.iter().find(|part| part.path == sidebar.part && part.kind == Kind::Docs) else { continue };
        let mut slugs = Anchors::new(Numbering::GithubSlugger);
        for (_, item) in &mut sidebar.items {
            match item {
                Item::Category { label, index: Some(slug), .. } => {
                    *slug = address(&part.url, Some(slug.as_str()).filter(|slug| !slug.is_empty()), label, &mut slugs);
                    routes.push(slug.clone());
                }
                Item::Folder(folder) => {
                    let Some(top) = part.path.join(folder) else { continue };
                    for (path, category) in &mut setup.categories {
                        let Some(index) = category.index.as_mut().filter(|_| path.below(top.as_str()).is_some()) else {
                            continue;
                        };
                        let label = category.label.as_deref().unwrap_or(without_number(path.file_name()).0);
                        let url = address(&part.url, index.as_deref(), label, &mut slugs);
                        routes.push(url.clone());
                        *index = Some(url);
                    }
                }
                _ => {}
            }
        }
    }
    for locale in reader.facts.locales.value.iter().filter(|locale| !locale.url.is_empty()) {
        reader.facts.virtual_routes.extend(routes.iter().map(|route| format!("{}{route}", locale.url)));
    }
    reader.facts.virtual_routes.append(&mut routes);
}

fn address(base: &str, slug: Option<&str>, label: &str, slugs: &mut Anchors) -> String {
    match slug {
        Some(slug) => format!("{base}/{}", slug.trim_start_matches('/')),
        None => {
            let slug = slugs.assign(Slugger::Github.slug(label)).unwrap_or_default();
            format!("{base}/category/{slug}")
        }
    }
}
