//! Headings that links reach by a number, or not at all, because others have the same words or id.

use crate::{
    diagnostic::{Fix, Label},
    generator::{PageId, url},
    page::{
        dialect::Attributes,
        document::{Heading, Link},
    },
    rule::{Report, Rule, SiteRule},
    site::{Site, Target},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<AnchorCollision>("headings/anchor-collision", include_str!("../../../rules/headings/anchor-collision.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AnchorCollision {}

impl SiteRule for AnchorCollision {
    fn check(&self, site: &Site, report: &mut Report) {
        let mut told = FxHashSet::default();
        let mut pages: FxHashMap<PageId, FxHashMap<&str, Vec<usize>>> = FxHashMap::default();
        for from in 0..site.pages.len() as PageId {
            for (link, resolved) in site.links(from) {
                let Target::Page(target) = resolved.target else { continue };
                let Some((_, fragment)) = link.url(&site.page(from).text).split_once('#') else { continue };
                let wanted = url::decode(fragment);
                // Most ids are made once, and have no number.
                if !wanted.ends_with(|c: char| c.is_ascii_digit()) && !site.anchors(target).is_made_twice(&wanted) {
                    continue;
                }
                let ids = pages.entry(target).or_insert_with(|| headings_by_id(site, target));
                let Some(headings) = ids.get(&*wanted) else { continue };
                let Some(&at) = headings.last() else { continue };
                let all = &site.page(target).document.headings;
                let Some(heading) = all.get(at) else { continue };
                if headings.len() > 1 {
                    if told.insert((target, at)) {
                        same(
                            site,
                            (from, link),
                            (target, heading, headings.first().and_then(|&first| all.get(first))),
                            &wanted,
                            report,
                        );
                    }
                } else if let Some(first) = numbered(site, target, at, &wanted, ids)
                    && told.insert((target, at))
                {
                    number(site, (from, link), (target, heading, first), &wanted, report);
                }
            }
        }
    }
}

/// The headings of a page by their ids.
fn headings_by_id(site: &Site, page: PageId) -> FxHashMap<&str, Vec<usize>> {
    let mut ids: FxHashMap<&str, Vec<usize>> = FxHashMap::default();
    for (at, id) in site.anchors(page).headings.iter().enumerate() {
        if let Some(id) = id {
            ids.entry(id).or_default().push(at);
        }
    }
    ids
}

/// The earlier heading with the same words, for a heading whose id is that one's and a number.
fn numbered<'s>(site: &'s Site, page: PageId, at: usize, id: &str, ids: &FxHashMap<&str, Vec<usize>>) -> Option<&'s Heading> {
    let base = id.trim_end_matches(|c: char| c.is_ascii_digit()).strip_suffix(['-', '_'])?;
    let headings = &site.page(page).document.headings;
    let heading = headings.get(at).filter(|heading| heading.id.is_none() && id.len() > base.len() + 1)?;
    let first = ids.get(base)?.first().filter(|&&first| first < at)?;
    headings.get(*first).filter(|first| first.text == heading.text)
}

/// Two headings with one id.
fn same(
    site: &Site,
    link: (PageId, &Link),
    (target, heading, first): (PageId, &Heading, Option<&Heading>),
    id: &str,
    report: &mut Report,
) {
    let page = site.page(target);
    let place = heading.id.as_ref().map_or(heading.text_span, |id| id.span);
    let finding =
        report.add(&page.path, place, format!("another heading has the id `{id}`, too, and links lead only to that one"));
    if let Some(first) = first {
        finding.related(Label::with_message(&page.path, first.text_span, "links lead here"));
    }
    finding.related(Label::with_message(&site.page(link.0).path, link.1.destination, "such a link"));
    finding.help("Give it an id of its own, and mend the links that are meant for it");
}

/// A heading that is told apart from one above by a number.
fn number(
    site: &Site,
    link: (PageId, &Link),
    (target, heading, first): (PageId, &Heading, &Heading),
    id: &str,
    report: &mut Report,
) {
    let page = site.page(target);
    let message = format!("links find this heading as `#{id}`, a number that changes with the headings like it above");
    let finding = report.add(&page.path, heading.text_span, message);
    finding.related(Label::with_message(&page.path, first.text_span, "has the same words"));
    finding.related(Label::with_message(&site.page(link.0).path, link.1.destination, "this link depends on the number"));
    let attributes = site.facts.dialect.markdown.attributes != Attributes::None && !heading.html;
    if attributes {
        finding.help("Say in its words what makes it different, or give it an id of its own (`{#…}`), and mend the link");
        let at = Span::at(heading.text_span.end as usize);
        finding.fix(Fix::unsafe_(format!("Keep `{id}` as its id"), &page.path, at, format!(" {{#{id}}}")));
    } else {
        finding.help("Say in its words what makes it different, and mend the link");
    }
}
