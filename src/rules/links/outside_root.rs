//! Links that climb out of the site.

use crate::{
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
            linked.suggest(finding, "Take a `../` away, or write the path from the top, beginning with `/`");
        }
    }
}
