//! How headings get their ids, and the ids that layouts bring along.

use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Origin,
        script::{Script, Value},
        slug::{Numbering, Slugger},
    },
    path::SitePath,
};
use serde_json::Value as Json;

pub(super) fn read(files: &dyn Files, script: Option<&Script>, facts: &Facts) -> HeadingIds {
    let version_2 = files.read("package.json").is_some_and(|text| is_eleventy_2(&text));
    let filter = if version_2 { Slugger::Eleventy2 } else { Slugger::Eleventy3 };
    let mut ids = HeadingIds::default();
    if facts.has_plugin(&["markdown-it-anchor", "markdownItAnchor"]) {
        let uses = script.into_iter().flat_map(|script| script.calls_to("use"));
        let options = uses.filter(|call| is_anchor(call.arguments.first())).filter_map(|call| call.arguments.get(1)).last();
        let slugger = match options.and_then(|options| options.get("slugify")) {
            Some(Value::Call(call)) if call.method() == "getFilter" => {
                if call.arguments.first().and_then(Value::as_str) == Some("slug") { Slugger::EleventySlug } else { filter }
            }
            Some(Value::Name(name)) => {
                name.module.as_deref().and_then(Slugger::named).or_else(|| Slugger::named(&name.name)).unwrap_or(filter)
            }
            Some(_) => filter,
            // Named in the settings only: Eleventy's own filter is what nearly every project hands it.
            None if facts.plugins.origin == Origin::Settings => filter,
            None => Slugger::MarkdownItAnchor,
        };
        ids.passes.push(IdPass { slugger, numbering: Numbering::MarkdownItAnchor, html: false });
    }
    if facts.has_plugin(&["IdAttributePlugin"]) {
        ids.passes.push(IdPass { slugger: filter, numbering: Numbering::IdAttribute, html: true });
    }
    ids
}

fn is_anchor(value: Option<&Value>) -> bool {
    match value {
        Some(Value::Name(name)) => name.name == "markdown-it-anchor" || name.module.as_deref() == Some("markdown-it-anchor"),
        _ => false,
    }
}

fn is_eleventy_2(package: &str) -> bool {
    let Ok(json) = serde_json::from_str::<Json>(package) else { return false };
    let version = ["dependencies", "devDependencies"].into_iter().find_map(|key| json.get(key)?.get("@11ty/eleventy")?.as_str());
    version.is_some_and(|version| {
        matches!(version.trim_start_matches(['^', '~', '=', 'v', '>']).split('.').next(), Some("0" | "1" | "2"))
    })
}

/// Ids in layouts and includes may stand on any page.
pub(super) fn of_theme(files: &dyn Files, facts: &mut Facts, folders: &[SitePath]) {
    for folder in folders.iter().filter(|folder| !folder.as_str().is_empty()) {
        let paths: Vec<_> = files.below(folder.as_str()).cloned().collect();
        for path in paths {
            if matches!(path.extension(), "njk" | "liquid" | "html" | "webc" | "hbs")
                && let Some(text) = files.read(path.as_str())
            {
                facts.theme_ids.extend(ids_in(&text));
            }
        }
    }
}

/// The literal `id` attributes in a template.
pub(in crate::generator) fn ids_in(text: &str) -> impl Iterator<Item = String> {
    text.match_indices("id=").filter_map(|(at, _)| {
        let before = text[..at].chars().next_back();
        let quote = text[at + 3..].chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = text[at + 4..].split(quote).next()?;
        (before.is_none_or(char::is_whitespace) && !value.is_empty() && !value.contains(['{', '}', '<', ' ']))
            .then(|| value.to_owned())
    })
}
