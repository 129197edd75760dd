//! A key that `handbook.toml` asks for and the page does not have.

use super::{asked, asked_at, listed};
use crate::{
    config::{Empty, FrontMatterSchema, Set},
    diagnostic::Label,
    generator::{PageId, data::Meta},
    page::{
        Page,
        front_matter::{Data, Entry, FrontMatter, Syntax},
    },
    rule::{Finding, Report, Rule, SiteRule},
    site::Site,
    text::{Span, nearest},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<Required>("front-matter/required", include_str!("../../../rules/front-matter/required.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Required {}

impl SiteRule for Required {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let page = site.page(id);
        if page.front_matter.as_ref().is_some_and(FrontMatter::is_unreadable) {
            return;
        }
        let mut missing: Vec<(&FrontMatterSchema, &Set<String>)> = Vec::new();
        let mut seen: Vec<&str> = Vec::new();
        for schema in site.schemas_of(page) {
            for key in &schema.required {
                if seen.contains(&key.value.as_str()) {
                    continue;
                }
                seen.push(&key.value);
                match Meta::get(&site.facts.data, page, &key.value) {
                    None if is_merged(page, &key.value) => {}
                    None => missing.push((schema, key)),
                    Some(Meta::Own(node, place)) if !may_be_empty(schema, &key.value) => {
                        if node.is_empty(site.facts.dialect.front_matter.scalars) {
                            let message = format!("`{}` is empty, and it is asked for on this page", key.value);
                            let finding = report.add(&page.path, if node.span.is_empty() { place } else { node.span }, message);
                            finding.help("Give it a value");
                            asked(finding, page, schema, key.span);
                        }
                    }
                    Some(_) => {}
                }
            }
        }
        match &page.front_matter {
            None => without_block(page, &missing, report),
            Some(block) => missing.into_iter().for_each(|(schema, key)| absent(page, block, schema, key, report)),
        }
    }
}

/// Whether the key may come from elsewhere in the block, by an alias or `<<`.
fn is_merged(page: &Page, key: &str) -> bool {
    let Some(block) = &page.front_matter else { return false };
    if block.get("<<").is_some() {
        return true;
    }
    let dots = key.match_indices('.').filter_map(|(at, _)| block.get(key.get(..at)?));
    dots.into_iter().any(|entry| matches!(entry.value.data, Data::Alias(_)) || entry.value.get("<<").is_some())
}

fn may_be_empty(schema: &FrontMatterSchema, key: &str) -> bool {
    match schema.empty.as_ref().map(|set| &set.value) {
        None | Some(Empty::None) => false,
        Some(Empty::All) => true,
        Some(Empty::Keys(keys)) => keys.iter().any(|set| set.value == key),
    }
}

/// One report for all keys: what is missing is the block.
fn without_block(page: &Page, missing: &[(&FrontMatterSchema, &Set<String>)], report: &mut Report) {
    if missing.is_empty() {
        return;
    }
    let keys: Vec<&str> = missing.iter().map(|(_, key)| key.value.as_str()).collect();
    let finding = no_block(page, &keys, report);
    for (schema, key) in missing {
        finding.related(asked_at(schema, key.span));
    }
}

/// Tells that a page has no metadata, and that these keys should be in it.
pub(super) fn no_block<'r>(page: &Page, keys: &[&str], report: &'r mut Report) -> &'r mut Finding {
    let names = listed(keys.iter().copied());
    let start = if page.text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
    let verb = if keys.len() == 1 { "is" } else { "are" };
    let finding = report.add(&page.path, Span::at(start), format!("this page has no front matter, and {names} {verb} asked for"));
    let lines: Vec<String> = keys.iter().map(|key| format!("`{key}: …`")).collect();
    finding.help(format!("Begin the page with a line of `---`, then {}, then another line of `---`", lines.join(", ")))
}

fn absent(page: &Page, block: &FrontMatter, schema: &FrontMatterSchema, key: &Set<String>, report: &mut Report) {
    let near = nearest_beside(block, &key.value);
    let finding = missing_key(page, block, &key.value, report);
    asked(finding, page, schema, key.span);
    if let Some(entry) = near {
        let first = above(block, &key.value).1.split('.').next().unwrap_or_default();
        finding.related(Label::with_message(&page.path, entry.key, format!("is `{first}` meant here?")));
    }
}

/// Tells that a key, dotted, is missing from the block of a page.
pub(super) fn missing_key<'r>(page: &Page, block: &FrontMatter, key: &str, report: &'r mut Report) -> &'r mut Finding {
    let (above, name) = above(block, key);
    let (place, message) = match above {
        Some((path, place)) => (place, format!("`{name}` is missing under `{path}`")),
        None => (closing(block), format!("`{name}` is missing from the front matter")),
    };
    // YAML and JSON have keys within keys; TOML joins them with dots.
    let (first, rest) = name.split_once('.').unwrap_or((name, ""));
    let line = match block.syntax {
        Syntax::Toml => format!("{name} = …"),
        Syntax::Json => format!("\"{first}\": …"),
        _ if rest.is_empty() => format!("{name}: …"),
        _ => format!("{first}:"),
    };
    let help = match above {
        Some((path, _)) => format!("Add `{line}` below `{path}`, indented"),
        None => format!("Add a line `{line}`"),
    };
    let within = if rest.is_empty() || block.syntax == Syntax::Toml { String::new() } else { format!(", with `{rest}` in it") };
    report.add(&page.path, place, message).help(format!("{help}{within}"))
}

/// The entry that a missing key is probably misspelled in.
fn nearest_beside<'b>(block: &'b FrontMatter, key: &str) -> Option<&'b Entry> {
    let (above, name) = above(block, key);
    let entries = match above {
        Some((path, _)) => block.get(path).map(|entry| entry.value.entries()),
        None => block.root.as_ref().map(|root| root.entries()),
    };
    let entries = entries.unwrap_or_default();
    let first = name.split('.').next().unwrap_or_default();
    let near = nearest(first, entries.iter().map(|entry| &*entry.name))?;
    entries.iter().find(|entry| &*entry.name == near)
}

/// The deepest mapping of the page that the key would stand in, with the place of its key; and the name it would have there.
fn above<'k>(block: &FrontMatter, key: &'k str) -> (Option<(&'k str, Span)>, &'k str) {
    let mut end = key.len();
    while let Some(dot) = key.get(..end).and_then(|path| path.rfind('.')) {
        let (path, name) = (&key[..dot], &key[dot + 1..]);
        match block.get(path) {
            Some(entry) => return (Some((path, entry.key)), name),
            None => end = dot,
        }
    }
    (None, key)
}

/// The closing fence; where there is none of its own, the block's end.
pub(super) fn closing(block: &FrontMatter) -> Span {
    Span { start: block.block.end, end: block.span.end }
}
