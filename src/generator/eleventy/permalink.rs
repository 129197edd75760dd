//! Where Eleventy puts a page (`TemplatePermalink`, `TemplateFileSlug` of 3.1).

use super::{
    super::{Facts, Route, data::Meta, slug::Slugger},
    data_files,
};
use crate::page::{
    Page,
    dialect::Scalars,
    front_matter::{Data, Syntax, Value},
};

/// The address of a page.
pub(super) fn route(facts: &Facts, page: &Page) -> Route {
    numbered(facts, page, 0)
}

/// The address of the part of a paginated page that has this number, counted from 0. The first has the page's own.
pub(super) fn numbered(facts: &Facts, page: &Page, number: usize) -> Route {
    let Some((_, below)) = facts.in_content(&page.path) else { return Route::None };
    let stem = Stem { number, ..Stem::of(below) };
    // JavaScript front matter is not read as data.
    let script = page.front_matter.as_ref().filter(|block| block.syntax == Syntax::Other);
    if let Some(permalink) = script.and_then(|block| data_files::permalink_in(page.slice(block.block))) {
        return match permalink.as_str() {
            Some(written) => evaluate(facts, written.trim(), &stem, page),
            None => Route::None,
        };
    }
    let get = |key| Meta::get(&facts.data, page, key);
    let found = ["eleventyComputed.permalink.build", "eleventyComputed.permalink", "permalink.build", "permalink"].into_iter();
    let Some(meta) = found.filter_map(get).find(|meta| !is_mapping(*meta)) else { return default_route(&stem) };
    match meta.boolean(Scalars::JsYaml3) {
        Some(false) => return Route::None,
        Some(true) => return default_route(&stem),
        None => {}
    }
    let written = match meta {
        Meta::Own(node, _) if node.value(Scalars::JsYaml3) == Value::Null => return default_route(&stem),
        meta => meta.as_str(),
    };
    match written {
        Some("") => default_route(&stem),
        Some(written) if facts.dialect.templates.is_none() && page.format.is_markdown() => {
            Route::At(as_served(&absolute(written)))
        }
        Some(written) => evaluate(facts, written.trim(), &stem, page),
        None => Route::Computed { prefix: "/".to_owned(), suffix: String::new() },
    }
}

fn is_mapping(meta: Meta<'_>) -> bool {
    match meta {
        Meta::Own(node, _) => matches!(node.data, Data::Mapping(_)),
        Meta::Given(json) => json.is_object(),
    }
}

fn default_route(stem: &Stem<'_>) -> Route {
    let folder = if stem.folder.is_empty() { "/".to_owned() } else { format!("/{}/", stem.folder) };
    let last = stem.folder.rsplit('/').next().unwrap_or_default();
    let is_index = stem.name == "index" || !stem.folder.is_empty() && stem.name == last;
    Route::At(if is_index { folder } else { format!("{folder}{}/", stem.name) })
}

/// A page's path below the input folder, in parts.
struct Stem<'a> {
    folder: &'a str,
    /// The file's name without its template extension.
    name: &'a str,
    /// Which part of a paginated page is meant, from 0.
    number: usize,
}

impl<'a> Stem<'a> {
    fn of(below: &'a str) -> Self {
        let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
        let name = file.strip_suffix(".11ty.js").unwrap_or_else(|| file.rsplit_once('.').map_or(file, |(name, _)| name));
        Self { folder, name, number: 0 }
    }

    /// The name without the date that may lead it.
    fn undated(name: &str) -> &str {
        let bytes = name.as_bytes();
        let dated = bytes.len() > 11
            && bytes[..11].iter().enumerate().all(|(i, b)| if matches!(i, 4 | 7 | 10) { *b == b'-' } else { b.is_ascii_digit() });
        if dated { &name[11..] } else { name }
    }

    /// `page.fileSlug`.
    fn file_slug(&self) -> &str {
        match Self::undated(self.name) {
            "index" => Self::undated(self.folder.rsplit('/').next().unwrap_or_default()),
            name => name,
        }
    }

    /// `page.filePathStem`.
    fn path_stem(&self) -> String {
        let name = Self::undated(self.name);
        if self.folder.is_empty() { format!("/{name}") } else { format!("/{}/{name}", self.folder) }
    }
}

/// Longer permalinks are not worked out, in bytes: no file can have such a name.
const LONGEST: usize = 4096;

/// A permalink with its template tags run, as far as they are known.
fn evaluate(facts: &Facts, written: &str, stem: &Stem<'_>, page: &Page) -> Route {
    if written.len() > LONGEST {
        return Route::Computed { prefix: "/".to_owned(), suffix: String::new() };
    }
    let mut path = String::new();
    let mut rest = written;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        path.push_str(&rest[..at]);
        if let Some((value, end)) = first_page_only(&rest[at..], stem.number) {
            rest = &rest[at + end..];
            // What is chosen may hold tags itself.
            if value.contains("{{") {
                let Route::At(chosen) = evaluate(facts, value, stem, page) else {
                    return Route::Computed { prefix: absolute(&path), suffix: String::new() };
                };
                path.push_str(if value.starts_with('/') { &chosen } else { chosen.trim_start_matches('/') });
            } else {
                path.push_str(value);
            }
            continue;
        }
        let close = if rest[at..].starts_with("{{") { "}}" } else { "%}" };
        let value = rest[at + 2..].find(close).and_then(|end| {
            let value = if close == "}}" { output(facts, &rest[at + 2..at + 2 + end], stem, page) } else { None };
            value.map(|value| (value, at + 2 + end + 2))
        });
        let Some((value, end)) = value else {
            let suffix = rest.rfind(['}']).map_or("", |end| &rest[end + 1..]);
            return Route::Computed { prefix: absolute(&path), suffix: suffix.to_owned() };
        };
        path.push_str(&value);
        rest = &rest[end..];
    }
    path.push_str(rest);
    Route::At(as_served(&absolute(&path)))
}

fn absolute(path: &str) -> String {
    let path = path.trim_start_matches("./");
    if path.starts_with('/') { path.to_owned() } else { format!("/{path}") }
}

/// A permalink to an `index.html` is served as its folder.
fn as_served(path: &str) -> String {
    match path.strip_suffix("/index.html") {
        Some(folder) => format!("{folder}/"),
        None => path.to_owned(),
    }
}

/// `{% if pagination.pageNumber > 0 %}…{% else %}…{% endif %}` at the start of `text`: what it leaves, and where it ends.
fn first_page_only(text: &str, number: usize) -> Option<(&str, usize)> {
    let (tag, rest) = text.strip_prefix("{%")?.split_once("%}")?;
    let condition: String = tag.trim_matches('-').split_whitespace().collect::<Vec<_>>().join(" ");
    let chosen = match condition.strip_prefix("if pagination.pageNumber")?.trim() {
        "" | "> 0" | "!= 0" | "!== 0" | ">= 1" => number > 0,
        "== 0" | "=== 0" | "< 1" => number == 0,
        _ => return None,
    };
    let tag_at = |name: &str| {
        rest.match_indices("{%").find_map(|(at, _)| {
            let inner = rest[at + 2..].split_once("%}")?.0;
            (inner.trim_matches('-').trim() == name).then_some((at, at + inner.len() + 4))
        })
    };
    let (end, after) = tag_at("endif")?;
    let (yes, no) = match tag_at("else").filter(|(at, _)| *at < end) {
        Some((at, next)) => (&rest[..at], &rest[next..end]),
        None => (&rest[..end], ""),
    };
    Some((if chosen { yes } else { no }, text.len() - rest.len() + after))
}

/// What `{{ … }}` prints in a permalink: the variables and filters that need no build.
fn output(facts: &Facts, expression: &str, stem: &Stem<'_>, page: &Page) -> Option<String> {
    let mut parts = expression.trim_matches(['-', ' ']).split('|').map(str::trim);
    let mut value = match parts.next()? {
        "page.fileSlug" => stem.file_slug().to_owned(),
        "page.filePathStem" => stem.path_stem(),
        "page.outputFileExtension" => "html".to_owned(),
        literal if literal.len() > 1 && literal.starts_with(['"', '\'']) && literal.ends_with(&literal[..1]) => {
            literal[1..literal.len() - 1].to_owned()
        }
        "pagination.pageNumber" => stem.number.to_string(),
        "pagination.pageNumber + 1" => (stem.number + 1).to_string(),
        name => Meta::get(&facts.data, page, name)?.as_str()?.to_owned(),
    };
    for filter in parts {
        value = match filter {
            "slugify" => Slugger::Eleventy3.slug(&value),
            "slug" => Slugger::EleventySlug.slug(&value),
            "downcase" | "lower" => value.to_lowercase(),
            "url" => value,
            "plus: 1" => value.parse::<usize>().ok()?.checked_add(1)?.to_string(),
            _ => return None,
        };
    }
    Some(value)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(below: &str) -> Route {
        default_route(&Stem::of(below))
    }

    #[test]
    fn files_are_served_as_folders() {
        for (below, expected) in [
            ("index.md", "/"),
            ("a.md", "/a/"),
            ("a/index.njk", "/a/"),
            ("a/a.md", "/a/"),
            ("a/v1.2.md", "/a/v1.2/"),
            ("a/2024-01-02-x.md", "/a/2024-01-02-x/"),
            ("Sp ace&Ü.md", "/Sp ace&Ü/"),
        ] {
            assert_eq!(at(below), Route::At(expected.to_owned()), "{below}");
        }
    }

    #[test]
    fn the_first_of_several_pages_has_an_address_of_its_own() {
        let written = "{% if pagination.pageNumber > 0 %}/page/2{% else %}/first{% endif %}/index.html";
        assert_eq!(first_page_only(written, 0).map(|(text, end)| (text, &written[end..])), Some(("/first", "/index.html")));
        assert_eq!(first_page_only(written, 1).map(|(text, _)| text), Some("/page/2"));
        assert_eq!(first_page_only("{% if draft %}a{% endif %}", 0), None);
        assert_eq!(first_page_only("{% if pagination.pageNumber > 0 %}", 0), None);
    }
}
