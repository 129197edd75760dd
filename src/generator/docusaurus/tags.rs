//! Lists of documents and posts by tag.

use super::{
    config::Reader,
    setup::{Part, Setup},
};
use crate::{
    generator::Placement,
    page::{
        Page,
        front_matter::{Syntax, read_data},
    },
    path::SitePath,
};
use std::collections::BTreeMap;

/// The permalinks that the file of tags, `tags.yml` by default, gives to them.
pub(super) fn permalinks(reader: &Reader<'_>, folder: &SitePath, file: Option<&str>) -> BTreeMap<String, String> {
    let text = folder.join(file.unwrap_or("tags.yml")).and_then(|file| reader.files.read(file.as_str()));
    let root = text.and_then(|text| read_data(&text, Syntax::Yaml));
    let entries = root.iter().flat_map(|root| root.entries());
    let permalink = |entry: &crate::page::front_matter::Entry| {
        let written = entry.value.get("permalink").and_then(|entry| entry.value.as_str());
        let label = entry.value.get("label").and_then(|entry| entry.value.as_str()).unwrap_or(&entry.name);
        let usual = || kebab(label).unwrap_or_else(|| label.to_owned());
        (entry.name.to_string(), written.map_or_else(usual, |permalink| permalink.trim_start_matches('/').to_owned()))
    };
    entries.map(permalink).collect()
}

/// Notes the lists that a page's tags make, in its own language and in those that show it for want of a translation.
pub(super) fn place(setup: &Setup, part: &Part, page: &Page, placement: &mut Placement) {
    let Some(tags) = page.front_matter.as_ref().and_then(|block| block.get("tags")) else { return };
    if tags.value.items().is_empty() || placement.withheld.is_some() {
        return;
    }
    let translations = setup.parts.iter().filter(|other| other.source.as_ref() == Some(&part.path));
    for url in translations.map(|other| &other.url).chain([&part.url]) {
        let list = format!("{url}/{}", part.tags.trim_matches('/'));
        for tag in tags.value.items() {
            let permalink = match tag.as_str() {
                Some(name) => part.permalinks.get(name).cloned().or_else(|| kebab(name)),
                None => tag.get("permalink").and_then(|entry| entry.value.as_str()).map(str::to_owned),
            };
            match permalink {
                Some(permalink) => {
                    placement.makes.push(setup.slashed(format!("{list}/{}", permalink.trim_start_matches('/'))));
                }
                None => placement.further = Some((format!("{list}/"), String::new())),
            }
        }
        placement.makes.push(list);
    }
}

/// lodash's `kebabCase`: words in lower case with dashes between them. `None` for letters that it would take its tables to tell,
/// and for what may be an ordinal (`1st` is one word).
fn kebab(text: &str) -> Option<String> {
    let ordinal = |pair: &[u8]| pair[0].is_ascii_digit() && matches!(pair[1] | 0x20, b's' | b'n' | b'r' | b't');
    if !text.is_ascii() || text.as_bytes().windows(2).any(ordinal) {
        return None;
    }
    let bytes: Vec<u8> = text.bytes().filter(|&byte| byte != b'\'').collect();
    let mut kebab = String::with_capacity(text.len() + 4);
    for (at, &byte) in bytes.iter().enumerate() {
        if !byte.is_ascii_alphanumeric() {
            continue;
        }
        let before = at.checked_sub(1).map_or(b' ', |at| bytes[at]);
        let after = bytes.get(at + 1).copied().unwrap_or(b' ');
        let begins = !before.is_ascii_alphanumeric()
            || before.is_ascii_digit() != byte.is_ascii_digit()
            || byte.is_ascii_uppercase() && (before.is_ascii_lowercase() || after.is_ascii_lowercase());
        if begins && !kebab.is_empty() {
            kebab.push('-');
        }
        kebab.push(byte.to_ascii_lowercase() as char);
    }
    Some(kebab)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_become_addresses() {
        for (tag, expected) in [
            ("New People", Some("new-people")),
            ("it's HTMLPages2go", Some("its-html-pages-2-go")),
            ("a_b--C", Some("a-b-c")),
            ("v2.0", Some("v-2-0")),
            ("3D models", Some("3-d-models")),
            ("XMLHttp iOS", Some("xml-http-i-os")),
            ("1st", None),
            ("café", None),
        ] {
            assert_eq!(kebab(tag).as_deref(), expected, "{tag}");
        }
    }
}
