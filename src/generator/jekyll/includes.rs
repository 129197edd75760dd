//! Template tags that may print headings or ids, and includes that surely do not.

use super::settings::Settings;
use crate::{
    generator::{Facts, Files},
    page::{
        Page,
        document::{Island, IslandKind},
    },
};
use rustc_hash::FxHashMap;

/// Tags that only choose among what is written, or print nothing a link could lead to.
const HARMLESS: [&str; 34] = [
    "if",
    "elsif",
    "else",
    "endif",
    "unless",
    "endunless",
    "case",
    "when",
    "endcase",
    "for",
    "endfor",
    "break",
    "continue",
    "assign",
    "capture",
    "endcapture",
    "increment",
    "decrement",
    "cycle",
    "raw",
    "endraw",
    "comment",
    "endcomment",
    "highlight",
    "endhighlight",
    "link",
    "post_url",
    "gist",
    "seo",
    "feed_meta",
    "avatar",
    "tablerow",
    "endtablerow",
    "#",
];

/// Whether a tag may print headings or ids that cannot be known.
pub(super) fn is_opaque(_: &Facts, settings: &Settings, page: &Page, island: &Island) -> bool {
    if island.kind == IslandKind::Comment {
        return false;
    }
    let name = island.name(&page.text);
    if island.kind == IslandKind::Output {
        // A single value among words is a word or two; alone on its line it may be a whole page.
        let is_setting = name.strip_prefix("site.").is_some_and(|key| settings.text(key).is_some_and(|text| !prints_ids(text)));
        let is_address = name == "page.url" || name == "page.title" || name.starts_with(['"', '\'']);
        return island.block && !is_setting && !is_address;
    }
    match name {
        "include" | "include_cached" => {
            let file = page.slice(island.span).trim_start_matches(['{', '%', '-', ' ', '\n', '\t']);
            let file = file.split_whitespace().nth(1).unwrap_or_default();
            settings.includes.get(file).copied().unwrap_or(true)
        }
        "include_relative" => true,
        name => island.block && !HARMLESS.contains(&name),
    }
}

/// For each file of the includes folder, by its path in it, whether it may print headings or ids.
pub(super) fn read(files: &dyn Files, settings: &Settings) -> FxHashMap<String, bool> {
    let folder = settings.rooted(&settings.includes_dir);
    let mut all = FxHashMap::default();
    for path in files.below(&folder) {
        let (Some(name), Some(text)) = (path.below(&folder), files.read(path.as_str())) else { continue };
        all.insert(name.to_owned(), text.trim().is_empty() || prints_ids(&text));
    }
    all
}

/// Whether text may hold a heading, an id or something that prints one.
fn prints_ids(text: &str) -> bool {
    const SIGNS: [&str; 11] = ["<h1", "<h2", "<h3", "<h4", "<h5", "<h6", "id=", "name=", "{% include", "{%- include", "{:"];
    let lower = text.to_ascii_lowercase();
    SIGNS.iter().any(|sign| lower.contains(sign))
        || text.contains("markdownify")
        || text.contains("{{ content") && !text.contains("{{ content |")
        || text.lines().any(|line| {
            let line = line.trim_start();
            line.starts_with('#') || line.len() > 1 && (line.bytes().all(|b| b == b'=') || line.bytes().all(|b| b == b'-'))
        })
}
