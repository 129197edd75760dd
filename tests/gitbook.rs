//! Links, ids and the menu as HonKit 6.1.7 makes them, and as the host GitBook documents them. `fixtures/gitbook` is a whole book
//! that HonKit built.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::rule::Selectors;

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

const HOST: (&str, &str) = (".gitbook.yaml", "root: ./docs/\n\nredirects:\n  old/page: team/README.md\n");
const MENU: &str =
    "# Table of contents\n\n* [Start](README.md)\n\n## Team\n\n* [Team](team/README.md)\n* [Web](https://example.org)\n";

#[test]
fn the_host_finds_pages_by_their_files() {
    let start = "[x](team/README.md#who)\n[x](team/)\n[x](team)\n[x](broken-reference)\n[x](/broken/pages/abc)\n[x](gone.md)\n\
                 [x](unlisted.md)\n[x](some/address)\n![x](.gitbook/assets/a%2Fb.png)\n![x](<.gitbook/assets/no.png>)\n[x](/old/page)\n\
                 {% content-ref url=\"team/\" %}\n[team](team/)\n{% endcontent-ref %}\n";
    let files = [
        HOST,
        ("docs/SUMMARY.md", MENU),
        ("docs/README.md", start),
        ("docs/team/README.md", "## Who\n\n[x](../README.md)\n"),
        ("docs/unlisted.md", "[x](nowhere.md)\n"),
        ("docs/.gitbook/assets/a%2Fb.png", ""),
        ("CONTRIBUTING.md", "[x](no.md)\n"),
    ];
    let expected = [
        "docs/README.md:10 links/broken-asset",
        "docs/README.md:4 links/broken-reference",
        "docs/README.md:5 links/broken-reference",
        "docs/README.md:6 links/broken-file",
        "docs/README.md:7 links/unpublished-target",
        "docs/unlisted.md:1 nav/not-listed",
    ];
    assert_eq!(told(&files), expected);
}

#[test]
fn ids_of_the_host_are_told_only_where_no_algorithm_would_make_them() {
    let page = "# i18n JSON v4\n\n### Old <a href=\"#kept\" id=\"kept\"></a>\n\n## 1. Write it down (optional)\n\n<details>\n\n\
                <summary>Who may?</summary>\n\nAll.\n\n</details>\n\n{% tabs %}\n{% tab title=\"On paper\" %}\n{% endtab %}\n{% endtabs %}\n\n\
                [x](#i-18-n-json-v-4)\n[x](#kept)\n[x](#id-1.-write-it-down)\n[x](#who-may)\n[x](#on-paper)\n[x](#nope)\n";
    let root = (".gitbook.yaml", "root: docs\n");
    let files = [root, ("docs/SUMMARY.md", "* [A](README.md)\n"), ("docs/README.md", page)];
    assert_eq!(told(&files), ["docs/README.md:25 links/broken-anchor"]);
    let reference = format!("{page}\n{{% openapi src=\"x.yaml\" path=\"/x\" method=\"get\" %}}\n{{% endopenapi %}}\n");
    assert_eq!(told(&[files[0], files[1], ("docs/README.md", &reference)]), [""; 0], "blocks of an API have headings");
}

#[test]
fn without_a_list_every_file_is_a_page() {
    let files = [(".gitbook.yaml", "root: ./\n"), ("README.md", "[x](a.md)\n[x](b.md)\n"), ("a.md", "[x](README.md)\n")];
    assert_eq!(told(&files), ["README.md:2 links/broken-file"]);
}

const HONKIT: (&str, &str) = ("package.json", "{\"devDependencies\": {\"honkit\": \"6.1.7\"}}");

#[test]
fn honkit_copies_what_it_does_not_build() {
    let start =
        "[x](a.md)\n[x](raw.md)\n[x](raw.md#x)\n[x](no.md)\n[x](a%20b.md)\n[x](<a b.md>)\n[x](a.html#two)\n[x](a.md#two-1)\n";
    let files = [
        HONKIT,
        ("SUMMARY.md", "* [A](a.md)\n* [B](<a b.md>)\n"),
        ("README.md", start),
        ("a.md", "## Two\n\n## Two\n"),
        ("a b.md", "[x](README.md)\n"),
        ("raw.md", "## X\n\n[x](nowhere.md)\n"),
    ];
    let expected = [
        "README.md:4 links/broken-file",
        "README.md:5 links/broken-file",
        "README.md:6 links/broken-file",
        "README.md:8 links/broken-anchor",
        "raw.md:1 nav/not-listed",
    ];
    let told = told(&files);
    assert_eq!(told.iter().filter(|line| !line.contains("SUMMARY") && !line.contains("a b.md")).collect::<Vec<_>>(), expected);
}

#[test]
fn each_language_is_a_book() {
    let files = [
        HONKIT,
        ("LANGS.md", "* [English](en)\n* [Deutsch](de)\n"),
        ("en/SUMMARY.md", "* [A](a.md)\n"),
        ("en/README.md", "[x](a.md)\n[x](no.md)\n[x](../de/a.md)\n"),
        ("en/a.md", "# A\n"),
        ("de/SUMMARY.md", "* [A](a.md)\n* [B](b.md)\n"),
        ("de/README.md", "[x](a.md)\n"),
        ("de/a.md", "# A\n"),
    ];
    let told = told(&files);
    assert!(told.contains(&"de/SUMMARY.md:2 nav/missing-target".to_owned()), "{told:?}");
    assert!(told.contains(&"en/README.md:2 links/broken-file".to_owned()), "{told:?}");
    assert!(
        !told.iter().any(|line| line.starts_with("en/README.md:1") || line.starts_with("en/README.md:3 links/b")),
        "{told:?}"
    );
}

#[test]
fn odd_files_do_no_harm() {
    for config in
        ["", "{", "[]", "{\"root\": 5}", "{\"root\": \"../..\"}", "{\"structure\": {\"summary\": \"../x\"}}", "\u{feff}{}"]
    {
        for menu in ["", "* ", "* [](", "## \n", "* [a](README.md)\n* [a](README.md)\n"] {
            told(&[
                ("book.json", config),
                HONKIT,
                ("SUMMARY.md", menu),
                ("README.md", "{% include \"README.md\" %}\n[x](README.md#x)\n"),
            ]);
            told(&[
                (".gitbook.yaml", config),
                ("SUMMARY.md", menu),
                ("README.md", "{% include \"README.md\" %}\n[x](README.md#x)\n"),
            ]);
        }
    }
}
