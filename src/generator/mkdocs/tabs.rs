//! The ids of content tabs (`pymdownx.tabbed` 13 with `slugify`).

use super::Settings;
use crate::{page::Page, text::Span};
use rustc_hash::FxHashSet;

/// An id for each tab, made from its label.
pub(super) fn ids(settings: &Settings, page: &Page, headings: &[Option<Box<str>>]) -> Vec<(Box<str>, Span)> {
    let Some(Some(how)) = &settings.tabs else { return Vec::new() };
    let mut used: FxHashSet<String> = headings.iter().flatten().map(|id| id.to_string()).collect();
    used.extend(page.document.anchors.iter().map(|anchor| anchor.id.to_string()));
    let mut found = Vec::with_capacity(page.document.tabs.len());
    for tab in &page.document.tabs {
        let Some(label) = super::words::of_label(settings, &tab.label) else { continue };
        let mut id = how.slugger.slug(&label);
        if how.separator != "-" {
            id = id.replace('-', &how.separator);
        }
        if let Some(above) = tab.heading.filter(|_| how.combined) {
            // The id of the heading above is not known.
            let Some(above) = headings.get(above).and_then(Option::as_deref) else { continue };
            id = format!("{above}{}{id}", how.separator);
        }
        let base = id.clone();
        let mut number = 0;
        while id.is_empty() || used.contains(&id) {
            number += 1;
            id = format!("{base}_{number}");
        }
        used.insert(id.clone());
        found.push((id.into(), tab.span));
    }
    found
}
