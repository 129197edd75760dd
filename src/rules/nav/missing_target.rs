//! Menu entries that lead to pages that do not exist.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    generator::{NavEntry, NavTarget},
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::nearest,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<MissingTarget>("nav/missing-target", include_str!("../../../rules/nav/missing-target.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingTarget {}

impl SiteRule for MissingTarget {
    fn check(&self, site: &Site, report: &mut Report) {
        let missing = site.nav.entries.iter().filter_map(|entry| match &entry.target {
            NavTarget::Missing(written) => Some((entry, written)),
            _ => None,
        });
        for (number, (entry, written)) in missing.enumerate() {
            explain(site, entry, written, number < MOST_SUGGESTIONS, report);
        }
    }
}

/// Where more pages than this are missing, something else is wrong than spelling; each search takes time.
const MOST_SUGGESTIONS: usize = 100;

fn explain(site: &Site, entry: &NavEntry, written: &str, suggest: bool, report: &mut Report) {
    let message = format!("the menu leads to `{written}`, and there is no such page");
    let finding = report.add(&entry.source, entry.spans.target, message);
    match near(site, entry, written).filter(|_| suggest) {
        Some(near) => {
            finding.help(format!("Did you mean `{near}`?"));
            // What is written may hold escapes or quotes; then the place holds more than the name.
            if entry.spans.target.len() == written.len() {
                let edits = vec![Edit { path: entry.source.clone(), span: entry.spans.target, text: near.clone() }];
                finding.fix(Fix::new(Applicability::Unsafe, format!("Write `{near}`"), edits));
            }
        }
        None => _ = finding.help("Write the page, or take the entry out of the menu"),
    }
}

/// The page that is most like what is written, written in the same way: from the folder of the menu's file, or from a content
/// root, with its extension or without.
fn near(site: &Site, entry: &NavEntry, written: &str) -> Option<String> {
    let own = entry.source.parent();
    let roots: Vec<&SitePath> = site.facts.content.value.iter().chain([&own]).collect();
    let dotted = written.strip_prefix("./");
    let bare = dotted.unwrap_or(written);
    let extension = bare.rsplit_once('.').is_some_and(|(_, end)| !end.contains('/'));
    let names: Vec<String> = site
        .pages
        .iter()
        .filter_map(|page| {
            let below = roots.iter().find_map(|root| page.page.path.below(root.as_str()))?;
            let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
            Some(if extension { below } else { stem }.to_owned())
        })
        .collect();
    let near = nearest(bare, names.iter().map(String::as_str))?;
    Some(if dotted.is_some() { format!("./{near}") } else { near.to_owned() })
}
