//! Links that leave out the path that the site is published under.

use crate::{
    diagnostic::Applicability,
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<BasePath>("links/base-path", include_str!("../../../rules/links/base-path.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BasePath {}

impl SiteRule for BasePath {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let prefix = &site.facts.prefix.value;
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.lacks_prefix && !linked.resolved.own_site) {
            let target = linked.resolved.target;
            if linked.resolved.page().is_none() && !matches!(target, Target::Asset(_) | Target::Other) {
                continue;
            }
            let message = format!("the site is published under `{prefix}/`, and this link leads past it");
            let new = format!("{prefix}{}", linked.url());
            let finding = linked.report(report, message).help(format!("Write `{new}`"));
            if site.is_plain(id, linked.link) {
                linked.rewrite(finding, Applicability::Safe, &new);
            }
        }
    }
}
