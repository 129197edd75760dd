//! What themes add to every page.

use super::config::Config;
use crate::generator::Facts;

/// The front matter keys that MkDocs 1.6 and Material 9.8 with its plugins read.
pub(super) const META_KEYS: &[&str] = &[
    "authors",
    "boost",
    "categories",
    "comments",
    "date",
    "date.created",
    "date.updated",
    "description",
    "draft",
    "exclude",
    "hide",
    "icon",
    "ignore_macros",
    "links",
    "material",
    "pin",
    "readtime",
    "render_macros",
    "robots",
    "search",
    "search.boost",
    "search.exclude",
    "slug",
    "social",
    "status",
    "subtitle",
    "tags",
    "template",
    "title",
];

/// Addresses that every site has.
const ROUTES: [&str; 5] = ["/404.html", "/sitemap.xml", "/sitemap.xml.gz", "/search/search_index.json", "/search.html"];

/// Addresses of Material's own files (its names of scripts and styles change with every version).
const MATERIAL: [&str; 1] = ["/assets/images/favicon.png"];

pub(super) fn read(config: &Config, facts: &mut Facts) {
    facts.virtual_routes.extend(ROUTES.map(str::to_owned));
    let name = config.text("theme.name").or_else(|| config.text("theme"));
    if name == Some("material") {
        facts.virtual_routes.extend(MATERIAL.map(str::to_owned));
        facts.theme_ids.insert("__comments".to_owned());
    }
    // Material's switches, lines of code, numbered tabs.
    facts.theme_id_prefixes.push("__");
}
