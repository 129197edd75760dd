//! Template tags and included files that do not exist.

use crate::{
    diagnostic::Fix,
    generator::PageId,
    page::{Page, document::Island},
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::{Span, nearest},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Unknown>("templates/unknown", include_str!("../../../rules/templates/unknown.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unknown {
    known: Vec<String>,
}

impl SiteRule for Unknown {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        if page.document.islands.is_empty() || !site.facts.generator.value.runs_templates(&site.facts, page) {
            return;
        }
        let tags = &site.facts.tags;
        for island in page.document.islands.iter().filter(|island| island.is_tag()) {
            let written = island.name(&page.text);
            let name = island.ends(&page.text).filter(|_| !tags.known.contains_key(written)).unwrap_or(written);
            if let Some(folders) = tags.includes.get(name) {
                included(site, page, island, folders, report);
            } else if tags.complete
                && !name.is_empty()
                && !tags.known.contains_key(name)
                && self.known.iter().all(|known| known != name)
            {
                unknown(site, page, island, name, report);
            }
        }
    }
}

fn unknown(site: &Site, page: &Page, island: &Island, name: &str, report: &mut Report) {
    let span = within(island, page, name);
    let generator = site.facts.generator.value.title();
    let finding = report.add(&page.path, span, format!("{generator} knows no tag `{name}`, and the site does not define it"));
    match nearest(name, site.facts.tags.known.keys().map(String::as_str)) {
        Some(near) => {
            finding.help(format!("Did you mean `{near}`?"));
            finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, span, near));
        }
        None => {
            _ = finding
                .help("Without it the site is not built. If a plugin or theme brings it along, name it in this rule's `known`")
        }
    }
}

/// A tag that shows a file: whether that is there.
fn included(site: &Site, page: &Page, island: &Island, folders: &[SitePath], report: &mut Report) {
    let Some(file) = island.file(&page.text) else { return };
    let arguments = island.rest(&page.text);
    // Names that are put together while the site is built, variables, and files that may be missing.
    if file.contains(['{', '|', '$', '[']) || !file.contains(['.', '/']) || arguments.contains("ignore missing") {
        return;
    }
    // Liquid adds its extension to a name that has none.
    let exists = |folder: &SitePath| {
        let path = folder.join(file);
        path.is_some_and(|path| site.file_exists(path.as_str()) || site.file_exists(&format!("{path}.liquid")))
    };
    let own = page.path.parent();
    if folders.is_empty() || folders.iter().chain([&own]).any(exists) {
        return;
    }
    let span = within(island, page, file);
    let finding = report.add(&page.path, span, format!("there is no file `{file}` to include"));
    let names = || {
        let below = |path: &SitePath| folders.iter().find_map(|folder| path.below(folder.as_str()).map(str::to_owned));
        site.assets.iter().chain(site.pages.iter().map(|entry| &entry.page.path)).filter_map(below).collect::<Vec<_>>()
    };
    let names = names();
    match nearest(file, names.iter().map(String::as_str)) {
        Some(near) => {
            finding.help(format!("Did you mean `{near}`?"));
            finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, span, near));
        }
        None => _ = finding.help(format!("Such files are looked for in `{}`", folders[0])),
    }
}

/// Where a word stands in a tag; the tag itself when it cannot be told.
fn within(island: &Island, page: &Page, word: &str) -> Span {
    let start = island.span.start as usize;
    island.span.of(&page.text).find(word).map_or(island.span, |at| Span::new(start + at, start + at + word.len()))
}
