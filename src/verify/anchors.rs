//! Ids: those predicted are on the page, and those in its content are predicted.

use super::{Difference, Kind, Pair, Section, built::Built, place, theme::Theme};
use crate::{
    site::{Fragment, Site},
    text::Span,
};
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Compares.
pub(super) fn compare(site: &Site, built: &Built, pairs: &[Pair<'_>], theme: &Theme<'_>) -> Section {
    let sections: Vec<Section> = pairs.par_iter().map(|pair| page(site, built, pair, theme)).collect();
    let mut all = Section::default();
    sections.into_iter().for_each(|section| all.add(section));
    all
}

fn page(site: &Site, built: &Built, pair: &Pair<'_>, theme: &Theme<'_>) -> Section {
    let mut section = Section::default();
    let entry = site.entry(pair.id);
    let document = &built.pages[pair.at].document;
    if entry.placement.hidden_body.is_some() {
        section.skip("hidden body");
        return section;
    }
    let anchors = site.anchors(pair.id);
    let mut predicted: Option<&str> = None;
    for (id, span) in anchors.ids() {
        // An id that is there twice is one.
        if predicted.replace(id) == Some(id) {
            continue;
        }
        section.compared += 1;
        if !document.has(id) {
            let message = "the built page has nothing with this id".to_owned();
            section.differences.push(difference(site, pair, id, Some(span), Kind::False, message));
        }
    }
    for id in document.anchors().collect::<BTreeSet<_>>() {
        if anchors.place(id).is_some() || site.facts.theme_ids.contains(id) || theme.has_id(id) {
            continue;
        }
        match anchors.find(&site.facts, &entry.page, id) {
            Fragment::Missing => {
                section.compared += 1;
                let message = "the built page has this id, and it is not predicted".to_owned();
                section.differences.push(difference(site, pair, id, None, Kind::Missed, message));
            }
            Fragment::Unknown => section.skip("made by a template"),
            // Footnotes and what programs differ in: taken for there, whichever it is.
            Fragment::Found => section.compared += 1,
        }
    }
    section
}

fn difference(site: &Site, pair: &Pair<'_>, id: &str, span: Option<Span>, kind: Kind, message: String) -> Difference {
    Difference {
        source: Some(site.page(pair.id).path.clone()),
        position: span.map(|span| place(site, pair.id, span)),
        address: format!("{}#{id}", pair.url),
        kind,
        message,
    }
}
