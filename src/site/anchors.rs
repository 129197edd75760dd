//! The ids on a page: what its headings get from the generator, and what the author wrote.

use super::Site;
use crate::{
    generator::{
        Embed, Facts, IdPlace, PageId,
        data::Meta,
        slug::{Anchors, Numbering, Reserved, Slugger},
        url,
    },
    page::{
        Format, Page,
        document::{Heading, Kind},
    },
    text::Span,
};
use std::borrow::Cow;

/// More pages than this are not looked for inside one.
const MOST_EMBEDS: usize = 200;

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
        let mut anchors = Self::own(facts, site.page(id));
        let mut shown = vec![id];
        anchors.embed(site, id, None, &mut shown);
        if shown.len() > 1 {
            anchors.ids.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
            // Ids that both have are told apart by numbers, which only the whole page would tell.
            anchors.complete &= !anchors.ids.windows(2).any(|pair| pair[0].0 == pair[1].0);
        }
        anchors
    }

    /// Adds the ids of the pages that `page` shows, and of those that these show: all stand where `at` asks for the first of
    /// them.
    fn embed(&mut self, site: &Site, page: PageId, at: Option<Span>, shown: &mut Vec<PageId>) {
        let facts = &*site.facts;
        for Embed { span, file, part } in facts.generator.value.embeds(facts, site.page(page)) {
            let Some(id) = site.find(file.as_str()) else {
                self.complete = false;
                continue;
            };
            if part {
                self.complete = false;
                continue;
            }
            // What is shown twice has its ids twice, and numbers tell them apart.
            if shown.contains(&id) || shown.len() > MOST_EMBEDS {
                self.complete = false;
                continue;
            }
            shown.push(id);
            let other = Self::own(facts, site.page(id));
            let place = at.unwrap_or(span);
            self.complete &= other.complete;
            self.ids.extend(other.ids.into_iter().map(|(id, _)| (id, place)));
            self.embed(site, id, Some(place), shown);
        }
    }

    /// Works out the ids that come from the page's own text.
    fn own(facts: &Facts, page: &Page) -> Self {
        let (headings, clashes, all_known) = heading_ids(facts, page);
        let document = &page.document;
        let of_headings = document.headings.iter().zip(&headings).filter_map(|(heading, id)| Some((id.clone()?, heading.span)));
        let generator = facts.generator.value;
        let kept = document.anchors.iter().filter(|anchor| generator.keeps_anchor(facts, anchor));
        let explicit = kept.map(|anchor| (anchor.id.clone(), anchor.span));
        let further = generator.further_ids(facts, page, &headings);
        let mut ids: Vec<_> = of_headings.chain(explicit).chain(further).filter(|(id, _)| !id.is_empty()).collect();
        ids.sort_by(|a, b| a.0.cmp(&b.0).then(a.1.cmp(&b.1)));
        let opaque = !all_known
            || page.format == Format::Template
            || document.headings.iter().any(|heading| heading.templated)
            || document.islands.iter().any(|island| generator.is_opaque(facts, page, island));
        Self { ids, headings, clashes, complete: !opaque }
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
        let of_theme =
            |id: &str| facts.theme_ids.contains(id) || facts.theme_id_prefixes.iter().any(|prefix| id.starts_with(prefix));
        let known = |id: &str| self.place(id).is_some() || of_theme(id);
        if known(fragment)
            || known(&decoded)
            || is_shown_on_github(facts, page, &decoded, known)
            || self.is_near(page, &decoded)
            || !facts.knows_footnotes && is_footnote(page, &decoded)
            || is_line(facts, &decoded)
        {
            return Fragment::Found;
        }
        if facts.generator.value.may_make(facts, page, &decoded) {
            return Fragment::Unknown;
        }
        if facts.theme_titles && is_title(facts, page, &decoded) {
            return Fragment::Unknown;
        }
        if self.complete { Fragment::Missing } else { Fragment::Unknown }
    }

    /// Whether the id is that of a heading but for dashes, where programs differ in what becomes of a blank or a line break.
    fn is_near(&self, page: &Page, id: &str) -> bool {
        let unsure = |heading: &Heading| {
            heading.padding != (false, false) || !heading.html && heading.text_span.of(&page.text).contains('\n')
        };
        let same = |known: &str| known.chars().filter(|&c| c != '-').eq(id.chars().filter(|&c| c != '-'));
        let mut headings = page.document.headings.iter().zip(&self.headings);
        headings.any(|(heading, known)| known.as_deref().is_some_and(same) && unsure(heading))
    }
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
fn is_footnote(page: &Page, id: &str) -> bool {
    let id = id.strip_prefix("user-content-").unwrap_or(id);
    id.starts_with("fn") && page.document.nodes.iter().any(|node| node.kind() == Kind::FootnoteDefinition)
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

/// The words that a heading's id is made of.
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
    if matches!(slugger, Slugger::Github | Slugger::Marked | Slugger::KramdownGfm) && heading.padding != (false, false) {
        let blank = |padded: bool| if padded { " " } else { "" };
        text = format!("{}{text}{}", blank(heading.padding.0), blank(heading.padding.1)).into();
    }
    Some(text)
}

/// The id of each heading, ids that are taken already, and whether no heading has an id that cannot be known.
fn heading_ids(facts: &Facts, page: &Page) -> (Vec<Option<Box<str>>>, Vec<Clash>, bool) {
    let headings = &page.document.headings;
    let explicit = |heading: &Heading| heading.id.as_ref().map(|anchor| anchor.id.clone()).filter(|id| !id.is_empty());
    let mut found: Vec<Option<Box<str>>> = headings.iter().map(explicit).collect();
    let mut clashes = Vec::new();
    let ids = &facts.heading_ids.value;
    let mut all_known = !ids.computed || headings.is_empty();
    let passes = if ids.computed { &[][..] } else { &ids.passes };
    for pass in passes {
        let mut anchors = Anchors::new(pass.numbering);
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
            if let Some(first) = first_place(page, found, id, span)
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
            while sees_everything && let Some(other) = others.next_if(|other| other.span.start < heading.span.start) {
                if !reserve(&mut anchors, &mut found, &assigned, &other.id) {
                    fails(&found, &other.id, other.span);
                }
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
            let skips_empty = matches!(pass.numbering, Numbering::Hugo | Numbering::IdAttribute);
            if heading.html && !pass.html
                || heading.templated
                || pass.place == IdPlace::OutsideHtml && heading.in_html
                || pass.place == IdPlace::InsideHtml && !heading.in_html
                || skips_empty && heading.text.is_empty()
                || !pass.covers(heading.level)
            {
                continue;
            }
            assigned.push(index);
            let text = if ids.typographer {
                typographer(page, heading, pass.slugger)
            } else {
                words(facts, page, pass.slugger, heading)
            };
            match text {
                Some(text) => {
                    let id = anchors.assign(pass.slugger.slug(&text));
                    found[index] = match id {
                        Some(id) if !ids.prefix.is_empty() => Some(format!("{}{id}", ids.prefix).into()),
                        id => id.map(Into::into),
                    };
                }
                None => all_known = false,
            }
        }
        for other in others.take_while(|_| sees_everything) {
            if !reserve(&mut anchors, &mut found, &assigned, &other.id) {
                fails(&found, &other.id, other.span);
            }
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
fn first_place(page: &Page, found: &[Option<Box<str>>], id: &str, span: Span) -> Option<Span> {
    let document = &page.document;
    let written = document.anchors.iter().filter(|anchor| &*anchor.id == id && !anchor.name).map(|anchor| anchor.span);
    let headings = document.headings.iter().zip(found).filter(|(_, found)| found.as_deref() == Some(id));
    let headings = headings.map(|(heading, _)| heading.id.as_ref().map_or(heading.span, |anchor| anchor.span));
    written.chain(headings).filter(|place| place.start < span.start).min_by_key(|place| place.start)
}
