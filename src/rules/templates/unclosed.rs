//! Template tags without their end.

use crate::{
    diagnostic::Label,
    generator::{PageId, Pairing, TemplateTag},
    page::{
        Page,
        document::{Island, IslandKind, TagRole},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Unclosed>("templates/unclosed", include_str!("../../../rules/templates/unclosed.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unclosed {}

impl SiteRule for Unclosed {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        let islands = &page.document.islands;
        if islands.is_empty() || !site.facts.generator.value.runs_templates(&site.facts, page) {
            return;
        }
        marks(page, report);
        if !site.facts.tags.known.is_empty() {
            pairs(site, page, report);
        }
    }
}

/// `{{` and `{%` that nothing ends.
fn marks(page: &Page, report: &mut Report) {
    for island in page.document.islands.iter().filter(|island| island.kind == IslandKind::Unclosed) {
        let mark = island.span.of(&page.text);
        let end = match mark {
            "{{<" => ">}}",
            "{{%" => "%}}",
            "{{" => "}}",
            "{%" => "%}",
            "{#" => "#}",
            "<%" => "%>",
            _ => continue,
        };
        let finding = report.add(&page.path, island.span, format!("this template tag has no end: `{end}` is missing"));
        finding.help("End the tag; if it is no tag, take a brace away, or write it as an entity (`&#123;`)");
    }
}

/// Tags that come in pairs, each with its end.
fn pairs(site: &Site, page: &Page, report: &mut Report) {
    let text = &*page.text;
    let tag = |name: &str| site.facts.tags.known.get(name);
    // Tags that are open, and for each name how many of them: a name that is not open is not looked for.
    let mut open: Vec<(&Island, &str, Pairing)> = Vec::new();
    let mut count: FxHashMap<&str, usize> = FxHashMap::default();
    for island in page.document.islands.iter().filter(|island| island.is_tag()) {
        if let Some(name) = island.ends(text) {
            // `endx` of which nobody knows `x` is a tag of its own.
            if count.get(name).copied().unwrap_or_default() == 0 {
                if tag(name).is_some_and(|tag| tag.pairing != Pairing::Single) {
                    let finding = report.add(&page.path, island.span, format!("there is no `{name}` that this tag could end"));
                    finding.help(format!("Remove it, or write the `{name}` that begins what it ends"));
                }
                continue;
            }
            while let Some((begin, other, pairing)) = open.pop() {
                if let Some(left) = count.get_mut(other) {
                    *left -= 1;
                }
                if other == name {
                    break;
                }
                if pairing == Pairing::Paired {
                    unended(page, begin, other, Some(island), report);
                }
            }
            continue;
        }
        let name = island.name(text);
        if let Some(TemplateTag { pairing, .. }) = tag(name).filter(|tag| tag.pairing != Pairing::Single)
            && island.role(text) != Some(TagRole::SelfClosed)
        {
            open.push((island, name, *pairing));
            *count.entry(name).or_default() += 1;
        }
    }
    for (begin, name, _) in open.into_iter().filter(|(.., pairing)| *pairing == Pairing::Paired) {
        unended(page, begin, name, None, report);
    }
}

fn unended(page: &Page, begin: &Island, name: &str, before: Option<&Island>, report: &mut Report) {
    let tag = begin.span.of(&page.text);
    let end = match tag {
        shortcode if shortcode.starts_with("{{<") => format!("{{{{< /{name} >}}}}"),
        shortcode if shortcode.starts_with("{{%") => format!("{{{{% /{name} %}}}}"),
        _ => format!("{{% end{name} %}}"),
    };
    let finding = report.add(&page.path, begin.span, format!("`{name}` is never ended"));
    if let Some(before) = before {
        finding.related(Label::with_message(&page.path, before.span, "this ends what stands around it"));
    }
    finding.help(format!("Write `{end}` where it ends; without it the site is not built"));
}
