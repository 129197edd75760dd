//! Siblings in the menu with the same place.

use crate::{
    diagnostic::{Applicability, Edit, Fix, Label},
    generator::NavEntry,
    rule::{Report, Rule, SiteRule},
    site::{Nav, NavNode, NavProblem, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<OrderClash>("nav/order-clash", include_str!("../../../rules/nav/order-clash.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderClash {}

impl SiteRule for OrderClash {
    fn check(&self, site: &Site, report: &mut Report) {
        for problem in &site.nav.problems {
            let NavProblem::OrderClash(group) = problem else { continue };
            let entries: Vec<&NavEntry> = group.iter().filter_map(|&at| site.nav.entries.get(at)).collect();
            let [first, second, rest @ ..] = &entries[..] else { continue };
            let order = first.order.unwrap_or_default();
            let mut names: Vec<_> = entries.iter().map(|entry| format!("\"{}\"", entry.name())).collect();
            let last = names.pop().unwrap_or_default();
            let message = format!("{} and {last} have the same order in the menu, {order}", names.join(", "));
            let finding = report.add(&second.source, second.spans.order, message);
            for other in [first].into_iter().chain(rest) {
                finding.related(Label::with_message(&other.source, other.spans.order, format!("\"{}\"", other.name())));
            }
            finding.help("Give each a number of its own; as it is, dates or file names decide which comes first");
            if let Some(edits) = siblings(&site.nav.roots, group[0]).and_then(|level| renumber(&site.nav, level, group[0])) {
                let title = "Renumber them in the order in which they stand now".to_owned();
                finding.fix(Fix { title, applicability: Applicability::Unsafe, edits });
            }
        }
    }
}

/// The level of the menu on which an entry stands.
fn siblings(level: &[NavNode], entry: usize) -> Option<&[NavNode]> {
    if level.iter().any(|node| node.entry == entry) {
        return Some(level);
    }
    level.iter().find_map(|node| siblings(&node.children, entry))
}

/// Raises each order that is not above the one before it; `None` when one of these is not in a page of its own.
fn renumber(nav: &Nav, level: &[NavNode], of: usize) -> Option<Vec<Edit>> {
    let scheme = nav.scheme?;
    let run = nav.entries.get(of)?.run(scheme);
    let mut edits = Vec::new();
    let mut last: Option<f64> = None;
    for entry in level.iter().filter_map(|node| nav.entries.get(node.entry)).filter(|entry| entry.run(scheme) == run) {
        let Some(order) = entry.order.filter(|order| order.is_finite()) else { continue };
        let free = last.map_or(order, |last| if order > last { order } else { last.floor() + 1.0 });
        if free != order {
            if entry.spans.order.is_empty() || free.abs() > 1e15 {
                return None;
            }
            edits.push(Edit { path: entry.source.clone(), span: entry.spans.order, text: free.to_string() });
        }
        last = Some(free);
    }
    (!edits.is_empty()).then_some(edits)
}
