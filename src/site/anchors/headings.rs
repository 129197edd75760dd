//! The ids that headings get from the generator.

use super::{
    Clash,
    words::{typographer, words},
};
use crate::{
    generator::{
        Facts, IdPass, IdPlace, Shown,
        slug::{Anchors, Numbering, Reserved, mdbook},
    },
    page::{Page, document::Heading},
    text::Span,
};

/// Another page, shown inside one.
pub(super) struct Other<'a> {
    pub page: &'a Page,
    /// Where it becomes part of the text; `None` when its headings get their ids before.
    pub place: Option<Span>,
}

/// The headings, and the terms of definition lists among them where these get ids too.
pub(super) fn headings_and_terms<'p>(facts: &Facts, page: &'p Page) -> Vec<&'p Heading> {
    let document = &page.document;
    let mut all: Vec<&Heading> = document.headings.iter().collect();
    if facts.heading_ids.value.passes.iter().any(|pass| pass.covers(0)) && !document.terms.is_empty() {
        all.extend(&document.terms);
        all.sort_by_key(|heading| heading.span.start);
    }
    all
}

/// The id of each heading, ids that are taken already, and whether no heading has an id that cannot be known. The headings of
/// pages `shown` inside it get theirs in their places: `given`.
pub(super) fn heading_ids(
    facts: &Facts,
    page: &Page,
    passes: &[IdPass],
    shown: &[Other<'_>],
    given: &mut [Vec<Box<str>>],
) -> (Vec<Option<Box<str>>>, Vec<Clash>, bool) {
    let headings = &*headings_and_terms(facts, page);
    let fate = |heading: &Heading| facts.generator.value.shown(facts, page, heading);
    let explicit = |heading: &&Heading| heading.id.as_ref().map(|anchor| anchor.id.clone()).filter(|id| !id.is_empty());
    let mut found: Vec<Option<Box<str>>> = headings.iter().map(explicit).collect();
    let taken = facts.generator.value.takes_title(facts, page);
    if let Some(id) = found.first_mut().filter(|_| taken) {
        *id = None;
    }
    let mut clashes = Vec::new();
    let ids = &facts.heading_ids.value;
    let mut all_known = !ids.computed || headings.is_empty();
    let passes = if ids.computed { &[][..] } else { passes };
    for pass in passes {
        let mut anchors = Anchors::new(pass.numbering);
        let number = |anchors: &mut Anchors, Other { page, .. }: &Other<'_>| -> Vec<Box<str>> {
            let headings = page.document.headings.iter().filter(|heading| heading.id.is_none() && (!heading.html || pass.html));
            let id = |heading: &Heading| {
                let text = words(facts, page, pass.slugger, heading)?;
                anchors.assign_at(pass.slugger.slug(&text), heading.level).map(Into::into)
            };
            headings.filter(|heading| !heading.templated).filter_map(id).collect()
        };
        for (other, given) in shown.iter().zip(&mut *given).filter(|(other, _)| other.place.is_none()) {
            *given = number(&mut anchors, other);
        }
        let mut inside = shown.iter().zip(&mut *given).filter(|(other, _)| other.place.is_some()).peekable();
        if pass.numbering == Numbering::PythonMarkdown {
            // It does not look into raw HTML.
            let raw = raw_html(page);
            let is_raw = |id: Span| {
                let next = raw.partition_point(|tag| tag.end < id.end);
                raw.get(next).is_some_and(|tag| tag.covers(id))
            };
            let written = page.document.anchors.iter().filter(|anchor| !is_raw(anchor.span)).map(|anchor| &anchor.id);
            let of_headings = headings.iter().zip(&found).filter(|(heading, _)| !heading.html).filter_map(|(_, id)| id.as_ref());
            for id in written.chain(of_headings) {
                anchors.reserve(id);
            }
        }
        let sees_everything = pass.numbering == Numbering::IdAttribute;
        let mut others = page.document.anchors.iter().filter(|anchor| !anchor.name).peekable();
        let mut fails = |found: &[Option<Box<str>>], id: &str, span: Span| {
            if let Some(first) = first_place(page, headings, found, id, span)
                && clashes.iter().all(|clash: &Clash| clash.span != span)
            {
                clashes.push(Clash { id: id.into(), span, first });
            }
        };
        let mut assigned: Vec<usize> = Vec::new();
        let reserve = |anchors: &mut Anchors, found: &mut Vec<Option<Box<str>>>, assigned: &[usize], id: &str| -> bool {
            match anchors.reserve(id) {
                Reserved::Kept => true,
                Reserved::Fails => false,
                Reserved::Renames { heading, to } => {
                    if let Some(&index) = assigned.get(heading) {
                        found[index] = Some(to.into());
                    }
                    true
                }
            }
        };
        for (index, heading) in headings.iter().enumerate() {
            let before = |place: Option<Span>| place.is_some_and(|place| place.start < heading.span.start);
            while let Some((other, given)) = inside.next_if(|(other, _)| before(other.place)) {
                *given = number(&mut anchors, other);
            }
            while sees_everything && let Some(other) = others.next_if(|other| other.span.start < heading.span.start) {
                if !reserve(&mut anchors, &mut found, &assigned, &other.id) {
                    fails(&found, &other.id, other.span);
                }
            }
            if fate(heading) == Shown::Elsewhere {
                found[index] = None;
                continue;
            }
            // Programs that read Markdown do not look into its HTML.
            let unseen = heading.html && !pass.html && matches!(pass.numbering, Numbering::MarkdownItAnchor | Numbering::Hugo);
            if unseen {
                continue;
            }
            if let Some(id) = found[index].clone() {
                if pass.numbering == Numbering::MarkdownItAnchor && !pass.covers(heading.level) {
                    continue;
                }
                if !reserve(&mut anchors, &mut found, &assigned, &id) {
                    fails(&found, &id, heading.id.as_ref().map_or(heading.span, |anchor| anchor.span));
                }
                continue;
            }
            // mdBook 0.4 looks through its HTML line by line.
            let overlooks = pass.numbering == Numbering::MdBook
                && if heading.html {
                    !mdbook::sees(page.slice(heading.span))
                } else {
                    page.slice(heading.text_span).contains('\n')
                };
            if overlooks {
                continue;
            }
            let skips_empty = matches!(pass.numbering, Numbering::Hugo | Numbering::IdAttribute);
            if heading.html && !pass.html
                || heading.templated
                || taken && index == 0
                || pass.place == IdPlace::OutsideHtml && heading.in_html
                || pass.place == IdPlace::InsideHtml && !heading.in_html
                || skips_empty && heading.id_words.as_deref().unwrap_or(&heading.text).is_empty()
                || !pass.covers(heading.level)
            {
                continue;
            }
            assigned.push(index);
            let text = if ids.typographer {
                typographer(page, heading, pass.slugger)
            } else {
                words(facts, page, pass.slugger, heading).map(|text| {
                    if pass.plain_dashes && text.contains(['–', '—']) {
                        text.replace('–', "--").replace('—', "---").into()
                    } else {
                        text
                    }
                })
            };
            match text {
                Some(text) => {
                    let id = anchors.assign_at(pass.slugger.slug(&text), heading.level);
                    found[index] = match id {
                        Some(id) if !ids.prefix.is_empty() => Some(format!("{}{id}", ids.prefix).into()),
                        id => id.map(Into::into),
                    };
                }
                None => all_known = false,
            }
        }
        for (other, given) in inside {
            *given = number(&mut anchors, other);
        }
        for other in others.take_while(|_| sees_everything) {
            if !reserve(&mut anchors, &mut found, &assigned, &other.id) {
                fails(&found, &other.id, other.span);
            }
        }
    }
    for (heading, id) in headings.iter().zip(&mut found) {
        if fate(heading) != Shown::InPlace {
            *id = None;
        }
    }
    (found, clashes, all_known)
}

/// The HTML tags of a page in order, those that `md_in_html` reads aside. None when nothing but headings has an id.
fn raw_html(page: &Page) -> Vec<Span> {
    if page.document.anchors.is_empty() {
        return Vec::new();
    }
    let elements = page.document.elements.iter().filter(|element| element.attribute(&page.text, "markdown").is_none());
    let mut raw: Vec<Span> = elements.map(|element| element.span).collect();
    raw.sort_by_key(|span| span.start);
    raw
}

/// Where `id` is made before `span`: written out, or given to a heading.
fn first_place(page: &Page, headings: &[&Heading], found: &[Option<Box<str>>], id: &str, span: Span) -> Option<Span> {
    let document = &page.document;
    let written = document.anchors.iter().filter(|anchor| &*anchor.id == id && !anchor.name).map(|anchor| anchor.span);
    let headings = headings.iter().zip(found).filter(|(_, found)| found.as_deref() == Some(id));
    let headings = headings.map(|(heading, _)| heading.id.as_ref().map_or(heading.span, |anchor| anchor.span));
    written.chain(headings).filter(|place| place.start < span.start).min_by_key(|place| place.start)
}
