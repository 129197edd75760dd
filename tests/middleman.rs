//! What middleman-core 4.5.1 and govuk_tech_docs 4.3.0 and 5.2.2 built from the same files.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::rule::Selectors;

/// What the link rules say, as `file:line rule`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors {
        select: Some(["links", "pages"].map(str::to_owned).to_vec()),
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

const TECH_DOCS: [(&str, &str); 2] = [
    ("config.rb", "require 'govuk_tech_docs'\nGovukTechDocs.configure(self)\n"),
    ("config/tech-docs.yml", "host: https://docs.example.org\nredirects:\n  /old: /b/index.html\n  /older: nowhere.html\n"),
];

fn site(pages: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str)> {
    TECH_DOCS.into_iter().chain(pages.iter().copied()).collect()
}

#[test]
fn links_name_pages_by_path_by_built_file_and_by_id() {
    let links = "# A\n[x](c.html)\n[x](b/c.html)\n[x](b/index)\n[x](/b/c.html)\n[x](../b/c.html)\n[x](b/c)\n[x](c)\n\
                 [x](b/c.html.md)\n[x](b)\n<a href=\"b/c.html\">x</a>\n";
    let files = site(&[
        ("source/a.html.md", links),
        ("source/b/index.html.md", "# B\n[x](c.html)\n[x](../a.html)\n[x](a)\n[x](index.html)\n[x](a.html)\n"),
        ("source/b/c.html.md", "# C\n\nWords.\n"),
    ]);
    assert_eq!(
        told(&files),
        [
            "config/tech-docs.yml:4 links/broken-redirect",
            "source/a.html.md:2 links/broken-page",
            "source/a.html.md:8 links/broken-page",
            "source/a.html.md:9 links/broken-file",
            "source/b/index.html.md:6 links/broken-page",
        ]
    );
}

#[test]
fn folders_for_every_page_change_addresses_but_not_paths() {
    let files = [
        ("config.rb", "activate :directory_indexes\nset :markdown_engine, :redcarpet\nset :markdown, with_toc_data: true\n"),
        ("Gemfile", "gem 'middleman'\n"),
        (
            "source/index.html.md",
            "[x](a.html)\n[x](/a/)\n[x](/a.html#over-here)\n<a href=\"/a.html\">x</a>\n[x](b.html)\n[x](/a#over)\n",
        ),
        ("source/a.html.md", "## Over here\n[x](b/)\n"),
        ("source/b.html.md", "---\ndirectory_index: false\n---\n[x](a.html)\n"),
    ];
    assert_eq!(
        told(&files),
        [
            "source/a.html.md:2 links/broken-page",
            "source/index.html.md:4 links/broken-page",
            "source/index.html.md:6 links/broken-anchor"
        ]
    );
}

#[test]
fn parts_belong_to_the_pages_that_show_them() {
    let files = site(&[
        (
            "source/index.html.md.erb",
            "# Home\n\n<%= partial 'parts/one' %>\n\n<%= partial :two, locals: { a: 1 } %>\n\n## Same\n\n\
             [own](#home-same) [part](#same) [deep](#three) [none](#two-same)\n",
        ),
        ("source/parts/_one.md", "### Same\n\n[x](#home)\n[x](#home-same)\n[x](b/c.html)\n[x](../b/c.html)\n[x](#no)\n"),
        ("source/_two.erb", "## Two\n\n<%= partial 'parts/three' %>\n"),
        ("source/parts/three.md", "# Three\n\n[x](index.html#two)\n"),
        ("source/parts/_unused.md", "[x](nowhere.html) [x](#nothing)\n"),
        ("source/b/c.html.md.erb", "# C\n\n<%= partial name %>\n\n[unknown](#whatever)\n"),
    ]);
    let files: Vec<_> = files.into_iter().filter(|(path, _)| *path != "config/tech-docs.yml").collect();
    assert_eq!(told(&files), ["source/index.html.md.erb:9 links/broken-anchor", "source/parts/_one.md:7 links/broken-anchor"]);
}

#[test]
fn pictures_are_looked_for_in_their_folder_too() {
    let files = site(&[
        ("source/b/a.html.md", "# A\n![x](one.png)\n![x](two.png)\n![x](images/one.png)\n![x](three.png)\n![x](/one.png)\n"),
        ("source/images/one.png", ""),
        ("source/b/three.png", ""),
    ]);
    let files: Vec<_> = files.into_iter().filter(|(path, _)| *path != "config/tech-docs.yml").collect();
    assert_eq!(told(&files), ["source/b/a.html.md:3 links/broken-asset", "source/b/a.html.md:6 links/broken-asset"]);
}

#[test]
fn what_is_left_out_is_not_there() {
    let files = site(&[
        ("source/a.html.md", "# A\n[x](b.html)\n[x](c/d.html)\n[x](/old)\n[x](/gone.html)\n[x](/e.html)\n"),
        ("source/b.html.md", "---\nignored: true\n---\n# B\n"),
        ("source/b/index.html.md", "---\nold_paths:\n  - gone.html\n---\n# B\n"),
        ("source/c/d.html.md", "# D\n"),
        ("source/e.html.erb", "<h1>E</h1>\n"),
    ]);
    let mut files = files;
    files[0].1 = "GovukTechDocs.configure(self)\nignore 'c/*'\n";
    assert_eq!(
        told(&files),
        [
            "config/tech-docs.yml:4 links/broken-redirect",
            "source/a.html.md:2 links/unpublished-target",
            "source/a.html.md:3 links/unpublished-target",
            "source/a.html.md:4 links/redirected",
            "source/a.html.md:5 links/redirected",
        ]
    );
}

#[test]
fn ids_are_those_of_the_template() {
    let ids = [
        "the-boss-39-s-quot-rule-quot-amp-more",
        "c-amp-c-f",
        "1-numbered",
        "amp-entity-copy-typed",
        "x-custom-id",
        "a-link-and-stress",
        "tight",
        "ids-",
        "deep",
        "one-deep",
        "one-deep-2",
    ];
    let headings = "# Ids\n\n## The boss's \"rule\" & more\n\n## C++ & C# / F#\n\n## 1. Numbered\n\n## &amp; entity &copy; typed\n\n\
                    ## X {#custom-id}\n\n## A [link](/a.html) and *stress*\n\n##Tight\n\n## 日本\n\n## !!!\n\n# One\n\n###### Deep\n\n\
                    ## Deep\n\n## Deep\n\n* ## In a list\n\n";
    let links: String = ids.iter().chain(&["custom-id", "in-a-list", "deep-2"]).map(|id| format!("[x](#{id})\n")).collect();
    let page = format!("{headings}{links}");
    let mut files = vec![("config.rb", "GovukTechDocs.configure(self)\n"), ("source/a.html.md", page.as_str())];
    files.push(("Gemfile", "gem 'govuk_tech_docs'\n"));
    let first = page[..page.find("[x](#the").unwrap_or_default()].matches('\n').count() + 1;
    let broken = |at: usize| format!("source/a.html.md:{} links/broken-anchor", first + at);
    assert_eq!(told(&files), [broken(11), broken(12), broken(13)]);
}
