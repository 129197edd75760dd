//! Fragments that are not on the page they lead to.

use crate::{
    config::Pattern,
    diagnostic::Label,
    generator::{
        PageId,
        url::{self, Url},
    },
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Fragment, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<BrokenAnchor>("links/broken-anchor", include_str!("../../../rules/links/broken-anchor.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct BrokenAnchor {
    ignore_case: bool,
    ignored_pattern: Pattern,
}

impl SiteRule for BrokenAnchor {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            if let Target::NoSuchAnchor(target) = linked.resolved.target {
                self.check(&linked, target, report);
            }
        }
    }
}

impl BrokenAnchor {
    fn check(&self, linked: &Linked, target: PageId, report: &mut Report) {
        let site = linked.site;
        let address = linked.address().unwrap_or_else(|| linked.url());
        let fragment = Url::split(address).fragment.unwrap_or_default();
        let page = site.page(target);
        if site.anchors(target).find(&site.facts, page, fragment) == Fragment::Found {
            // A redirect on the way brings a fragment of its own, and is reported itself.
            return;
        }
        let span = linked.fragment_span();
        let shown = url::decode(fragment);
        let is_ignored = self.ignored_pattern.is_in(fragment) || self.ignored_pattern.is_in(&shown);
        if is_ignored || self.ignore_case && has_in_other_case(site, target, &shown) {
            return;
        }
        let name = name(site, target);
        let message = format!("`{name}` has no heading or anchor `{shown}`");
        let finding = linked.report_at(report, span.unwrap_or(linked.link.destination), message);
        let Some(near) = site.suggest_anchor(target, fragment) else {
            let any = site.anchors(target).ids().next().is_some();
            let help = if any {
                "Link to one of its headings, or to the page as a whole"
            } else {
                "It has no headings: link to the page as a whole"
            };
            finding.help(help);
            return;
        };
        let case = near.to_lowercase() == shown.to_lowercase();
        let help =
            if case { format!("Did you mean `#{near}`? Upper and lower case count") } else { format!("Did you mean `#{near}`?") };
        finding.help(help);
        if let Some(place) = site.anchors(target).place(near) {
            finding.related(Label::with_message(&page.path, place, format!("this is `#{near}`")));
        }
        if let Some(span) = span {
            linked.rewrite_fragment(finding, span, near);
        }
    }
}

/// Whether the page has an anchor that differs in its capitals only.
fn has_in_other_case(site: &Site, target: PageId, fragment: &str) -> bool {
    let folded = fragment.to_lowercase();
    site.anchors(target).ids().any(|(id, _)| id.to_lowercase() == folded)
}

/// What readers know the page by: its address, or its path where that is the same.
fn name(site: &Site, target: PageId) -> &str {
    let entry = site.entry(target);
    match entry.url() {
        Some(url) if !site.facts.generator.value.serves_folders() => url,
        _ => entry.page.path.as_str(),
    }
}
