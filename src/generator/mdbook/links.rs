//! Where a file is served, and what becomes of links to `.md` files.

use super::is_built;
use crate::{
    generator::{
        Facts, Lookup, Rewrite, Route,
        url::{self, Url},
    },
    page::Page,
    path::SitePath,
};

/// The address of the chapter at `below`, a path below the book's `src`: its extension becomes `.html`, and `README`, in
/// capitals or not, becomes `index` when the `index` preprocessor runs.
pub(super) fn address(below: &str, index: bool) -> String {
    let (folder, name) = below.rsplit_once('/').map_or(("", below), |(folder, name)| (folder, name));
    let stem = name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot]);
    let stem = if index && stem.eq_ignore_ascii_case("readme") { "index" } else { stem };
    let slash = if folder.is_empty() { "" } else { "/" };
    format!("/{folder}{slash}{stem}.html")
}

/// In a destination that is no full address, what stands before the last `.md` stays and gets `.html`; what follows is lost,
/// unless it is a fragment. Whether a file is there does not matter (`fix` of 0.4, `fix_link` of 0.5).
pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
    if url.path.starts_with("//") || url::scheme(url.path).is_some() {
        return Rewrite::AsIs;
    }
    let Some((root, own)) = facts.in_content(&page.path) else { return Rewrite::AsIs };
    let Some(stem) = url.path.rfind(".md").and_then(|end| url.path.get(..end)) else {
        return unchanged(facts, lookup, page, own, url.path);
    };
    // A link to a file that exists and is not built says more than one to an address that is not served.
    let decoded = url::decode(url.path);
    let beside = if decoded.starts_with('/') { root.join(&decoded) } else { page.path.parent().join(&decoded) };
    if let Some(page) = beside.filter(|path| !is_built(facts, path)).and_then(|path| lookup.page(path.as_str()))
        && lookup.at(page).1.route == Route::None
    {
        return Rewrite::Page { page, note: "a file that it does not build", instead_of: None };
    }
    match url::join(&format!("/{own}"), &format!("{stem}.html")) {
        Some(path) => Rewrite::Url(path),
        None => above(facts, lookup, page, &decoded),
    }
}

/// What may be made of a destination that is no path of a Markdown file.
fn unchanged(facts: &Facts, lookup: &dyn Lookup, page: &Page, own: &str, path: &str) -> Rewrite {
    let absolute = path.starts_with('/');
    // A preprocessor may take a word for a name of its own.
    let name = facts.more_definitions && !absolute && !path.contains('/') && !path.ends_with(".html");
    let exists = || page.path.parent().join(&url::decode(path)).is_some_and(|path| lookup.asset(path.as_str()));
    if !absolute && url::join(&format!("/{own}"), path).is_none() {
        return above(facts, lookup, page, &url::decode(path));
    }
    if name && !exists() { Rewrite::Elsewhere } else { Rewrite::AsIs }
}

/// What a path means that climbs out of the book. Books often stand beside others on one host, below an address that book.toml
/// need not name; a file of the repository is not there.
fn above(facts: &Facts, lookup: &dyn Lookup, page: &Page, path: &str) -> Rewrite {
    let at_top = facts.base_url.value.is_some() && facts.prefix.value.is_empty();
    let file = page.path.parent().join(path);
    let exists = file.is_some_and(|file| lookup.asset(file.as_str()) || lookup.page(file.as_str()).is_some());
    if at_top || exists { Rewrite::AsIs } else { Rewrite::Elsewhere }
}

/// Where the redirect `from` of book.toml stands, and where it leads. Both are written from the site's top folder, or as full
/// addresses; `to` may also be written from the place of `from`.
pub(super) fn redirect(from: &str, to: &str) -> (String, String) {
    let from = format!("/{}", from.trim_start_matches('/'));
    if url::scheme(to).is_some() || to.starts_with('/') {
        return (from, to.to_owned());
    }
    let Url { path, .. } = Url::split(to);
    let rest = &to[path.len()..];
    let to = url::join(&from, path).map_or_else(|| to.to_owned(), |path| format!("{path}{rest}"));
    (from, to)
}

/// The page that the file of this name under the book's `src` would be served as, were it there.
pub(super) fn address_of(root: &SitePath, path: &SitePath, index: bool) -> Option<String> {
    Some(address(path.below(root.as_str())?, index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_have_addresses() {
        for (below, expected) in [
            ("README.md", "/index.html"),
            ("a/ReadMe.markdown", "/a/index.html"),
            ("a/b.c.md", "/a/b.c.html"),
            (".hidden", "/.hidden.html"),
            ("LICENSE", "/LICENSE.html"),
        ] {
            assert_eq!(address(below, true), expected);
        }
        assert_eq!(address("README.md", false), "/README.html");
    }

    #[test]
    fn redirects_are_read_from_their_place() {
        for (from, to, expected) in [
            ("/a/old.html", "new.html#x", ("/a/old.html", "/a/new.html#x")),
            ("a.html", "/b.html", ("/a.html", "/b.html")),
            ("/a/b.html", "../c.html", ("/a/b.html", "/c.html")),
            ("/a.html", "https://e.org/", ("/a.html", "https://e.org/")),
        ] {
            assert_eq!(redirect(from, to), (expected.0.to_owned(), expected.1.to_owned()));
        }
    }
}
