//! Where pages end up.

use super::{
    names::{Names, post_slug, without_number},
    parts::page_slug,
    setup::{Kind, Numbers, Part, Setup},
    tags,
};
use crate::{
    generator::{Facts, Placement, Route, Withheld, data::Meta, url},
    page::Page,
    path::SitePath,
};

/// Where a page ends up.
pub(super) fn place(facts: &Facts, setup: &Setup, page: &Page) -> Placement {
    let mut placement = Placement::default();
    let Some((part, below)) = setup.part(&page.path).filter(|(part, below)| part.holds(below)) else { return placement };
    let scalars = facts.dialect.front_matter.scalars;
    let flag = |key: &str| Meta::get(&facts.data, page, key).filter(|meta| meta.is_true(scalars));
    if let Some(draft) = flag("draft") {
        placement.withheld = Some(Withheld { why: "a draft".to_owned(), span: draft.span() });
    }
    placement.unlisted = flag("unlisted").is_some();
    placement.locale = part.locale;
    let source = match &part.source {
        // What translates nothing is never read.
        Some(source) => match source.join(below) {
            Some(original) if setup.originals.contains(&original) => original,
            _ => return placement,
        },
        None => page.path.clone(),
    };
    placement.translation = if facts.locales.value.is_empty() { String::new() } else { source.as_str().to_owned() };
    let slug = match slug(facts, part, below, page) {
        Some(slug) => slug,
        None => {
            placement.route = Route::Computed { prefix: format!("{}/", part.url), suffix: String::new() };
            return placement;
        }
    };
    let tail = |base: &str| setup.slashed(joined(base, &slug));
    placement.route = Route::At(tail(&part.url));
    if part.source.is_none() {
        if placement.withheld.is_none() {
            placement.also = untranslated(setup, part, below).map(tail).collect();
        }
        let default_is_overruled =
            translations(setup, part, below).any(|(other, file)| other.locale == part.locale && setup.translated.contains(&file));
        if default_is_overruled {
            placement.route = Route::None;
        }
    }
    if part.kind != Kind::Pages {
        tags::place(setup, part, page, &mut placement);
    }
    placement
}

/// The address below the plugin's own; `None` when only running the configuration would tell.
fn slug(facts: &Facts, part: &Part, below: &str, page: &Page) -> Option<String> {
    let written = page.meta("slug").filter(|slug| !slug.is_empty());
    let name = below.rsplit_once('.').map_or(below, |(name, _)| name);
    Some(match part.kind {
        Kind::Docs => {
            let computed = || below.split('/').any(|name| name.starts_with(|c: char| c.is_ascii_digit()));
            if part.numbers == Numbers::Computed && computed() && !written.is_some_and(|slug| slug.starts_with('/')) {
                return None;
            }
            names(facts, part, below, page).slug(written)
        }
        Kind::Blog => written.map_or_else(|| post_slug(below), str::to_owned),
        Kind::Pages => written.map_or_else(|| page_slug(name), str::to_owned),
    })
}

/// The id of a document and what it is made of.
pub(super) fn names<'a>(facts: &Facts, part: &Part, below: &'a str, page: &'a Page) -> Names<'a> {
    let scalars = facts.dialect.front_matter.scalars;
    let keeps = Meta::get(&facts.data, page, "parse_number_prefixes").and_then(|meta| meta.boolean(scalars)) == Some(false);
    let numbers = if keeps { Numbers::Kept } else { part.numbers };
    Names::of(below, page.meta("id"), numbers)
}

/// A plugin's address and a slug put together, slashes squeezed (`normalizeUrl` of @docusaurus/utils 3.10).
fn joined(base: &str, slug: &str) -> String {
    let slug = url::decode(slug);
    let mut joined = String::with_capacity(base.len() + slug.len() + 1);
    for c in base.chars().chain(std::iter::once('/')).chain(slug.chars()) {
        if c != '/' || !joined.ends_with('/') {
            joined.push(c);
        }
    }
    joined
}

/// The same file in the other folders of this plugin and version.
fn translations<'s>(setup: &'s Setup, part: &'s Part, below: &'s str) -> impl Iterator<Item = (&'s Part, SitePath)> {
    let others = setup.parts.iter().filter(|other| other.source.as_ref() == Some(&part.path));
    others.filter_map(move |other| Some((other, other.path.join(below)?)))
}

/// What its addresses begin with in the languages that show it for want of a translation.
fn untranslated<'s>(setup: &'s Setup, part: &'s Part, below: &'s str) -> impl Iterator<Item = &'s str> {
    let lacking = translations(setup, part, below);
    lacking.filter(|(other, file)| other.locale != part.locale && !setup.translated.contains(file)).map(|(other, _)| &*other.url)
}

/// The name of a folder in the menu.
pub(super) fn folder_name(part: &Part, name: &str) -> (String, Option<f64>) {
    if part.numbers != Numbers::Dropped {
        return (name.to_owned(), None);
    }
    let (name, number) = without_number(name);
    (name.to_owned(), number)
}
