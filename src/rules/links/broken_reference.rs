//! House syntax that refers to nothing.

use crate::{
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<BrokenReference>("links/broken-reference", include_str!("../../../rules/links/broken-reference.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenReference {}

impl SiteRule for BrokenReference {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::NoSuchReference) {
            let written = linked.url();
            let name = site.reference_in(written).and_then(|name| written.get(name)).unwrap_or(written);
            let name = name.split('#').next().unwrap_or(name);
            let finding = linked.report(report, format!("there is no page called `{name}`"));
            linked.suggest(finding, "Write the path or the name of a page that exists");
        }
    }
}
