//! Addresses, ids and the menu as Raneto 0.17.8 and 0.18.1 showed them, and links as GitHub takes them.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;
use std::fs;

/// What the link rules say, as `line rule`, of the links in the first file.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors { select: Some(vec!["links".to_owned(), "pages".to_owned()]), ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |path: &str, at: u32| {
        let text = files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        text[..at as usize].matches('\n').count() + 1
    };
    let mut told: Vec<_> = handbook
        .lint()
        .iter()
        .map(|d| format!("{}:{} {}", d.at.path, line(d.at.path.as_str(), d.at.span.start), d.rule))
        .collect();
    told.sort();
    told
}

const RANETO: (&str, &str) = ("handbook.toml", "[site]\ngenerator = \"raneto\"\n");
const NEW: (&str, &str) = ("package.json", r#"{"dependencies": {"raneto": "^0.18.1"}}"#);

#[test]
fn a_page_beside_a_folder_of_its_name_is_never_shown() {
    let files = [
        ("content/a.md", "[team](team)\n[who](team/who)\n"),
        ("content/team.md", "# Team\n"),
        ("content/team/who.md", "# Who\n\nAnn and Bo.\n"),
        RANETO,
    ];
    assert_eq!(told(&files), ["content/a.md:1 links/broken-page", "content/team.md:1 pages/unreachable-name"]);
}

#[test]
fn browsers_stop_at_the_top_and_the_editor_has_an_address() {
    let page = "[b](../b)\n[c](../../c)\n[edit](b/edit)\n[none](c/edit)\n[d](../../d/e)\n";
    let files = [("content/a.md", page), ("content/b.md", "# B\n\nWords.\n"), ("content/d/e.md", "# E\n\nWords.\n"), RANETO];
    assert_eq!(told(&files), ["content/a.md:2 links/outside-root", "content/a.md:4 links/broken-page"]);
}

#[test]
fn raneto_0_18_takes_ids_away_but_those_of_headings() {
    let links = "[x](b#name)\n[x](b#id)\n[x](b#own)\n[x](b#ops--co)\n[x](b#twolines)\n[x](b#-door)\n[x](b#nope)\n[x](/index)\n";
    let page = "<a name=\"name\"></a> <a id=\"id\"></a>\n\n<h2 id=\"own\">Own</h2>\n\n## %team%\n\ntwo\nlines\n---\n\n\
                ## ![picture](/p.png) Door\n";
    let config = "module.exports = { variables: [{ name: 'team', content: 'Ops & Co' }], content_dir: './content' };\n";
    let files = [("content/a.md", links), ("content/b.md", page), ("public/p.png", ""), ("config/config.js", config), RANETO];
    let broken = |files: &[(&str, &str)]| told(files).into_iter().filter(|line| line.contains("a.md")).collect::<Vec<_>>();
    assert_eq!(
        broken(&[&files[..], &[NEW]].concat()),
        ["content/a.md:2 links/broken-anchor", "content/a.md:7 links/broken-anchor", "content/a.md:8 links/broken-page"]
    );
    let old = ["content/a.md:6 links/broken-anchor", "content/a.md:7 links/broken-anchor"];
    assert_eq!(broken(&files), old, "0.17 keeps them, counts the words of pictures, and makes `/index`");
}

#[test]
fn github_shows_more_than_files() {
    let page = "[i](../../issues)\n[w](../../../acme/wiki)\n[b](../../blob/main/no.md)\n[x](../LICENSE)\n[r](#readme)\n\
                [u](#user-content-top)\n[n](#nope)\n![a [link](no.md) in words](p.png)\n# Top\n";
    let files = [("README.md", page), ("p.png", ""), (".github/pull_request_template.md", "[x](../blob/dev/a.md)\n")];
    assert_eq!(
        told(&files),
        ["README.md:3 links/broken-file", "README.md:4 links/outside-root", "README.md:7 links/broken-anchor"]
    );
}

#[test]
fn the_menu_is_the_one_that_raneto_shows() {
    let files = [
        ("content/late.md", "---\nsort: 9\n---\n"),
        ("content/a/page.md", "---\nsort: -5\n---\n"),
        ("content/a/deep/CamelCase.md", ""),
        ("content/b/index.md", "---\ntitle: Index of b\n---\n"),
        ("content/b/meta", "Title: Bees\nSort: -0\n"),
        ("content/c/meta", "show_on_menu: no\n"),
        ("content/c/hidden.md", ""),
        ("content/images/readme.md", ""),
        RANETO,
    ];
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().expect("a folder")).expect("the folder can be made");
        fs::write(path, text).expect("the file can be written");
    }
    let menu = program::handbook(folder.path(), &["nav"]).stdout;
    let (menu, beside) = menu.split_once("\n\n").expect("a menu and what is not in it");
    assert_eq!(beside, "Kept out of the menu\n  hidden  content/c/hidden.md\n  readme  content/images/readme.md\n");
    let titles: Vec<_> = menu.lines().map(|line| line.rsplit_once("  ").map_or(line, |(title, _)| title)).collect();
    assert_eq!(titles, ["Index of b", "Late", "A", "├── Deep", "│   └── Camel Case", "└── Page", "Bees"]);
}

#[test]
fn the_address_of_the_site_stands_for_its_variable() {
    let page = "[x](%base_url%/b)\n[y](%base_url%/no)\n[z](b#table-of-contents)\n";
    for base in ["https://example.org/book", "/book", "https://example.org", ""] {
        let config = format!(
            "module.exports = {{ base_url: '{base}', path_prefix: '', content_dir: './content', table_of_contents: true }};\n"
        );
        let files = [("content/a.md", page), ("content/b.md", "# B\n\nWords.\n"), ("config/config.js", config.as_str()), RANETO];
        assert_eq!(told(&files), ["content/a.md:2 links/broken-page"], "{base}");
    }
}
