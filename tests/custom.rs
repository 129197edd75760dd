//! Sites whose ways are all said by hand, and redirects of the host.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::rule::Selectors;
use std::fs;

/// What is said of links, pages, the menu and the settings, as `file:line rule`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors {
        select: Some(["links", "pages", "nav", "lint"].map(str::to_owned).to_vec()),
        ignore: Some(vec!["links/orphan-page".to_owned()]),
        ..Selectors::default()
    };
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

/// The addresses of all pages.
fn routes(settings: &str, files: &[(&str, &str)]) -> Vec<String> {
    let folder = tempfile::tempdir().unwrap();
    let settings = format!("[site]\ngenerator = \"custom\"\n{settings}");
    for (path, text) in files.iter().copied().chain([("handbook.toml", settings.as_str())]) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    let run = program::handbook(folder.path(), &["routes", "--format", "json"]);
    let json: serde_json::Value = serde_json::from_str(&run.stdout).unwrap_or_else(|_| panic!("{}{}", run.stdout, run.stderr));
    let mut urls: Vec<String> =
        json["routes"].as_array().unwrap().iter().map(|route| route["url"].as_str().unwrap().to_owned()).collect();
    urls.sort();
    urls
}

const FILES: [(&str, &str); 6] = [
    ("index.md", "# Home\n"),
    ("Team/README.md", "# Team\n"),
    ("Team/Pay.md", "---\nslug: money\n---\n# Pay\n"),
    ("Team/Rota.md", "---\nslug: /rota\n---\n# Rota\n"),
    ("notes.mdx", "# Notes\n"),
    ("a.txt", "text\n"),
];

#[test]
fn addresses_are_as_the_settings_say() {
    assert_eq!(routes("", &FILES), ["/", "/Team/Pay/", "/Team/README/", "/Team/Rota/"]);
    let all = "extensions = [\"md\", \"mdx\"]\nindex = [\"index\", \"README\"]\nslug = \"slug\"\nlower-case = true\n";
    assert_eq!(routes(all, &FILES), ["/", "/notes/", "/rota/", "/team/", "/team/money/"]);
    let styled = |style: &str| routes(&format!("{all}url-style = \"{style}\"\n"), &FILES);
    assert_eq!(styled("bare"), ["/", "/notes", "/rota", "/team", "/team/money"]);
    assert_eq!(styled("html"), ["/", "/notes.html", "/rota", "/team/", "/team/money.html"]);
    assert_eq!(styled("file"), ["/", "/index.md", "/notes.mdx", "/rota", "/team/", "/team/money.md", "/team/readme.md"]);
}

const LINKS: &str =
    "# A\n[x](b.md)\n[x](b)\n[x](/b.md#b)\n[x](c)\n[x](c/)\n[x](../b/)\n[x](d.md)\n[x](c/index.md)\n[x](b.md#c)\n";

#[test]
fn links_to_files_lead_to_pages_unless_they_do_not() {
    let rest = [("b.md", "# B\n"), ("c/index.md", "# C\n"), ("a/x.md", LINKS)];
    let site = |settings: &'static str| -> Vec<String> {
        let files: Vec<_> = [("a.md", LINKS), ("handbook.toml", settings)].into_iter().chain(rest).collect();
        told(&files).into_iter().filter(|line| line.starts_with("a.md")).collect()
    };
    assert_eq!(site("[site]\ngenerator = \"custom\"\n"), ["a.md:10 links/broken-anchor", "a.md:8 links/broken-file"]);
    let broken: Vec<String> = [10, 2, 3, 4, 5, 6, 8, 9]
        .into_iter()
        .map(|line| format!("a.md:{line} links/broken-{}", if [3, 5, 6].contains(&line) { "page" } else { "file" }))
        .collect();
    assert_eq!(site("[site]\ngenerator = \"custom\"\nsource-links = false\n"), broken);
}

#[test]
fn menus_come_from_front_matter() {
    let settings =
        "[site]\ngenerator = \"custom\"\n[site.menu]\nkey = \"nav.key\"\nparent = \"nav.parent\"\norder = \"nav.order\"\n";
    let files = [
        ("handbook.toml", settings),
        ("a.md", "---\nnav: {key: A, order: 1}\n---\n"),
        ("b.md", "---\nnav: {key: B, parent: A}\n---\n"),
        ("c.md", "---\nnav:\n  key: C\n  parent: Nobody\n---\n"),
        ("d.md", "---\ntitle: Not in the menu\n---\nWords.\n"),
        ("e.md", "---\nnav:\n  key: A\n  order: 2\n---\n"),
    ];
    assert_eq!(told(&files), ["c.md:4 nav/missing-parent", "e.md:3 nav/duplicate-key"]);
}

#[test]
fn settings_for_other_generators_are_told() {
    let settings = "[site]\ngenerator = \"raneto\"\nurl-style = \"html\"\n";
    let config = handbook_lint::session::read_settings(&handbook_lint::path::SitePath::new("handbook.toml").unwrap(), settings);
    let told: Vec<_> = config.problems.iter().map(|problem| (problem.at.span.of(settings), problem.message.as_ref())).collect();
    assert_eq!(told, [("url-style", "`url-style` has no effect with this generator")]);
}

#[test]
fn templates_and_front_matter_can_be_set_for_any_site() {
    let page = "+++\ntitle = \"A\"\n+++\n[x](<%= url %>) [x]({{ url }})\n";
    let settings = "[site]\ngenerator = \"custom\"\ntemplates = \"erb\"\nfront-matter = \"toml\"\n";
    assert_eq!(told(&[("handbook.toml", settings), ("a.md", page)]), Vec::<String>::new());
}

#[test]
fn redirects_of_the_host_are_followed() {
    let files = [
        ("handbook.toml", "[site]\ngenerator = \"custom\"\n"),
        ("a.md", "[x](/old)\n[x](/gone/b)\n[x](/shop/1)\n[x](/api/x)\n[x](/v/1)\n[x](/w/b)\n[x](/none)\n"),
        ("b.md", "# B\n\nWords.\n"),
        ("_redirects", "/old /b/\n/gone/* /:splat\n/shop/:id /b/ 301\n/* /404.html 404\n"),
        (
            "netlify.toml",
            "[[redirects]]\nfrom = \"/api/*\"\nto = \"https://api.example.org/:splat\"\nstatus = 200\n\n[[redirects]]\nfrom = \"/v/1\"\nto = \"/nowhere\"\n",
        ),
        ("vercel.json", "{\"redirects\": [{\"source\": \"/w/:path*\", \"destination\": \"/:path*\"}]}\n"),
    ];
    assert_eq!(
        told(&files),
        [
            "a.md:1 links/redirected",
            "a.md:2 links/redirected",
            "a.md:5 links/broken-page",
            "a.md:6 links/redirected",
            "a.md:7 links/broken-page",
            "netlify.toml:8 links/broken-redirect",
        ]
    );
}
