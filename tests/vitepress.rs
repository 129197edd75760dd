//! Addresses, links, ids and menus as VitePress 1.6.4 built them, and dead links as its build reported them.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;
mod program;

use handbook::Handbook;
use handbook_lint::rule::Selectors;

/// What the link rules say of the files, as `path:line rule`.
fn told(files: &[(&str, &str)]) -> Vec<String> {
    let selectors = Selectors {
        select: Some(vec!["links".to_owned()]),
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

/// The lines of `a.md` with a finding, when the site is set up so.
fn lines(config: &str, page: &str, others: &[(&str, &str)]) -> Vec<usize> {
    let config = format!("import {{ defineConfig }} from 'vitepress'\nexport default defineConfig({{ {config} }})\n");
    let files = [&[(".vitepress/config.ts", config.as_str()), ("a.md", page)], others].concat();
    let told = told(&files);
    told.iter().filter_map(|line| line.strip_prefix("a.md:")?.split_once(' ')?.0.parse().ok()).collect()
}

const OTHERS: [(&str, &str); 4] =
    [("b.md", "# B\n\n## Part\n"), ("c/index.md", "# C\n"), ("public/f.pdf", ""), ("public/p.html", "")];

#[test]
fn links_of_the_text_are_those_of_the_build() {
    let page = "[x](b)\n[x](b.md#part)\n[x](b.html)\n[x](/b#part)\n[x](c/)\n[x](c/index.md)\n[x](/f.pdf)\n[x](/p)\n[x](/p.html)\n\
                [dead](c)\n[dead](b/)\n[dead](B.md)\n[dead](/g.pdf)\n[dead](b#none)\n[dead](/v1.2)\n";
    assert_eq!(lines("", page, &OTHERS), [10, 11, 12, 13, 14, 15]);
    assert_eq!(lines("cleanUrls: true", page, &OTHERS), [10, 11, 12, 13, 14, 15]);
    assert_eq!(lines("base: '/x/'", page, &OTHERS), [10, 11, 12, 13, 14, 15], "the base is put in front");
    assert_eq!(lines("base: '/x/'", "[dead](/x/b)\n<a href=\"/x/b\">x</a>\n<a href=\"/b\">dead</a>\n", &OTHERS), [1, 3]);
}

#[test]
fn who_opens_a_link_elsewhere_or_ignores_it_is_not_told() {
    let page = "[x](/app){target=\"_self\"}\n[x](/app)\n[x](/api/x)\n[x](./gone)\n";
    assert_eq!(lines("", page, &[]), [2, 3, 4]);
    assert_eq!(lines("ignoreDeadLinks: ['/app', /^\\/api\\//]", page, &[]), [4]);
    assert_eq!(lines("ignoreDeadLinks: [(url) => url.includes('gone')]", page, &[]), [] as [usize; 0]);
    assert_eq!(lines("ignoreDeadLinks: true", page, &[]), [2, 3, 4], "they are dead all the same");
}

#[test]
fn the_theme_links_to_addresses_in_front_matter() {
    let page = "---\nlayout: home\nhero:\n  actions:\n    - text: a\n      link: b\n    - text: b\n      link: /c\n    - text: c\n      link: '/none'\n    \
                - text: d\n      link: /app\n      target: _self\nfeatures:\n  - title: e\n    link: https://e.org\n  - title: f\n    link: ./b.md#none\n\
                next:\n  link: /gone\n---\n";
    assert_eq!(lines("", page, &OTHERS), [10, 18, 20]);
}

#[test]
fn settings_may_stand_in_several_files() {
    let shared = (
        "shared.ts",
        "import { defineConfig } from 'vitepress'\nexport const shared = defineConfig({ base: '/x/', srcDir: 'text' })\n",
    );
    let files = [
        (
            ".vitepress/config/index.mts",
            "import { shared } from './shared'\nexport default withX({ ...shared, rewrites: { 'old/:name': 'new/:name' } })\n",
        ),
        (".vitepress/config/shared.ts", shared.1),
        ("text/a.md", "[x](/new/b)\n[x](new/b.md)\n[dead](old/b.md)\n"),
        ("text/old/b.md", "[x](../a)\n"),
        ("README.md", "[not of the site](none.md)\n"),
    ];
    assert_eq!(told(&files), ["text/a.md:3 links/broken-page"]);
}

#[test]
fn what_components_and_includes_may_print_is_not_known() {
    let page = "[x](b#part)\n[x](c#part)\n[x](d#part)\n[x](e#part)\n[x](f#part)\n[x](g#part)\n";
    let pages = [
        ("b.md", "# B\n\n<Unknown />\n"),
        ("c.md", "# C\n\n<Known a=\"b\" />\n\n<Badge text=\"x\" />\n"),
        ("d.md", "# D\n\n<Prints />\n"),
        ("e.md", "# E\n\n<!-- @include: ./h.md -->\n"),
        ("f.md", "# F\n\n<!-- @include: ./h.md{2,} -->\n"),
        ("g.md", "# G\n\n<!-- @include: ./none.md -->\n"),
        ("h.md", "# H\n\n## Part\n"),
        (".vitepress/theme/Known.vue", "<template><p><slot /></p></template>\n"),
        (".vitepress/theme/Prints.vue", "<template><h2 :id=\"x\">a</h2></template>\n"),
    ];
    assert_eq!(lines("", page, &pages), [2]);
}

#[test]
fn ids_that_a_function_makes_are_not_known() {
    let b = [("b.md", "# B\n\n## Part & more :tada: here\n")];
    assert_eq!(lines("", "[x](b#part-more-here)\n[dead](b#part)\n", &b), [2]);
    assert_eq!(lines("markdown: { anchor: { slugify: s => s } }", "[x](b#part)\n", &b), [] as [usize; 0]);
    assert_eq!(lines("markdown: { anchor: { level: [1] } }", "[dead](b#part-more-here)\n[x](b#b)\n", &b), [1]);
}

#[test]
fn pages_made_by_a_script_link_from_their_folder() {
    let files = [
        (".vitepress/config.ts", "export default {}\n"),
        ("a.md", "[x](teams/deck)\n"),
        ("teams/[team].md", "[x](./all.md)\n[dead](../none.md)\n[x](../a)\n[x](other)\n"),
        ("teams/[team].paths.js", "export default { paths: () => read() }\n"),
        ("teams/all.md", "# All\n"),
    ];
    assert_eq!(told(&files), ["teams/[team].md:2 links/broken-page"]);
}

#[test]
fn redirects_of_the_host_count() {
    let redirects = ("public/_redirects", "/old /b\n/fr/* /fr/404 404\n/api/* https://e.org/:splat 200\n");
    assert_eq!(lines("", "[moved](/old)\n[x](/api/x)\n[dead](/fr/x)\n", &[OTHERS[0], redirects]), [1, 3]);
}
