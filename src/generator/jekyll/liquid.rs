//! Liquid tags in destinations.

use super::{
    kind::{Kind, dated},
    settings::Settings,
};
use crate::{
    generator::{Facts, Lookup, PageId, TemplateLink, url},
    page::Page,
};

/// What a destination means that holds Liquid tags; `None` when only running them would tell.
pub(super) fn meaning(
    facts: &Facts,
    settings: &Settings,
    lookup: &dyn Lookup,
    page: &Page,
    written: &str,
) -> Option<TemplateLink> {
    let mut text = String::with_capacity(written.len());
    let mut rest = written;
    while let Some(start) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        text.push_str(&rest[..start]);
        let tag = &rest[start..];
        let close = if tag.starts_with("{{") { "}}" } else { "%}" };
        let end = tag.find(close)?;
        let inside = tag[2..end].trim_matches('-').trim();
        rest = &tag[end + 2..];
        if close == "}}" {
            text.push_str(&value(facts, settings, lookup, page, inside)?);
            continue;
        }
        let (name, argument) = inside.split_once(char::is_whitespace)?;
        let prefix = facts.prefix.value.as_str();
        // Only Jekyll 4 puts `baseurl` in front.
        let own_prefix = if settings.is_3 { "" } else { prefix };
        let path = match name {
            "link" => match linked(settings, lookup, argument.trim())? {
                Some(path) => path,
                None => return Some(TemplateLink::Nothing),
            },
            "post_url" => match post(settings, lookup, argument.trim())? {
                Some(id) => Linked::Page(id),
                None => return Some(TemplateLink::Nothing),
            },
            _ => return None,
        };
        match path {
            Linked::Page(id) if own_prefix.is_empty() && (text.is_empty() || text == prefix) || text.is_empty() => {
                // The page itself, whatever its address: also of one that is not published.
                let fragment = match rest.split_once('#') {
                    Some((query, fragment)) if query.is_empty() || query.starts_with('?') => Some(fragment),
                    None if rest.is_empty() || rest.starts_with('?') => None,
                    _ => return None,
                };
                let fragment = fragment.filter(|fragment| !fragment.is_empty()).map(str::to_owned);
                return match fragment {
                    Some(fragment) if fragment.contains("{{") || fragment.contains("{%") => None,
                    fragment => Some(TemplateLink::Page(id, fragment)),
                };
            }
            Linked::Page(id) => {
                let (_, placement) = lookup.at(id);
                let crate::generator::Route::At(route) = &placement.route else { return None };
                text.push_str(own_prefix);
                text.push_str(&url::encode(route));
            }
            Linked::File(path) => {
                text.push_str(own_prefix);
                text.push_str(&path);
            }
        }
    }
    text.push_str(rest);
    Some(TemplateLink::Text(text))
}

enum Linked {
    Page(PageId),
    File(String),
}

/// What `{% link path %}` means; `Some(None)` when there is no such file and the build stops.
fn linked(settings: &Settings, lookup: &dyn Lookup, path: &str) -> Option<Option<Linked>> {
    if path.contains(['{', '}']) {
        return None;
    }
    let below = path.strip_prefix('/').unwrap_or(path);
    // Documents are named without the folder of all collections.
    let whole = match settings.collections_dir.as_str() {
        folder if !folder.is_empty() && below.starts_with('_') => format!("{folder}/{below}"),
        _ => below.to_owned(),
    };
    let source = settings.rooted(&whole);
    if let Some(id) = lookup.page(&source) {
        return Some(Some(Linked::Page(id)));
    }
    if !lookup.asset(&source) {
        return Some(None);
    }
    match Kind::of(settings, &whole) {
        Kind::Page => Some(Some(Linked::File(format!("/{}", url::encode(&whole))))),
        Kind::Nothing => Some(None),
        _ => None,
    }
}

/// The post that `{% post_url name %}` means.
fn post(settings: &Settings, lookup: &dyn Lookup, name: &str) -> Option<Option<PageId>> {
    if name.contains(['{', '}']) {
        return None;
    }
    let name = name.strip_prefix('/').unwrap_or(name);
    let (folder, base) = name.rsplit_once('/').map_or(("", name), |(folder, base)| (folder, base));
    if dated(&format!("{base}.x")).is_none() {
        return Some(None);
    }
    let above = if settings.collections_dir.is_empty() { String::new() } else { format!("{}/", settings.collections_dir) };
    let places = match folder {
        "" => vec![format!("{above}_posts/{base}")],
        folder => vec![format!("{above}_posts/{folder}/{base}"), format!("{above}{folder}/_posts/{base}")],
    };
    let endings = settings.markdown.iter().map(String::as_str).chain(["html"]);
    let endings: Vec<&str> = endings.collect();
    for place in places {
        for ending in &endings {
            if let Some(id) = lookup.page(&settings.rooted(&format!("{place}.{ending}"))) {
                return Some(Some(id));
            }
        }
    }
    // A post in another folder, or with another spelling of the date, is found as well.
    lookup.named(base).first().map_or(Some(None), |&id| Some(Some(id)))
}

/// The text that `{{ … }}` prints.
fn value(facts: &Facts, settings: &Settings, lookup: &dyn Lookup, page: &Page, inside: &str) -> Option<String> {
    let mut parts = inside.split('|').map(str::trim);
    let mut text = operand(facts, settings, lookup, page, parts.next()?)?;
    let prefix = facts.prefix.value.as_str();
    for filter in parts {
        let (name, argument) = filter.split_once(':').unwrap_or((filter, ""));
        let argument = || operand(facts, settings, lookup, page, argument.trim());
        text = match name.trim() {
            "relative_url" => relative(prefix, &text),
            "absolute_url" => match &facts.base_url.value {
                Some(host) if url::scheme(&text).is_none() => format!("{host}{}", relative(prefix, &text)),
                _ => relative(prefix, &text),
            },
            "prepend" => format!("{}{text}", argument()?),
            "append" => format!("{text}{}", argument()?),
            "strip" | "escape" => text,
            "downcase" => text.to_lowercase(),
            _ => return None,
        };
    }
    Some(text)
}

fn relative(prefix: &str, text: &str) -> String {
    if url::scheme(text).is_some() || text.starts_with("//") {
        return text.to_owned();
    }
    let slash = if text.is_empty() || text.starts_with('/') { "" } else { "/" };
    format!("{prefix}{slash}{text}")
}

/// A literal, or a value of the site or the page.
fn operand(facts: &Facts, settings: &Settings, lookup: &dyn Lookup, page: &Page, written: &str) -> Option<String> {
    if let Some(quote) = written.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        let text = written.strip_prefix(quote)?.strip_suffix(quote)?;
        return (!text.contains(quote)).then(|| text.to_owned());
    }
    let (object, key) = written.split_once('.')?;
    match (object, key) {
        ("site", "baseurl") => Some(facts.prefix.value.clone()),
        ("site", "url") => facts.base_url.value.clone(),
        ("site", key) => settings.text(key).map(str::to_owned),
        ("page", "url") => {
            let id = lookup.page(page.path.as_str())?;
            match &lookup.at(id).1.route {
                crate::generator::Route::At(route) => Some(route.clone()),
                _ => None,
            }
        }
        ("page", key) => page.meta(key).map(str::to_owned),
        _ => None,
    }
}
