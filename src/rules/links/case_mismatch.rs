//! Links that differ from what exists by upper and lower case.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url::Url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Served, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<CaseMismatch>("links/case-mismatch", include_str!("../../../rules/links/case-mismatch.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CaseMismatch {}

impl SiteRule for CaseMismatch {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Target::OtherCase(served) = linked.resolved.target else { continue };
            let Some(name) = name(&linked, served) else { continue };
            let path = linked.path();
            let path = if name.starts_with('/') { &path } else { path.trim_start_matches('/') };
            let right = right_spelling(&linked, served);
            let finding = linked.report(report, format!("`{path}` differs from `{name}` in upper and lower case"));
            match right {
                Some(right) => {
                    finding.help(format!("Write `{right}`"));
                    linked.rewrite(finding, Applicability::Safe, &right);
                }
                None => _ = finding.help("Write it as the file or the address is written"),
            }
        }
    }
}

/// What is there: a page by its address, unless files are linked by their paths.
fn name<'a>(linked: &Linked<'a>, served: Served) -> Option<&'a str> {
    let site = linked.site;
    let address = match served {
        Served::Page(id) if !site.facts.generator.value.serves_folders() => site.entry(id).url(),
        _ => None,
    };
    address.or_else(|| site.source_of(served).map(|path| path.as_str()))
}

/// The destination with the letters of what is there.
fn right_spelling(linked: &Linked, served: Served) -> Option<String> {
    let site = linked.site;
    let url = Url::split(linked.url());
    let tail = &linked.url()[url.path.len()..];
    let source = site.source_of(served)?.as_str();
    let address = match served {
        Served::Page(id) => site.entry(id).url().unwrap_or_default(),
        _ => "",
    };
    let leads = |path: &String| {
        matches!(
            site.if_written(linked.id, linked.link, path).target,
            Target::Page(_) | Target::NoSuchAnchor(_) | Target::Asset(_)
        )
    };
    let recased = [source, address].into_iter().map(|right| recased(url.path, right)).find(leads);
    recased.or_else(|| site.spell(linked.id, linked.link, served)).map(|path| format!("{path}{tail}"))
}

/// `written` with the letters of `right`, part by part from the end, as far as they differ by case only.
fn recased(written: &str, right: &str) -> String {
    let mut parts: Vec<&str> = written.trim_end_matches('/').split('/').collect();
    for (part, right) in parts.iter_mut().rev().zip(right.trim_end_matches('/').rsplit('/')) {
        if part.to_lowercase() != right.to_lowercase() {
            break;
        }
        *part = right;
    }
    let slash = if written.ends_with('/') { "/" } else { "" };
    format!("{}{slash}", parts.join("/"))
}
