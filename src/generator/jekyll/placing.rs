//! Where a page ends up, and whether it is published.

use super::{
    kind::Kind,
    permalink::{self, Day},
    settings::Settings,
};
use crate::{
    generator::{Facts, Generator, Placement, Route, Withheld, data::Meta},
    page::{Format, Page},
    text::Span,
};
use rustc_hash::FxHashMap;

/// Whether a name with this extension needs no other to be served as what it is.
pub(super) fn is_file_type(extension: &str) -> bool {
    const TYPES: [&str; 12] =
        ["html", "htm", "xhtml", "xml", "json", "txt", "css", "js", "md", "markdown", "webmanifest", "atom"];
    TYPES.iter().any(|known| known.eq_ignore_ascii_case(extension))
}

/// Whether Jekyll takes the file for one with front matter: its first line is `---`.
fn has_front_matter(page: &Page) -> bool {
    page.text.strip_prefix("---").is_some_and(|rest| rest.split('\n').next().is_some_and(|line| line.trim().is_empty()))
}

pub(super) fn place(facts: &Facts, settings: &Settings, page: &Page) -> Placement {
    let Some(below) = settings.below(page.path.as_str()) else { return Placement::default() };
    let kind = Kind::of(settings, below);
    if !has_front_matter(page) && !matches!(kind, Kind::Post { .. } | Kind::Draft) {
        let rendered = settings.optional_front_matter
            && matches!(kind, Kind::Page)
            && page.format == Format::Markdown
            && (!is_left_out(page.path.stem()) || settings.filter.includes(below));
        if !rendered {
            return as_written(settings, kind, page, below);
        }
    }
    let name = page.path.file_name();
    let day = match kind {
        Kind::Page => Day::Build,
        _ => permalink::day(facts, settings, page, name),
    };
    let route = permalink::route(facts, settings, page, kind, below, day);
    let mut placement = Placement { route, ..Placement::default() };
    if !has_front_matter(page) && matches!(kind, Kind::Page) {
        // The file itself is copied as well.
        placement.also.push(format!("/{below}"));
    }
    placement.withheld = withheld(facts, settings, page, kind, day);
    if placement.withheld.is_some() && matches!(placement.route, Route::Computed { .. }) {
        placement.route = Route::None;
    }
    // A page that leads elsewhere shows nothing of its own.
    placement.raw = page.front_matter.as_ref().is_some_and(|block| block.get("redirect_to").is_some());
    placement.unlisted = flag(facts, page, "nav_exclude") == Some(true) || placement.raw;
    placement
}

/// A file that is copied: Markdown as it is written, HTML for browsers to show.
fn as_written(settings: &Settings, kind: Kind<'_>, page: &Page, below: &str) -> Placement {
    let route = match kind {
        Kind::Document(collection, below) if collection.permalink.is_none() => format!("/{}/{below}", collection.label),
        Kind::Document(..) => return Placement { raw: true, ..Placement::default() },
        _ => format!("/{below}"),
    };
    let raw = page.format == Format::Markdown;
    Placement { unlisted: raw || settings.file.is_empty(), raw, route: Route::At(route), ..Placement::default() }
}

/// Files for those who work on a repository (jekyll-optional-front-matter 0.3).
fn is_left_out(stem: &str) -> bool {
    const NAMES: [&str; 8] =
        ["README", "LICENSE", "LICENCE", "COPYING", "CODE_OF_CONDUCT", "CONTRIBUTING", "ISSUE_TEMPLATE", "PULL_REQUEST_TEMPLATE"];
    NAMES.iter().any(|name| stem.eq_ignore_ascii_case(name))
}

fn flag(facts: &Facts, page: &Page, key: &str) -> Option<bool> {
    Meta::get(&facts.data, page, key)?.boolean(facts.dialect.front_matter.scalars)
}

fn withheld(facts: &Facts, settings: &Settings, page: &Page, kind: Kind<'_>, day: Day) -> Option<Withheld> {
    let at = |key: &str| {
        page.front_matter
            .as_ref()
            .and_then(|block| block.get(key))
            .map_or(Span::default(), |entry| entry.key.to(entry.value.span))
    };
    if matches!(kind, Kind::Draft) && !settings.shows_drafts {
        return Some(Withheld { why: "a draft".to_owned(), span: Span::default() });
    }
    // Defaults of the configuration do not reach this flag of pages.
    let own = page.front_matter.as_ref().is_some_and(|block| block.get("published").is_some());
    let counts = own || !matches!(kind, Kind::Page);
    if counts && !settings.shows_unpublished && flag(facts, page, "published") == Some(false) {
        return Some(Withheld { why: "not published (`published: false`)".to_owned(), span: at("published") });
    }
    if let (Day::Known(day), Some(now)) = (day, settings.now)
        && !matches!(kind, Kind::Page)
        && day > now.to_zoned(jiff::tz::TimeZone::UTC).datetime()
    {
        return Some(Withheld { why: format!("a page of the future ({})", day.date()), span: at("date") });
    }
    None
}

/// Former addresses are read like permalinks: from the top, with or without a slash before them, as the file that is written.
pub(super) fn aliases(jekyll: &dyn Generator, placements: &mut [Placement]) {
    for (alias, _) in placements.iter_mut().flat_map(|placement| &mut placement.aliases) {
        let clean = permalink::sanitise(alias);
        *alias = if clean.ends_with('/') { clean } else { jekyll.output(&clean) };
    }
}

/// A README is the page of its folder where nothing else is (jekyll-readme-index 0.3).
pub(super) fn readmes(settings: &Settings, pages: &[&Page], placements: &mut [Placement]) {
    let Some(with_front_matter) = settings.readme_index else { return };
    let mut served: FxHashMap<String, ()> = FxHashMap::default();
    for placement in placements.iter() {
        if let Route::At(url) = &placement.route {
            let folder = url.rsplit_once('/').filter(|(_, name)| matches!(*name, "" | "index.html" | "index.htm"));
            served.extend(folder.map(|(folder, _)| (format!("{folder}/"), ())));
        }
    }
    for (page, placement) in pages.iter().zip(placements) {
        let Route::At(url) = &placement.route else { continue };
        if !page.path.stem().eq_ignore_ascii_case("readme") || page.format != Format::Markdown {
            continue;
        }
        if has_front_matter(page) && !with_front_matter {
            continue;
        }
        let folder = match url.strip_suffix('/').unwrap_or(url).rsplit_once('/') {
            Some((folder, _)) => format!("{folder}/"),
            None => "/".to_owned(),
        };
        if served.insert(folder.clone(), ()).is_none() {
            let written = (!has_front_matter(page)).then(|| url.clone());
            *placement = Placement { route: Route::At(folder), raw: false, unlisted: false, ..std::mem::take(placement) };
            placement.also.extend(written);
        }
    }
}
