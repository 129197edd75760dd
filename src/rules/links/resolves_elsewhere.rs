//! Links that the generator sends to another page than the one beside.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url::Url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Served, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<ResolvesElsewhere>("links/resolves-elsewhere", include_str!("../../../rules/links/resolves-elsewhere.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ResolvesElsewhere {}

impl SiteRule for ResolvesElsewhere {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let (Some(beside), Some(found)) = (linked.resolved.instead_of, linked.resolved.page()) else { continue };
            let (generator, found) = (site.facts.generator.value.title(), &site.page(found).path);
            let path = &site.page(beside).path;
            let finding =
                linked.report(report, format!("{generator} takes this for `{found}`, not for `{path}` beside this page"));
            let Some(new) = site.spell(id, linked.link, Served::Page(beside)) else { continue };
            let new = format!("{new}{}", &linked.url()[Url::split(linked.url()).path.len()..]);
            finding.help(format!("If you mean the page beside this one, write `{new}`"));
            linked.rewrite(finding, Applicability::Unsafe, &new);
        }
    }
}
