//! Pictures and downloads that do not exist.

use crate::{
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<BrokenAsset>("links/broken-asset", include_str!("../../../rules/links/broken-asset.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenAsset {}

impl SiteRule for BrokenAsset {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.target == Target::NoSuchAsset) {
            let path = linked.path();
            let path = if site.facts.generator.value.serves_folders() { path.trim_start_matches('/') } else { &path };
            let file = linked.file();
            if site.file_exists(&file) && !site.facts.generator.value.serves_folders() {
                let finding = linked.report(report, format!("readers cannot see `{file}`: the site does not publish it"));
                match site.facts.statics.value.first() {
                    Some(mount) => {
                        finding.help(format!("Move it to a folder that is published as it is, such as `{}`", mount.path))
                    }
                    None => finding.help("Let the site publish its folder"),
                };
                continue;
            }
            let finding = linked.report(report, format!("there is no {} `{path}`", what(&linked, path)));
            linked.suggest(finding, "Add the file, or correct the path");
        }
    }
}

/// What is missing, in a word.
fn what(linked: &Linked, path: &str) -> &'static str {
    let extension = path.rsplit_once('.').map_or("", |(_, extension)| extension);
    let is = |known: &[&str]| known.iter().any(|known| extension.eq_ignore_ascii_case(known));
    if is(&["png", "jpg", "jpeg", "gif", "svg", "webp", "avif", "ico", "bmp", "tiff"]) {
        "picture"
    } else if is(&["mp4", "webm", "mov", "m4v", "ogv"]) {
        "video"
    } else if linked.link.image && extension.contains('/') {
        "picture"
    } else {
        "file"
    }
}
