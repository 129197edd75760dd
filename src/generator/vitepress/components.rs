//! Vue components on a page.

use super::Settings;
use crate::{
    generator::components::{is_component, plain},
    page::Page,
};

/// Components of Vue and of VitePress's default theme that print none, in lower case without dashes.
pub(super) const INERT: &[&str] = &[
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

/// Whether a component on the page may print headings or ids that are not in its text.
pub(super) fn may_print_ids(settings: &Settings, page: &Page) -> bool {
    page.document.elements.iter().any(|element| {
        let name = page.slice(element.name);
        let is_bound = |name: &str| matches!(name, ":id" | "v-bind:id" | "v-html");
        let bound = || element.attributes.iter().any(|attribute| is_bound(page.slice(attribute.name)));
        if is_component(name) { !settings.inert.contains(&plain(name)) } else { bound() }
    })
}
