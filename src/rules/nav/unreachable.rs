//! Menu entries that are lost with one above them.

use crate::{
    diagnostic::Label,
    rule::{Report, Rule, SiteRule},
    site::{NavProblem, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Unreachable>("nav/unreachable", include_str!("../../../rules/nav/unreachable.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unreachable {}

impl SiteRule for Unreachable {
    fn check(&self, site: &Site, report: &mut Report) {
        for problem in &site.nav.problems {
            let NavProblem::Unreachable(at, culprit) = *problem else { continue };
            let (Some(entry), Some(culprit)) = (site.nav.entries.get(at), site.nav.entries.get(culprit)) else { continue };
            let (name, above) = (entry.name(), culprit.name());
            let message = format!("\"{name}\" is missing from the menu, because `{above}` above it is");
            let finding = report.add(&entry.source, entry.spans.parent, message);
            let parent = culprit.parent.as_deref().unwrap_or_default();
            let words = format!("`{above}` is to be below `{parent}`");
            finding.related(Label::with_message(&culprit.source, culprit.spans.parent, words));
            finding.help(format!("Mend the parent of `{above}`, and this entry comes back with it"));
        }
    }
}
