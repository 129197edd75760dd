//! Menu entries below themselves.

use crate::{
    diagnostic::Label,
    generator::NavEntry,
    rule::{Report, Rule, SiteRule},
    site::{NavProblem, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Cycle>("nav/cycle", include_str!("../../../rules/nav/cycle.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Cycle {}

impl SiteRule for Cycle {
    fn check(&self, site: &Site, report: &mut Report) {
        for problem in &site.nav.problems {
            let NavProblem::Cycle(round) = problem else { continue };
            let entries: Vec<&NavEntry> = round.iter().filter_map(|&at| site.nav.entries.get(at)).collect();
            let Some((first, others)) = entries.split_first() else { continue };
            let way: Vec<_> = entries.iter().chain([first]).map(|entry| format!("`{}`", entry.name())).collect();
            let way = way.join(" → ");
            let message = if others.is_empty() {
                format!("the menu entry is below itself ({way}), so it is not shown")
            } else {
                format!("these menu entries are below each other ({way}), so none of them is shown")
            };
            let finding = report.add(&first.source, first.spans.parent, message);
            for other in others {
                let parent = other.parent.as_deref().unwrap_or_default();
                let words = format!("`{}` is below `{parent}`", other.name());
                finding.related(Label::with_message(&other.source, other.spans.parent, words));
            }
            finding.help("Give one of them a parent that is not below it, or none");
        }
    }
}
