//! What MkDocs 1.6.1 with Material for MkDocs 9.8 built of small sites, and what is told of their links.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::{
    config::Config,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};

/// What the rules of these groups say, as `line rule`, of the first file.
fn told(groups: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors { select: Some(groups.iter().map(|group| (*group).to_owned()).collect()), ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let (first, text) = files[0];
    let line = |at: u32| text[..at as usize].matches('\n').count() + 1;
    let lint = handbook.lint();
    let mut told: Vec<_> =
        lint.iter().filter(|d| d.at.path.as_str() == first).map(|d| (line(d.at.span.start), &d.rule)).collect();
    told.sort();
    told.into_iter().map(|(line, rule)| format!("{line} {rule}")).collect()
}

/// The lines of the first file whose links are broken, with a configuration.
fn broken(config: &str, files: &[(&str, &str)]) -> Vec<String> {
    told(&["links"], &[files, &[("mkdocs.yml", config)]].concat()).into_iter().filter(|told| !told.contains("orphan")).collect()
}

const PLAIN: &str = "site_name: X\n";

#[test]
fn only_paths_of_files_in_markdown_are_rewritten() {
    let page = "[a](b.md)\n[b](../docs/b.md)\n[c](b/)\n[d](../b/)\n[e](b.html)\n[f](B.md)\n[g](/b.md)\n[h](/b/)\n\
                <a href=\"b.md\">i</a>\n<a href=\"../b/\">j</a>\n[k](sub/)\n[l](../sub/)\n[m](sub/README.md)\n[n](b.md/)\n[o](b.md?x#b)\n";
    let files = [("docs/a.md", page), ("docs/b.md", "# B\n"), ("docs/sub/README.md", "# Sub\n")];
    assert_eq!(
        broken(PLAIN, &files),
        [
            "2 links/broken-file",
            "3 links/broken-page",
            "5 links/broken-page",
            "6 links/case-mismatch",
            "7 links/broken-file",
            "9 links/broken-file",
            "11 links/broken-page",
        ]
    );
}

#[test]
fn addresses_may_be_those_of_files() {
    let page = "[a](b.md)\n[b](b.html)\n[c](b/)\n[d](sub/)\n[e](sub/index.html)\n![f](p.png)\n";
    let files = [("docs/a.md", page), ("docs/b.md", "# B\n"), ("docs/sub/index.md", "# Sub\n"), ("docs/p.png", "")];
    assert_eq!(broken("use_directory_urls: false\n", &files), ["3 links/broken-page"]);
}

#[test]
fn absolute_paths_count_from_the_docs_folder_where_that_is_said() {
    let config = "docs_dir: pages\nvalidation:\n  links:\n    absolute_links: relative_to_docs\n";
    let page = "[a](/sub/b.md#b)\n[b](/sub/b.md#c)\n[c](/sub/c.md)\n![d](/p.png)\n";
    let files = [("pages/sub/a.md", page), ("pages/sub/b.md", "# B\n"), ("pages/p.png", "")];
    assert_eq!(broken(config, &files), ["2 links/broken-anchor", "3 links/broken-file"]);
}

#[test]
fn what_is_inherited_counts_unless_it_is_said_again() {
    let files = [
        ("docs/a.md", "[a](#-)\n[b](#title-x)\n[c](#Title-x)\n\n## Title x\n"),
        ("base.yml", "markdown_extensions:\n  - toc:\n      slugify: !!python/name:pymdownx.slugs.uslugify_cased\n"),
    ];
    assert_eq!(broken("INHERIT: base.yml\n", &files), ["1 links/broken-anchor", "2 links/broken-anchor"]);
    let own = "INHERIT: base.yml\nmarkdown_extensions:\n  - toc:\n      permalink: true\n";
    assert_eq!(broken(own, &files), ["1 links/broken-anchor", "3 links/broken-anchor"]);
}

#[test]
fn slugs_that_are_not_known_are_not_guessed() {
    let files = [("docs/a.md", "[a](#nowhere)\n\n## Title\n")];
    for slugify in ["slugify: !!python/name:mine.slug", "separator: _"] {
        assert!(broken(&format!("markdown_extensions:\n  - toc:\n      {slugify}\n"), &files).is_empty(), "{slugify}");
    }
    let lower =
        "markdown_extensions:\n  - toc:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {kwds: {case: lower}}\n";
    assert_eq!(broken(lower, &files), ["1 links/broken-anchor"]);
}

#[test]
fn callouts_and_tabs_hold_markdown_where_they_are_switched_on() {
    let page = "!!! note \"[t](t.md)\"\n    [a](a1.md)\n\n    ## In\n\n??? note\n\n    [b](b1.md)\n\n=== \"Tab\"\n\n    [c](c1.md)\n\n\
                - item\n    !!! note\n\n        [d](d1.md)\n\n[in](#in)\n";
    let files = [("docs/a.md", page)];
    let all = "markdown_extensions: [admonition, pymdownx.details, pymdownx.tabbed]\n";
    assert_eq!(
        broken(all, &files),
        ["1 links/broken-file", "2 links/broken-file", "8 links/broken-file", "12 links/broken-file"]
    );
    assert_eq!(
        broken(PLAIN, &files),
        ["1 links/broken-file", "2 links/broken-file", "19 links/broken-anchor"],
        "the rest is code"
    );
}

#[test]
fn raw_html_holds_no_markdown_unless_it_says_so() {
    let page = "<div>\n\n[a](a1.md)\n\n## No\n\n</div>\n\n<div markdown>\n[b](b1.md)\n\n## Yes\n\n</div>\n\n[x](#no) [y](#yes)\n";
    let files = [("docs/a.md", page)];
    assert_eq!(broken(PLAIN, &files), ["16 links/broken-anchor", "16 links/broken-anchor"]);
    let html = "markdown_extensions: [md_in_html]\n";
    assert_eq!(broken(html, &files), ["10 links/broken-file", "16 links/broken-anchor"]);
}

#[test]
fn attribute_lists_are_pythons() {
    let page = "## A { #x1 }\n## B{#x2}\n## [C](a.md){#x3}\ntext\n{: #x4 }\n\n{: #x5 }\n\n[d](a.md){: #x6 } e {#x7}\n\n[](){#x8}\n\n\
                [1](#x1)\n[2](#x2)\n[3](#x3)\n[4](#x4)\n[5](#x5)\n[6](#x6)\n[7](#x7)\n[8](#x8)\n[9](#c)\n";
    let lists = "markdown_extensions: [attr_list]\n";
    let found = broken(lists, &[("docs/a.md", page)]);
    assert_eq!(found, ["14 links/broken-anchor", "17 links/broken-anchor", "19 links/broken-anchor"]);
}

#[test]
fn tabs_have_ids_when_they_are_asked_for() {
    let page = "## Top\n\n=== \"One\"\n\n    x\n\n=== \"One\"\n\n    y\n\n[a](#top-one)\n[b](#top-one_1)\n[c](#one)\n[d](#__tabbed_1_1)\n";
    let tabbed = |more: &str| {
        format!(
            "markdown_extensions:\n  - pymdownx.tabbed:\n      slugify: !!python/object/apply:pymdownx.slugs.slugify {{kwds: {{case: lower}}}}\n{more}"
        )
    };
    let files = [("docs/a.md", page)];
    assert_eq!(broken(&tabbed("      combine_header_slug: true\n"), &files), ["13 links/broken-anchor"]);
    assert_eq!(broken(&tabbed(""), &files), ["11 links/broken-anchor", "12 links/broken-anchor"]);
}

#[test]
fn what_is_left_out_cannot_be_linked() {
    let config = "exclude_docs: |\n  old/\n  !old/kept.md\ndraft_docs: |\n  *.draft.md\n";
    let page = "[a](old/a.md)\n[b](old/kept.md)\n[c](x.draft.md)\n[d](templates/m.md)\n[e](sub/README.md)\n";
    let files = [
        ("docs/a.md", page),
        ("docs/old/a.md", "[gone](nowhere.md)\n"),
        ("docs/old/kept.md", "# K\n"),
        ("docs/x.draft.md", "# X\n"),
        ("docs/templates/m.md", "# M\n"),
        ("docs/sub/README.md", "# R\n"),
        ("docs/sub/index.md", "# I\n"),
    ];
    assert_eq!(
        broken(config, &files),
        ["1 links/broken-page", "3 links/unpublished-target", "4 links/broken-page", "5 links/unpublished-target"]
    );
}

#[test]
fn posts_are_served_by_date_and_title() {
    let post = |head: &str, body: &str| format!("---\n{head}\n---\n{body}");
    let first = post("date: 2024-02-03", "# It's a *Start*\n");
    let second = post("date:\n  created: 2023-12-31 23:30:00 -05:00\nslug: own\ncategories: [Über uns]", "# Second\n");
    let page = "[a](blog/posts/a.md#its-a-start)\n[b](../blog/2024/02/03/its-a-start/)\n[c](../blog/2024/01/01/own/)\n\
                [d](../blog/archive/2024/)\n[e](../blog/archive/2023/)\n[f](../blog/category/über-uns/)\n[g](../blog/posts/a/)\n\
                [h](blog/archive/2024.md)\n[i](../blog/page/2/)\n";
    let files = [
        ("docs/x.md", page),
        ("docs/blog/index.md", "# Blog\n"),
        ("docs/blog/posts/a.md", &first),
        ("docs/blog/posts/b.md", &second),
    ];
    let config = "theme: material\nplugins: [blog]\n";
    assert_eq!(broken(config, &files), ["5 links/broken-page", "7 links/broken-page", "9 links/broken-page"]);
    let by_name = "theme: material\nplugins:\n  - blog:\n      blog_dir: .\n      post_url_format: \"{file}\"\n";
    let files = [("docs/x.md", "[a](../a/)\n[b](../blog/a/)\n"), ("docs/index.md", "# B\n"), ("docs/posts/a.md", &first)];
    assert_eq!(broken(by_name, &files), ["2 links/broken-page"]);
}

#[test]
fn translations_stand_in_for_one_another() {
    let config = |structure: &str| {
        format!(
            "plugins:\n  - i18n:\n      docs_structure: {structure}\n      languages:\n        - {{locale: en, default: true, name: E}}\n        - {{locale: fr, name: F}}\n"
        )
    };
    let files = [
        ("docs/a.fr.md", "[a](b.md#deux)\n[b](b.md#two)\n[c](c.md)\n[d](../../fr/c/)\n[e](../../c/)\n[f](d.md)\n"),
        ("docs/a.md", "# A\n"),
        ("docs/b.fr.md", "# Deux\n"),
        ("docs/b.md", "# Two\n"),
        ("docs/c.md", "# C\n"),
    ];
    assert_eq!(broken(&config("suffix"), &files), ["2 links/broken-anchor", "6 links/broken-file"]);
    let files = [
        ("docs/fr/a.md", "[a](b.md#deux)\n[b](b.md#two)\n[c](c.md)\n[d](../c/)\n[e](../../c/)\n[f](d.md)\n"),
        ("docs/en/a.md", "# A\n"),
        ("docs/fr/b.md", "# Deux\n"),
        ("docs/en/b.md", "# Two\n"),
        ("docs/en/c.md", "# C\n"),
    ];
    assert_eq!(broken(&config("folder"), &files), ["2 links/broken-anchor", "6 links/broken-file"]);
}

#[test]
fn what_programs_do_is_not_guessed() {
    let page = "[a](gone.md)\n[b](#gone)\n\n::: package.module\n\n{{ table() }}\n";
    let files = [("docs/a.md", page)];
    assert_eq!(broken(PLAIN, &files), ["1 links/broken-file", "2 links/broken-anchor"]);
    assert_eq!(broken("plugins: [gen-files]\n", &files), ["2 links/broken-anchor"]);
    assert_eq!(broken("plugins: [mkdocstrings]\n", &files), ["1 links/broken-file"]);
    assert_eq!(broken("plugins: [macros]\n", &files), ["1 links/broken-file"]);
    let icon = [("docs/a.md", "[a](#x-y)\n[b](#nowhere)\n\n## X :material-cat: y\n")];
    assert_eq!(broken("markdown_extensions: [pymdownx.emoji]\n", &icon), ["2 links/broken-anchor"]);
    let emoji = [("docs/a.md", "[b](#nowhere)\n\n## X :cat: y\n")];
    assert!(broken("markdown_extensions: [pymdownx.emoji]\n", &emoji).is_empty());
}

#[test]
fn the_menu_names_files() {
    let config =
        "nav:\n  - Home: index.md\n  - More:\n      - a.md\n      - Gone: gone.md\n      - https://example.org\n  - /abs/\n";
    let files = [("mkdocs.yml", config), ("docs/index.md", "# H\n"), ("docs/a.md", "# A\n"), ("docs/b.md", "# B\n")];
    let book = RuleSet::new(rules::book(), &Config::default(), &Selectors::default()).expect("no selectors");
    let session = Session::open(
        Workspace::in_memory(files.map(|(path, text)| (path.to_owned(), text.to_owned()))),
        Config::default(),
        book,
    );
    let nav = &session.site().nav;
    let titles: Vec<&str> = nav.entries.iter().map(|entry| entry.title.as_str()).collect();
    assert_eq!(titles, ["Home", "More", "A", "Gone", "", ""]);
    assert_eq!(nav.entries[2].above, Some(1));
    assert!(nav.list.as_ref().is_some_and(|list| list.path.as_str() == "mkdocs.yml" && !list.decides));
}
