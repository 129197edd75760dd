//! Where links lead: pages by their logical path, as `.GetPage`, `ref` and Hugo's own link hook look them up (0.168).

use super::{
    hooks::{ImageHook, LinkHook},
    model::Model,
    names::{Kind, Name, above, cut_last, is_content, normalised},
};
use crate::{
    generator::{Lookup, PageId, Placement, Rewrite, Route, Treatment, url, url::Url},
    page::{
        Page,
        document::{IslandKind, Link, LinkKind, TagRole},
    },
};
use std::fmt::Write as _;

/// What a lookup finds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Found {
    Page(PageId),
    /// The list of a section or a tag that has no file.
    Made(String),
    Nothing,
}

/// The name under which a page of a language is found.
pub(super) fn key(language: u16, logical: &str) -> String {
    let mut key = String::with_capacity(logical.len() + 1);
    let _ = write!(key, "{language}");
    key.push_str(logical);
    key
}

/// The name under which a page is found that is meant by its last part alone.
pub(super) fn short_key(language: u16, name: &str) -> String {
    format!("{language}:{name}")
}

/// A page by what somebody wrote on another one. `by_name` says whether its last part may be enough (`ref`).
pub(super) fn find(
    model: &Model,
    lookup: &dyn Lookup,
    from: &Page,
    name: &Name<'_>,
    language: u16,
    written: &str,
    by_name: bool,
) -> Found {
    let reference = written.trim_end_matches('/');
    let last = reference.rsplit('/').next().unwrap_or_default();
    let has_extension = last.contains('.') && last != "." && last != "..";
    let reference = if reference.is_empty() { "/" } else { reference };
    if !reference.starts_with('/') {
        let in_folder = name.kind == Kind::Branch || has_extension && reference.starts_with("../");
        let base = match name.kind {
            Kind::Leaf if !in_folder => above(&name.logical()).unwrap_or("/").to_owned(),
            _ => name.own_folder(),
        };
        let joined = url::join_at_top(&format!("{}/", base.trim_end_matches('/')), reference);
        match logical(model, lookup, language, &joined) {
            Found::Nothing => {}
            found => return found,
        }
        // As a file beside this one, wherever both are mounted.
        if has_extension
            && let Some(path) = from.path.parent().join(reference)
            && let Some(page) = lookup.page(path.as_str())
            && lookup.named(&key(language, &lookup.at(page).1.translation)).contains(&page)
        {
            return Found::Page(page);
        }
        if reference.starts_with('.') {
            return Found::Nothing;
        }
    }
    match logical(model, lookup, language, &url::join_at_top("/", reference)) {
        Found::Nothing => {}
        found => return found,
    }
    if by_name && !reference.contains('/') {
        let name = normalised(reference);
        let name = name.rsplit_once('.').filter(|(_, extension)| is_content(extension)).map_or(&*name, |(base, _)| base);
        if let [page] = lookup.named(&short_key(language, name)) {
            return Found::Page(*page);
        }
    }
    Found::Nothing
}

/// A page by its path below the content, with or without extension.
fn logical(model: &Model, lookup: &dyn Lookup, language: u16, path: &str) -> Found {
    let path = normalised(path.trim_end_matches('/'));
    let (folder, name) = cut_last(&path, b'/').unwrap_or(("", &path));
    let mut base = name;
    if let Some((rest, extension)) = cut_last(name, b'.')
        && is_content(extension)
    {
        base = rest;
        if let Some((rest, code)) = cut_last(base, b'.')
            && model.language(code).is_some()
        {
            base = rest;
        }
    }
    let bundle = matches!(base, "index" | "_index");
    let logical = match bundle {
        true if folder.is_empty() => "/",
        true => folder,
        false if base.is_empty() => "/",
        // All paths here are from the top, so there is a slash between the two.
        false => path.get(..folder.len() + 1 + base.len()).unwrap_or("/"),
    };
    if let Some(page) = lookup.named(&key(language, logical)).first() {
        return Found::Page(*page);
    }
    if !is_made(model, logical) {
        return Found::Nothing;
    }
    let address = format!("{}{}/", model.prefix(language), logical.trim_end_matches('/'));
    if lookup.serves(&address) { Found::Made(address) } else { Found::Nothing }
}

/// Whether a path may be that of a list that Hugo makes by itself: of a top section, a taxonomy, a term.
fn is_made(model: &Model, logical: &str) -> bool {
    let below = &logical[1..];
    match below.split_once('/') {
        Some((first, _)) => model.taxonomies.iter().any(|plural| plural == first),
        None => true,
    }
}

/// What becomes of a Markdown link or image.
pub(super) fn rewrite(model: &Model, lookup: &dyn Lookup, page: &Page, address: &Url<'_>) -> Rewrite {
    if address.path.is_empty() || url::scheme(address.path).is_some() || address.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    let Some(name) = Name::of(model, &page.path) else { return Rewrite::AsIs };
    let path = url::decode(address.path);
    let path = path.strip_prefix("./").unwrap_or(&path);
    // Hugo's own hook asks for the page of no name, which is the home page.
    if path.is_empty() && model.links != LinkHook::Embedded {
        return Rewrite::AsIs;
    }
    match find(model, lookup, page, &name, name.language, path, false) {
        Found::Page(page) => {
            return Rewrite::Page { page, note: "the page that its link hook finds for it", instead_of: None };
        }
        Found::Made(address) => return Rewrite::Url(address),
        Found::Nothing => {}
    }
    // A file of the page's bundle, then one among the assets.
    if name.kind != Kind::Single
        && let Some(file) = page.path.parent().join(path.trim_start_matches('/'))
        && lookup.asset(file.as_str())
        && let Some(Route::At(own)) = lookup.page(page.path.as_str()).map(|id| &lookup.at(id).1.route)
    {
        return Rewrite::Url(url::join_at_top(own, path.trim_start_matches('/')));
    }
    // Content in the bundle is found there and has no address: the link stays empty.
    if name.kind != Kind::Single
        && let Some(file) = page.path.parent().join(path.trim_start_matches('/'))
        && lookup.page(file.as_str()).is_some_and(|id| lookup.at(id).1.translation.is_empty())
    {
        return Rewrite::Nothing;
    }
    let among_assets = |root: &crate::path::SitePath| root.join(path).is_some_and(|file| lookup.asset(file.as_str()));
    if model.assets.iter().any(among_assets) { Rewrite::Elsewhere } else { Rewrite::AsIs }
}

/// What Hugo does with a link at all.
pub(super) fn treatment(model: &Model, page: &Page, placement: &Placement, link: &Link) -> Treatment {
    // What is shown inside other pages has no address that a relative one could count from.
    let nowhere = placement.route == Route::None && !link.url(&page.text).starts_with('/');
    if nowhere || in_unknown_shortcode(model, page, link) {
        return Treatment::Unsure;
    }
    match link.kind {
        LinkKind::HtmlLink | LinkKind::HtmlResource | LinkKind::FrontMatter | LinkKind::Value => Treatment::Left,
        _ if link.image => match model.images {
            ImageHook::None => Treatment::Left,
            ImageHook::Files => Treatment::Rewritten,
            ImageHook::Unknown => Treatment::Unsure,
        },
        _ => match model.links {
            LinkHook::None => Treatment::Left,
            LinkHook::Embedded | LinkHook::Pages => Treatment::Rewritten,
            LinkHook::Unknown => Treatment::Unsure,
        },
    }
}

/// Whether a link stands between the tags of a shortcode of which it is not known what it does with it.
fn in_unknown_shortcode(model: &Model, page: &Page, link: &Link) -> bool {
    use super::shortcodes::Inside;
    /// Further tags are not looked through.
    const FAR: usize = 100;
    let islands = &page.document.islands;
    let before = islands.partition_point(|island| island.span.start < link.span.start);
    let mut closed: Vec<&str> = Vec::new();
    for island in islands[..before].iter().rev().take(FAR) {
        match island.role(&page.text) {
            Some(TagRole::Close) => closed.push(island.name(&page.text)),
            Some(TagRole::Open) => {
                let name = island.name(&page.text);
                if let Some(at) = closed.iter().rposition(|known| *known == name) {
                    closed.truncate(at);
                    continue;
                }
                let inside = model.shortcodes.get(name).map_or(Inside::Unknown, |shortcode| shortcode.inside);
                let unsure = inside == Inside::Unknown && island.kind == IslandKind::Shortcode;
                // One that is never closed has no inside.
                if unsure && is_closed(page, before, name, FAR) {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}

fn is_closed(page: &Page, from: usize, name: &str, far: usize) -> bool {
    let islands = page.document.islands[from..].iter().take(far);
    islands.into_iter().any(|island| island.role(&page.text) == Some(TagRole::Close) && island.name(&page.text) == name)
}
