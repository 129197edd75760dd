//! A key without a value.

use crate::{
    generator::PageId,
    page::{
        Page,
        front_matter::{Data, Node, Style},
    },
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<EmptyValue>("front-matter/empty-value", include_str!("../../../rules/front-matter/empty-value.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptyValue {
    keys: Vec<String>,
}

impl SiteRule for EmptyValue {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        if let Some(root) = page.front_matter.as_ref().and_then(|block| block.root.as_ref()) {
            self.entries(site, page, root, &mut String::new(), report);
        }
    }
}

impl EmptyValue {
    /// Depth is bounded by the readers' nesting limit.
    fn entries(&self, site: &Site, page: &Page, node: &Node, path: &mut String, report: &mut Report) {
        for entry in node.entries() {
            let length = path.len();
            if length > 0 {
                path.push('.');
            }
            path.push_str(&entry.name);
            let listed = || self.keys.iter().any(|key| *key == *path || **key == *entry.name);
            if is_blank(&entry.value) && listed() && !is_meant(site, page, path) {
                let place = if entry.value.span.is_empty() { entry.key } else { entry.value.span };
                let finding = report.add(&page.path, place, format!("`{}` has no value", entry.written()));
                finding.help("Give it one, or remove the line");
            }
            self.entries(site, page, &entry.value, path, report);
            path.truncate(length);
        }
    }
}

/// Nothing written, or nothing between the quotes. Somebody who writes `null` means it.
fn is_blank(node: &Node) -> bool {
    match &node.data {
        Data::Scalar(scalar) => scalar.text.trim().is_empty() && scalar.style != Style::Null && node.anchor().is_none(),
        _ => false,
    }
}

/// Whether the empty value undoes what the folder says, or is told of by `front-matter/required`.
fn is_meant(site: &Site, page: &Page, path: &str) -> bool {
    let asked = site.schemas_of(page).any(|schema| schema.required.iter().any(|key| key.value == path));
    asked || site.facts.data.get(page, path).is_some()
}
