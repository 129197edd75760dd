//! Translations that are built otherwise than their source.

use super::{place, source};
use crate::{
    diagnostic::Label,
    generator::PageId,
    page::{
        Format, Page,
        document::{IslandKind, Kind},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<StructureDrift>("i18n/structure-drift", include_str!("../../../rules/i18n/structure-drift.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StructureDrift {
    parts: Vec<Part>,
}

/// A kind of parts that translations have as many of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Part {
    Headings,
    Lists,
    Tables,
    Code,
    Images,
    Tags,
    Ids,
}

impl Part {
    /// What one and several are called.
    fn names(self) -> (&'static str, &'static str) {
        match self {
            Self::Headings => ("heading", "headings"),
            Self::Lists => ("list", "lists"),
            Self::Tables => ("table", "tables"),
            Self::Code => ("code block", "code blocks"),
            Self::Images => ("picture", "pictures"),
            Self::Tags => ("template tag", "template tags"),
            Self::Ids => ("anchor", "anchors"),
        }
    }

    /// How many a page has. Headings and ids are compared one by one instead.
    fn count(self, page: &Page) -> usize {
        let document = &page.document;
        let nodes = |wanted: fn(Kind) -> bool| document.nodes.iter().filter(|node| wanted(node.kind())).count();
        match self {
            Self::Headings => document.headings.len(),
            Self::Lists => nodes(|kind| matches!(kind, Kind::List(_))),
            Self::Tables => nodes(|kind| kind == Kind::Table),
            Self::Code => nodes(|kind| matches!(kind, Kind::CodeBlock(_))),
            Self::Images => document.links.iter().filter(|link| link.image).count(),
            Self::Tags => document.islands.iter().filter(|island| island.kind != IslandKind::Comment).count(),
            Self::Ids => document.anchors.len() + document.headings.iter().filter(|heading| heading.id.is_some()).count(),
        }
    }
}

impl SiteRule for StructureDrift {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let Some(source) = source(site, id) else { return };
        let (page, source) = (site.page(id), site.page(source));
        for &part in &self.parts {
            match part {
                Part::Headings => headings(page, source, report),
                Part::Ids => ids(page, source, report),
                part => counts(page, source, part, report),
            }
        }
    }
}

/// The first heading of another level than the source has in its place.
fn headings(page: &Page, source: &Page, report: &mut Report) {
    let (ours, theirs) = (&page.document.headings, &source.document.headings);
    let same = ours.iter().zip(theirs).take_while(|(our, their)| our.level == their.level).count();
    let (our, their) = (ours.get(same), theirs.get(same));
    let finding = match (our, their) {
        (None, None) => return,
        (Some(our), None) => {
            let message = format!("the source has no heading in the place of \"{}\"", our.text);
            report.add(&page.path, our.text_span, message)
        }
        (Some(our), Some(their)) => {
            let message = format!(
                "this heading has level {}, and \"{}\" in its place in the source has level {}",
                our.level, their.text, their.level
            );
            report.add(&page.path, our.text_span, message)
        }
        (None, Some(their)) => {
            let span = ours.last().map_or_else(|| place(page), |last| last.text_span);
            report.add(&page.path, span, format!("the heading \"{}\" of the source is missing after this", their.text))
        }
    };
    let words = if their.is_some() { "the heading of the source" } else { "the source ends here" };
    if let Some(theirs) = their.or(theirs.last()) {
        finding.related(Label::with_message(&source.path, theirs.text_span, words));
    }
    finding.help("Look whether something was added to the source, or taken out, since it was translated");
}

/// Ids that the author of the source wrote and that are lost: links to them break.
fn ids(page: &Page, source: &Page, report: &mut Report) {
    let written = |page: &Page| {
        let document = &page.document;
        let headings = document.headings.iter().filter_map(|heading| heading.id.as_ref());
        headings.chain(&document.anchors).map(|anchor| (anchor.id.clone(), anchor.span)).collect::<Vec<_>>()
    };
    let ours = written(page);
    for (id, span) in written(source).into_iter().filter(|(id, _)| ours.iter().all(|(our, _)| our != id)) {
        let finding = report.add(&page.path, place(page), format!("the anchor `{id}` of the source is missing here"));
        finding.related(Label::with_message(&source.path, span, "the anchor of the source"));
        finding.help(format!("Give the same place here the same anchor: links to `#{id}` lead nowhere in this language"));
    }
}

fn counts(page: &Page, source: &Page, part: Part, report: &mut Report) {
    let (ours, theirs) = (part.count(page), part.count(source));
    if ours == theirs {
        return;
    }
    let names = match part {
        // What MDX knows instead.
        Part::Tags if page.format == Format::Mdx => ("component", "components"),
        part => part.names(),
    };
    let name = |count: usize| if count == 1 { names.0 } else { names.1 };
    let message = format!("this page has {ours} {}, and its source has {theirs}", name(ours));
    let finding = report.add(&page.path, place(page), message);
    finding.related(Label::with_message(&source.path, place(source), "the source"));
    finding.help("Look whether something was added to the source, or taken out, since it was translated");
}
