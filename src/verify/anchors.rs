//! Ids: those predicted are on the page, and those in its content are predicted.

use super::{
    Difference, Kind, MOST_SEARCHES, Pair, Section,
    built::Built,
    html::{Bearer, Document, Id},
    place,
    theme::Theme,
};
use crate::{
    page::Page,
    site::{Fragment, PageAnchors, Site},
    text::Span,
};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::cell::OnceCell;

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
        section.skip("hidden-body");
        return section;
    }
    let anchors = site.anchors(pair.id);
    let mut predicted: Option<&str> = None;
    for (id, span) in anchors.ids() {
        // An id that is there twice is one.
        if predicted.replace(id) == Some(id) {
            continue;
        }
        if !document.has(id) && !anchors.complete && is_numbered(anchors, id) {
            section.skip("template");
            continue;
        }
        section.compared += 1;
        if !document.has(id) {
            let message = "the built page has nothing with this id".to_owned();
            section.differences.push(difference(site, pair, id, Some(span), Kind::False, message));
        }
    }
    let mut seen = FxHashSet::default();
    let words = OnceCell::new();
    let mut searches = MOST_SEARCHES;
    for Id { id, of, .. } in document.anchors().filter(|found| seen.insert(&*found.id)) {
        let id = &**id;
        if anchors.place(id).is_some() || site.facts.theme_ids.contains(id) || theme.has_id(id) {
            continue;
        }
        match anchors.find(&site.facts, &entry.page, id) {
            Fragment::Missing => {
                searches = searches.saturating_sub(1);
                let words = words.get_or_init(|| Words::of(&entry.page));
                if searches == 0 || !is_written(&entry.page, words, document, id, *of) {
                    section.skip("theme");
                    continue;
                }
                section.compared += 1;
                let message = "the built page has this id, and it is not predicted".to_owned();
                section.differences.push(difference(site, pair, id, None, Kind::Missed, message));
            }
            Fragment::Unknown => section.skip("template"),
            // Footnotes and what programs differ in: taken for there, whichever it is.
            Fragment::Found => section.compared += 1,
        }
    }
    section
}

/// Whether the id is that of an earlier heading with a number. Where templates print or render headings, they count with the rest,
/// or by themselves.
fn is_numbered(anchors: &PageAnchors, id: &str) -> bool {
    let numbered = id.rsplit_once(['-', '_']);
    numbered.is_some_and(|(name, number)| number.bytes().all(|c| c.is_ascii_digit()) && anchors.place(name).is_some())
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

/// What a page may have for a heading: its lines and titles, in letters alone.
struct Words(FxHashSet<String>);

impl Words {
    fn of(page: &Page) -> Self {
        let headings = page.document.headings.iter().map(|heading| letters(&heading.text));
        // Attributes at the end of a line are no words.
        let lines = page.text.lines().map(|line| letters(line.split('{').next().unwrap_or_default()));
        Self(headings.chain(lines).chain(page.meta("title").map(letters)).collect())
    }
}

/// Letters and digits alone: what renderers make of quotes, dashes and markup does not count.
fn letters(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Whether what has the id comes from the page. Layouts have headings of their own, and not every one is on every page.
fn is_written(page: &Page, words: &Words, document: &Document, id: &str, of: Bearer) -> bool {
    match of {
        Bearer::Heading(at) => {
            let heading = letters(document.headings.get(at).map_or("", String::as_str));
            words.0.contains(&heading)
        }
        Bearer::Link | Bearer::Other => page.text.contains(id),
    }
}
