//! How headings get their ids, and the ids that layouts bring along.

use crate::{
    generator::{
        Facts, Files, HeadingIds, IdPass, Origin,
        script::{Script, UNKNOWN_ENTRIES, Value},
        slug::{Numbering, Slugger},
    },
    path::SitePath,
};
use serde_json::Value as Json;

pub(super) fn read(files: &dyn Files, script: Option<&Script>, facts: &Facts) -> HeadingIds {
    let version_2 = files.read("package.json").is_some_and(|text| is_eleventy_2(&text));
    let filter = if version_2 { Slugger::Eleventy2 } else { Slugger::Eleventy3 };
    let mut ids = HeadingIds::default();
    if let Some(script) = script {
        ids.typographer = typographer(script);
        ids.computed = own_delimiters(script);
    }
    if facts.has_plugin(&["markdown-it-anchor", "markdownItAnchor"]) {
        let options = script.and_then(|script| options(script, "use", is_anchor));
        let slugger = match options.and_then(|options| options.get("slugify")) {
            Some(value) => slugger(value, filter),
            // Named in the settings only: Eleventy's own filter is what nearly every project hands it.
            None if facts.plugins.origin == Origin::Settings => Some(filter),
            None => Some(Slugger::MarkdownItAnchor),
        };
        let levels = options.and_then(|options| options.get("level")).map_or(Some(IdPass::ALL_LEVELS), levels);
        let other = options.is_some_and(|options| {
            let changed = ["slugifyWithState", "getTokensText", "uniqueSlugStartIndex", UNKNOWN_ENTRIES];
            changed.iter().any(|key| options.entry(key).is_some()) || !matches!(options, Value::Table(_) | Value::Null)
        });
        match (slugger, levels) {
            (Some(slugger), Some(levels)) if !other => {
                ids.passes.push(IdPass { levels, ..IdPass::new(slugger, Numbering::MarkdownItAnchor, false) });
            }
            _ => ids.computed = true,
        }
    }
    if facts.has_plugin(&["IdAttributePlugin"]) {
        let options = script.and_then(|script| options(script, "addPlugin", |value| is_named(value, "IdAttributePlugin")));
        let get = |key| options.and_then(|options| options.get(key));
        let slugger = get("slugify").map_or(Some(filter), |value| slugger(value, filter));
        let levels = get("selector").map_or(Some(IdPass::ALL_LEVELS), selected);
        match (slugger, levels) {
            (Some(slugger), Some(levels)) if get("filter").is_none() => {
                ids.passes.push(IdPass { levels, ..IdPass::new(slugger, Numbering::IdAttribute, true) });
            }
            _ => ids.computed = true,
        }
    }
    // Other ways to get ids, none of which is told apart further.
    if facts.has_plugin(&["markdown-it-github-headings", "markdown-it-named-headings", "markdown-it-headings", "markdown-it-ids"])
    {
        ids.computed = true;
    }
    ids
}

/// The options of the last use of a plugin, when it is in the script.
fn options<'s>(script: &'s Script, method: &'s str, is_plugin: impl Fn(Option<&Value>) -> bool) -> Option<&'s Value> {
    script.calls_to(method).filter(|call| is_plugin(call.arguments.first())).filter_map(|call| call.arguments.get(1)).last()
}

/// The algorithm that a `slugify` option stands for; `None` for a function of the project's own.
fn slugger(value: &Value, filter: Slugger) -> Option<Slugger> {
    match value {
        Value::Call(call) if call.method() == "getFilter" => match call.arguments.first().and_then(Value::as_str) {
            Some("slug") => Some(Slugger::EleventySlug),
            Some("slugify") => Some(filter),
            _ => None,
        },
        Value::Name(name) => match name.module.as_deref() {
            Some(module) => of_package(module),
            None if name.name.ends_with("avascriptFunctions.slugify") => Some(filter),
            None if name.name.ends_with("avascriptFunctions.slug") => Some(Slugger::EleventySlug),
            None => None,
        },
        // `(text) => slugify(text)`, without further options.
        Value::Function(function) => match &function.returns {
            Value::Call(call) if call.arguments.len() == 1 && call.receiver.is_none() => {
                of_package(call.target.as_ref()?.module.as_deref()?)
            }
            _ => None,
        },
        _ => None,
    }
}

fn of_package(module: &str) -> Option<Slugger> {
    match module {
        "@sindresorhus/slugify" => Some(Slugger::Sindresorhus),
        "github-slugger" => Some(Slugger::Github),
        _ => None,
    }
}

/// `level` of markdown-it-anchor: the lowest number, or a list of numbers.
fn levels(value: &Value) -> Option<u8> {
    let bit = |level: f64| 1u8.checked_shl(level as u32).unwrap_or_default() & IdPass::ALL_LEVELS;
    match value {
        Value::Number(lowest) => Some((1..=6).filter(|level| f64::from(*level) >= *lowest).map(|level| bit(level.into())).sum()),
        Value::List(items) => items.iter().try_fold(0, |levels, item| match item {
            Value::Number(level) => Some(levels | bit(*level)),
            _ => None,
        }),
        Value::Null => Some(IdPass::ALL_LEVELS),
        _ => None,
    }
}

/// `selector` of `IdAttributePlugin`, when it lists heading elements only.
fn selected(value: &Value) -> Option<u8> {
    value.as_str()?.split(',').map(str::trim).try_fold(0, |levels, name| {
        let level: u32 = name.strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))?;
        Some(levels | 1u8.checked_shl(level)?)
    })
}

/// Whether markdown-it is made or changed with `typographer: true`.
fn typographer(script: &Script) -> bool {
    script
        .calls
        .iter()
        .flat_map(|call| &call.arguments)
        .any(|argument| argument.get("typographer").and_then(Value::as_bool) == Some(true))
}

/// Whether markdown-it-attrs looks for something else than `{…}`; the `{: …}` of other programs begins like it.
fn own_delimiters(script: &Script) -> bool {
    let options = options(script, "use", |value| is_named(value, "markdown-it-attrs"));
    let left = options.and_then(|options| options.get("leftDelimiter"));
    left.is_some_and(|left| !matches!(left.as_str(), Some("{" | "{:")))
}

fn is_anchor(value: Option<&Value>) -> bool {
    is_named(value, "markdown-it-anchor")
}

fn is_named(value: Option<&Value>, wanted: &str) -> bool {
    match value {
        Some(Value::Name(name)) => name.name == wanted || name.module.as_deref() == Some(wanted),
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
                theme_headings(&text, facts);
            }
        }
    }
}

/// `IdAttributePlugin` gives ids to a layout's headings too, and counts them with the page's: `x` may become `x-2`.
fn theme_headings(text: &str, facts: &mut Facts) {
    let passes: Vec<_> = facts.heading_ids.value.passes.iter().filter(|pass| pass.html).copied().collect();
    for (at, _) in text.match_indices("<h") {
        let rest = &text[at + 2..];
        let Some(level) = rest.chars().next().and_then(|c| c.to_digit(10)) else { continue };
        let end = format!("</h{level}>");
        let inner = rest.split_once('>').and_then(|(_, rest)| Some(rest.split_once(&end)?.0));
        let Some(inner) = inner.map(str::trim).filter(|inner| !inner.contains(['<', '&']) && !inner.is_empty()) else { continue };
        for pass in passes.iter().filter(|pass| pass.covers(level as u8)) {
            if inner.contains(['{', '}']) {
                facts.theme_titles |= inner.contains("title");
            } else {
                let slug = pass.slugger.slug(inner);
                facts.theme_ids.insert(format!("{slug}-2"));
                facts.theme_ids.insert(slug);
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn levels_are_a_lowest_one_or_a_list() {
        assert_eq!(levels(&Value::Number(5.0)), Some(0b110_0000));
        assert_eq!(levels(&Value::List(vec![Value::Number(2.0), Value::Number(3.0)])), Some(0b1100));
        assert_eq!(levels(&Value::Number(-1.0)), Some(IdPass::ALL_LEVELS));
        assert_eq!(levels(&Value::List(vec![Value::Number(99.0)])), Some(0));
        assert_eq!(levels(&Value::Computed), None);
        assert_eq!(selected(&Value::Text("h2, h3".to_owned())), Some(0b1100));
        assert_eq!(selected(&Value::Text(":is(h1,h2)".to_owned())), None);
    }

    #[test]
    fn a_function_of_the_project_is_no_known_algorithm() {
        for (option, expected) in [
            ("eleventyConfig.getFilter('slug')", Some(Slugger::EleventySlug)),
            ("eleventyConfig.getFilter('slugify')", Some(Slugger::Eleventy3)),
            ("require('@sindresorhus/slugify')", Some(Slugger::Sindresorhus)),
            ("require('slugify')", None),
            ("s => s.toLowerCase()", None),
        ] {
            let script = Script::read("a.js", &format!("md.use(x, {{ slugify: {option} }})"));
            let call = script.calls_to("use").next().unwrap();
            let value = call.arguments.get(1).and_then(|options| options.get("slugify")).unwrap();
            assert_eq!(slugger(value, Slugger::Eleventy3), expected, "{option}");
        }
    }
}
