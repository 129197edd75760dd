//! Pages that the file of the menu does not list.

mod place;

use crate::{
    diagnostic::Severity,
    generator::{NavTarget, PageId},
    page::Format,
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use place::Places;
use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<NotListed>("nav/not-listed", include_str!("../../../rules/nav/not-listed.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct NotListed {}

impl SiteRule for NotListed {
    fn check(&self, site: &Site, report: &mut Report) {
        let Some(list) = &site.nav.list else { return };
        let listed: FxHashSet<PageId> = site
            .nav
            .entries
            .iter()
            .filter_map(|entry| match entry.target {
                NavTarget::Page(id) => Some(id),
                _ => None,
            })
            .collect();
        let mut shown: Option<FxHashSet<SitePath>> = None;
        let mut places: Option<Places<'_>> = None;
        for id in (0..site.pages.len() as PageId).filter(|id| !listed.contains(id)) {
            let entry = site.entry(id);
            let page = &*entry.page;
            if !belongs_there(site, id, list.decides) || shown.get_or_insert_with(|| site.files_shown()).contains(&page.path) {
                continue;
            }
            let title = page.document.headings.first().map(|heading| heading.text_span).unwrap_or_default();
            let message = if entry.placement.withheld.is_some() {
                format!("readers cannot open this page: {} does not list it", list.path)
            } else {
                format!("this page is not in the menu: {} does not list it", list.path)
            };
            let finding = report.add(&page.path, title, message);
            finding.help(format!("Add it to {}, or remove the file", list.path));
            if let Some(fix) = places.get_or_insert_with(|| Places::new(site)).fix(id) {
                finding.fix(fix);
            }
            if !list.decides {
                finding.severity(Severity::Info);
            }
        }
    }
}

/// Whether a page is one that a menu would list.
fn belongs_there(site: &Site, id: PageId, decides: bool) -> bool {
    let entry = site.entry(id);
    let placement = &entry.placement;
    let hidden = entry.page.path.as_str().split('/').any(|part| part.starts_with('.'));
    // What is withheld for reasons of its own is not missed; nor is what the generator leaves out of lists by itself.
    let withheld = placement.withheld.as_ref().is_some_and(|withheld| !withheld.span.is_empty());
    // A book begins with its README without a line for it.
    let built = site.facts.listed.as_ref().is_some_and(|listed| listed.contains(&entry.page.path));
    // Where the list decides what is built or published, a page is withheld because it is not in the list.
    let decides = decides || site.facts.listed.is_some();
    let special = placement.unlisted && (placement.withheld.is_none() || !decides) && !placement.raw;
    entry.page.format == Format::Markdown && !(hidden || built || withheld || special || placement.replaced)
}
