//! Links that climb out of the site.

use crate::{
    diagnostic::Severity,
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<OutsideRoot>("links/outside-root", include_str!("../../../rules/links/outside-root.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OutsideRoot {}

impl SiteRule for OutsideRoot {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::Outside) {
            let finding = linked.report(report, format!("`{}` leads out of the top folder of the site", linked.url()));
            // Browsers stop at the top of the host, so that the link may work by chance.
            let from_top = format!("/{}", linked.url().trim_start_matches("../"));
            let at_top = !site.facts.generator.value.serves_folders() && site.facts.prefix.value.is_empty();
            if at_top && !site.if_written(id, linked.link, &from_top).is_broken() {
                finding.severity(Severity::Warning);
            }
            linked.suggest(finding, "Take a `../` away, or write the path from the top, beginning with `/`");
        }
    }
}
