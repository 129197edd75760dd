//! A value that two pages share, where every other page has one of its own.

use crate::{
    diagnostic::{Label, Severity},
    rule::Report,
    rules::evidence,
    site::{
        Site,
        census::{Key, Kind, Use},
    },
};
use rustc_hash::FxHashMap;

/// Names of keys that tell things apart.
const NAMES: [&str; 6] = ["id", "uid", "uuid", "guid", "identifier", "doc_id"];
/// Names of keys that say what a page is about. Where all others differ, the same on two is left over from a copied page.
const ABOUT: [&str; 3] = ["description", "summary", "abstract"];
/// A text of fewer characters may fit two pages.
const LONG: usize = 40;

/// Reports the one value that is there twice.
pub(super) fn check(site: &Site, report: &mut Report) {
    for key in site.census().keys().filter(|key| !key.is_item() && key.uses().len() > evidence::ENOUGH) {
        if let Some((one, other, count)) = shared(key) {
            finding(site, key, one, other, count, report);
            finding(site, key, other, one, count, report);
        }
    }
}

/// The two uses that share a value, and how many others there are, if nothing else is shared.
fn shared<'s>(key: Key<'s>) -> Option<(&'s Use, &'s Use, usize)> {
    // Where more than one in ten differ in kind, or are empty, the key is no name.
    let uses = key.uses();
    let mut seen: FxHashMap<u64, &'s Use> = FxHashMap::default();
    let mut twice = None;
    for one in evidence::markdown(key.census().site(), uses).filter(|one| matches!(one.kind, Kind::Text | Kind::Integer)) {
        if let Some(first) = seen.insert(one.hash, one) {
            if twice.is_some() || first.page == one.page {
                return None;
            }
            twice = Some((first, one));
        }
    }
    let (first, second) = twice?;
    let others = seen.len() - 1;
    let (text, again) = (key.text(first)?, key.text(second)?);
    let needed = needed(key, text)?;
    (others >= needed && text == again && (others + 2) * 10 >= uses.len() * 9).then_some((first, second, others))
}

/// How many other values there must be, each on one page only; `None` if two pages may share this one: one picture, one author, one title.
fn needed(key: Key<'_>, text: &str) -> Option<usize> {
    let name = key.name().to_ascii_lowercase();
    if NAMES.contains(&&*name) || name.ends_with("_id") || name.ends_with("-id") {
        return Some(evidence::ENOUGH);
    }
    let is_long = text.chars().count() >= LONG && !evidence::is_placeholder(text);
    (ABOUT.contains(&&*name) && is_long).then_some(evidence::MANY)
}

fn finding(site: &Site, key: Key<'_>, one: &Use, other: &Use, count: usize, report: &mut Report) {
    let name = evidence::name(key);
    if evidence::is_asked(site, one.page, |schema| schema.unique.contains_key(&name)) {
        return;
    }
    let (page, there) = (site.page(one.page), site.page(other.page));
    let message = format!("`{name}` is the same on `{}`, and differs on all {count} other pages that have it", there.path);
    let finding = report.add(&page.path, one.value, message);
    finding.severity(Severity::Warning).help("Give each page a value of its own");
    finding.related(Label::with_message(&there.path, other.value, "the same stands here"));
}
