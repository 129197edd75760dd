//! A menu entry below one that does not exist.

use crate::{
    diagnostic::{Fix, Label},
    generator::NavEntry,
    page::front_matter::Style,
    rule::{Report, Rule, SiteRule},
    site::{NavProblem, Site},
    text::nearest,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<MissingParent>("nav/missing-parent", include_str!("../../../rules/nav/missing-parent.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingParent {}

impl SiteRule for MissingParent {
    fn check(&self, site: &Site, report: &mut Report) {
        let missing = site.nav.problems.iter().filter_map(|problem| match problem {
            NavProblem::MissingParent(at) => site.nav.entries.get(*at),
            _ => None,
        });
        for (number, entry) in missing.enumerate() {
            explain(site, entry, number < MOST_SUGGESTIONS, report);
        }
    }
}

/// Where more parents than this are missing, something else is wrong than spelling; each search takes time.
const MOST_SUGGESTIONS: usize = 200;

fn explain(site: &Site, entry: &NavEntry, suggest: bool, report: &mut Report) {
    let Some(parent) = entry.parent.as_deref() else { return };
    let mut keys = site.nav.entries.iter().filter_map(|other| Some((other, other.key.as_deref()?)));
    let same = keys.clone().find(|(_, key)| *key == parent);
    let why = if same.is_some() { "nothing can be below the menu entry" } else { "there is no menu entry" };
    let message = format!("{why} `{parent}`, so \"{}\" is missing from the menu", entry.name());
    let finding = report.add(&entry.source, entry.spans.parent, message);
    if let Some((same, _)) = same {
        finding.related(Label::with_message(&same.source, same.spans.key, "the entry that may be meant"));
        finding.help(if entry.parent_is_text {
            "A key with a comma counts as two keys, and a parent as one: write both without the comma".to_owned()
        } else {
            format!("Write it in quotes, `\"{parent}\"`, here and as the key: a number is never the same as a text")
        });
        return;
    }
    if let Some((_, page)) = site.nav.withheld_keys.iter().find(|(key, _)| key == parent)
        && let Some(page) = site.pages.get(*page).map(|entry| &entry.page)
    {
        let place = page.front_matter.as_ref().and_then(|block| block.get("eleventyNavigation.key"));
        let span = place.map(|entry| entry.value.span).unwrap_or_default();
        finding.related(Label::with_message(&page.path, span, "this page has the key, but it is kept out of the menu"));
        finding.help(format!("Let `{}` appear in the menu, or name another parent", page.path));
        return;
    }
    let near = suggest.then(|| nearest(parent, keys.clone().map(|(_, key)| key))).flatten();
    let Some(near) = near else {
        finding.help("Name the key of an entry that exists, or give that key to the page that belongs above");
        return;
    };
    if let Some((declared, _)) = keys.find(|(_, key)| *key == near) {
        finding.related(Label::with_message(&declared.source, declared.spans.key, format!("`{near}` is declared here")));
    }
    finding.help(format!("Did you mean `{near}`?"));
    let others = site.nav.entries.iter().filter_map(|other| other.key.as_deref()).filter(|key| *key != near);
    // A page below itself would only be lost in another way.
    let sure = nearest(parent, others).is_none() && entry.key.as_deref() != Some(near);
    if sure && let Some(text) = spelled(site, entry, near) {
        finding.fix(Fix::safe(format!("Write `{near}`"), &entry.source, entry.spans.parent, text));
    }
}

/// `key` as YAML, in the quotes of the value that it replaces; `None` when the value is not on the page itself.
fn spelled(site: &Site, entry: &NavEntry, key: &str) -> Option<String> {
    let page = site.page(site.find(entry.source.as_str())?);
    let value = &page.front_matter.as_ref()?.get("eleventyNavigation.parent")?.value;
    if value.span != entry.spans.parent || value.span.is_empty() {
        return None;
    }
    let crate::page::front_matter::Data::Scalar(scalar) = &value.data else { return None };
    let is_plain = key.starts_with(char::is_alphabetic)
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_' | '/' | '.' | '&' | '(' | ')' | '\''))
        && !key.ends_with(' ');
    match scalar.style {
        Style::Plain if is_plain => Some(key.to_owned()),
        Style::SingleQuoted => Some(format!("'{}'", key.replace('\'', "''"))),
        Style::Plain | Style::DoubleQuoted => Some(serde_json::Value::from(key).to_string()),
        _ => None,
    }
}
