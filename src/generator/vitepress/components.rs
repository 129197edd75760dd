//! Vue components on a page: which of them may print headings or ids of their own.

use super::Settings;
use crate::{generator::Files, page::Page};
use rustc_hash::{FxHashMap, FxHashSet};

/// Components of Vue and of VitePress's default theme that print none, in lower case without dashes.
const INERT: &[&str] = &[
    "badge",
    "clientonly",
    "keepalive",
    "suspense",
    "teleport",
    "transition",
    "transitiongroup",
    "vpbadge",
    "vpbutton",
    "vpdocasidesponsors",
    "vpfeatures",
    "vphomefeatures",
    "vphomesponsors",
    "vpimage",
    "vplink",
    "vpsociallink",
    "vpsociallinks",
    "vpsponsors",
    "vpteammembers",
    "vpteampage",
    "vpteampagesection",
    "vpteampagetitle",
];

/// More files than this are not read.
const MOST: usize = 2000;

/// Whether a component on the page may print headings or ids that are not in its text.
pub(super) fn may_print_ids(settings: &Settings, page: &Page) -> bool {
    page.document.elements.iter().any(|element| {
        let name = page.slice(element.name);
        let bound =
            || element.attributes.iter().any(|attribute| matches!(page.slice(attribute.name), ":id" | "v-bind:id" | "v-html"));
        if is_component(name) { !settings.inert.contains(&plain(name)) } else { bound() }
    })
}

fn is_component(name: &str) -> bool {
    name.contains(['-', '.']) || name.starts_with(|c: char| c.is_ascii_uppercase()) || name == "component"
}

fn plain(name: &str) -> String {
    name.chars().filter(|&c| c != '-').map(|c| c.to_ascii_lowercase()).collect()
}

/// The components that print no headings and no ids: those known, and those of the repository whose files hold none.
pub(super) fn inert(files: &dyn Files, root: &str) -> FxHashSet<String> {
    let mut inert: FxHashSet<String> = INERT.iter().map(|&name| name.to_owned()).collect();
    let mut open: FxHashMap<String, Option<Vec<String>>> = FxHashMap::default();
    for path in files.below(root).filter(|path| path.extension() == "vue").take(MOST) {
        let used = files.read(path.as_str()).and_then(|text| used(&text));
        // Two files of one name: either may be meant.
        let known = open.entry(plain(path.stem())).or_insert_with(|| Some(Vec::new()));
        *known = known.take().zip(used).map(|(known, used)| [known, used].concat());
    }
    // A component is inert when all it uses is: what uses one that is not known stays out.
    loop {
        let found: Vec<String> = open
            .iter()
            .filter(|(_, used)| used.as_ref().is_some_and(|used| used.iter().all(|name| inert.contains(name))))
            .map(|(name, _)| name.clone())
            .collect();
        if found.is_empty() {
            return inert;
        }
        for name in found {
            open.remove(&name);
            inert.insert(name);
        }
    }
}

/// The components that a `.vue` file uses; `None` when it may print ids itself.
fn used(text: &str) -> Option<Vec<String>> {
    let template = text.split_once("<template").map(|(_, rest)| rest)?;
    let template = template.rsplit_once("</template>").map_or(template, |(inside, _)| inside);
    let mut used = Vec::new();
    for (at, _) in template.match_indices('<') {
        let tag = &template[at + 1..];
        let end = tag.find(|c: char| !c.is_ascii_alphanumeric() && !matches!(c, '-' | '.' | '_')).unwrap_or(tag.len());
        let name = &tag[..end];
        if matches!(name.as_bytes(), [b'h' | b'H', b'1'..=b'6']) {
            return None;
        }
        if is_component(name) {
            used.push(plain(name));
        }
    }
    let prints = ["v-html", "id=\"", "id='", "id=`", "v-bind=\"", ":id", "innerHTML", "useSlots", "<slot name"];
    (!prints.iter().any(|sign| template.contains(sign))).then_some(used)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_of_components_are_read() {
        assert_eq!(used("<template><p><slot/></p></template>"), Some(vec![]));
        assert_eq!(used("<template><FooBar /><my-part/></template>"), Some(vec!["foobar".to_owned(), "mypart".to_owned()]));
        for prints in ["<template><h2>A</h2></template>", "<template><p :id=\"x\"/></template>", "<script>h('h2')</script>"] {
            assert_eq!(used(prints), None, "{prints}");
        }
    }
}
