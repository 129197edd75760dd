//! What themes add to every page.

use super::{Settings, config::Config};
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

/// Files that the themes in wide use put among the pages, so that links may lead to them. Names of scripts and styles change with
/// every version.
const FILES: [(&str, &[&str]); 3] = [
    ("mkdocs", &["img/favicon.ico", "img/grid.png"]),
    ("readthedocs", &["img/favicon.ico"]),
    ("material", &["assets/images/favicon.png"]),
];

pub(super) fn read(config: &Config, facts: &mut Facts, settings: &mut Settings) {
    facts.virtual_routes.extend(ROUTES.map(str::to_owned));
    let name = config.text("theme.name").or_else(|| config.text("theme")).unwrap_or("mkdocs");
    match FILES.iter().find(|(theme, _)| *theme == name) {
        Some((_, files)) => {
            settings.theme_files = files;
            facts.virtual_routes.extend(files.iter().map(|file| format!("/{file}")));
        }
        None => facts.more_statics = true,
    }
    // Material's switches, lines of code, numbered tabs.
    facts.id_prefixes.push("__");
}
