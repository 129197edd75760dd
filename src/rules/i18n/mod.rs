//! Rules about translations. They look at sites with several languages only.

mod missing_source;
mod stale;
mod structure_drift;
mod wrong_locale_link;

use crate::{generator::PageId, page::Page, rule::Rule, site::Site, text::Span};

pub(super) static RULES: &[&Rule] = &[&missing_source::RULE, &stale::RULE, &structure_drift::RULE, &wrong_locale_link::RULE];

/// Where a problem of the whole page is shown: its title, else its first heading, else its beginning.
fn place(page: &Page) -> Span {
    let title = page.front_matter.as_ref().and_then(|block| block.get("title")).map(|entry| entry.value.span);
    let heading = || page.document.headings.first().map(|heading| heading.text_span);
    title.or_else(heading).unwrap_or_else(|| Span::at(page.body_start()))
}

/// The page that `id` is a translation of, when both are published.
fn source(site: &Site, id: PageId) -> Option<PageId> {
    let source = site.translated_from(id)?;
    (site.entry(id).url().is_some() && site.entry(source).placement.withheld.is_none()).then_some(source)
}
