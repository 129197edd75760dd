//! Links without destination.

use crate::{
    generator::PageId,
    page::document::LinkKind,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Empty>("links/empty", include_str!("../../../rules/links/empty.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Empty {}

impl SiteRule for Empty {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        // Templates fill in attributes while the site is built, and scripts afterwards.
        let is_written = |kind| !matches!(kind, LinkKind::HtmlLink | LinkKind::HtmlResource);
        if !site.page(id).format.is_markdown() {
            return;
        }
        for linked in
            Linked::all(site, id).filter(|linked| linked.resolved.target == Target::Empty && is_written(linked.link.kind))
        {
            if linked.link.image {
                linked
                    .report(report, "this picture has no address")
                    .help("Write the address of the picture between the parentheses");
            } else {
                linked
                    .report(report, "this link leads nowhere: its address is empty")
                    .help("Write the address between the parentheses, or take the link off the words");
            }
        }
    }
}
