//! Where pages end up, and whether they are published.

use super::{
    cascade::Values,
    model::Model,
    names::{Ident, Kind},
    permalinks::{self, Expanded, Parts},
    sections::Sections,
};
use crate::{
    generator::{Facts, Placement, Route, Withheld, url},
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Entry, Value},
    },
    text::Span,
};
use jiff::civil::{Date, DateTime};
use rayon::prelude::*;

/// What front matter calls the time from which a page is shown; the first that is there counts.
const PUBLISHED: [&str; 4] = ["publishdate", "pubdate", "published", "date"];
const EXPIRED: [&str; 2] = ["expirydate", "unpublishdate"];
const DATED: [&str; 7] = ["date", "publishdate", "pubdate", "published", "lastmod", "modified", "unpublishdate"];

/// What the files' names say of them.
pub(super) fn idents(model: &Model, pages: &[&Page]) -> Vec<Option<Ident>> {
    pages.par_iter().map(|page| Ident::of(model, &page.path)).collect()
}

/// Places all pages.
pub(super) fn all(facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
    let Some(model) = Model::of(facts) else { return };
    let idents = idents(model, pages);
    let mut sections = Sections::of(model, pages, &idents);
    let several = model.languages.len() > 1;
    for ((page, ident), placement) in pages.iter().zip(&idents).zip(placements) {
        let Some(ident) = ident else { continue };
        placement.locale = several.then_some(ident.language);
        placement.translation.clear();
        if sections.is_resource(ident) {
            continue;
        }
        placement.translation.clone_from(&ident.logical);
        let kind = kind(model, ident);
        let values = values(model, &sections, page, ident, kind);
        if placement.withheld.is_none() {
            placement.withheld = withheld(model, page, &values);
        }
        let build = values.build.map(|(build, _)| build);
        let headless = values.headless.is_some_and(|(headless, _)| headless);
        placement.unlisted |= headless || build.is_some_and(|build| !build.listed);
        if headless || build.is_some_and(|build| !build.rendered) || model.is_disabled(kind) {
            continue;
        }
        placement.route = route(model, &mut sections, page, ident, kind);
        let prefix = model.prefix(ident.language).to_owned();
        if let Route::At(url) = &placement.route {
            for other in &ident.others {
                let below = url.strip_prefix(prefix.as_str()).unwrap_or(url);
                placement.also.push(format!("{}{below}", model.prefix(*other)));
            }
            if ident.kind == Kind::Branch {
                placement.further = Some((format!("{url}page/"), "/".to_owned()));
            }
            aliases(model, url, &mut placement.aliases);
        }
    }
}

/// The kind of a page, as Hugo calls it.
pub(super) fn kind(model: &Model, ident: &Ident) -> &'static str {
    if ident.kind != Kind::Branch {
        return "page";
    }
    let below = &ident.logical[1..];
    match below.split_once('/') {
        _ if below.is_empty() => "home",
        Some((first, _)) if model.taxonomies.iter().any(|plural| plural == first) => "term",
        None if model.taxonomies.iter().any(|plural| plural == below) => "taxonomy",
        _ => "section",
    }
}

/// What the page says, and what is handed down to it: by itself, by the sections above, by the configuration.
fn values(model: &Model, sections: &Sections<'_>, page: &Page, ident: &Ident, kind: &str) -> Values {
    let block = page.front_matter.as_ref();
    let mut values = block.and_then(|block| block.root.as_ref()).map(Values::of).unwrap_or_default();
    if !sections.cascades() {
        return values;
    }
    let place = block.map_or(Span::default(), |block| block.span);
    let language = model.languages.get(usize::from(ident.language)).map_or("", |language| &language.code);
    let mut at = Some(ident.logical.as_str());
    while let Some(folder) = at {
        if let Some(branch) = sections.branch(ident.language, folder) {
            for cascade in branch.cascades.iter().filter(|cascade| cascade.meets(ident, kind, language)) {
                values.inherit(&cascade.values, place);
            }
        }
        at = super::names::above(folder);
    }
    for cascade in model.cascades.iter().filter(|cascade| cascade.meets(ident, kind, language)) {
        values.inherit(&cascade.values, place);
    }
    values
}

fn withheld(model: &Model, page: &Page, values: &Values) -> Option<Withheld> {
    if let Some((true, span)) = values.draft
        && !model.build.drafts
    {
        return Some(Withheld { why: "a draft".to_owned(), span });
    }
    let now = model.build.now;
    if let Some((entry, time)) = time(page, &PUBLISHED).filter(|(_, time)| *time > now)
        && !model.build.future
    {
        let why = format!("not published before {} (`{}`)", time.date(), entry.written());
        return Some(Withheld { why, span: entry.key.to(entry.value.span) });
    }
    let (entry, time) = time(page, &EXPIRED).filter(|(_, time)| *time < now && !model.build.expired)?;
    let why = format!("not published after {} (`{}`)", time.date(), entry.written());
    Some(Withheld { why, span: entry.key.to(entry.value.span) })
}

/// The first of these keys that holds a time.
fn time<'p>(page: &'p Page, keys: &[&str]) -> Option<(&'p Entry, DateTime)> {
    let block = page.front_matter.as_ref()?;
    keys.iter().find_map(|key| {
        let entry = block.get(key)?;
        let time = match entry.value.value(Scalars::Hugo) {
            Value::Date(time) => Some(time),
            _ => {
                let text = entry.value.as_str()?;
                text.parse()
                    .ok()
                    .or_else(|| text.get(..10)?.parse::<Date>().ok().map(|date| date.to_datetime(Default::default())))
            }
        };
        Some((entry, time?))
    })
}

fn route(model: &Model, sections: &mut Sections<'_>, page: &Page, ident: &Ident, kind: &str) -> Route {
    let prefix = model.prefix(ident.language);
    let written = page.meta("url").filter(|url| !url.is_empty() && kind != "home");
    if let Some(written) = written {
        return of_url(model, sections, page, ident, written);
    }
    if kind == "home" {
        return Route::At(format!("{prefix}/"));
    }
    let ugly = model.is_ugly(ident.section());
    let permalink = model.permalinks.iter().find(|permalink| permalink.meets(kind, &ident.logical));
    if let Some(permalink) = permalink {
        return match permalinks::expand(&permalink.pattern, &parts(sections, page, ident), model.paths) {
            Expanded::Until(start) => {
                Route::Computed { prefix: format!("{prefix}/{}", start.trim_start_matches('/')), suffix: String::new() }
            }
            Expanded::Path(path) => {
                let path = model.paths.address(path.trim_matches('/'));
                Route::At(if ugly { format!("{prefix}/{path}.html") } else { format!("{prefix}/{path}/") })
            }
        };
    }
    if ident.kind == Kind::Branch {
        let address = folder(model, sections, ident, &ident.logical, &ident.folder);
        return Route::At(format!("{prefix}{address}/{}", if ugly { "index.html" } else { "" }));
    }
    let slug = page.meta("slug").filter(|slug| !slug.is_empty()).map(|slug| model.paths.address(slug));
    let name = slug.unwrap_or_else(|| model.paths.of_file(ident.name()));
    let raw = match ident.kind {
        Kind::Leaf => ident.folder.rsplit_once('/').map_or("", |(above, _)| above),
        _ => &ident.folder,
    };
    let above = folder(model, sections, ident, ident.container().unwrap_or("/"), raw);
    Route::At(format!("{prefix}{above}/{name}{}", if ugly { ".html" } else { "/" }))
}

/// What addresses in a folder begin with.
fn folder(model: &Model, sections: &mut Sections<'_>, ident: &Ident, logical: &str, raw: &str) -> String {
    if model.paths.keeps_case {
        // The names as written count, which the logical path does not tell.
        return raw.split('/').filter(|part| !part.is_empty()).map(|part| format!("/{}", model.paths.of_file(part))).collect();
    }
    sections.address(model, ident.language, logical)
}

fn parts<'p>(sections: &Sections<'p>, page: &'p Page, ident: &'p Ident) -> Parts<'p> {
    let current = sections.current(ident.language, &ident.logical, ident.kind);
    let folders: Vec<&str> = current.split('/').filter(|part| !part.is_empty()).collect();
    let mut at = 0;
    let section_slugs = folders
        .iter()
        .map(|part| {
            at += 1 + part.len();
            let branch = sections.branch(ident.language, current.get(..at)?)?;
            branch.page.meta("slug").or_else(|| branch.page.meta("title")).map(str::to_owned)
        })
        .collect();
    Parts {
        title: page.meta("title").filter(|title| !title.is_empty()),
        slug: page.meta("slug").filter(|slug| !slug.is_empty()),
        name: ident.name(),
        date: time(page, &DATED).map(|(_, time)| time.date()),
        sections: folders,
        section_slugs,
    }
}

/// The address that front matter gives in full. Hugo leaves its letters alone.
fn of_url(model: &Model, sections: &Sections<'_>, page: &Page, ident: &Ident, written: &str) -> Route {
    let prefix = model.prefix(ident.language);
    let mut path = written.to_owned();
    if written.contains(':') {
        match permalinks::expand(written, &parts(sections, page, ident), model.paths) {
            Expanded::Path(expanded) => path = expanded,
            Expanded::Until(_) => return Route::Computed { prefix: "/".to_owned(), suffix: String::new() },
        }
    }
    let absolute = path.starts_with('/');
    let folder = path.ends_with('/') || !path.contains('.');
    let joined = url::join_at_top("/", &path);
    let joined = joined.trim_matches('/');
    let slash = if folder && !joined.is_empty() { "/" } else { "" };
    let own = format!("/{joined}{slash}");
    let prefixed = absolute || prefix.is_empty();
    Route::At(if prefixed { own } else { format!("{prefix}{own}") })
}

/// Former addresses count from the folder of the page's own; Hugo makes a page of each that leads on.
fn aliases(model: &Model, url: &str, aliases: &mut Vec<(String, Span)>) {
    if model.drops_aliases {
        aliases.clear();
        return;
    }
    let base = url.trim_end_matches('/');
    for (alias, _) in aliases {
        if !alias.starts_with('/') {
            *alias = url::join_at_top(base, alias);
        }
    }
}
