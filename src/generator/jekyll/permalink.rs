//! The addresses of pages and documents (Jekyll's `URL`, `Page` and `UrlDrop`).

use super::{
    kind::{Kind, dated},
    settings::Settings,
};
use crate::{
    generator::{Facts, Route, data::Meta, slug::is_word, url},
    page::{Page, front_matter::Value},
};
use jiff::civil::{Date, DateTime};
use rustc_hash::FxHashSet;
use std::{borrow::Cow, fmt::Write};

/// The address of a page, or of a document whose day is `day`.
pub(super) fn route(facts: &Facts, settings: &Settings, page: &Page, kind: Kind<'_>, below: &str, day: Day) -> Route {
    let own = Meta::get(&facts.data, page, "permalink").and_then(Meta::as_str).filter(|permalink| !permalink.is_empty());
    let path = match kind {
        Kind::Page => Ok(of_page(settings, below, own)),
        Kind::Nothing => return Route::None,
        kind => {
            let suffixed;
            let template = match (own, kind) {
                (Some(own), _) => own,
                (None, Kind::Document(collection, _)) => match &collection.permalink {
                    Some(pattern) => pattern,
                    None => {
                        suffixed = with_suffix("/:collection/:path", &settings.style);
                        &suffixed
                    }
                },
                (None, _) => {
                    let posts = settings.collections.iter().find(|collection| collection.label == "posts");
                    posts.and_then(|posts| posts.permalink.as_deref()).unwrap_or("/:categories/:title:output_ext")
                }
            };
            Document { facts, settings, page, kind, below, day }.fill(template)
        }
    };
    match path {
        Ok(path) => Route::At(url::decode(&sanitise(&path)).into_owned()),
        Err(start) => Route::Computed { prefix: sanitise(&start), suffix: String::new() },
    }
}

/// The day of a document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Day {
    /// This one.
    Known(DateTime),
    /// The day of the build.
    Build,
    /// Only the build would tell: the time zone decides.
    Unsure,
}

/// The day that a document's front matter or name gives.
pub(super) fn day(facts: &Facts, settings: &Settings, page: &Page, name: &str) -> Day {
    match Meta::get(&facts.data, page, "date") {
        Some(Meta::Own(node, _)) => match node.value(facts.dialect.front_matter.scalars) {
            Value::Date(at) if settings.in_utc || node.as_str().is_some_and(|text| text.trim().len() <= 10) => Day::Known(at),
            Value::Text => match node.as_str().and_then(|text| text.trim().parse::<Date>().ok()) {
                Some(date) => Day::Known(date.to_datetime(jiff::civil::Time::midnight())),
                None => Day::Unsure,
            },
            Value::Null => from_name(name),
            _ => Day::Unsure,
        },
        Some(Meta::Given(_)) => Day::Unsure,
        None => from_name(name),
    }
}

fn from_name(name: &str) -> Day {
    let Some((date, _)) = dated(name) else { return Day::Build };
    let mut parts = date.split('-').map(|part| part.parse::<i16>().unwrap_or_default());
    let (year, month, day) = (parts.next(), parts.next(), parts.next());
    match (year, month, day) {
        (Some(year), Some(month), Some(day)) => {
            // Ruby reads two figures as a year between 1969 and 2068.
            let year = if date.find('-') == Some(2) { year + if year >= 69 { 1900 } else { 2000 } } else { year };
            match Date::new(year, month as i8, day as i8) {
                Ok(date) => Day::Known(date.to_datetime(jiff::civil::Time::midnight())),
                Err(_) => Day::Unsure,
            }
        }
        _ => Day::Unsure,
    }
}

/// What a file's extension becomes.
fn output_extension<'p>(settings: &Settings, extension: &'p str) -> Cow<'p, str> {
    if settings.is_markdown(extension) {
        return Cow::Borrowed(".html");
    }
    Cow::Owned(format!(".{extension}"))
}

fn split_name(name: &str) -> (&str, &str) {
    let (base, extension) = name.rfind('.').filter(|&dot| dot > 0).map_or((name, ""), |dot| (&name[..dot], &name[dot + 1..]));
    (base.trim_end_matches('.'), extension)
}

fn of_page(settings: &Settings, below: &str, permalink: Option<&str>) -> String {
    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
    let (base, extension) = split_name(name);
    let output = output_extension(settings, extension);
    if let Some(permalink) = permalink {
        if !permalink.contains(':') {
            return permalink.to_owned();
        }
        let folder = if folder.is_empty() { String::new() } else { format!("/{folder}") };
        return permalink.replace(":path", &folder).replace(":basename", base).replace(":output_ext", &output);
    }
    if !matches!(&*output, ".html" | ".xhtml" | ".htm") {
        return format!("{folder}/{base}{output}");
    }
    if base == "index" {
        return format!("{folder}/");
    }
    with_suffix(&format!("{folder}/{base}"), &settings.style).replace(":output_ext", &output)
}

/// What the style of `permalink` adds to an address that has nothing else of it.
fn with_suffix(template: &str, style: &str) -> String {
    let suffix = match style {
        "pretty" => "/",
        "date" | "ordinal" | "none" => ":output_ext",
        style if style.ends_with('/') => "/",
        style if style.ends_with(":output_ext") => ":output_ext",
        _ => "",
    };
    format!("{template}{suffix}")
}

/// Jekyll's own tidying of an address.
pub(super) fn sanitise(path: &str) -> String {
    let path = format!("/{path}").replace("..", "/").replace("./", "");
    let mut clean = String::with_capacity(path.len());
    for c in path.chars() {
        if c != '/' || !clean.ends_with('/') {
            clean.push(c);
        }
    }
    clean
}

struct Document<'a> {
    facts: &'a Facts,
    settings: &'a Settings,
    page: &'a Page,
    kind: Kind<'a>,
    below: &'a str,
    day: Day,
}

impl Document<'_> {
    /// Fills the placeholders of a template. The error is what comes before the first one that only a build would tell, or that
    /// the build would stop over.
    fn fill(&self, template: &str) -> Result<String, String> {
        let mut filled = String::with_capacity(template.len() + 32);
        let mut rest = template;
        while let Some(colon) = rest.find(':') {
            filled.push_str(&rest[..colon]);
            let after = &rest[colon + 1..];
            let length = after.find(|c: char| !c.is_ascii_lowercase() && c != '_').unwrap_or(after.len());
            let name = &after[..length];
            rest = &after[length..];
            if name.is_empty() {
                filled.push(':');
                continue;
            }
            match self.value(name) {
                Some(value) => filled.push_str(&value),
                None => {
                    let Some(value) = name.strip_suffix('_').and_then(|shorter| self.value(shorter)) else { return Err(filled) };
                    filled.push_str(&value);
                    filled.push('_');
                }
            }
        }
        filled.push_str(rest);
        Ok(filled)
    }

    fn value(&self, name: &str) -> Option<Cow<'_, str>> {
        let file = self.below.rsplit('/').next().unwrap_or_default();
        let (base, extension) = split_name(file);
        Some(match name {
            "collection" => match self.kind {
                Kind::Document(collection, _) => Cow::Borrowed(collection.label.as_str()),
                _ => Cow::Borrowed("posts"),
            },
            "path" => match self.kind {
                Kind::Document(_, below) => {
                    let (folder, name) = below.rsplit_once('/').unwrap_or(("", below));
                    Cow::Owned(format!("{folder}/{}", split_name(name).0))
                }
                _ => return None,
            },
            "name" => Cow::Owned(slugify(base, false, false)),
            "title" => Cow::Owned(slugify(&self.slug(base), true, true)),
            "slug" => Cow::Owned(slugify(&self.slug(base), false, false)),
            "categories" => {
                let mut all: Vec<String> = self.categories().iter().map(|name| name.to_lowercase()).collect();
                dedup(&mut all);
                Cow::Owned(all.join("/"))
            }
            "slugified_categories" => {
                let mut all: Vec<String> = self.categories().iter().map(|name| slugify(name, false, false)).collect();
                dedup(&mut all);
                Cow::Owned(all.join("/"))
            }
            "output_ext" => output_extension(self.settings, extension),
            name => Cow::Owned(self.of_day(name)?),
        })
    }

    fn slug<'b>(&'b self, base: &'b str) -> Cow<'b, str> {
        let written = Meta::get(&self.facts.data, self.page, "slug").and_then(Meta::as_str).filter(|slug| !slug.is_empty());
        let name = match self.kind {
            Kind::Post { slug, .. } => slug,
            _ => dated(&format!("{base}.x")).map_or(base, |(date, _)| base.get(date.len() + 1..).unwrap_or(base)),
        };
        Cow::Borrowed(written.unwrap_or(name.trim_end_matches('.')))
    }

    fn categories(&self) -> Vec<String> {
        let mut all: Vec<String> = Vec::new();
        if matches!(self.kind, Kind::Post { .. } | Kind::Draft) {
            let above = self.below.split('/').take_while(|part| !matches!(*part, "_posts" | "_drafts"));
            let skipped = self.settings.collections_dir.split('/').filter(|part| !part.is_empty()).count();
            all.extend(above.skip(skipped).map(str::to_owned));
        }
        for key in ["categories", "category"] {
            match Meta::get(&self.facts.data, self.page, key) {
                Some(Meta::Own(node, _)) => match (node.as_list(), node.as_str()) {
                    (Some(items), _) => all.extend(items.iter().filter_map(|item| item.as_str().map(str::to_owned))),
                    (None, Some(text)) if key == "categories" => all.extend(text.split_whitespace().map(str::to_owned)),
                    (None, Some(text)) => all.push(text.to_owned()),
                    _ => {}
                },
                Some(Meta::Given(json)) => match (json.as_array(), json.as_str()) {
                    (Some(items), _) => all.extend(items.iter().filter_map(|item| item.as_str().map(str::to_owned))),
                    (None, Some(text)) if key == "categories" => all.extend(text.split_whitespace().map(str::to_owned)),
                    (None, Some(text)) => all.push(text.to_owned()),
                    _ => {}
                },
                None => {}
            }
        }
        all.retain(|name| !name.is_empty());
        dedup(&mut all);
        all
    }

    fn of_day(&self, name: &str) -> Option<String> {
        let Day::Known(at) = self.day else { return None };
        let format = match name {
            "year" => "%Y",
            "month" => "%m",
            "day" => "%d",
            "hour" => "%H",
            "minute" => "%M",
            "second" => "%S",
            "i_day" => "%-d",
            "i_month" => "%-m",
            "short_month" => "%b",
            "long_month" => "%B",
            "short_year" => "%y",
            "w_year" => "%G",
            "week" => "%V",
            "w_day" => "%u",
            "short_day" => "%a",
            "long_day" => "%A",
            "y_day" => "%j",
            _ => return None,
        };
        let mut text = String::new();
        write!(text, "{}", at.strftime(format)).ok()?;
        Some(text)
    }
}

fn dedup(all: &mut Vec<String>) {
    let mut seen = FxHashSet::default();
    all.retain(|name| seen.insert(name.clone()));
}

/// Jekyll's `slugify`: everything but letters, marks and figures becomes a hyphen; `pretty` keeps the signs that addresses may
/// have.
fn slugify(text: &str, pretty: bool, cased: bool) -> String {
    let mut slug = String::with_capacity(text.len());
    let mut replaced = false;
    for c in text.chars() {
        let kept = is_word(c) && (c == '_') <= pretty || pretty && "._~!$&'()+,;=@".contains(c);
        if kept {
            slug.push(c);
        } else if !replaced {
            slug.push('-');
        }
        replaced = !kept;
    }
    let trimmed = slug.strip_prefix('-').unwrap_or(&slug);
    let trimmed = trimmed.strip_suffix('-').unwrap_or(trimmed);
    if cased { trimmed.to_owned() } else { trimmed.to_lowercase() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn slugs_are_those_of_jekyll() {
        assert_eq!(slugify("The _config.yml file", true, true), "The-_config.yml-file");
        assert_eq!(slugify("The _config.yml file", false, false), "the-config-yml-file");
        assert_eq!(slugify("-Ünïcode 日本-", false, false), "ünïcode-日本");
    }

    #[test]
    fn addresses_are_tidied() {
        assert_eq!(sanitise("/a//b/./c"), "/a/b/c");
        assert_eq!(sanitise("a/../b"), "/a/b");
        assert_eq!(with_suffix("/:path", "/:title/"), "/:path/");
        assert_eq!(with_suffix("/:path", "/blog/:title"), "/:path");
    }

    #[test]
    fn names_have_dates() {
        assert_eq!(dated("2024-1-31-a-b.md"), Some(("2024-1-31", "a-b")));
        assert_eq!(dated("2024-01.md"), None);
        assert_eq!(dated("about-us-and-them.md"), None);
    }
}
