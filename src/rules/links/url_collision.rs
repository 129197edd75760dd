//! Two sources with one address.

use crate::{
    diagnostic::Label,
    generator::PageId,
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::{Served, Site},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UrlCollision>("links/url-collision", include_str!("../../../rules/links/url-collision.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UrlCollision {}

impl SiteRule for UrlCollision {
    fn check(&self, site: &Site, report: &mut Report) {
        for collision in site.collisions() {
            let (Some(first), Some(second)) = (place(site, collision.first), place(site, collision.second)) else { continue };
            // Told where something can be done about it: at an address that is written, else at a page.
            let is_page = matches!(collision.second, Served::Page(_));
            let (page, other) =
                if !second.1.is_empty() || is_page && first.1.is_empty() { (second, first) } else { (first, second) };
            let message = format!("this page and `{}` have the same address `{}`", other.0, collision.url);
            let finding = report.add(page.0, page.1, message);
            finding.help("Give one of them another address: readers get only one of the two");
            if site.find(other.0.as_str()).is_some() {
                finding.related(Label::with_message(other.0, other.1, "this is the other one"));
            }
        }
    }
}

/// The source of a page or file, and where it says its address; redirects are another rule's.
fn place(site: &Site, served: Served) -> Option<(&SitePath, Span)> {
    match served {
        Served::Page(id) => Some((&site.page(id).path, address(site, id))),
        Served::Asset(_) => Some((site.source_of(served)?, Span::default())),
        Served::Redirect(_) | Served::Virtual | Served::Folder => None,
    }
}

fn address(site: &Site, id: PageId) -> Span {
    let block = site.page(id).front_matter.as_ref();
    block.and_then(|block| block.get("permalink")).map_or(Span::default(), |entry| entry.value.span)
}
