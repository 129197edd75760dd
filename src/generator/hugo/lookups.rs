//! Layouts that pages name (template lookup of Hugo 0.168).

use crate::{
    config::Source,
    generator::{Facts, Reference},
    path::SitePath,
};

/// Templates that Hugo has by itself, and kinds of them.
const OWN: [&str; 13] =
    ["404", "alias", "all", "baseof", "home", "list", "page", "robots", "rss", "section", "single", "sitemap", "taxonomy"];

/// The layouts of a site that has all its templates in the repository. A page with another one is shown by the usual template, so
/// only slips are told.
pub(super) fn layouts(facts: &Facts, folders: &[SitePath]) -> Vec<Reference> {
    let reference = |root: &SitePath| Reference {
        sources: folders.iter().cloned().map(Source::Folder).collect(),
        known: OWN.map(str::to_owned).into(),
        outcome: "Hugo shows the page by its usual template",
        breaks: false,
        slips_only: true,
        ..Reference::new(root, "layout", "layouts", Source::Files)
    };
    let usable = !folders.is_empty();
    facts.content.value.iter().filter(|_| usable).map(reference).collect()
}
