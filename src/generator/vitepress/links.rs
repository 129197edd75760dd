//! What VitePress makes of links.

use super::{Settings, settings};
use crate::{
    generator::{
        Facts, Lookup, Rewrite, Route,
        url::{self, Url},
    },
    page::{
        Page,
        document::{Link, LinkKind},
    },
};
use std::borrow::Cow;

/// Endings that VitePress 1.6 takes for files, sorted; any other path is a page.
const FILES: &[&str] = &[
    "3g2", "3gp", "aac", "ai", "apng", "au", "avif", "bin", "bmp", "cer", "class", "conf", "crl", "css", "csv", "dll", "doc",
    "eps", "epub", "exe", "gif", "gz", "ics", "ief", "jar", "jpe", "jpeg", "jpg", "js", "json", "jsonld", "m4a", "man", "mid",
    "midi", "mjs", "mov", "mp2", "mp3", "mp4", "mpe", "mpeg", "mpg", "mpp", "oga", "ogg", "ogv", "ogx", "opus", "otf", "p10",
    "p7c", "p7m", "p7s", "pdf", "png", "ps", "qt", "roff", "rtf", "rtx", "ser", "svg", "t", "tif", "tiff", "tr", "ts", "tsv",
    "ttf", "txt", "vtt", "wav", "weba", "webm", "webp", "woff", "woff2", "xhtml", "xml", "yaml", "yml", "zip",
];

/// Whether VitePress takes an address for that of a page.
pub(super) fn is_page(path: &str) -> bool {
    let ending = path.rsplit('.').next().unwrap_or_default();
    ending.len() > 6 || FILES.binary_search(&ending.to_ascii_lowercase().as_str()).is_err()
}

/// Whether attributes after a link (`{target="_self"}`) say that it leads out of the pages: it stays as written.
pub(super) fn leads_out(page: &Page, link: &Link) -> bool {
    let after = page.text.get(link.span.end as usize..).unwrap_or_default();
    let list = after.strip_prefix('{').and_then(|rest| rest.get(..rest.bytes().take(200).position(|b| b == b'}')?));
    link.kind == LinkKind::Inline && list.is_some_and(|list| list.contains("target") || list.contains("download"))
}

pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, link: &Link, url: &Url<'_>) -> Rewrite {
    let Some(settings) = settings(facts) else { return Rewrite::AsIs };
    if url::scheme(url.path).is_some() || url.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    if link.image && link.kind == LinkKind::Value {
        // The theme puts it into the page as it is.
        return Rewrite::AsIs;
    }
    if link.image || link.kind == LinkKind::HtmlResource {
        // Vite takes them from beside the file, whatever its address is.
        let path = Some(url::decode(url.path)).filter(|path| !path.starts_with('/'));
        let file = path.and_then(|path| page.path.parent().join(&path));
        return file.map_or(Rewrite::AsIs, |path| Rewrite::Url(format!("/{}", url::encode(path.as_str()))));
    }
    let base = match lookup.page(page.path.as_str()).map(|id| &lookup.at(id).1.route) {
        Some(Route::At(url)) => Cow::Borrowed(url.as_str()),
        // Only the last part of a page made from `[name].md` is not known; links count from its folder.
        Some(Route::Computed { .. }) => match facts.in_content(&page.path) {
            Some((_, below)) if url.path.starts_with('/') || !settings.rewrites_unknown && !parent(below).contains('[') => {
                Cow::Owned(format!("/{below}"))
            }
            _ => return Rewrite::Elsewhere,
        },
        _ => return Rewrite::AsIs,
    };
    let base = base.as_ref();
    if link.kind == LinkKind::HtmlLink || leads_out(page, link) {
        return left(settings, lookup, base, url.path, leads_out(page, link));
    }
    if !is_page(url.path) {
        return Rewrite::AsIs;
    }
    match link.kind {
        LinkKind::Value => of_theme(lookup, base, url.path),
        _ => of_text(settings, lookup, base, url.path),
    }
}

fn parent(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

/// A link that VitePress leaves alone. What it means may be served by something else where the author says so.
fn left(settings: &Settings, lookup: &dyn Lookup, base: &str, path: &str, leads_out: bool) -> Rewrite {
    let Some(joined) = url::join(base, path) else { return Rewrite::AsIs };
    let served = lookup.serves(&url::decode(&joined));
    if !served && (leads_out || settings.ignored.covers(path)) { Rewrite::Elsewhere } else { Rewrite::AsIs }
}

/// A link of the text: the build looks for the very page.
fn of_text(settings: &Settings, lookup: &dyn Lookup, base: &str, path: &str) -> Rewrite {
    let Some(joined) = url::join(base, path) else { return Rewrite::AsIs };
    let file = file(&joined);
    let (ignored, written) = (&settings.ignored, checked(path));
    if ignored.covers(&written) || ignored.unknown && !lookup.serves(&url::decode(&file)) {
        return Rewrite::Elsewhere;
    }
    Rewrite::Url(if settings.clean_urls { clean(lookup, file) } else { file })
}

/// The address as it is printed without `.html`, unless that would lead to another page than the one that the build looks for.
fn clean(lookup: &dyn Lookup, file: String) -> String {
    let serves = |path: &str| lookup.serves(&url::decode(path));
    let stem = file.strip_suffix(".html").unwrap_or(&file);
    let clean = stem.strip_suffix("index").filter(|folder| folder.ends_with('/')).unwrap_or(stem);
    if serves(&file) || !serves(clean) { clean.to_owned() } else { file }
}

/// A link of the theme, as `normalizeLink` reads it: without a dot at its start it counts from the site's root.
fn of_theme(lookup: &dyn Lookup, base: &str, path: &str) -> Rewrite {
    let written = if path.starts_with(['/', '.']) || path.ends_with('/') || path.ends_with(".html") {
        url::join(base, path)
    } else {
        url::join("/", path)
    };
    let Some(joined) = written else { return Rewrite::AsIs };
    let file = file(&joined);
    let other = || opened_by_router(&file).filter(|other| lookup.serves(&url::decode(other)));
    Rewrite::Url(if lookup.serves(&url::decode(&file)) { file } else { other().unwrap_or(file) })
}

/// The other file that the theme's router looks for: `a.html` for `a/index.html`, and the other way round.
pub(super) fn opened_by_router(file: &str) -> Option<String> {
    let stem = file.strip_suffix(".html")?;
    Some(stem.strip_suffix("/index").map_or_else(|| format!("{stem}/index.html"), |folder| format!("{folder}.html")))
}

/// The file that the page at a path without query is built into.
pub(super) fn file(path: &str) -> String {
    let index = path.len().checked_sub("index.md".len()).and_then(|at| path.get(at..));
    let folder = index.filter(|end| end.eq_ignore_ascii_case("index.md")).map(|end| &path[..path.len() - end.len()]);
    if let Some(folder) = folder.filter(|folder| folder.ends_with('/')) {
        return format!("{folder}index.html");
    }
    let stem = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    if stem.ends_with('/') { format!("{stem}index.html") } else { format!("{stem}.html") }
}

/// What `ignoreDeadLinks` is held against.
fn checked(path: &str) -> String {
    let path = path.strip_suffix("index.md").filter(|folder| folder.is_empty() || folder.ends_with('/')).unwrap_or(path);
    let path = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    let start = if path.starts_with('/') || path.starts_with("./") { "" } else { "./" };
    let end = if path.ends_with('/') || path.is_empty() { "index" } else { "" };
    format!("{start}{path}{end}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_files_as_in_vitepress_1_6() {
        for (path, expected) in [
            ("/a/b", "/a/b.html"),
            ("/a/b.md", "/a/b.html"),
            ("/a/b.html", "/a/b.html"),
            ("/a/", "/a/index.html"),
            ("/a/index.md", "/a/index.html"),
            ("/a/Index.md", "/a/index.html"),
            ("/a/myindex.md", "/a/myindex.html"),
            ("/v1.2", "/v1.2.html"),
        ] {
            assert_eq!(file(path), expected, "{path}");
        }
        assert!(FILES.is_sorted() && is_page("/a") && is_page("/v1.2") && is_page("/a.md") && !is_page("/a.PDF"));
        assert_eq!(checked("a.md"), "./a");
        assert_eq!(checked("/a/"), "/a/index");
    }
}
