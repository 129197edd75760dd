//! What becomes of a file's path.

use super::{super::Facts, BLOG, I18N};
use crate::page::Format;

/// What Tilt 2 takes for a template, by the end of the file's name.
const TEMPLATES: [&str; 22] = [
    "md",
    "erb",
    "markdown",
    "mkd",
    "haml",
    "slim",
    "liquid",
    "rhtml",
    "erubi",
    "erubis",
    "builder",
    "textile",
    "rdoc",
    "wiki",
    "mediawiki",
    "mw",
    "creole",
    "adoc",
    "asciidoc",
    "nokogiri",
    "radius",
    "mab",
];

/// The path of the resource that a file becomes: without the ends of templates. `a/b.html.md.erb` is `a/b.html`, and `b.md` only
/// `b`.
pub(super) fn resource(file: &str) -> &str {
    let mut path = file;
    while let Some((rest, end)) = path.rsplit_once('.')
        && TEMPLATES.contains(&end)
        && !rest.is_empty()
        && !rest.ends_with('/')
    {
        path = rest;
    }
    path
}

/// The file that a resource is built as: `a/b.html`, or `a/b/index.html` where every page has a `folder` of its own.
pub(super) fn destination(path: &str, folder: bool) -> String {
    const PAGES: [&str; 4] = [".htm", ".html", ".php", ".xhtml"];
    let is_page = PAGES.iter().any(|end| path.ends_with(end));
    if !folder || !is_page || path == "index.html" || path.ends_with("/index.html") {
        return path.to_owned();
    }
    let stem = PAGES.iter().fold(path, |path, end| path.strip_suffix(end).unwrap_or(path));
    format!("{stem}/index.html")
}

/// The address of a built file.
pub(super) fn url(destination: &str) -> String {
    match destination.strip_suffix("index.html") {
        Some(folder) if folder.is_empty() || folder.ends_with('/') => format!("/{folder}"),
        _ => format!("/{destination}"),
    }
}

/// Whether a file is only ever printed inside others: it, or a folder on the way to it, begins with one underscore.
pub(super) fn is_partial(below: &str) -> bool {
    below.split('/').any(|part| part.strip_prefix('_').is_some_and(|rest| !rest.is_empty() && !rest.starts_with('_')))
}

/// Whether a file becomes one without an ending (`a/b.md`), which is of no use but as a part of other pages. Its address is that
/// of a file.
pub(super) fn is_bare(below: &str) -> bool {
    let path = resource(below);
    path.len() < below.len() && !path.rsplit('/').next().unwrap_or_default().contains('.')
}

/// Whether a file is a layout.
pub(super) fn is_layout(below: &str) -> bool {
    below.starts_with("layouts/") || below.starts_with("layout.")
}

/// How a file is written that becomes a page, or part of one. The address of anything else is that of [`resource`].
pub(super) fn format(below: &str) -> Option<Format> {
    if is_layout(below) {
        return None;
    }
    let path = resource(below);
    let is_page = path.ends_with(".html") || path.ends_with(".htm");
    let name = path.rsplit('/').next().unwrap_or_default();
    // `script.js.erb` and `feed.xml.builder` are files.
    let bare = !name.contains('.') && path.len() < below.len();
    // A partial in ERB may be put into Markdown, and so be Markdown itself.
    match is_markdown(below) || bare || is_partial(below) && below.ends_with(".erb") {
        true if is_page || bare => Some(Format::Markdown),
        false if is_page => Some(Format::Template),
        _ => None,
    }
}

/// Whether Markdown is among the ends of a file's name.
pub(super) fn is_markdown(file: &str) -> bool {
    let ends = file.get(resource(file).len()..).unwrap_or_default();
    ends.split('.').any(|end| matches!(end, "md" | "markdown" | "mkd"))
}

/// What the address of a resource begins and ends with when an extension makes it.
pub(super) fn computed(facts: &Facts, path: &str) -> Option<(String, String)> {
    let name = path.rsplit('/').next().unwrap_or_default();
    let (slash, html) = ("/".to_owned(), String::new());
    if facts.flags.contains(&I18N) && path.starts_with("localizable/") {
        return Some((slash, html));
    }
    let dated = name.len() > 11 && {
        let shape = |(at, b): (usize, u8)| if matches!(at, 4 | 7 | 10) { b == b'-' } else { b.is_ascii_digit() };
        name.bytes().take(11).enumerate().all(shape)
    };
    (dated && facts.flags.contains(&BLOG)).then_some((slash, html))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_addresses() {
        for (file, flat, folder) in [
            ("index.html.md.erb", "/", "/"),
            ("a/b.html.md", "/a/b.html", "/a/b/"),
            ("a/index.html.erb", "/a/", "/a/"),
            ("a/v1.2.html.md", "/a/v1.2.html", "/a/v1.2/"),
            ("plain.md", "/plain", "/plain"),
            ("Laptop Setup.html.md", "/Laptop Setup.html", "/Laptop Setup/"),
            ("feed.xml.builder", "/feed.xml", "/feed.xml"),
            (".md", "/.md", "/.md"),
            ("index.html", "/", "/"),
            ("myindex.html", "/myindex.html", "/myindex/"),
        ] {
            let path = resource(file);
            assert_eq!((url(&destination(path, false)), url(&destination(path, true))), (flat.into(), folder.into()), "{file}");
        }
    }

    #[test]
    fn files_are_told_apart() {
        for (file, expected) in [
            ("a.html.md", Some(Format::Markdown)),
            ("a.html.md.erb", Some(Format::Markdown)),
            ("a.md", Some(Format::Markdown)),
            ("a.html.erb", Some(Format::Template)),
            ("a.html", Some(Format::Template)),
            ("_a.erb", Some(Format::Markdown)),
            ("_a.html.erb", Some(Format::Markdown)),
            ("_a.haml", Some(Format::Markdown)),
            ("a.css.erb", None),
            ("a.png", None),
            ("layouts/layout.erb", None),
            ("", None),
        ] {
            assert_eq!(format(file), expected, "{file}");
        }
        assert!(is_partial("a/_b.md") && is_partial("_a/b.md") && !is_partial("__a.md") && !is_partial("a_b.md"));
    }
}
