//! What the host GitBook does with paths, links and blocks.

use crate::{
    generator::{
        Embed, Facts, Lookup, Rewrite,
        url::{self, Url},
    },
    page::Page,
};

/// The address of a page at `below`, a path below the root: no extension, and `README.md` stands for its folder.
pub(super) fn address(below: &str, readme: bool) -> String {
    let stem = below.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(below, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
    match (readme, name.eq_ignore_ascii_case("readme")) {
        (true, _) => "/".to_owned(),
        (false, true) => format!("/{folder}"),
        (false, false) => format!("/{stem}"),
    }
}

/// A link is a path from the page's file. What is left of a link to a page that was taken away, `broken-reference` or
/// `/broken/pages/…`, is dead; other paths without a file are not documented.
pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
    let Some((root, _)) = facts.in_content(&page.path) else { return Rewrite::AsIs };
    let path = url::decode(url.path);
    if path.trim_start_matches("./") == "broken-reference" || path.starts_with("/broken/") {
        return Rewrite::Nothing;
    }
    let file = match path.strip_prefix('/') {
        Some(path) => root.join(path),
        None => page.path.parent().join(&path),
    };
    let Some(file) = file else { return Rewrite::AsIs };
    let readme = || lookup.page(file.join("README.md")?.as_str());
    if let Some(page) = lookup.page(file.as_str()).or_else(readme) {
        return Rewrite::Page { page, note: "the page with this source", instead_of: None };
    }
    let is_file = file.as_str().ends_with(".md") || !file.extension().is_empty() && !path.starts_with('/');
    match file.below(root.as_str()) {
        // A picture, a download, or a page that is not there.
        Some(below) if is_file => Rewrite::Url(format!("/{}", url::encode(below))),
        _ => Rewrite::Elsewhere,
    }
}

/// Blocks that print headings of their own: those made from an API description, and those that show other content.
pub(super) fn is_opaque(name: &str) -> bool {
    name.starts_with("openapi") || matches!(name, "swagger" | "api-method" | "include" | "updates")
}

/// Pages that `{% include "../.gitbook/includes/x.md" %}` shows.
pub(super) fn embeds(page: &Page) -> Vec<Embed> {
    let folder = page.path.parent();
    let includes = page.document.islands.iter().filter(|island| island.name(&page.text) == "include");
    let files = includes.filter_map(|island| {
        let file = island.arguments(&page.text).trim_matches(['"', '\'']);
        Some(Embed { span: island.span, file: folder.join(file)? })
    });
    files.collect()
}
