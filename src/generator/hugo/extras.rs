//! What Hugo serves besides pages and static files: lists of sections and tags, feeds, and the files of bundles.

use super::{
    model::Model,
    names::{Ident, Kind, above, is_content, is_hidden, normalised},
    place,
    sections::Sections,
};
use crate::{
    generator::{Extras, Facts, Placement, Route},
    page::Page,
    path::SitePath,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// What Hugo serves besides pages and static files.
pub(super) fn all(facts: &Facts, pages: &[(&Page, &Placement)], assets: &[SitePath]) -> Extras {
    let Some(model) = Model::of(facts) else { return Extras::default() };
    let plain: Vec<&Page> = pages.iter().map(|(page, _)| *page).collect();
    let idents = place::idents(model, &plain);
    let mut sections = Sections::of(model, &plain, &idents);
    let mut extras = Extras::default();
    lists(model, &mut sections, pages, &idents, &mut extras);
    copies(model, &mut sections, pages, &idents, assets, &mut extras);
    formats(facts, &mut extras);
    extras
}

/// The lists that have no file, and the feeds of all lists.
fn lists(
    model: &Model,
    sections: &mut Sections<'_>,
    pages: &[(&Page, &Placement)],
    idents: &[Option<Ident>],
    extras: &mut Extras,
) {
    let mut made: FxHashSet<(u16, String)> = FxHashSet::default();
    let feed = |kind: &str| model.feeds.iter().any(|known| known == kind);
    for ((page, placement), ident) in pages.iter().zip(idents) {
        let Some(ident) = ident else { continue };
        if placement.translation.is_empty() || placement.withheld.is_some() {
            continue;
        }
        for language in std::iter::once(&ident.language).chain(&ident.others) {
            let section = ident.section();
            if !section.is_empty() && !model.is_disabled("section") {
                made.insert((*language, format!("/{section}")));
            }
            made.insert((*language, "/".to_owned()));
            terms(model, page, *language, &mut made);
        }
        if let Route::At(url) = &placement.route
            && ident.kind == Kind::Branch
            && feed(place::kind(model, ident))
        {
            extras.urls.push(format!("{}index.xml", url.trim_end_matches("index.html")));
        }
    }
    for (at, language) in model.languages.iter().enumerate() {
        extras.urls.push(format!("/{}/sitemap.xml", language.code));
        made.insert((at as u16, "/".to_owned()));
        if !model.is_disabled("taxonomy") {
            made.extend(model.taxonomies.iter().map(|plural| (at as u16, format!("/{}", normalised(plural)))));
        }
    }
    for (language, logical) in made {
        if sections.branch(language, &logical).is_some() {
            continue;
        }
        let below = logical.trim_matches('/');
        let top = below.split('/').next().unwrap_or_default();
        let kind = match (below, below.contains('/')) {
            ("", _) => "home",
            (_, true) => "term",
            (_, false) if model.taxonomies.iter().any(|plural| plural == top) => "taxonomy",
            _ => "section",
        };
        let address = format!("{}{}/", model.prefix(language), sections.address(model, language, &logical));
        if feed(kind) {
            extras.urls.push(format!("{address}index.xml"));
        }
        extras.urls.push(address);
    }
    extras.urls.sort();
}

/// The terms that a page's front matter gives it.
fn terms(model: &Model, page: &Page, language: u16, made: &mut FxHashSet<(u16, String)>) {
    let Some(block) = page.front_matter.as_ref().filter(|_| !model.is_disabled("term")) else { return };
    for plural in &model.taxonomies {
        let entry = block.get(plural).or_else(|| block.get("params")?.value.get(plural));
        // Terms that are handed down: whoever gets them, their lists are made.
        let cascade = block.get("cascade").map(|entry| &entry.value);
        let cascades = cascade.into_iter().flat_map(|node| node.as_list().unwrap_or(std::slice::from_ref(node)));
        let handed = cascades.filter_map(|node| node.get(plural).or_else(|| node.get("params")?.value.get(plural)));
        for term in entry.into_iter().chain(handed).flat_map(|entry| entry.value.items()) {
            if let Some(term) = term.as_str().map(str::trim).filter(|term| !term.is_empty()) {
                let term = normalised(term);
                made.insert((language, format!("/{}/{}", normalised(plural), term.trim_matches('/'))));
            }
        }
    }
}

/// Files among the content are served below the page whose bundle they belong to.
fn copies(
    model: &Model,
    sections: &mut Sections<'_>,
    pages: &[(&Page, &Placement)],
    idents: &[Option<Ident>],
    assets: &[SitePath],
    extras: &mut Extras,
) {
    let mut owners: FxHashMap<(u16, &str), usize> = FxHashMap::default();
    for (at, ident) in idents.iter().enumerate() {
        if let Some(ident) = ident.as_ref().filter(|ident| ident.kind != Kind::Single) {
            owners.entry((ident.language, &ident.logical)).or_insert(at);
        }
    }
    let mounted = |asset: &SitePath| {
        let mount = model.mounts.iter().find_map(|mount| Some((mount, asset.below(mount.source.as_str())?)));
        mount.map(|(mount, rest)| if mount.target.is_empty() { rest.to_owned() } else { format!("{}/{rest}", mount.target) })
    };
    for (id, asset) in assets.iter().enumerate() {
        let Some(path) = mounted(asset) else { continue };
        if is_hidden(&path) || is_content(asset.extension()) {
            continue;
        }
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let logical = format!("/{}", normalised(folder));
        for language in 0..model.languages.len() as u16 {
            // The nearest page of a folder, or the top section, or the home page.
            let mut at = logical.as_str();
            let owner = loop {
                let owner = owners.get(&(language, at)).copied();
                if owner.is_some() || sections.is_leaf(at) || above(at).is_none_or(|above| above == "/") {
                    break owner;
                }
                at = above(at).unwrap_or("/");
            };
            let base = match owner.and_then(|owner| pages.get(owner)) {
                Some((_, placement)) if placement.withheld.is_some() => continue,
                Some((_, Placement { route: Route::At(url), .. })) => folder_of(url),
                Some(_) | None => format!("{}{}/", model.prefix(language), sections.address(model, language, at)),
            };
            let depth = at.split('/').filter(|part| !part.is_empty()).count();
            let rest: Vec<&str> = path.split('/').skip(depth).collect();
            extras.copies.push((id as u32, format!("{base}{}", rest.join("/"))));
        }
    }
}

/// Where the files of a page are: `/a/` for `/a/`, `/a/` for `/a.html`, `/a/` for `/a/index.html`.
fn folder_of(url: &str) -> String {
    if url.ends_with('/') {
        return url.to_owned();
    }
    let name = url.strip_suffix("/index.html").unwrap_or(url);
    format!("{}/", name.strip_suffix(".html").unwrap_or(name))
}

/// Further forms of pages (`index.json`, `index.md`, print) that the configuration may ask for: any page may have them.
fn formats(facts: &Facts, extras: &mut Extras) {
    let starts = |suffix: &str| ("/".to_owned(), suffix.to_owned());
    if facts.flags.contains(&super::MORE_FORMATS) {
        extras.computed.extend(["/index.json", "/index.md", "/index.ics", "/index.csv", "/llms.txt"].map(starts));
        extras.computed.extend([("/_print/".to_owned(), "/".to_owned()), ("/amp/".to_owned(), "/".to_owned())]);
    }
}
