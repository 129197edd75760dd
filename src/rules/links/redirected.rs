//! Links that go through a redirect.

use crate::{
    diagnostic::{Applicability, Label},
    generator::{PageId, url::Url},
    page::document::LinkKind,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Served, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Redirected>("links/redirected", include_str!("../../../rules/links/redirected.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Redirected {}

impl SiteRule for Redirected {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Some(first) = linked.resolved.redirect else { continue };
            let served = match linked.resolved.target {
                Target::Page(target) | Target::NoSuchAnchor(target) | Target::HiddenBody(target) => Served::Page(target),
                Target::Asset(asset) => Served::Asset(asset),
                _ => continue,
            };
            check(&linked, first, served, report);
        }
    }
}

fn check(linked: &Linked, first: u32, served: Served, report: &mut Report) {
    let (site, url) = (linked.site, Url::split(linked.url()));
    let path = linked.path();
    let arrival = site.follow(first, &path);
    let finding = linked.report(report, format!("`{path}` has moved, and readers are redirected"));
    if let Some(redirect) = site.redirects.get(first as usize) {
        finding.related(Label::with_message(&redirect.path, redirect.from_span, "redirected here"));
    }
    let Some(new) = site.spell(linked.id, linked.link, served) else {
        finding.help("Link to the new address");
        return;
    };
    let query = url.query.map_or_else(String::new, |query| format!("?{query}"));
    let fragment = arrival.fragment.as_deref().or(url.fragment).map_or_else(String::new, |fragment| format!("#{fragment}"));
    let new = format!("{new}{query}{fragment}");
    finding.help(format!("Write `{new}`"));
    if linked.link.kind != LinkKind::BareUrl {
        linked.rewrite(finding, Applicability::Safe, &new);
    }
}
