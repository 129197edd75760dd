//! Fragments into pages whose text is withheld.

use crate::{
    diagnostic::Label,
    generator::{PageId, url::Url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<HiddenBody>("links/hidden-body", include_str!("../../../rules/links/hidden-body.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct HiddenBody {}

impl SiteRule for HiddenBody {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Target::HiddenBody(target) = linked.resolved.target else { continue };
            let entry = site.entry(target);
            let fragment = Url::split(linked.url()).fragment.unwrap_or_default();
            let name = entry.url().unwrap_or(entry.page.path.as_str());
            let message = format!("the text of `{name}` is not shown to readers, and `#{fragment}` would be in it");
            let span = linked.fragment_span().unwrap_or(linked.link.destination);
            let finding = linked.report_at(report, span, message);
            finding.help("Link to the page as a whole, or publish its text");
            if let Some(hides) = entry.placement.hidden_body.filter(|span| !span.is_empty()) {
                finding.related(Label::with_message(&entry.page.path, hides, "this withholds its text"));
            }
        }
    }
}
