//! Links: in Markdown, what is the path of a file counts from the page's file and leads to that file's address. Everything else
//! is the browser's (MkDocs 1.6, `_RelativePathTreeprocessor`).

use super::{Settings, place};
use crate::{
    generator::{
        Facts, Lookup, Rewrite,
        url::{self, Url},
    },
    page::Page,
};

pub(super) fn rewrite(facts: &Facts, settings: &Settings, lookup: &dyn Lookup, page: &Page, link: &Url<'_>) -> Rewrite {
    if link.path.is_empty() || url::scheme(link.path).is_some() || url::host_and_path(link.path).is_some() {
        return Rewrite::AsIs;
    }
    let absolute = link.path.starts_with(['/', '\\']);
    if absolute && !settings.absolute_links {
        return Rewrite::AsIs;
    }
    let Some((_, source)) = facts.in_content(&page.path) else { return Rewrite::AsIs };
    let path = url::decode(link.path);
    let folder = if absolute { "" } else { source.rsplit_once('/').map_or("", |(folder, _)| folder) };
    let Some(target) = normal(folder, &path) else { return Rewrite::AsIs };
    let docs = facts.content_root();
    let file = if docs.is_empty() { target.clone() } else { format!("{docs}/{target}") };
    if let Some(page) = settings.page_for(facts, lookup, page, &file) {
        return Rewrite::Page { page, note: "the path of a file", instead_of: None };
    }
    if lookup.asset(&file) {
        let address = if is_markdown(&target) { place::address(settings, &target) } else { settings.asset_address(&target) };
        return Rewrite::Url(url::encode(&address).into_owned());
    }
    if settings.theme_files.contains(&target.as_str()) {
        return Rewrite::Url(format!("/{target}"));
    }
    if is_markdown(&target) {
        // Plugins put pages of their own among the files: lists of a blog's posts.
        let address = place::address(settings, &target);
        if settings.makes(&target) && lookup.serves(&address) {
            return Rewrite::Url(url::encode(&address).into_owned());
        }
        if settings.finds_by_name {
            return Rewrite::Elsewhere;
        }
    }
    Rewrite::AsIs
}

/// Whether MkDocs takes a file for a page.
pub(super) fn is_markdown(path: &str) -> bool {
    [".md", ".markdown", ".mdown", ".mkdn", ".mkd"].iter().any(|ending| path.ends_with(ending))
}

/// The path in `folder` without `.` and `..`; `None` when it leads to no file below the docs folder.
fn normal(folder: &str, path: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    (!parts.is_empty()).then(|| parts.join("/"))
}
