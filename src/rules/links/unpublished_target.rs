//! Links to pages that are not published.

use crate::{
    diagnostic::Label,
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnpublishedTarget>("links/unpublished-target", include_str!("../../../rules/links/unpublished-target.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnpublishedTarget {}

impl SiteRule for UnpublishedTarget {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Target::Unpublished(target) = linked.resolved.target else { continue };
            let entry = site.entry(target);
            let page = &entry.page;
            let finding = linked.report(report, format!("readers cannot open `{}`: the page is not published", page.path));
            finding.help("Publish the page, or remove the link until it is");
            match &entry.placement.withheld {
                Some(withheld) if !withheld.span.is_empty() => {
                    finding.related(Label::with_message(&page.path, withheld.span, format!("it is {}", withheld.why)));
                }
                Some(_) => {}
                None => {
                    if let Some(permalink) = page.front_matter.as_ref().and_then(|block| block.get("permalink")) {
                        let place = permalink.key.to(permalink.value.span);
                        finding.related(Label::with_message(&page.path, place, "this gives it no address"));
                    }
                }
            }
        }
    }
}
