//! What ERB tags print.

use super::{
    super::{Embed, Facts},
    API,
};
use crate::{
    page::{
        Page,
        document::{Island, IslandKind, literal},
    },
    path::SitePath,
};

/// Helpers that print no headings and no ids, and the objects that hold settings and data.
const HARMLESS: [&str; 17] = [
    "config",
    "content_tag",
    "current_page",
    "data",
    "format_date",
    "h",
    "image_tag",
    "javascript_include_tag",
    "javascript_tag",
    "link_to",
    "mail_to",
    "partial",
    "stylesheet_link_tag",
    "t",
    "url_for",
    "warning_text",
    "yield_content",
];

/// Whether a tag that prints may print headings or ids that cannot be known. What `partial` prints is another page's.
pub(super) fn prints_unknown(page: &Page, island: &Island) -> bool {
    let name = island.name(&page.text);
    let name = name.split(['.', '[']).next().unwrap_or_default();
    island.block && is_run(page) && !name.starts_with(['\'', '"']) && !HARMLESS.contains(&name)
}

/// Whether ERB reads the page at all.
fn is_run(page: &Page) -> bool {
    matches!(page.path.extension(), "erb" | "rhtml" | "erubi" | "erubis")
}

/// The address that a destination with a tag in it stands for: `<%= url_for '/a.html' %>#b`.
pub(super) fn address(written: &str) -> Option<String> {
    let (tag, rest) = written.strip_prefix("<%=")?.split_once("%>")?;
    let tag = tag.trim();
    let tag = tag.strip_prefix("url_for").unwrap_or(tag).trim_start_matches(['(', ' ']);
    let (address, after) = literal(tag)?;
    (after.trim().trim_matches(')').is_empty() && !rest.contains("<%")).then(|| format!("{address}{rest}"))
}

/// The partials that a page prints. What cannot be told, and an API's description, stands as a file that does not exist.
pub(super) fn embeds(facts: &Facts, page: &Page) -> Vec<Embed> {
    let mut found = Vec::new();
    let unknown = || page.path.join("?");
    if facts.flags.contains(&API)
        && page.text.contains("api>")
        && let Some(file) = unknown()
    {
        found.push(Embed { span: Default::default(), file });
    }
    if !is_run(page) {
        return found;
    }
    for island in page.document.islands.iter().filter(|island| island.kind == IslandKind::Output) {
        if island.name(&page.text) != "partial" {
            continue;
        }
        let file = named(page.slice(island.span)).and_then(|name| partial(facts, page, name)).or_else(unknown);
        found.extend(file.map(|file| Embed { span: island.span, file }));
    }
    found
}

/// The name of the partial that a tag prints.
fn named(tag: &str) -> Option<&str> {
    let (_, rest) = tag.split_once("partial")?;
    let rest = rest.trim_start_matches(['(', ' ']);
    match rest.strip_prefix(':') {
        Some(symbol) if !symbol.starts_with(['\'', '"']) => {
            symbol.split(|c: char| !c.is_ascii_alphanumeric() && c != '_').next().filter(|name| !name.is_empty())
        }
        symbol => literal(symbol.unwrap_or(rest)).map(|(name, _)| name),
    }
}

/// The file of a partial: beside the page, else from the top.
fn partial(facts: &Facts, page: &Page, name: &str) -> Option<SitePath> {
    let (_, below) = facts.in_content(&page.path)?;
    let folder = below.rsplit_once('/').map_or("", |(folder, _)| folder);
    let key = key(name.trim_start_matches('/'));
    let beside = (!folder.is_empty()).then(|| format!("{folder}/{key}"));
    beside.into_iter().chain([key]).find_map(|key| facts.partials.get(&key).cloned())
}

/// The name that a partial goes by: its path without underscore and endings.
pub(super) fn key(path: &str) -> String {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let name = name.strip_prefix('_').unwrap_or(name);
    let name = name.split('.').next().unwrap_or_default();
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_addresses_are_read() {
        assert_eq!(named("<%= partial 'a/b' %>"), Some("a/b"));
        assert_eq!(named("<%= partial(:\"a/b\", locals: {}) %>"), Some("a/b"));
        assert_eq!(named("<%= partial :b %>"), Some("b"));
        assert_eq!(named("<%= partial name %>"), None);
        assert_eq!(key("a/_b.html.md.erb"), "a/b");
        assert_eq!(address("<%= url_for('/a.html') %>#b"), Some("/a.html#b".to_owned()));
        assert_eq!(address("<%= root %>/a.html"), None);
    }
}
