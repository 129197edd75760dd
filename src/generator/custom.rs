//! A generator of the house's own: everything is said by hand under `[site]`.
//!
//! What is not said is as most hand-made sites have it: `.md` files below the content folder, `a/b.md` at `/a/b/`, links to
//! files lead to pages, ids as GitHub makes them, YAML front matter, no templates, no menu.

use super::{
    Facts, Files, Generator, HeadingIds, IdPass, Lookup, Mount, NavEntry, NavScheme, NavSpans, NavTarget, Navigation, Origin,
    PageId, Placement, Rewrite, Route, data::Meta, slug::Slugger, summary, url, url::Url,
};
use crate::{
    config::{MenuSettings, UrlStyle},
    page::{Format, Page, document::Island},
    path::SitePath,
};

/// A generator of the house's own.
#[derive(Debug)]
pub(super) struct Custom;

const EXTENSIONS: [&str; 2] = ["md", "markdown"];

impl Generator for Custom {
    fn name(&self) -> &'static str {
        "custom"
    }

    fn title(&self) -> &'static str {
        "the custom site"
    }

    /// Only who says so has one.
    fn detect(&self, _: &dyn Files) -> Option<String> {
        None
    }

    fn facts(&self, files: &dyn Files, facts: &mut Facts) {
        let pass = IdPass::new(Slugger::Github, Slugger::Github.numbering(), true);
        facts.heading_ids.learn(HeadingIds { passes: vec![pass], ..HeadingIds::default() }, Origin::Default);
        let mounts = facts.content.value.iter().map(|path| Mount { path: path.clone(), url: String::new() }).collect();
        facts.statics.learn(mounts, Origin::Default);
        let file = facts.addresses.menu.as_ref().and_then(|menu| menu.file.as_ref()).map(|set| set.value.clone());
        if let Some(file) = file {
            match files.read(file.as_str()) {
                Some(text) => facts.menu = summary::read(&file, &text, summary::Reader::MdBook),
                None => facts.could_not_read("handbook.toml", format!("there is no file `{file}` for the menu")),
            }
            facts.sources.push(file);
        }
    }

    fn format(&self, facts: &Facts, path: &SitePath) -> Option<Format> {
        extensions(facts).any(|known| known == path.extension()).then_some(Format::Markdown)
    }

    fn place(&self, facts: &Facts, page: &Page) -> Placement {
        let mut placement = Placement::default();
        let Some((_, below)) = facts.in_content(&page.path) else { return placement };
        let url = address(facts, page, below);
        if style(facts) == UrlStyle::File && is_index(facts, page.path.stem()) {
            placement.also.extend(url.rsplit_once('/').map(|(folder, _)| format!("{folder}/")));
        }
        placement.route = Route::At(url);
        placement
    }

    fn rewrite(&self, facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
        if facts.addresses.source_links.as_ref().is_some_and(|set| !set.value)
            || url::scheme(url.path).is_some()
            || url.path.starts_with("//")
        {
            return Rewrite::AsIs;
        }
        let decoded = url::decode(url.path);
        let places = |path: &str| -> Vec<SitePath> {
            match path.strip_prefix('/') {
                Some(path) => facts.content.value.iter().filter_map(|root| root.join(path)).collect(),
                None => page.path.parent().join(path).into_iter().collect(),
            }
        };
        for place in places(decoded.trim_end_matches('/')) {
            let found = |path: &str| -> Option<PageId> { lookup.page(path) };
            let with_ending = || extensions(facts).find_map(|known| found(&format!("{place}.{known}")));
            let of_folder = || {
                let names = indexes(facts).flat_map(|index| extensions(facts).map(move |known| format!("{index}.{known}")));
                names.filter_map(|name| place.join(&name)).find_map(|path| found(path.as_str()))
            };
            if let Some(page) = found(place.as_str()) {
                return Rewrite::Page { page, note: "the file of a page", instead_of: None };
            }
            if let Some(page) = with_ending().or_else(of_folder) {
                return Rewrite::Page { page, note: "the file of a page, without its ending", instead_of: None };
            }
        }
        Rewrite::AsIs
    }

    fn is_opaque(&self, facts: &Facts, _: &Page, island: &Island) -> bool {
        facts.dialect.templates.is_some() && island.block
    }

    fn navigation(&self, facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
        match &facts.addresses.menu {
            Some(menu) if menu.file.is_some() => listed(facts, pages),
            Some(menu) => by_keys(facts, menu, pages),
            None => Navigation::default(),
        }
    }
}

fn style(facts: &Facts) -> UrlStyle {
    facts.addresses.url_style.as_ref().map_or(UrlStyle::Pretty, |set| set.value)
}

/// The endings of pages.
fn extensions(facts: &Facts) -> impl Iterator<Item = &str> {
    let set = facts.addresses.extensions.as_deref();
    let default = if set.is_some() { &[][..] } else { &EXTENSIONS };
    set.unwrap_or_default().iter().map(|set| set.value.as_str()).chain(default.iter().copied())
}

/// The names of files that stand for their folder.
fn indexes(facts: &Facts) -> impl Iterator<Item = &str> {
    let set = facts.addresses.index.as_deref();
    let default = if set.is_some() { None } else { Some("index") };
    set.unwrap_or_default().iter().map(|set| set.value.as_str()).chain(default)
}

fn is_index(facts: &Facts, stem: &str) -> bool {
    indexes(facts).any(|index| index == stem)
}

/// The address of a page.
fn address(facts: &Facts, page: &Page, below: &str) -> String {
    let lower = facts.addresses.lower_case.as_ref().is_some_and(|set| set.value);
    let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
    let folder = if lower { folder.to_lowercase() } else { folder.to_owned() };
    let folder = if folder.is_empty() { "/".to_owned() } else { format!("/{folder}/") };
    let slugs = facts.addresses.slug.iter().flatten();
    let slug = slugs.filter_map(|key| Meta::get(&facts.data, page, &key.value)?.as_str()).find(|slug| !slug.trim().is_empty());
    // A slug that begins with a slash is the whole address, as it is written.
    if let Some(whole) = slug.filter(|slug| slug.starts_with('/')) {
        return match style(facts) {
            UrlStyle::Pretty if !whole.ends_with('/') && !whole.ends_with(".html") => format!("{whole}/"),
            _ => whole.to_owned(),
        };
    }
    let stem = if lower { page.path.stem().to_lowercase() } else { page.path.stem().to_owned() };
    let name = slug.map_or(stem, |slug| slug.trim_matches('/').to_owned());
    let of_folder = slug.is_none() && is_index(facts, page.path.stem());
    match style(facts) {
        UrlStyle::Pretty | UrlStyle::Html if of_folder => folder,
        UrlStyle::Bare if of_folder && folder == "/" => folder,
        UrlStyle::Bare if of_folder => folder.trim_end_matches('/').to_owned(),
        UrlStyle::Pretty => format!("{folder}{name}/"),
        UrlStyle::Bare => format!("{folder}{name}"),
        UrlStyle::Html => format!("{folder}{name}.html"),
        UrlStyle::File => format!("{folder}{name}.{}", page.path.extension()),
    }
}

/// The menu of a list of links.
fn listed(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let mut above: Vec<(u16, usize)> = Vec::new();
    let mut entries = Vec::with_capacity(facts.menu.len());
    for (at, item) in facts.menu.iter().enumerate() {
        above.truncate(above.iter().take_while(|(depth, _)| *depth < item.depth).count());
        let path = item.target.as_deref().filter(|target| url::host_and_path(target).is_none());
        let path = path.map(|target| url::decode(Url::split(target).path).into_owned());
        let file = path.as_deref().and_then(|path| item.file.parent().join(path.trim_start_matches('/')));
        let page = file.and_then(|file| pages.binary_search_by(|(page, _)| page.path.as_str().cmp(file.as_str())).ok());
        entries.push(NavEntry {
            above: above.last().map(|(_, entry)| *entry),
            title: item.title.clone(),
            url: page.and_then(|id| route(pages[id].1)).map(str::to_owned).or_else(|| item.target.clone()),
            target: match (page, path) {
                (Some(id), _) => NavTarget::Page(id as PageId),
                (None, Some(path)) if !path.is_empty() => NavTarget::Missing(path),
                _ => NavTarget::None,
            },
            source: item.file.clone(),
            spans: NavSpans { key: item.span, target: item.span, ..NavSpans::default() },
            ..NavEntry::default()
        });
        above.push((item.depth, at));
    }
    Navigation { scheme: Some(NavScheme::Listed), entries, ..Navigation::default() }
}

fn route(placement: &Placement) -> Option<&str> {
    match &placement.route {
        Route::At(url) if placement.withheld.is_none() => Some(url),
        _ => None,
    }
}

/// The menu of what pages say in their front matter.
fn by_keys(facts: &Facts, menu: &MenuSettings, pages: &[(&Page, &Placement)]) -> Navigation {
    let scalars = facts.dialect.front_matter.scalars;
    let entry = |(page, placement): &(&Page, &Placement)| -> Option<NavEntry> {
        let url = route(placement)?;
        let meta = |key: Option<&str>| key.and_then(|key| Meta::get(&facts.data, page, key));
        let name = |set: &Option<crate::config::Set<String>>| set.as_ref().map(|set| set.value.clone());
        let (key, parent, order) = (name(&menu.key), name(&menu.parent), name(&menu.order));
        let own = meta(key.as_deref().or(Some("title")));
        // With a key of their own, pages without it are not in the menu.
        if menu.key.is_some() && own.is_none() {
            return None;
        }
        let above = meta(parent.as_deref());
        let place = meta(order.as_deref());
        let title = meta(menu.title.as_ref().map(|set| set.value.as_str())).and_then(Meta::as_str);
        let title = title.or_else(|| page.meta("title")).or_else(|| page.document.headings.first().map(|heading| &*heading.text));
        Some(NavEntry {
            key: own.and_then(Meta::as_str).map(str::to_owned),
            parent: above.map(|above| above.as_str().unwrap_or_default().to_owned()).filter(|above| !above.is_empty()),
            parent_is_text: true,
            title: title.unwrap_or_else(|| page.path.stem()).to_owned(),
            url: Some(url.to_owned()),
            source: page.path.clone(),
            order: place.and_then(|place| place.number(scalars)),
            spans: NavSpans {
                key: own.map(Meta::value_span).unwrap_or_default(),
                parent: above.map(Meta::value_span).unwrap_or_default(),
                order: place.map(Meta::value_span).unwrap_or_default(),
                ..NavSpans::default()
            },
            ..NavEntry::default()
        })
    };
    Navigation { scheme: Some(NavScheme::Names), entries: pages.iter().filter_map(entry).collect(), ..Navigation::default() }
}
