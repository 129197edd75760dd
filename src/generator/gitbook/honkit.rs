//! What HonKit does with paths and links.

use super::is_listed;
use crate::{
    generator::{Facts, Lookup, Rewrite, url::Url},
    page::{
        Page,
        document::{Island, IslandKind},
    },
};

/// The address of a page at `below`, a path below the book's root: `README` becomes `index`, and so does the file that
/// book.json calls the readme.
pub(super) fn address(below: &str, readme: bool) -> String {
    let (folder, name) = below.rsplit_once('/').map_or(("", below), |(folder, name)| (folder, name));
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let stem = if readme || stem == "README" { "index" } else { stem };
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("/{folder}{slash}{stem}.html")
}

/// A path is looked for as it is written, escapes and all, from the page's file, or from the book's root if it begins with a
/// slash. A page becomes its address; anything else stays. Queries are dropped.
pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
    let Some((root, _)) = facts.in_content(&page.path) else { return Rewrite::AsIs };
    let path = match url.path.strip_prefix('/') {
        Some(path) => root.join(path),
        None => page.path.parent().join(url.path),
    };
    let Some(path) = path.filter(|path| path.below(root.as_str()).is_some()) else { return Rewrite::AsIs };
    // These are escaped before the page is looked for, which is then not found.
    let escaped = url.path.contains([' ', '"', '\'', '<', '>', '\\', '^', '`', '{', '|', '}']);
    match lookup.page(path.as_str()).filter(|_| is_listed(facts, &path) && !escaped) {
        Some(page) => Rewrite::Page { page, note: "the page with this source", instead_of: None },
        None => {
            let slash = if url.path.ends_with('/') { "/" } else { "" };
            let below = path.below(root.as_str()).unwrap_or_default();
            Rewrite::Url(format!("/{below}{}", if below.is_empty() { "" } else { slash }))
        }
    }
}

/// What is included and what variables hold is not known.
pub(super) fn is_opaque(name: &str, island: &Island) -> bool {
    match island.kind {
        IslandKind::Tag => matches!(name, "include" | "import" | "from" | "extends" | "block"),
        IslandKind::Output => island.block,
        _ => false,
    }
}
