//! A heading that links cannot reach, because its words make no id.

use crate::{
    diagnostic::{Fix, Label},
    generator::{PageId, Shown, slug::Slugger, url},
    page::{
        dialect::Attributes,
        document::{Heading, Link},
    },
    rule::{Report, Rule, SiteRule},
    site::{Site, Target},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<EmptyId>("headings/empty-id", include_str!("../../../rules/headings/empty-id.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptyId {}

impl SiteRule for EmptyId {
    fn check(&self, site: &Site, report: &mut Report) {
        let mut told = FxHashSet::default();
        let mut pages: FxHashMap<PageId, Lost<'_>> = FxHashMap::default();
        for from in 0..site.pages.len() as PageId {
            for (link, resolved) in site.links(from) {
                let (target, broken) = match resolved.target {
                    Target::NoSuchAnchor(target) => (target, true),
                    Target::Page(target) => (target, false),
                    _ => continue,
                };
                let Some((_, fragment)) = link.url(&site.page(from).text).split_once('#') else { continue };
                let wanted = url::decode(fragment);
                if !broken && !is_number(&wanted) {
                    continue;
                }
                let lost = pages.entry(target).or_insert_with(|| Lost::of(site, target));
                let Some((heading, id)) = lost.meant(&wanted, broken) else { continue };
                if told.insert((target, heading.span)) {
                    explain(site, (from, link), (target, heading, id), &wanted, report);
                }
            }
        }
    }
}

/// `-1`, `_2`: all that is left of an id when the words give nothing to it.
fn is_number(id: &str) -> bool {
    id.strip_prefix(['-', '_']).is_some_and(|digits| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The headings of a page that have no usable id, each with what it has instead. The first of equal ones counts.
struct Lost<'a> {
    /// By what their words make on a code host, where links are often tried out.
    words: FxHashMap<String, Found<'a>>,
    /// By the number that is their id.
    numbers: FxHashMap<&'a str, Found<'a>>,
}

type Found<'a> = (&'a Heading, Option<&'a str>);

impl<'a> Lost<'a> {
    fn of(site: &'a Site, target: PageId) -> Self {
        let page = site.page(target);
        let mut lost = Self { words: FxHashMap::default(), numbers: FxHashMap::default() };
        for (heading, id) in page.document.headings.iter().zip(&site.anchors(target).headings) {
            let id = id.as_deref();
            let unusable = id.is_none_or(is_number);
            // Where the theme shows it without id, an id of its own would be dropped as well.
            let in_place = || site.facts.generator.value.shown(&site.facts, page, heading) == Shown::InPlace;
            if unusable && heading.id.is_none() && !heading.templated && !heading.text.is_empty() && in_place() {
                lost.words.entry(Slugger::Github.slug(&heading.text)).or_insert((heading, id));
                if let Some(id) = id {
                    lost.numbers.entry(id).or_insert((heading, Some(id)));
                }
            }
        }
        lost
    }

    /// The one that a fragment is meant for.
    fn meant(&self, wanted: &str, broken: bool) -> Option<Found<'a>> {
        if broken { self.words.get(&wanted.to_lowercase()) } else { self.numbers.get(wanted) }.copied()
    }
}

fn explain(
    site: &Site,
    (from, link): (PageId, &Link),
    (target, heading, id): (PageId, &Heading, Option<&str>),
    wanted: &str,
    report: &mut Report,
) {
    let page = site.page(target);
    let generator = site.facts.generator.value.title();
    let message = match id {
        Some(id) => format!("{generator} can make no id of these words, so the heading is only known as `{id}`"),
        None => format!("{generator} gives this heading no id, so no link can lead to it"),
    };
    let finding = report.add(&page.path, heading.text_span, message);
    finding.related(Label::with_message(&site.page(from).path, link.destination, "this link is meant to lead there"));
    let attributes = site.facts.dialect.markdown.attributes != Attributes::None;
    if heading.html {
        finding.help("Give it an id of its own (`id=\"…\"`), and use that in the link");
    } else if attributes {
        finding.help("Give it an id of its own (`{#…}` at the end of the heading), and use that in the link");
        let is_name = wanted.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
        if is_name && !is_number(wanted) && site.anchors(target).place(wanted).is_none() {
            let at = Span::at(heading.text_span.end as usize);
            finding.fix(Fix::unsafe_(format!("Give it the id `{wanted}`"), &page.path, at, format!(" {{#{wanted}}}")));
        }
    } else {
        finding.help("Put `<a id=\"…\"></a>` on a line of its own before the heading, and use that id in the link");
    }
}
