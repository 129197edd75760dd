//! Two menu entries with one key.

use crate::{
    diagnostic::Label,
    generator::NavScheme,
    rule::{Report, Rule, SiteRule},
    site::{NavProblem, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<DuplicateKey>("nav/duplicate-key", include_str!("../../../rules/nav/duplicate-key.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateKey {}

impl SiteRule for DuplicateKey {
    fn check(&self, site: &Site, report: &mut Report) {
        for problem in &site.nav.problems {
            let NavProblem::DuplicateKey(first, second) = *problem else { continue };
            let (Some(first), Some(second)) = (site.nav.entries.get(first), site.nav.entries.get(second)) else { continue };
            let key = second.key.as_deref().unwrap_or_default();
            let message = format!("the menu has another entry with the key `{key}`");
            let finding = report.add(&second.source, second.spans.key, message);
            finding.related(Label::with_message(&first.source, first.spans.key, "the other one"));
            finding.help(match site.nav.scheme {
                Some(NavScheme::Menus) => "Give one of the two an identifier of its own: only one of them is shown".to_owned(),
                _ => {
                    let both = format!("both are shown, and whatever belongs below `{key}` stands under both");
                    format!("Give one of the two another key: {both}")
                }
            });
        }
    }
}
