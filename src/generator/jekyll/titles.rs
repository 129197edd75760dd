//! Headings that become titles (jekyll-titles-from-headings 0.5).

use super::{
    kind::Kind,
    settings::{Settings, is_flag},
};
use crate::{
    generator::{Facts, data::Meta},
    page::{Format, Page},
};

/// Whether the heading that the page begins with is taken off it.
pub(super) fn is_taken(facts: &Facts, settings: &Settings, page: &Page) -> bool {
    let Some(by_default) = settings.titles else { return false };
    let own = page.front_matter.as_ref().and_then(|block| block.get("strip_title"));
    if !own.map_or(by_default, |own| is_flag(Some(&own.value), true)) || page.format != Format::Markdown {
        return false;
    }
    let is_page = settings.below(page.path.as_str()).is_some_and(|below| matches!(Kind::of(settings, below), Kind::Page));
    let with_documents = is_flag(settings.get("titles_from_headings.collections"), true);
    let Some(heading) = page.document.headings.first().filter(|heading| !heading.html && heading.level <= 3) else {
        return false;
    };
    let before = page.text.get(page.body_start()..heading.span.start as usize).unwrap_or_default();
    // Documents have titles from their names, which do not count.
    let titled = is_page && Meta::get(&facts.data, page, "title").and_then(Meta::as_str).is_some_and(|title| !title.is_empty());
    (is_page || with_documents) && !titled && before.trim().is_empty()
}
