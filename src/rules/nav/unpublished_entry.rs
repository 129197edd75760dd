//! Menu entries that lead to pages that are not published.

use crate::{
    diagnostic::Label,
    generator::{NavTarget, Route},
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnpublishedEntry>("nav/unpublished-entry", include_str!("../../../rules/nav/unpublished-entry.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnpublishedEntry {}

impl SiteRule for UnpublishedEntry {
    fn check(&self, site: &Site, report: &mut Report) {
        for entry in &site.nav.entries {
            let NavTarget::Page(id) = entry.target else { continue };
            let target = site.entry(id);
            if target.placement.withheld.is_none() && target.placement.route != Route::None {
                continue;
            }
            let path = &target.page.path;
            let message = format!("the menu leads to `{path}`, which is not published");
            let finding = report.add(&entry.source, entry.spans.target, message);
            finding.help("Publish the page, or take the entry out of the menu until it is");
            if let Some(withheld) = target.placement.withheld.as_ref().filter(|withheld| !withheld.span.is_empty()) {
                finding.related(Label::with_message(path, withheld.span, format!("it is {}", withheld.why)));
            }
        }
    }
}
