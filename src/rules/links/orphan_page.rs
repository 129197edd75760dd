//! Pages that nothing leads to.

use crate::{
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<OrphanPage>("links/orphan-page", include_str!("../../../rules/links/orphan-page.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrphanPage {}

impl SiteRule for OrphanPage {
    fn check(&self, site: &Site, report: &mut Report) {
        for id in site.orphans() {
            let finding = report.add(&site.page(id).path, place(site, id), "no page and no menu leads to this page");
            finding.help("Link to it from a page where readers would look for it, or add it to the menu");
        }
    }
}

/// Its title, else its beginning.
fn place(site: &Site, id: PageId) -> Span {
    let page = site.page(id);
    let title = page.front_matter.as_ref().and_then(|block| block.get("title")).map(|title| title.value.span);
    title.or_else(|| page.document.headings.first().map(|heading| heading.text_span)).unwrap_or_default()
}
