//! The ids on a page: what its headings get from the generator, and what the author wrote.

use super::Site;
use crate::{
    generator::{
        Facts, IdPass, IdPlace, PageId, Shown,
        data::Meta,
        slug::{Anchors, Numbering, Reserved, Slugger, emoji, mdbook},
        url,
    },
    page::{
        Format, Page,
        document::{Heading, Kind},
    },
    text::Span,
};
use rustc_hash::FxHashSet;
use std::borrow::Cow;

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

    /// Where the id is made.
    pub fn place(&self, id: &str) -> Option<Span> {
        self.ids.binary_search_by(|(known, _)| (**known).cmp(id)).ok().map(|at| self.ids[at].1)
    }

    /// Looks a fragment (without `#`) up as browsers do: as written, then percent-decoded; case counts.
    pub fn find(&self, facts: &Facts, page: &Page, fragment: &str) -> Fragment {
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let decoded = url::decode(fragment);
        if fragment.is_empty() || decoded.eq_ignore_ascii_case("top") {
            return Fragment::Found;
        }
        let known = |id: &str| {
            self.place(id).is_some()
                || facts.theme_ids.contains(id)
                || facts.id_prefixes.iter().any(|prefix| id.starts_with(prefix))
        };
        if known(fragment)
            || known(&decoded)
            || is_shown_on_github(facts, page, &decoded, known)
            || !self.unsure.is_empty() && self.unsure.contains(&undashed(&decoded))
            || is_footnote(facts, page, &decoded)
            || is_line(facts, &decoded)
        {
            return Fragment::Found;
        }
        if self.doubtful.binary_search_by(|id| (**id).cmp(&decoded)).is_ok()
            || facts.generator.value.may_make(facts, page, &decoded)
        {
            return Fragment::Unknown;
        }
        if facts.heading_ids.value.loose && self.ids.iter().any(|(known, _)| is_alike(known, &decoded)) {
            return Fragment::Unknown;
        }
        if facts.theme_titles && is_title(facts, page, &decoded) {
            return Fragment::Unknown;
        }
        if self.complete { Fragment::Missing } else { Fragment::Unknown }
    }
}

/// Whether programs differ in where the heading's id has dashes: in what becomes of a blank or a line break.
fn is_unsure(page: &Page, heading: &Heading) -> bool {
    heading.padding != (false, false) || !heading.html && heading.text_span.of(&page.text).contains('\n')
}

fn undashed(id: &str) -> String {
    id.chars().filter(|&c| c != '-').collect()
}

/// Whether two ids have the same letters and digits, or the longer begins with those of the other and goes on: an id may be
/// kept when words are added to its heading. `id-` may stand before a digit.
fn is_alike(a: &str, b: &str) -> bool {
    const ENOUGH: usize = 10;
    let letters = |id: &str| -> String {
        let id = id.strip_prefix("id-").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(id);
        id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short == long || short.len() >= ENOUGH && long.starts_with(&short)
}

/// Whether a layout's heading with the page's title in it may get this id: from the title, or counted after one like it.
fn is_title(facts: &Facts, page: &Page, id: &str) -> bool {
    let Some(title) = Meta::get(&facts.data, page, "title").and_then(Meta::as_str) else { return true };
    let same = |slug: &str| id == slug || id.strip_prefix(slug).is_some_and(|rest| rest.starts_with('-'));
    let slugs = facts.heading_ids.value.passes.iter().map(|pass| pass.slugger.slug(title));
    let headings = page.document.headings.iter().any(|heading| *heading.text == *title);
    slugs.into_iter().any(|slug| !slug.is_empty() && (id == slug || headings && same(&slug)))
}

/// Footnote ids differ between renderers; a page with footnotes has some.
fn is_footnote(facts: &Facts, page: &Page, id: &str) -> bool {
    if let Some(known) = facts.generator.value.has_footnote(facts, page, id) {
        return known;
    }
    let id = id.strip_prefix("user-content-").unwrap_or(id);
    let prefixes = ["fn", "reffn", "footnote-", "fr-"];
    prefixes.iter().any(|prefix| id.starts_with(prefix))
        && page.document.nodes.iter().any(|node| node.kind() == Kind::FootnoteDefinition)
}

/// GitHub shows a file's lines under `#L10` and `#L10-L20`.
fn is_line(facts: &Facts, id: &str) -> bool {
    facts.generator.value.serves_folders()
        && id.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// GitHub puts `user-content-` before every id and calls the first page of a repository `readme`.
fn is_shown_on_github(facts: &Facts, page: &Page, id: &str, known: impl Fn(&str) -> bool) -> bool {
    let readme = || page.path.stem().eq_ignore_ascii_case("readme") && page.path.parent_str().is_empty();
    facts.generator.value.serves_folders() && (id.strip_prefix("user-content-").is_some_and(known) || id == "readme" && readme())
}

/// The words that a heading's id is made of; `None` where it would take the generator's own renderer to tell.
fn words<'a>(facts: &Facts, page: &Page, slugger: Slugger, heading: &'a Heading) -> Option<Cow<'a, str>> {
    let mut text = facts.generator.value.heading_text(facts, page, heading)?;
    if text.contains('%') {
        for (name, value) in &facts.variables {
            let variable = format!("%{name}%");
            if text.contains(&variable) {
                text = text.replace(&variable, value).into();
            }
        }
    }
    if slugger == Slugger::VitePress
        && let Cow::Owned(without) = emoji::without_short_names(&text)
    {
        text = without.into();
    }
    if matches!(slugger, Slugger::Github | Slugger::Marked | Slugger::KramdownGfm) && heading.padding != (false, false) {
        let blank = |padded: bool| if padded { " " } else { "" };
        text = format!("{}{text}{}", blank(heading.padding.0), blank(heading.padding.1)).into();
    }
    if slugger == Slugger::GovukTechDocs {
        return with_entity_names(page.slice(heading.text_span), text);
    }
    Some(text)
}

/// Another page, shown inside one.
struct Other<'a> {
    page: &'a Page,
    /// Where it becomes part of the text; `None` when its headings get their ids before.
    place: Option<Span>,
}

/// The words of a heading for an algorithm that sees entities as they are typed. `None` where they stand among other markup.
fn with_entity_names<'a>(written: &str, text: Cow<'a, str>) -> Option<Cow<'a, str>> {
    // What these stand for is spelt out again in just this way.
    const SAME: [(&str, char); 5] = [("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("#39", '\'')];
    let mut words = String::new();
    let mut rest = written;
    let mut foreign = false;
    while let Some(at) = rest.find('&') {
        words.push_str(&rest[..at]);
        rest = &rest[at + 1..];
        let length = rest.find(|c: char| !c.is_ascii_alphanumeric() && c != '#').unwrap_or(rest.len());
        let (name, after) = rest.split_at(length);
        match after.strip_prefix(';').filter(|_| !name.is_empty()) {
            Some(after) => {
                rest = after;
                match SAME.iter().find(|(same, _)| *same == name) {
                    Some((_, sign)) => words.push(*sign),
                    None => {
                        foreign = true;
                        words.extend([" ", name, " "]);
                    }
                }
            }
            None => words.push('&'),
        }
    }
    words.push_str(rest);
    match foreign {
        false => Some(text),
        true => Some(Cow::Owned(words)).filter(|_| !written.contains(['*', '_', '`', '[', '<', '\\'])),
    }
}

/// The headings, and the terms of definition lists among them where these get ids too.
fn headings_and_terms<'p>(facts: &Facts, page: &'p Page) -> Vec<&'p Heading> {
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
fn heading_ids(
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

/// A heading's words as markdown-it's `typographer` leaves them, as far as that bears on the id. `None` where it would take the
/// whole of its rules to tell.
fn typographer<'h>(page: &Page, heading: &'h Heading, slugger: Slugger) -> Option<Cow<'h, str>> {
    let text = &*heading.text;
    let marked = |text: &str| {
        text.contains(['\'', '"', '(']) || ["--", "...", "+-", ",,", "!!!", "???"].iter().any(|mark| text.contains(mark))
    };
    if heading.html || !marked(text) {
        return Some(Cow::Borrowed(text));
    }
    if !matches!(slugger, Slugger::Eleventy2 | Slugger::Eleventy3 | Slugger::Sindresorhus)
        || page.slice(heading.text_span).contains('`')
    {
        return None;
    }
    // These algorithms drop all punctuation, so it is enough to know what is no letter any more, and which apostrophes turned.
    let mut text = text.to_owned();
    for sign in ["(c)", "(C)", "(r)", "(R)", "(tm)", "(TM)"] {
        text = text.replace(sign, " ");
    }
    if text.contains("(Tm)") || text.contains("(tM)") {
        return None;
    }
    Some(Cow::Owned(text.replace('\'', "\u{2019}")))
}

/// Where `id` is made before `span`: written out, or given to a heading.
fn first_place(page: &Page, headings: &[&Heading], found: &[Option<Box<str>>], id: &str, span: Span) -> Option<Span> {
    let document = &page.document;
    let written = document.anchors.iter().filter(|anchor| &*anchor.id == id && !anchor.name).map(|anchor| anchor.span);
    let headings = headings.iter().zip(found).filter(|(_, found)| found.as_deref() == Some(id));
    let headings = headings.map(|(heading, _)| heading.id.as_ref().map_or(heading.span, |anchor| anchor.span));
    written.chain(headings).filter(|place| place.start < span.start).min_by_key(|place| place.start)
}
