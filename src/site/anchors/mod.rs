//! The ids on a page: what its headings get from the generator, and what the author wrote.

mod find;
mod headings;
mod words;

use super::Site;
use crate::{
    generator::{Facts, PageId},
    page::{Format, Page, document::Heading},
    text::Span,
};
use headings::{Other, heading_ids, headings_and_terms};
use rustc_hash::FxHashSet;
use words::words;

/// The ids on a page.
#[derive(Debug, Default)]
pub struct PageAnchors {
    /// Sorted by id, each with the heading or attribute that makes it.
    ids: Vec<(Box<str>, Span)>,
    /// The id of each heading of the document, in order; `None` when it gets none or it cannot be known.
    pub headings: Vec<Option<Box<str>>>,
    /// Ids that are taken already, where the generator fails over it.
    pub clashes: Vec<Clash>,
    /// Whether these are all: no template tag may add others.
    pub complete: bool,
    /// The ids, without their dashes, of headings of which programs make different ones.
    unsure: FxHashSet<String>,
    /// Ids that only another version of the generator makes, sorted.
    doubtful: Vec<Box<str>>,
}

/// An id that stands on a page twice.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Clash {
    /// The id.
    pub id: Box<str>,
    /// Where the second one is written, or the heading that gets it.
    pub span: Span,
    /// The same of the first one.
    pub first: Span,
}

/// What a fragment finds on a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fragment {
    /// The id is there.
    Found,
    /// It is not.
    Missing,
    /// A template may make it.
    Unknown,
}

impl PageAnchors {
    /// Works out the ids of a page, those of pages that are shown inside it included.
    pub fn of(site: &Site, id: PageId) -> Self {
        let facts = &*site.facts;
        if site.entry(id).placement.raw {
            return Self { headings: vec![None; site.page(id).document.headings.len()], ..Self::default() };
        }
        let (shown, whole) = site.shown_inside(id);
        let together = facts.heading_ids.value.embedded_first;
        let generator = facts.generator.value;
        let others = shown.iter().filter(|_| together).map(|(id, place)| {
            let page = site.page(*id);
            Other { page, place: generator.joins(page).then_some(*place) }
        });
        let (mut anchors, mut given) = Self::own(facts, site.page(id), &others.collect::<Vec<_>>());
        anchors.complete &= whole;
        if shown.is_empty() {
            return anchors;
        }
        given.resize(shown.len(), Vec::new());
        for ((id, place), given) in shown.into_iter().zip(given) {
            let page = site.page(id);
            let (other, _) = Self::own(facts, page, &[]);
            anchors.complete &= other.complete;
            anchors.doubtful.extend(other.doubtful);
            if together {
                let kept = page.document.anchors.iter().filter(|anchor| generator.keeps_anchor(facts, anchor));
                let of_headings = page.document.headings.iter().filter_map(|heading| heading.id.as_ref());
                let explicit = kept.chain(of_headings).map(|anchor| anchor.id.clone());
                anchors.ids.extend(given.into_iter().chain(explicit).filter(|id| !id.is_empty()).map(|id| (id, place)));
            } else {
                anchors.ids.extend(other.ids.into_iter().map(|(id, _)| (id, place)));
            }
        }
        anchors.doubtful.sort();
        anchors.ids.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        // Ids that both have are told apart by numbers, which only the whole page would tell.
        anchors.complete &= together || !anchors.ids.windows(2).any(|pair| pair[0].0 == pair[1].0);
        anchors
    }

    /// Works out the ids that come from the page's own text, and those of the headings of others that are told apart with them.
    fn own(facts: &Facts, page: &Page, others: &[Other<'_>]) -> (Self, Vec<Vec<Box<str>>>) {
        let mut given = vec![Vec::new(); others.len()];
        let passes = &facts.heading_ids.value.passes;
        let (mut headings, clashes, all_known) = heading_ids(facts, page, passes, others, &mut given);
        let document = &page.document;
        let all = headings_and_terms(facts, page);
        let of_headings: Vec<_> =
            all.iter().zip(&headings).filter_map(|(heading, id)| Some((id.clone()?, heading.span))).collect();
        let generator = facts.generator.value;
        let kept = document.anchors.iter().filter(|anchor| generator.keeps_anchor(facts, anchor));
        let explicit = kept.map(|anchor| (anchor.id.clone(), anchor.span));
        let further = generator.further_ids(facts, page, &headings);
        let mut ids: Vec<_> = of_headings.into_iter().chain(explicit).chain(further).filter(|(id, _)| !id.is_empty()).collect();
        // Where a template tag makes an id, only a build tells which.
        let written = ids.len();
        if facts.dialect.templates.is_some() {
            ids.retain(|(id, _)| !id.contains("{{") && !id.contains("{%"));
        }
        let lost = ids.len() < written;
        let opaque = !all_known
            || lost
            || page.format == Format::Template
            || document.headings.iter().any(|heading| heading.templated)
            || document.islands.iter().any(|island| generator.is_opaque(facts, page, island))
            || generator.is_opaque_page(facts, page);
        ids.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let mut doubtful = Vec::new();
        for pass in &facts.heading_ids.value.other_versions {
            let (others, ..) = heading_ids(facts, page, std::slice::from_ref(pass), &[], &mut []);
            doubtful.extend(others.into_iter().zip(&headings).filter(|(other, id)| other != *id).filter_map(|(other, _)| other));
        }
        if let Some(title) = document.headings.first().filter(|_| generator.takes_title(facts, page)) {
            // The layout may show it with an id.
            let text = passes.first().and_then(|pass| Some(pass.slugger.slug(&words(facts, page, pass.slugger, title)?)));
            let own = title.id.as_ref().map(|anchor| anchor.id.clone());
            doubtful.extend(own.or(text.map(Into::into)));
        }
        doubtful.sort();
        if all.len() > document.headings.len() {
            let mut levels = all.iter().map(|heading| heading.level);
            headings.retain(|_| levels.next().is_some_and(|level| level > 0));
        }
        let unsure = document.headings.iter().zip(&headings).filter(|(heading, _)| is_unsure(page, heading));
        let unsure = unsure.filter_map(|(_, id)| id.as_deref().map(undashed)).collect();
        (Self { ids, headings, clashes, complete: !opaque, unsure, doubtful }, given)
    }

    /// The ids in alphabetical order, each with the place that makes it.
    pub fn ids(&self) -> impl ExactSizeIterator<Item = (&str, Span)> {
        self.ids.iter().map(|(id, span)| (&**id, *span))
    }

    /// The id with this number in alphabetical order, from 0.
    pub fn id(&self, number: usize) -> Option<&str> {
        self.ids.get(number).map(|(id, _)| &**id)
    }

    /// The number of the id in alphabetical order, from 0; of several that are equal, the first one's.
    pub fn number(&self, id: &str) -> Option<usize> {
        let first = self.ids.partition_point(|(known, _)| **known < *id);
        self.id(first).filter(|known| *known == id).map(|_| first)
    }

    /// Whether the id is made more than once.
    pub fn is_made_twice(&self, id: &str) -> bool {
        let first = self.ids.partition_point(|(known, _)| **known < *id);
        self.ids.get(first + 1).is_some_and(|(known, _)| **known == *id)
    }

    /// Where the id is made.
    pub fn place(&self, id: &str) -> Option<Span> {
        self.ids.binary_search_by(|(known, _)| (**known).cmp(id)).ok().map(|at| self.ids[at].1)
    }
}

/// Whether programs differ in where the heading's id has dashes: in what becomes of a blank or a line break.
fn is_unsure(page: &Page, heading: &Heading) -> bool {
    heading.padding != (false, false) || !heading.html && heading.text_span.of(&page.text).contains('\n')
}

fn undashed(id: &str) -> String {
    id.chars().filter(|&c| c != '-').collect()
}
