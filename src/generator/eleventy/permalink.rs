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

pub(super) fn route(facts: &Facts, page: &Page) -> Route {
    let Some((_, below)) = facts.in_content(&page.path) else { return Route::None };
    let stem = Stem::of(below);
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
}

impl<'a> Stem<'a> {
    fn of(below: &'a str) -> Self {
        let (folder, file) = below.rsplit_once('/').unwrap_or(("", below));
        let name = file.strip_suffix(".11ty.js").unwrap_or_else(|| file.rsplit_once('.').map_or(file, |(name, _)| name));
        Self { folder, name }
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

/// A permalink with its template tags run, as far as they are known.
fn evaluate(facts: &Facts, written: &str, stem: &Stem<'_>, page: &Page) -> Route {
    let mut path = String::new();
    let mut rest = written;
    while let Some(at) = rest.find("{{").into_iter().chain(rest.find("{%")).min() {
        path.push_str(&rest[..at]);
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
        "pagination.pageNumber" => "0".to_owned(),
        name => Meta::get(&facts.data, page, name)?.as_str()?.to_owned(),
    };
    for filter in parts {
        value = match filter {
            "slugify" => Slugger::Eleventy3.slug(&value),
            "slug" => Slugger::EleventySlug.slug(&value),
            "downcase" | "lower" => value.to_lowercase(),
            "url" => value,
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
}
