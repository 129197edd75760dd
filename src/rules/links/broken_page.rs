//! Links to addresses that no page has.

use crate::{
    diagnostic::Label,
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<BrokenPage>("links/broken-page", include_str!("../../../rules/links/broken-page.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenPage {}

impl SiteRule for BrokenPage {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::NoSuchPage) {
            let path = linked.path();
            if let Some(redirect) = linked.resolved.redirect.and_then(|redirect| site.redirects.get(redirect as usize)) {
                let finding = linked.report(report, format!("`{path}` is redirected to an address that no page has"));
                finding.related(Label::with_message(&redirect.path, redirect.to_span, "redirected here"));
                finding.help("Mend the redirect, or link to a page that exists");
                continue;
            }
            let finding = linked.report(report, format!("no page has the address `{path}`"));
            linked.suggest(finding, "Write the address of a page that exists, or remove the link");
        }
    }
}
