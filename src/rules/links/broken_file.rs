//! Links to files that do not exist.

use crate::{
    generator::{
        PageId,
        url::{self, Url},
    },
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<BrokenFile>("links/broken-file", include_str!("../../../rules/links/broken-file.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenFile {}

impl SiteRule for BrokenFile {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::NoSuchFile) {
            let finding = linked.report(report, format!("there is no file `{}`", path(&linked)));
            linked.suggest(finding, "Write the path of a file that exists, or remove the link");
        }
    }
}

/// The path that the link names, from the top folder.
fn path(linked: &Linked) -> String {
    let written = url::decode(Url::split(linked.url()).path).into_owned();
    if let Some(path) = written.strip_prefix('/') {
        return path.to_owned();
    }
    linked.page.path.parent().join(&written).map_or(written, |path| path.to_string())
}
