//! Files that the generator can never serve, because of their names.

use crate::{
    diagnostic::Label,
    generator::{PageId, url::Url},
    page::document::Link,
    rule::{Report, Rule, SiteRule},
    site::{Site, Target},
    text::Span,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<UnreachableName>("pages/unreachable-name", include_str!("../../../rules/pages/unreachable-name.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnreachableName {}

impl SiteRule for UnreachableName {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let entry = site.entry(id);
        if let Some(unreachable) = &entry.placement.unreachable {
            report.add(&entry.page.path, Span::at(0), unreachable.message.clone()).help(unreachable.help.clone());
        }
    }

    fn check(&self, site: &Site, report: &mut Report) {
        // Pages that stand in for their folder by name only, by the folder's address.
        let mut folders: FxHashMap<&str, PageId> = FxHashMap::default();
        for id in 0..site.pages.len() as PageId {
            let folder = site.entry(id).url().and_then(|url| url.strip_suffix("/index")).filter(|folder| !folder.is_empty());
            folders.extend(folder.filter(|folder| site.served(folder).is_none()).map(|folder| (folder, id)));
        }
        if folders.is_empty() {
            return;
        }
        let mut found: Vec<(PageId, Vec<(PageId, &Link)>)> = Vec::new();
        for from in 0..site.pages.len() as PageId {
            for (link, _) in site.links(from).filter(|(_, resolved)| resolved.target == Target::NoSuchPage) {
                let Some(address) = site.address(from, link) else { continue };
                let Some(&page) = folders.get(Url::split(&address).path.trim_end_matches('/')) else { continue };
                match found.iter_mut().find(|(known, _)| *known == page) {
                    Some((_, links)) => links.push((from, link)),
                    None => found.push((page, vec![(from, link)])),
                }
            }
        }
        for (page, links) in found {
            let entry = site.entry(page);
            let (url, folder) = (entry.url().unwrap_or_default(), entry.page.path.parent());
            let generator = site.facts.generator.value.title();
            let message = format!("this page is not what opens for its folder: {generator} serves it at `{url}` only");
            let finding = report.add(&entry.page.path, Span::at(0), message);
            for (from, link) in links {
                let words = "this link is meant to lead here";
                finding.related(Label::with_message(&site.page(from).path, link.destination, words));
            }
            finding.help(format!("Link to `{url}`, or move the page out of `{folder}` and give it the folder's name"));
        }
    }
}
