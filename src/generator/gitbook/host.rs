//! What the host GitBook does with paths, links and blocks.

use crate::{
    generator::{
        Embed, Facts, Lookup, Rewrite,
        slug::github,
        url::{self, Url},
    },
    page::Page,
    text::Span,
};

/// The address of a page at `below`, a path below the root: no extension, and `README.md` stands for its folder.
pub(super) fn address(below: &str, readme: bool) -> String {
    let stem = below.rsplit_once('.').filter(|(_, end)| !end.contains('/')).map_or(below, |(stem, _)| stem);
    let (folder, name) = stem.rsplit_once('/').map_or(("", stem), |(folder, name)| (folder, name));
    match (readme, name.eq_ignore_ascii_case("readme")) {
        (true, _) => "/".to_owned(),
        (false, true) if folder.is_empty() => "/".to_owned(),
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
    let named = |path: &str| match path.strip_prefix('/') {
        Some(path) => root.join(path),
        None => page.path.parent().join(path),
    };
    // Names of files that were uploaded may hold escapes of their own.
    let as_written = named(url.path).filter(|file| lookup.asset(file.as_str()) || lookup.page(file.as_str()).is_some());
    let Some(file) = as_written.or_else(|| named(&path)) else { return Rewrite::AsIs };
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
        let file = island.rest(&page.text).trim_matches(['"', '\'']);
        Some(Embed { span: island.span, file: folder.join(file)? })
    });
    files.collect()
}

/// The titles of blocks that fold (`<summary>`) and of tabs lead to them.
pub(super) fn block_ids(page: &Page) -> Vec<(Box<str>, Span)> {
    let mut ids: Vec<(Box<str>, Span)> = Vec::new();
    for element in page.document.elements.iter().filter(|element| page.slice(element.name) == "summary") {
        let rest = page.text.get(element.span.end as usize..).unwrap_or_default();
        // A title is no longer than this; one without end is not gone through again and again.
        let title = rest.get(..floor(rest, LONGEST_TITLE)).and_then(|rest| rest.split_once("</summary>"));
        ids.extend(title.map(|(title, _)| (github::slug(words(title).trim()).into(), element.span)));
    }
    for island in page.document.islands.iter().filter(|island| island.name(&page.text) == "tab") {
        let title = island.rest(&page.text).split_once("title=\"").and_then(|(_, rest)| rest.split('"').next());
        ids.extend(title.map(|title| (github::slug(title).into(), island.span)));
    }
    ids.retain(|(id, _)| !id.is_empty());
    ids
}

/// Bytes of a title, markup included.
const LONGEST_TITLE: usize = 2000;

/// The last place at or before `at` where a character begins.
fn floor(text: &str, at: usize) -> usize {
    (0..=at.min(text.len())).rev().find(|&at| text.is_char_boundary(at)).unwrap_or_default()
}

/// The text of a piece of HTML.
fn words(html: &str) -> String {
    let mut words = String::with_capacity(html.len());
    let mut in_tag = false;
    for c in html.chars() {
        match c {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            c if !in_tag => words.push(c),
            _ => {}
        }
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        page::{Format, dialect::Dialect},
        path::SitePath,
    };

    #[test]
    fn pages_have_addresses_without_extension() {
        for (below, readme, expected) in [
            ("README.md", true, "/"),
            ("a/README.md", false, "/a"),
            ("a/b.c.md", false, "/a/b.c"),
            ("start.md", true, "/"),
            ("readme.md", false, "/"),
        ] {
            assert_eq!(address(below, readme), expected, "{below}");
        }
    }

    #[test]
    fn titles_of_blocks_are_ids() {
        let text =
            "<details>\n\n<summary>Page <b>ratings</b> <img src=x></summary>\n\ntext\n\n</details>\n\n<summary>never ends\n";
        let path = SitePath::new("a.md").expect("a path");
        let page = Page::parse(path, text.as_bytes().to_vec(), Format::Markdown, &Dialect::default());
        let ids: Vec<String> = block_ids(&page).into_iter().map(|(id, _)| id.into()).collect();
        assert_eq!(ids, ["page-ratings"]);
    }
}
