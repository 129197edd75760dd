//! Links to files that do not exist.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url::Url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Served, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<BrokenFile>("links/broken-file", include_str!("../../../rules/links/broken-file.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenFile {}

impl SiteRule for BrokenFile {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::NoSuchFile) {
            let path = linked.file();
            if let Some((page, address)) = site.find(&path).and_then(|page| Some((page, site.entry(page).url()?))) {
                let finding = linked.report(report, format!("readers cannot open `{path}`: its address is `{address}`"));
                if let Some(new) = site.spell(id, linked.link, Served::Page(page)) {
                    let new = format!("{new}{}", &linked.url()[Url::split(linked.url()).path.len()..]);
                    finding.help(format!("Write `{new}`"));
                    linked.rewrite(finding, Applicability::Unsafe, &new);
                }
                continue;
            }
            let finding = linked.report(report, format!("there is no file `{path}`"));
            linked.suggest(finding, "Write the path of a file that exists, or remove the link");
        }
    }
}
