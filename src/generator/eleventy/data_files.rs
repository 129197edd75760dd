//! Data files that give values to the pages around them.

use crate::{
    generator::{
        Facts, Files,
        script::{Script, Value},
    },
    path::SitePath,
};
use serde_json::Value as Json;

/// `posts/posts.json`, `posts/posts.11tydata.json`, `a.11tydata.js`: values for the pages of a folder, or for one page.
pub(super) fn read(files: &dyn Files, facts: &mut Facts) {
    let root = facts.content_root().to_owned();
    let mut paths: Vec<_> =
        files.below(&root).filter(|path| matches!(path.extension(), "json" | "js" | "cjs" | "mjs")).cloned().collect();
    // Of several files for one folder, `x.11tydata.js` goes before `x.11tydata.json`, and that before `x.json`.
    paths.sort_by_key(|path| (path.extension() != "json", path.file_name().contains(".11tydata.")));
    for path in paths {
        if facts.is_ignored(&path) {
            continue;
        }
        let name = path.file_name();
        if name.ends_with(".11ty.js") {
            let permalink = files.read(path.as_str()).and_then(|text| permalink_in(&text));
            if let (Some(permalink), Some(place)) = (permalink, path.parent().join(path.stem())) {
                facts.data.add(place.as_str(), serde_json::json!({ "permalink": permalink }));
            }
            continue;
        }
        let Some(place) = place_of_data(&path, name) else { continue };
        let Some(text) = files.read(path.as_str()) else { continue };
        let json = match path.extension() {
            "json" => serde_json::from_str(&text).ok(),
            _ => {
                let script = Script::read(path.as_str(), &text);
                let json = script.default_export().map(to_json);
                json.map(|json| without_passed_on(json, &text))
            }
        };
        match json {
            Some(json) => facts.data.add(&place, json),
            None => facts.could_not_read(path.as_str(), "this data file cannot be read; what it gives to pages is not known"),
        }
    }
}

fn place_of_data(path: &SitePath, name: &str) -> Option<String> {
    let folder = path.parent();
    let base = match name.split_once(".11tydata.") {
        Some((base, _)) => base,
        None if name.ends_with(".json") => path.stem(),
        None => return None,
    };
    if base == folder.file_name() {
        return Some(folder.as_str().to_owned());
    }
    folder.join(base).map(|path| path.as_str().to_owned())
}

/// A computed permalink that hands on the written one except for drafts says nothing about the others.
pub(super) fn without_passed_on(mut json: Json, source: &str) -> Json {
    if PASSES_ON.iter().any(|text| source.contains(text))
        && let Some(computed) = json.get_mut("eleventyComputed").and_then(Json::as_object_mut)
        && computed.get("permalink").and_then(Json::as_str) == Some(COMPUTED)
    {
        computed.remove("permalink");
    }
    // A function that only joins texts is as good as a template.
    if let Some(Json::String(template)) = permalink_in(source) {
        for place in ["/permalink", "/eleventyComputed/permalink"] {
            if let Some(value) = json.pointer_mut(place).filter(|value| value.as_str() == Some(COMPUTED)) {
                *value = Json::String(template.clone());
            }
        }
    }
    json
}

/// How scripts hand on the permalink that a page has written.
pub(super) const PASSES_ON: [&str; 2] = ["return data.permalink", ": data.permalink"];

/// Stands for a value that only running the script would tell.
pub(super) const COMPUTED: &str = "{{ computed }}";

/// The template that does what a function after `at` does, when it only joins texts and values of its data:
/// `(data) => `${data.page.filePathStem}/``.
pub(super) fn as_template(source: &str, at: usize) -> Option<String> {
    let rest = source.get(at..)?.trim_start_matches([':', '=']).trim_start();
    let (head, body) = match rest.split_once("=>") {
        Some((head, body)) if !head.contains(['{', ';', '\n']) || head.trim_start().starts_with("({") => {
            (head, body.trim_start())
        }
        _ => rest.split_once('{').filter(|(head, _)| head.contains('(') && !head.contains(['=', ';', '\n']))?,
    };
    let body = body.trim_start().trim_start_matches('{').trim_start();
    let mut rest = body.strip_prefix("return").unwrap_or(body).trim_start();
    let names =
        head.split(['(', ')']).find(|part| !part.trim().is_empty() && !part.contains("function") && !part.contains("async"));
    let data = names.unwrap_or_default().trim();
    let value = |path: &str| -> Option<String> {
        let path = path.trim();
        let simple = !path.is_empty() && path.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '$'));
        let below = match data.starts_with('{') {
            true => Some(path),
            false => path.strip_prefix(data).and_then(|rest| rest.strip_prefix('.')),
        };
        below.filter(|_| simple && !data.is_empty()).map(|path| format!("{{{{ {path} }}}}"))
    };
    let mut template = String::new();
    loop {
        let first = rest.chars().next()?;
        if matches!(first, '"' | '\'' | '`') {
            let end = rest[1..].find(first)?;
            let mut text = &rest[1..=end];
            rest = rest[end + 2..].trim_start();
            while let Some((before, after)) = text.split_once("${").filter(|_| first == '`') {
                let (path, after) = after.split_once('}')?;
                template.push_str(before);
                template.push_str(&value(path)?);
                text = after;
            }
            template.push_str(text);
        } else {
            let end = rest.find(|c: char| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '$'))?;
            template.push_str(&value(&rest[..end])?);
            rest = rest[end..].trim_start();
        }
        match rest.strip_prefix('+') {
            Some(more) => rest = more.trim_start(),
            None => break,
        }
    }
    (rest.is_empty() || rest.starts_with([';', ',', '}', ')'])).then_some(template)
}

/// The permalink in the source of a JavaScript template or of `---js` front matter, as far as it is literal.
pub(super) fn permalink_in(source: &str) -> Option<Json> {
    let at = source.match_indices("permalink").find_map(|(at, word)| {
        let before = source[..at].chars().next_back();
        let rest = source[at + word.len()..].trim_start_matches(['"', '\'']).trim_start();
        let names = before.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | '_' | '$'));
        (names && rest.starts_with([':', '=', '('])).then(|| source.len() - rest.len())
    })?;
    let rest = source[at..].strip_prefix([':', '=']).unwrap_or_default().trim_start();
    if rest.starts_with("false") {
        return Some(Json::Bool(false));
    }
    if let Some(template) = as_template(source, at) {
        return Some(Json::String(template));
    }
    let literal = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`')).and_then(|quote| rest[1..].split(quote).next());
    let text = match literal.and_then(|text| text.split_once("${").map(|(start, _)| start)) {
        Some(start) => format!("{start}{COMPUTED}"),
        None => literal.unwrap_or(COMPUTED).to_owned(),
    };
    Some(Json::String(text))
}

pub(super) fn to_json(value: &Value) -> Json {
    match value {
        Value::Bool(flag) => Json::Bool(*flag),
        Value::Number(number) => Json::from(*number),
        Value::Text(text) => Json::String(text.clone()),
        Value::List(items) => Json::Array(items.iter().map(to_json).collect()),
        Value::Table(entries) => {
            let known = entries.iter().filter(|(key, value)| {
                value.is_known() || matches!(value, Value::Table(_)) || matches!(key.as_str(), "permalink" | "layout")
            });
            Json::Object(known.map(|(key, value)| (key.clone(), to_json(value))).collect())
        }
        // A computed permalink is told apart from an absent one.
        Value::Function(_) | Value::Call(_) | Value::Name(_) | Value::Computed => Json::String(COMPUTED.to_owned()),
        Value::Null | Value::Path(_) | Value::Pattern(_) => Json::Null,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn permalinks_in_scripts_are_read_as_far_as_they_are_literal() {
        for (source, expected) in [
            ("data() { return { permalink: '/feed.xml' }; }", Some("/feed.xml")),
            ("{ permalink: (data) => data.page.filePathStem + '/' }", Some("{{ page.filePathStem }}/")),
            ("{ permalink: (d) => `/x/${d.page.fileSlug}.html`, }", Some("/x/{{ page.fileSlug }}.html")),
            ("{ permalink: ({ page }) => `/${page.fileSlug}/` }", Some("/{{ page.fileSlug }}/")),
            ("{ permalink(data) { return `/n/${data.title}/`; } }", Some("/n/{{ title }}/")),
            ("{ permalink: (data) => data.short ? 'a' : 'b' }", Some(COMPUTED)),
            ("{ permalink: `/a/${slug(title)}/` }", Some("/a/{{ computed }}")),
            ("return data.permalink;", None),
        ] {
            let found = permalink_in(source);
            assert_eq!(found.as_ref().and_then(Json::as_str), expected, "{source}");
        }
        assert_eq!(permalink_in("{ permalink: false }"), Some(Json::Bool(false)));
    }
}
