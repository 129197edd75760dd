//! Where pages are served: ids of Astro's content collections, languages, fallback pages.

use super::Settings;
use crate::{
    generator::{Facts, Placement, Route, Withheld, slug},
    page::{Page, front_matter::Value},
};
use rustc_hash::FxHashSet;

/// The slug of a page: its address without slashes around it; empty for the start page.
pub(super) fn slug_of(facts: &Facts, page: &Page) -> Option<String> {
    let (_, below) = facts.in_content(&page.path)?;
    if let Some(slug) = page.meta("slug").filter(|slug| !slug.is_empty()) {
        let slug = slug.trim_matches('/');
        return Some(slug.strip_suffix("/index").unwrap_or(if slug == "index" { "" } else { slug }).to_owned());
    }
    let stem = below.rsplit_once('.').map_or(below, |(stem, _)| stem);
    let mut slug = String::with_capacity(stem.len());
    for part in stem.split('/') {
        if !slug.is_empty() {
            slug.push('/');
        }
        slug.push_str(&slug::github::slug(part));
    }
    Some(match slug.strip_suffix("/index") {
        Some(folder) => folder.to_owned(),
        None if slug == "index" => String::new(),
        None => slug,
    })
}

/// The address of a slug.
pub(super) fn address(settings: &Settings, slug: &str) -> String {
    match slug {
        "" => "/".to_owned(),
        // What hosts show when there is nothing.
        "404" => "/404.html".to_owned(),
        slug if settings.as_files => format!("/{slug}"),
        slug => format!("/{slug}/"),
    }
}

/// The language of a slug, by its place among the languages, and the slug without it.
pub(super) fn language<'s>(settings: &Settings, slug: &'s str) -> (Option<usize>, &'s str) {
    let folder = slug.split('/').next().unwrap_or_default();
    match settings.locales.iter().position(|locale| locale == folder && locale != "root") {
        Some(at) => (Some(at), slug[folder.len()..].trim_start_matches('/')),
        None => (settings.locales.iter().position(|locale| locale == "root"), slug),
    }
}

/// The slug of the same page in another language.
fn localized(settings: &Settings, rest: &str, locale: usize) -> String {
    match settings.locales.get(locale).map(String::as_str) {
        None | Some("root") => rest.to_owned(),
        Some(locale) if rest.is_empty() => locale.to_owned(),
        Some(locale) => format!("{locale}/{rest}"),
    }
}

pub(super) fn place(facts: &Facts, settings: &Settings, page: &Page) -> Placement {
    let mut placement = Placement::default();
    let Some(slug) = slug_of(facts, page) else { return placement };
    let written = page.meta("slug").is_some();
    placement.route = if settings.ids_unknown && !written {
        Route::Computed { prefix: "/".to_owned(), suffix: String::new() }
    } else {
        Route::At(address(settings, &slug))
    };
    let flag = |key: &str| {
        let entry = page.front_matter.as_ref()?.get(key)?;
        (entry.value.value(facts.dialect.front_matter.scalars) == Value::Bool(true)).then_some(entry.key.to(entry.value.span))
    };
    placement.withheld = flag("draft").map(|span| Withheld { why: "a draft".to_owned(), span });
    placement.unlisted = flag("sidebar.hidden").is_some();
    if settings.locales.len() > 1 {
        let (locale, rest) = language(settings, &slug);
        placement.locale = locale.map(|at| at as u16);
        // An empty one would say that the page has no translations.
        placement.translation = if rest.is_empty() { "index".to_owned() } else { rest.to_owned() };
    }
    placement
}

/// What is not translated is shown in the default language under the other language's address.
pub(super) fn add_fallbacks(facts: &Facts, settings: &Settings, pages: &[&Page], placements: &mut [Placement]) {
    if settings.locales.len() < 2 || settings.ids_unknown {
        return;
    }
    let slugs: Vec<Option<String>> = pages.iter().map(|page| slug_of(facts, page)).collect();
    let published = |(slug, placement): (&Option<String>, &Placement)| slug.clone().filter(|_| placement.withheld.is_none());
    let taken: FxHashSet<String> = slugs.iter().zip(placements.iter()).filter_map(published).collect();
    for (slug, placement) in slugs.iter().zip(placements) {
        let Some(slug) = slug.as_ref().filter(|_| placement.withheld.is_none()) else { continue };
        let (locale, rest) = language(settings, slug);
        if locale != Some(settings.default_locale) {
            continue;
        }
        for other in (0..settings.locales.len()).filter(|&other| other != settings.default_locale) {
            let slug = localized(settings, rest, other);
            if !taken.contains(&slug) {
                placement.also.push(address(settings, &slug));
            }
        }
    }
}
