//! Addresses, ids, links and the menu as mdBook 0.4.52 and 0.5.4 make them. `fixtures/mdbook` and `fixtures/mdbook-0.4` hold whole
//! books that were built; here is what one book cannot show.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;
use std::fs;

/// What the rules about links, templates and the menu say, as `file:line rule`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let select = ["links", "nav", "templates"].map(str::to_owned).to_vec();
    let selectors = Selectors { select: Some(select), ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |path: &str, at: u32| {
        let text = files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        text[..at as usize].matches('\n').count() + 1
    };
    let told = handbook.lint();
    let told = told.iter().map(|d| format!("{}:{} {}", d.at.path, line(d.at.path.as_str(), d.at.span.start), d.rule));
    let mut told: Vec<_> = told.collect();
    told.sort();
    told
}

const ONE: (&str, &str) = ("src/SUMMARY.md", "# Summary\n\n- [A](a.md)\n- [B](b.md)\n");

#[test]
fn the_version_decides_about_ids() {
    let links =
        "[x](b.md#Ärger)\n[x](b.md#ärger)\n[x](b.md#a----b)\n[x](b.md#a--b)\n[x](b.md#by-hand)\n[x](b.md#x-1)\n[x](b.md#x-1-1)\n";
    let page = "## Ärger\n\n## A -- B\n\n<h2>By hand</h2>\n\n## X\n\n## X\n\n## X 1\n";
    let lines = |book: &str, workflow: &str| {
        let files = [("book.toml", book), ("src/a.md", links), ("src/b.md", page), (".github/workflows/a.yml", workflow), ONE];
        told(&files).iter().map(|line| line.split([':', ' ']).nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lines("", "- run: cargo install mdbook --version 0.4.52"), ["2", "4", "7"]);
    assert_eq!(lines("[book]\nmultilingual = false\n", ""), ["2", "4", "7"]);
    assert_eq!(lines("", "env:\n  MDBOOK_VERSION: 0.5.4\n"), ["1", "3", "5"]);
    assert_eq!(lines("[output.html]\nadmonitions = false\nsmart-punctuation = false\n", ""), ["1", "4", "5"]);
    assert_eq!(lines("", "- run: cargo install mdbook-toc --version 0.14.2"), [""; 0], "nothing tells");
}

#[test]
fn only_chapters_are_built() {
    let summary = "[Start](start.md)\n\n- [No file](sub/README.md)\n- [Draft]()\n- [Outside](../NOTES.md)\n";
    let start = "[x](sub/index.md)\n[x](other.md)\n[x](index.md)\n[x](print.html)\n[x](sub/README.md)\n[x](../NOTES.md)\n";
    let files = [
        ("book.toml", ""),
        ("NOTES.md", "# Notes\n"),
        ("src/SUMMARY.md", summary),
        ("src/start.md", start),
        ("src/other.md", "[x](nowhere.md)\n"),
    ];
    let expected = [
        "src/SUMMARY.md:3 nav/missing-target",
        "src/other.md:1 nav/not-listed",
        "src/start.md:2 links/unpublished-target",
        "src/start.md:5 links/broken-page",
        "src/start.md:6 links/outside-root",
    ];
    assert_eq!(told(&files), expected, "an empty page is made for a chapter without file");
    let strict = [("book.toml", "[build]\ncreate-missing = false\n"), files[1], files[2], files[3], files[4]];
    assert!(told(&strict).contains(&"src/start.md:1 links/broken-page".to_owned()), "unless it is switched off");
}

#[test]
fn what_is_included_belongs_to_the_page() {
    let page = "{{#include parts/c.md}}\n\n[x](#call)\n[x](#nope)\n\n{{#include parts/no.md}}\n\n\\{{#include parts/no.md}}\n\n\
                `{{#include parts/c.md:2}}` {{#title A title}}\n";
    let files =
        [("book.toml", ""), ("src/a.md", page), ("src/parts/c.md", "## Call\n\n[x](nowhere.md)\n"), ("src/b.md", ""), ONE];
    let expected = ["src/a.md:6 templates/unknown", "src/parts/c.md:3 links/broken-page"];
    assert_eq!(told(&files), expected, "a file that is missing may hold any id");
    let page = "{{#include parts/c.md}}\n\n[x](#call)\n[x](#nope)\n";
    let whole = [files[0], ("src/a.md", page), files[2], files[3], ONE];
    assert_eq!(told(&whole), ["src/a.md:4 links/broken-anchor", "src/parts/c.md:3 links/broken-page"]);
    let part = [files[0], ("src/a.md", &*page.replace("c.md", "c.md:1:2")), files[2], files[3], ONE];
    assert_eq!(told(&part), [""; 0], "what a part holds is not known");
}

#[test]
fn preprocessors_may_add_ids_and_names() {
    let page = "[x](#r-a.b)\n[x](a.b.c)\n[y][no.such]\n[x](#admonition-note)\n[x](#nope)\n";
    let lines = |preprocessors: &str| {
        let files = [("book.toml", preprocessors), ("src/a.md", page), ("src/b.md", ""), ONE];
        told(&files).iter().map(|line| line.split([':', ' ']).nth(1).unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(lines("[preprocessor.mermaid]\n"), ["1", "2", "3", "4", "5"]);
    assert_eq!(lines("[preprocessor.spec]\n[preprocessor.admonish]\n"), ["5"]);
    assert_eq!(lines("[preprocessor.our-own]\n").len(), 5, "most do nothing to links");
}

#[test]
fn redirects_lead_from_their_place() {
    let book = "[output.html.redirect]\n\"/old/a.html\" = \"../b.html\"\n\"gone.html\" = \"/no.html\"\n\"/c/index.html\" = \"../b.html#x\"\n\
                \"/b.html#was\" = \"a.html\"\n";
    let page = "[x](old/a.html)\n[x](gone.html)\n[x](c/)\n[x](c/index.md)\n[x](b.md#was)\n[x](old/a.md)\n";
    let files = [("book.toml", book), ("src/a.md", page), ("src/b.md", "# X\n"), ("src/c/index.md", "[x](no.md)\n"), ONE];
    let broken = told(&files).into_iter().filter(|line| !line.ends_with("links/redirected")).collect::<Vec<_>>();
    assert_eq!(broken, ["book.toml:3 links/broken-redirect", "src/a.md:2 links/broken-page"]);
}

#[test]
fn a_book_may_lie_in_a_folder() {
    let page = "[x](/guide/no.md)\n[x](b.md)\n";
    let files = [
        ("docs/book.toml", "[book]\nsrc = \"text\"\n[output.html]\nsite-url = \"/guide/\"\n"),
        ("docs/text/SUMMARY.md", ONE.1),
        ("docs/text/a.md", page),
        ("docs/text/b.md", "[x](../../../elsewhere/index.html)\n[x](../../README.md)\n"),
        ("README.md", "[no](no.md)\n"),
    ];
    assert_eq!(told(&files), ["docs/text/a.md:1 links/broken-page", "docs/text/b.md:2 links/outside-root"]);
}

#[test]
fn the_menu_is_that_of_the_summary() {
    let folder = tempfile::tempdir().expect("a folder");
    let summary =
        "# Summary\n\n[Start](start.md)\n\n# People\n\n1. [A](a.md)\n   - [B](sub/b%20c.md)\n     - [Draft]()\n2. [C](<c.md>)\n";
    for (path, text) in [("book.toml", ""), ("src/SUMMARY.md", summary), ("src/start.md", ""), ("src/a.md", ""), ("src/c.md", "")]
    {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
    let menu = program::handbook(folder.path(), &["nav"]).stdout;
    let lines: Vec<_> = menu.lines().map(str::trim_end).collect();
    let titles: Vec<_> = lines.iter().map(|line| line.split("  ").next().unwrap_or_default()).collect();
    assert_eq!(titles, ["Start", "People", "A", "└── B", "", "C"], "{menu}");
}

#[test]
fn odd_files_do_no_harm() {
    let deep = format!("{}- [x](a.md)\n", "- [x](a.md)\n  ".repeat(500));
    for book in ["", "\u{feff}[book]\r\nsrc = \"src\"\r\n", "[book\n", "[book]\nsrc = 7\n", "[book]\nsrc = \"../..\"\n", "\0"] {
        for summary in [
            "",
            "\u{feff}# S\r\n\r\n- [A](a.md)\r\n",
            "- [](",
            "[a]: a.md\n[a]",
            &deep,
            "- [x](../../../x.md)\n",
            "- [a](a.md)\n- [b](a.md)\n",
        ] {
            told(&[("book.toml", book), ("src/SUMMARY.md", summary), ("src/a.md", "{{#include a.md}}\n[x](a.md#y)\n")]);
        }
    }
}
