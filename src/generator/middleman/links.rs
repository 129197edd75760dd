//! What Middleman's `link_to` makes of an address: its Markdown renderers call it for every link (`url_for` of middleman-core
//! 4.5.1).

use super::{
    super::{Facts, Lookup, PageId, Placement, Rewrite, Route, url, url::Url},
    paths,
};
use crate::page::Page;

/// Endings of pictures.
const PICTURES: [&str; 7] = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];

/// The names by which a page is looked for: its path (`p`), the file it is built as (`d`), and its id (`i`).
pub(super) fn names(facts: &Facts, page: &Page, placement: &Placement) -> Vec<String> {
    let Some((_, below)) = facts.in_content(&page.path).filter(|(_, below)| !paths::is_partial(below)) else {
        return Vec::new();
    };
    let path = paths::resource(below);
    let mut names = vec![format!("p:{path}")];
    if let Route::At(url) = &placement.route {
        let built = format!("{}{}", &url[1..], if url.ends_with('/') { "index.html" } else { "" });
        let id = if path.ends_with(".html") { built.strip_suffix(".html").unwrap_or(&built) } else { &built };
        names.push(format!("i:{id}"));
        names.push(format!("d:{built}"));
    }
    names
}

/// The page or file that is meant: by its id, by its path before it is built, or by the file it is built as.
pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
    if url::scheme(url.path).is_some() || url.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    let Some((root, below)) = facts.in_content(&page.path) else { return Rewrite::AsIs };
    let absolute = url.path.starts_with('/');
    // No page that we know of shows it: no reader meets the link, or it starts from an address that is not known.
    if paths::is_partial(below) || paths::is_bare(below) {
        return Rewrite::Elsewhere;
    }
    let named = |kind: &str, name: &str| -> Option<PageId> { lookup.named(&format!("{kind}:{name}")).first().copied() };
    let found = |page: PageId, note: &'static str| Rewrite::Page { page, note, instead_of: None };
    if !absolute
        && url.query.is_none()
        && url.fragment.is_none()
        && let Some(page) = named("i", url.path)
    {
        return found(page, "the id of a page");
    }
    let decoded = url::decode(url.path);
    let from = |base: &str| match decoded.strip_prefix('/') {
        Some(path) => Some(path.to_owned()),
        None => url::join(&format!("/{base}"), &decoded).map(|path| path[1..].to_owned()),
    };
    // A path that climbs above the top stays there.
    let top = |base: &str| from(base).unwrap_or_else(|| url::join_at_top(&format!("/{base}"), &decoded)[1..].to_owned());
    let path = top(paths::resource(below));
    if let Some(page) = named("p", &path) {
        return found(page, "the path of a page");
    }
    let file = |path: &str| {
        let place = if root.as_str().is_empty() { path.to_owned() } else { format!("{root}/{path}") };
        lookup.asset(&place).then(|| {
            let prefix = if absolute { facts.prefix.value.as_str() } else { "" };
            Rewrite::Url(format!("{prefix}/{}", url::encode(path)))
        })
    };
    if let Some(found) = file(&path) {
        return found;
    }
    let own = match &lookup.page(page.path.as_str()).map(|id| lookup.at(id).1.route.clone()) {
        Some(Route::At(url)) => format!("{}{}", &url[1..], if url.ends_with('/') { "index.html" } else { "" }),
        _ => paths::resource(below).to_owned(),
    };
    if let Some(page) = named("d", &top(&own)) {
        return found(page, "the file a page is built as");
    }
    // Pictures are looked for from the top, and in the folder of pictures last.
    let extension = decoded.rsplit_once('.').map_or("", |(_, extension)| extension);
    if absolute || !PICTURES.iter().any(|known| extension.eq_ignore_ascii_case(known)) {
        return Rewrite::AsIs;
    }
    let pictures = format!("images/{decoded}");
    file(&decoded).unwrap_or_else(|| Rewrite::Url(format!("/{}", url::encode(&pictures))))
}
