//! Pages in one folder that readers cannot tell apart by their titles.

use crate::{
    diagnostic::Label,
    generator::PageId,
    page::Page,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<DuplicateTitle>("pages/duplicate-title", include_str!("../../../rules/pages/duplicate-title.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateTitle {}

impl SiteRule for DuplicateTitle {
    fn check(&self, site: &Site, report: &mut Report) {
        let mut seen: FxHashMap<(&str, Option<u16>, String), PageId> = FxHashMap::default();
        for id in 0..site.pages.len() as PageId {
            let entry = site.entry(id);
            let page = &*entry.page;
            if entry.url().is_none() || entry.placement.unlisted || !page.format.is_markdown() || is_above(page) {
                continue;
            }
            let Some((title, span)) = title(page) else { continue };
            let key = (page.path.parent_str(), entry.placement.locale, title.to_lowercase());
            match seen.get(&key) {
                None => _ = seen.insert(key, id),
                Some(&first) => {
                    let first = site.page(first);
                    let message = format!("`{}` has the title \"{title}\", too", first.path);
                    let finding = report.add(&page.path, span, message);
                    if let Some((_, span)) = self::title(first) {
                        finding.related(Label::with_message(&first.path, span, "the other page"));
                    }
                    finding
                        .help("Say in one of the titles what makes it different: in menus and search results they look the same");
                }
            }
        }
    }
}

/// Whether the page stands for its folder, and so a level above the others.
fn is_above(page: &Page) -> bool {
    matches!(page.path.stem().to_lowercase().as_str(), "index" | "_index" | "readme")
}

/// The title that is written on the page, and where.
fn title(page: &Page) -> Option<(&str, Span)> {
    if let Some(entry) = page.front_matter.as_ref().and_then(|block| block.get("title")) {
        let title = entry.value.as_str().filter(|title| !title.trim().is_empty() && !title.contains("{{"))?;
        return Some((title, entry.value.span));
    }
    let first = page.document.headings.first().filter(|heading| heading.level == 1 && !heading.templated)?;
    Some((&*first.text, first.text_span)).filter(|(title, _)| !title.is_empty())
}
