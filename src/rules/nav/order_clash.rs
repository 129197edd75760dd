//! Siblings in the menu with the same place.

mod renumber;

use crate::{
    diagnostic::{Applicability, Edit, Fix, Label},
    generator::{NavEntry, NavScheme},
    rule::{Report, Rule, SiteRule},
    site::{Nav, NavNode, NavProblem, Site},
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<OrderClash>("nav/order-clash", include_str!("../../../rules/nav/order-clash.md"));

/// Names written out in a message; the others are counted.
const NAMED: usize = 6;

/// Where more edits than this were offered, further fixes wait for the next round.
const MOST_EDITS: usize = 20_000;

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrderClash {}

impl SiteRule for OrderClash {
    fn check(&self, site: &Site, report: &mut Report) {
        let nav = &site.nav;
        let groups = nav.problems.iter().filter_map(|problem| match problem {
            NavProblem::OrderClash(group) => Some(group),
            _ => None,
        });
        let firsts: FxHashSet<usize> = groups.clone().filter_map(|group| group.first().copied()).collect();
        if firsts.is_empty() {
            return;
        }
        let mut levels = FxHashMap::default();
        find_levels(&nav.roots, &firsts, &mut levels);
        let mut edits_left = MOST_EDITS;
        for group in groups {
            let entries: Vec<&NavEntry> = group.iter().filter_map(|&at| nav.entries.get(at)).collect();
            let [first, second, rest @ ..] = &entries[..] else { continue };
            let order = first.order.unwrap_or_default();
            let message = format!("{} have the same order in the menu, {order}", names(&entries));
            let finding = report.add(&second.source, second.spans.order, message);
            for other in [first].into_iter().chain(rest).take(NAMED) {
                finding.related(Label::with_message(&other.source, other.spans.order, format!("\"{}\"", other.name())));
            }
            finding.help(match nav.scheme {
                Some(NavScheme::Titles) => "Give each a number of its own; as it is, each build may put another one first",
                _ => "Give each a number of its own; as it is, dates or file names decide which comes first",
            });
            let level = levels.get(&group[0]).filter(|_| edits_left > 0);
            if let Some(edits) = level.and_then(|level| edits(site, level, group[0])) {
                edits_left = edits_left.saturating_sub(edits.len());
                let pages = if edits.len() == 1 { "one page".to_owned() } else { format!("{} pages", edits.len()) };
                let title = format!("Change the number of {pages}, so that all stay in the order in which they stand now");
                finding.fix(Fix::new(Applicability::Unsafe, title, edits));
            }
        }
    }
}

/// `"Pay", "Leave" and "Tools"`.
fn names(entries: &[&NavEntry]) -> String {
    let quoted = |entry: &&NavEntry| format!("\"{}\"", entry.name());
    match entries {
        [named @ .., last] if entries.len() <= NAMED => {
            format!("{} and {}", named.iter().map(quoted).collect::<Vec<_>>().join(", "), quoted(last))
        }
        _ => {
            let named: Vec<_> = entries.iter().take(NAMED - 1).map(quoted).collect();
            format!("{} and {} others", named.join(", "), entries.len() - named.len())
        }
    }
}

/// The level of the menu on which each of the wanted entries stands first.
fn find_levels<'a>(level: &'a [NavNode], wanted: &FxHashSet<usize>, found: &mut FxHashMap<usize, &'a [NavNode]>) {
    for node in level {
        if wanted.contains(&node.entry) {
            found.entry(node.entry).or_insert(level);
        }
        find_levels(&node.children, wanted, found);
    }
}

/// The changes that give each entry of a level a number of its own; `None` when one of them cannot be made on a page.
fn edits(site: &Site, level: &[NavNode], of: usize) -> Option<Vec<Edit>> {
    let entries: Vec<&NavEntry> = run(&site.nav, level, of)?;
    let orders: Vec<f64> = entries.iter().filter_map(|entry| entry.order).collect();
    if !orders.is_sorted() {
        return None;
    }
    let mut edits = Vec::new();
    for ((entry, old), new) in entries.iter().zip(&orders).zip(renumber::renumber(&orders)?) {
        if new != *old {
            edits.push(edit(site, entry, new)?);
        }
    }
    (!edits.is_empty()).then_some(edits)
}

/// The entries of a level whose orders are compared with that of one of them.
fn run<'a>(nav: &'a Nav, level: &[NavNode], of: usize) -> Option<Vec<&'a NavEntry>> {
    let scheme = nav.scheme?;
    let of = nav.entries.get(of)?;
    // A list may take its parts from several folders, each with an order of its own.
    let is_near = |entry: &NavEntry| scheme != NavScheme::Listed || entry.source.parent_str() == of.source.parent_str();
    let is_compared = |entry: &&NavEntry| entry.run(scheme) == of.run(scheme) && is_near(entry);
    let entries = level.iter().filter_map(|node| nav.entries.get(node.entry));
    Some(entries.filter(is_compared).filter(|entry| entry.order.is_some_and(f64::is_finite)).collect())
}

/// Writes another order, in the quotes of the old one.
fn edit(site: &Site, entry: &NavEntry, order: f64) -> Option<Edit> {
    let span = entry.spans.order;
    let Some(page) = site.find(entry.source.as_str()) else {
        // A file with nothing but the number, or a name with it.
        let is_plain = entry.order.is_some_and(|old| old.to_string().len() == span.len());
        return is_plain.then(|| Edit { path: entry.source.clone(), span, text: order.to_string() });
    };
    let old = site.page(page).slice(span);
    let quote = old.chars().next().filter(|c| matches!(c, '"' | '\'')).map(String::from).unwrap_or_default();
    old.trim_matches(['"', '\'']).trim().parse::<f64>().ok().filter(|old| Some(*old) == entry.order)?;
    Some(Edit { path: entry.source.clone(), span, text: format!("{quote}{order}{quote}") })
}
