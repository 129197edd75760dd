//! The text of the first `handbook.toml`.

use super::replaced::Former;
use crate::{
    cli::config::{Value, site_values},
    draft::Draft,
    generator::NavScheme,
    output::{one_line, wrap},
    session::Session,
    site::Site,
};
use std::fmt::Write as _;

/// Columns that a setting may take; what is longer is told in words.
const WIDTH: usize = 90;
/// Columns that the places of settings stand behind, if the settings are no longer.
const COLUMN: usize = 46;

/// What stands above the blocks.
const BLOCKS: &str = "# Front matter. Every page does already what is asked for below; the comments count the pages.\n";
/// What stands there instead of blocks.
const NO_BLOCKS: &str = "# The front matter of the pages has nothing in common that could be asked for. This is how one asks:\n\
     # [[front-matter]]\n# files = [\"**/*.md\"]\n# required = [\"title\"]\n";

/// What was found out about the site, or what a former file says of it, and what its pages have in common.
pub(super) fn write(session: &Session, draft: &Draft, former: Option<&Former>) -> String {
    let mut text = match former {
        Some(former) => former.without_front_matter(&[BLOCKS, NO_BLOCKS]),
        None => first(session),
    };
    let blocks = draft.settings();
    text.push('\n');
    text.push_str(if blocks.is_empty() { NO_BLOCKS } else { BLOCKS });
    text.push_str(&blocks);
    text
}

/// What was found out about the site, and how it is linted.
fn first(session: &Session) -> String {
    let site = session.site();
    let pages = site.pages.len();
    let mut text = format!(
        "# The settings of this handbook, as `handbook init` found it: {pages} page{}. All of it is yours to change.\n\
         # A line that begins with `#` has no effect. `handbook config` shows every setting in effect.\n\n[site]\n",
        if pages == 1 { "" } else { "s" }
    );
    about_site(&mut text, site);
    text.push_str(
        "\n[lint]\npreset = \"recommended\"  # `strict` checks more: `handbook rules` lists all\n\
         # fail-on = \"error\"\n# extend-exclude = [\"drafts\"]\n",
    );
    text
}

fn about_site(text: &mut String, site: &Site) {
    let facts = &site.facts;
    let short = |value: &Value| value.key.trim_start_matches("site.").len() + value.value.len() + 3 <= WIDTH;
    let values = site_values(facts);
    let (told, long): (Vec<_>, Vec<_>) = values.into_iter().partition(short);
    let lines: Vec<(String, String)> = told.iter().map(|value| (line(value), one_line(&value.origin).into_owned())).collect();
    let column = lines.iter().map(|(line, _)| line.chars().count() + 2).filter(|&width| width <= COLUMN).max().unwrap_or(0);
    for (at, (line, origin)) in lines.iter().enumerate() {
        let gap = " ".repeat(column.saturating_sub(line.chars().count()).max(2));
        let _ = writeln!(text, "{line}{gap}# {}", from(origin));
        if at == 0 && lines.len() > 1 {
            text.push_str("# These are found out at every run. Take the `#` away only where one is wrong, and mend it:\n");
        }
    }
    if !long.is_empty() {
        let keys: Vec<&str> = long.iter().map(|value| value.key.trim_start_matches("site.")).collect();
        let lists = if keys.len() == 1 { "a long list" } else { "long lists" };
        let _ = writeln!(text, "# {}: {lists}, which `handbook config` shows", keys.join(" and "));
    }
    if let Some(menu) = menu(site) {
        let _ = writeln!(text, "# the menu: {menu}");
    }
    for unread in &facts.unread {
        let told = wrap(&format!("{}: {}", one_line(&unread.file), one_line(&unread.message)), WIDTH);
        told.lines().for_each(|line| {
            let _ = writeln!(text, "# {line}");
        });
    }
}

/// The setting. All but the generator are found out anew at every run, so that they follow the site's own configuration.
fn line(value: &Value) -> String {
    let key = value.key.trim_start_matches("site.");
    let mark = if key == "generator" { "" } else { "# " };
    format!("{mark}{key} = {}", value.value)
}

fn from(origin: &str) -> String {
    match origin {
        "default" => "the default".to_owned(),
        file => format!("from {file}"),
    }
}

/// How the menu is made, in words; `None` when there is none that we know of.
pub(super) fn menu(site: &Site) -> Option<String> {
    let entries = site.nav.entries.len();
    if entries == 0 {
        return None;
    }
    let entries = format!("{entries} entr{}", if entries == 1 { "y" } else { "ies" });
    Some(match (site.nav.scheme?, &site.nav.list) {
        (NavScheme::Keys, _) => format!("{entries}, by the keys that pages write"),
        (NavScheme::Names, _) => format!("{entries}, by the names that pages give themselves"),
        (NavScheme::Titles, _) => format!("{entries}, by the titles of pages"),
        (NavScheme::Menus, _) => format!("{entries}, by the menus that pages and settings name"),
        (NavScheme::Folders, _) => format!("{entries}, by the folders that pages lie in"),
        (NavScheme::Listed, Some(list)) => format!("{entries}, listed in {}", one_line(list.path.as_str())),
        (NavScheme::Listed, None) => format!("{entries}, from a list"),
    })
}
