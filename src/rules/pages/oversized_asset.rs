//! Pictures and other files that take long to load.

use crate::{
    diagnostic::Label,
    generator::PageId,
    page::document::{Link, LinkKind},
    path::SitePath,
    rule::{Report, Rule, SiteRule},
    site::{Site, Target},
    text::Span,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<OversizedAsset>("pages/oversized-asset", include_str!("../../../rules/pages/oversized-asset.md"));

/// Limits in kB; 0 is none.
#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct OversizedAsset {
    max: u64,
    max_other: u64,
}

/// What a browser loads with the page.
const PICTURES: [&str; 11] = ["png", "jpg", "jpeg", "gif", "webp", "avif", "svg", "bmp", "apng", "tif", "tiff"];

/// Bytes in a kB.
const KILO: u64 = 1000;

/// The most pages that a finding names.
const MOST_PAGES: usize = 5;

/// What pages make of a file.
#[derive(Default)]
struct Use<'s> {
    /// Links that show it, or lead to it; those that show it alone, if there are any.
    links: Vec<(PageId, &'s Link)>,
    shown: bool,
}

impl SiteRule for OversizedAsset {
    fn weighs(&self, site: &Site) -> Vec<SitePath> {
        let used = uses(site);
        let of_interest = |(id, path): &(usize, &SitePath)| used.contains_key(&(*id as u32)) || is_served_picture(site, path);
        site.assets.iter().enumerate().filter(of_interest).map(|(_, path)| path.clone()).collect()
    }

    fn check(&self, site: &Site, report: &mut Report) {
        let mut used = uses(site);
        for (id, path) in site.assets.iter().enumerate() {
            let Some(&size) = site.file_sizes.get(path) else { continue };
            let found = used.remove(&(id as u32));
            let picture = is_picture(path) && found.as_ref().is_none_or(|found| found.shown);
            // What the build makes smaller is not what readers wait for.
            if picture && site.facts.shrinks_images {
                continue;
            }
            let limit = if picture { self.max } else { self.max_other };
            if limit == 0 || size <= limit.saturating_mul(KILO) {
                continue;
            }
            let (is, wanted) = (in_words(size), in_words(limit.saturating_mul(KILO)));
            let finding = if picture {
                let finding = report.add(path, Span::default(), format!("this picture is {is}; pages with it open slowly"));
                finding.help(match path.extension().to_ascii_lowercase().as_str() {
                    "gif" => format!("Make it smaller than {wanted}; if it moves, a short video takes far less"),
                    "svg" => format!("Make it smaller than {wanted}: leave out details, or export it as PNG or WebP"),
                    _ => format!("Make it smaller than {wanted}: fewer pixels, or a format like WebP"),
                })
            } else {
                let finding = report.add(path, Span::default(), format!("this file is {is}; readers wait long for it"));
                finding.help(format!("Make it smaller than {wanted}, or keep it where big files belong and link to it there"))
            };
            for (page, link) in found.into_iter().flat_map(|found| found.links).take(MOST_PAGES) {
                let words = if picture { "shown here" } else { "this link leads to it" };
                finding.related(Label::with_message(&site.page(page).path, link.destination, words));
            }
        }
    }
}

/// The files that pages show or link to, by their place among the assets; of each page the first link.
fn uses(site: &Site) -> FxHashMap<u32, Use<'_>> {
    let mut uses: FxHashMap<u32, Use<'_>> = FxHashMap::default();
    for page in 0..site.pages.len() as PageId {
        for (link, resolved) in site.links(page) {
            let Target::Asset(id) = resolved.target else { continue };
            let shows = link.image || link.kind == LinkKind::HtmlResource;
            let known = uses.entry(id).or_default();
            if shows && !known.shown {
                *known = Use { links: Vec::new(), shown: true };
            }
            if shows == known.shown && known.links.last().is_none_or(|(last, _)| *last != page) {
                known.links.push((page, link));
            }
        }
    }
    uses
}

fn is_picture(path: &SitePath) -> bool {
    PICTURES.iter().any(|extension| path.extension().eq_ignore_ascii_case(extension))
}

/// Whether it is a picture that is served as it is, so that a template may show it.
fn is_served_picture(site: &Site, path: &SitePath) -> bool {
    is_picture(path)
        && !site.facts.is_ignored(path)
        && site.facts.statics.value.iter().any(|mount| path.below(mount.path.as_str()).is_some())
}

/// "4.2 MB", "730 kB".
fn in_words(bytes: u64) -> String {
    const UNITS: [(&str, u64); 2] = [("GB", KILO * KILO * KILO), ("MB", KILO * KILO)];
    match UNITS.into_iter().find(|(_, unit)| bytes >= *unit) {
        Some((name, unit)) if bytes.is_multiple_of(unit) => format!("{} {name}", bytes / unit),
        Some((name, unit)) => format!("{:.1} {name}", bytes as f64 / unit as f64),
        None => format!("{} kB", bytes.div_ceil(KILO)),
    }
}

#[cfg(test)]
mod tests {
    use super::in_words;

    #[test]
    fn sizes_are_said_as_people_do() {
        let said = [0, 1, 500_000, 500_001, 1_000_000, 4_249_000, 10_000_000, 2_500_000_000].map(in_words);
        assert_eq!(said, ["0 kB", "1 kB", "500 kB", "501 kB", "1 MB", "4.2 MB", "10 MB", "2.5 GB"]);
    }
}
