//! A value that two pages share although `handbook.toml` wants it once.

mod shared;

use super::asked_at;
use crate::{
    config::{FrontMatterSchema, Set, UniqueScope},
    diagnostic::Label,
    page::Page,
    rule::{Report, Rule, SiteRule},
    site::Site,
    text::Span,
};
use rustc_hash::FxHashMap;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Unique>("front-matter/unique", include_str!("../../../rules/front-matter/unique.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Unique {
    infer: bool,
}

/// So many other pages are named in one report.
const SHOWN: usize = 10;

impl SiteRule for Unique {
    fn check(&self, site: &Site, report: &mut Report) {
        if self.infer {
            shared::check(site, report);
        }
        for schema in site.schemas.iter() {
            for (key, scope) in &schema.unique {
                among(site, schema, key, scope, report);
            }
        }
    }
}

fn among(site: &Site, schema: &FrontMatterSchema, key: &str, scope: &Set<UniqueScope>, report: &mut Report) {
    let scalars = site.facts.dialect.front_matter.scalars;
    let mut places: FxHashMap<(&str, &str), Vec<(&Page, Span)>> = FxHashMap::default();
    let pages = site.pages.iter().map(|entry| &*entry.page);
    for page in pages.filter(|page| site.holds(schema, page)) {
        let Some(entry) = page.front_matter.as_ref().and_then(|block| block.get(key)) else { continue };
        let folder = if scope.value == UniqueScope::Folder { page.path.parent_str() } else { "" };
        for node in entry.value.items().iter().filter(|node| !node.is_empty(scalars)) {
            if let Some(text) = node.as_str() {
                places.entry((folder, text.trim())).or_default().push((page, node.span));
            }
        }
    }
    for ((_, text), places) in places {
        for &(page, span) in &places {
            let others = places.iter().filter(|(other, _)| other.path != page.path);
            let count = others.clone().count();
            if count == 0 {
                continue;
            }
            let pages = if count == 1 { "another page" } else { &*format!("{count} other pages") };
            let within = if scope.value == UniqueScope::Folder { " in this folder" } else { "" };
            let message = format!("`{key}` is `{text}` on {pages}{within}, too, and must be there once");
            let finding = report.add(&page.path, span, message);
            finding.help("Give each page a value of its own");
            for (other, span) in others.take(SHOWN) {
                finding.related(Label::with_message(&other.path, *span, "here, too"));
            }
            finding.related(asked_at(schema, scope.span));
        }
    }
}
