//! Published pages with nothing on them.

use crate::{
    generator::PageId,
    page::{Page, document::Kind},
    rule::{Report, Rule, SiteRule},
    site::{NavNode, Site},
};
use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<EmptyPage>("pages/empty-page", include_str!("../../../rules/pages/empty-page.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptyPage {}

/// Keys that name a page or put it into the menu. With any other one a layout may have something to show.
const PLAIN: [&str; 22] = [
    "title",
    "linktitle",
    "date",
    "lastmod",
    "updated",
    "last_modified",
    "draft",
    "weight",
    "order",
    "nav_order",
    "parent",
    "grand_parent",
    "sidebar_position",
    "sidebar_label",
    "slug",
    "url",
    "permalink",
    "id",
    "author",
    "authors",
    "owner",
    "lang",
];

/// Names of pages that stand for their folder, or that generators and themes fill.
const FILLED: [&str; 14] = [
    "index",
    "_index",
    "readme",
    "search",
    "404",
    "tags",
    "categories",
    "archive",
    "archives",
    "blog",
    "sitemap",
    "summary",
    "genindex",
    "contents",
];

impl SiteRule for EmptyPage {
    fn check(&self, site: &Site, report: &mut Report) {
        // Where the site is not understood, nothing is known of what else is shown.
        if !site.facts.understood {
            return;
        }
        let mut parents: Option<FxHashSet<&str>> = None;
        for id in 0..site.pages.len() as PageId {
            if !is_bare(site, id) {
                continue;
            }
            let page = site.page(id);
            let parents = parents.get_or_insert_with(|| parents_of_menu(site));
            if parents.contains(page.path.as_str()) || has_folder(site, page) {
                continue;
            }
            let heading = page.document.headings.first().map(|heading| heading.text_span);
            let title = page.front_matter.as_ref().and_then(|block| block.get("title")).map(|title| title.value.span);
            let place = heading.or(title).unwrap_or_default();
            let named = heading.is_some() || title.is_some();
            let message = if named { "this page has a title and nothing else" } else { "this page is empty" };
            report.add(&page.path, place, message).help("Write it, or take it out of the site until there is something to read");
        }
    }
}

/// Whether nothing but a title is on a published page.
fn is_bare(site: &Site, id: PageId) -> bool {
    let entry = site.entry(id);
    let page = &*entry.page;
    let document = &page.document;
    // Most pages hold text: the first nodes tell.
    let mut nodes = document.nodes.iter();
    let first = nodes.next();
    let is_title = first.is_some_and(|node| matches!(node.kind(), Kind::Heading(1)) && node.end() >= document.nodes.len());
    (first.is_none() || is_title)
        && document.islands.is_empty()
        && document.comments.is_empty()
        && document.imports.is_empty()
        && document.links.is_empty()
        && page.format.is_markdown()
        && page.encoding == crate::page::Encoding::Utf8
        && entry.url().is_some()
        && entry.placement.hidden_body.is_none()
        && !entry.placement.unlisted
        && !entry.placement.goes_on
        && !entry.placement.raw
        && !FILLED.contains(&page.path.stem().to_lowercase().as_str())
        && is_plain(page)
}

fn is_plain(page: &Page) -> bool {
    let Some(block) = &page.front_matter else { return true };
    let entries = block.root.iter().flat_map(|root| root.entries());
    !block.is_unreadable() && entries.into_iter().all(|entry| PLAIN.contains(&entry.name.to_lowercase().as_str()))
}

/// The pages that have others below them in the menu: what lists those is not in their text.
fn parents_of_menu(site: &Site) -> FxHashSet<&str> {
    let mut parents = FxHashSet::default();
    let mut open: Vec<&NavNode> = site.nav.roots.iter().collect();
    while let Some(node) = open.pop() {
        if let Some(entry) = site.nav.entries.get(node.entry).filter(|_| !node.children.is_empty()) {
            let page = site.page_of(entry).map_or(entry.source.as_str(), |id| site.page(id).path.as_str());
            parents.insert(page);
        }
        open.extend(&node.children);
    }
    parents
}

/// Whether a folder beside the page bears its name.
fn has_folder(site: &Site, page: &Page) -> bool {
    let folder = page.path.parent().join(page.path.stem());
    let Some(folder) = folder else { return true };
    let start = format!("{folder}/");
    let at = site.pages.partition_point(|entry| entry.page.path.as_str() < start.as_str());
    site.pages.get(at).is_some_and(|entry| entry.page.path.as_str().starts_with(&start))
}
