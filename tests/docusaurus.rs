//! What Docusaurus 3.10.2 did with small sites: addresses, ids, links, menus.

#![allow(clippy::disallowed_methods)] // tests make their own files

#[path = "rule_pages/handbook.rs"]
mod handbook;

use handbook::Handbook;
use handbook_lint::{
    config::Config,
    generator::{NavTarget, Route},
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};

const CONFIG: (&str, &str) =
    ("docusaurus.config.js", "module.exports = {baseUrl: '/', presets: [['classic', {docs: {sidebarPath: false}}]]};\n");

/// What the rules of these groups say, as `file:line rule`.
fn told(groups: &[&str], files: &[(&str, &str)]) -> Vec<String> {
    let select = groups.iter().map(|&group| group.to_owned()).collect();
    let ignore = Some(vec!["links/orphan-page".to_owned()]);
    let selectors = Selectors { select: Some(select), ignore, ..Selectors::default() };
    let handbook = Handbook::new(files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned())), selectors);
    let line = |path: &str, at: u32| {
        let text = files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        text[..at as usize].matches('\n').count() + 1
    };
    let told = handbook.lint();
    let told = told.iter().map(|d| format!("{}:{} {}", d.at.path, line(d.at.path.as_str(), d.at.span.start), d.rule));
    let mut told: Vec<String> = told.collect();
    told.sort();
    told
}

fn links(files: &[(&str, &str)]) -> Vec<String> {
    told(&["links"], &[files, &[CONFIG]].concat())
}

fn open(files: &[(&str, &str)]) -> Session {
    let files = files.iter().map(|&(path, text)| (path.to_owned(), text.to_owned()));
    let config = Config::default();
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(Workspace::in_memory(files), config, rules)
}

/// Each page's addresses.
fn routes(files: &[(&str, &str)]) -> Vec<(String, Vec<String>)> {
    let session = open(files);
    let site = session.site();
    let route = |route: &Route| match route {
        Route::At(url) => url.clone(),
        Route::None => "none".to_owned(),
        Route::Computed { prefix, .. } => format!("{prefix}?"),
    };
    let page = |entry: &handbook_lint::site::Entry| {
        let addresses = std::iter::once(route(&entry.placement.route)).chain(entry.placement.also.clone()).collect();
        (entry.page.path.to_string(), addresses)
    };
    site.pages.iter().map(page).collect()
}

fn route_of(path: &str, text: &str, config: &str) -> String {
    let config = format!("module.exports = {{baseUrl: '/', {config}}};\n");
    let found = routes(&[(path, text), ("docusaurus.config.js", &config)]);
    found.into_iter().find(|(page, _)| page == path).map_or_else(|| "no page".to_owned(), |(_, addresses)| addresses.join(" "))
}

#[test]
fn pages_have_the_addresses_that_docusaurus_gives_them() {
    let classic = "presets: [['classic', {}]]";
    for (path, text, config, expected) in [
        ("docs/01-start/02-first day.md", "", classic, "/docs/start/first day"),
        ("docs/guides/README.md", "", classic, "/docs/guides/"),
        ("docs/Guides/guides.mdx", "", classic, "/docs/Guides/"),
        ("docs/a/b.md", "---\nslug: ../c\n---\n", classic, "/docs/c"),
        ("docs/a/b.md", "---\nslug: /\n---\n", classic, "/docs/"),
        ("docs/01-a/02-b.md", "---\nparse_number_prefixes: false\n---\n", classic, "/docs/01-a/02-b"),
        ("docs/01-a.md", "", "presets: [['classic', {docs: {numberPrefixParser: false}}]]", "/docs/01-a"),
        ("docs/01-a.md", "", "presets: [['classic', {docs: {numberPrefixParser: (x) => f(x)}}]]", "/docs/?"),
        ("docs/_part.md", "", classic, "none"),
        ("docs/_parts/a.md", "", classic, "none"),
        ("docs/_a.md", "", "presets: [['classic', {docs: {exclude: ['b.md']}}]]", "/docs/_a"),
        ("docs/a.md", "", "presets: [['classic', {docs: {routeBasePath: '/'}}]]", "/a"),
        ("docs/index.md", "", "presets: [['classic', {docs: {routeBasePath: '/'}}]]", "/"),
        ("docs/a.md", "", "trailingSlash: true, presets: [['classic', {}]]", "/docs/a/"),
        ("docs/a/index.md", "", "trailingSlash: false, presets: [['classic', {}]]", "/docs/a"),
        ("docs/a.md", "", "presets: [['classic', {docs: false}]]", "no page"),
        ("hb/a.md", "", "plugins: [['@docusaurus/plugin-content-docs', {id: 'hb', path: 'hb', routeBasePath: 'hb'}]]", "/hb/a"),
        ("blog/2026-01-02-x.md", "", classic, "/blog/2026/01/02/x"),
        ("blog/2026-01-02-x/index.md", "---\nslug: y\n---\n", classic, "/blog/y"),
        ("src/pages/a/index.mdx", "", classic, "/a/"),
        ("src/pages/b.md", "", classic, "/b"),
    ] {
        assert_eq!(route_of(path, text, config), expected, "{path} with {config}");
    }
}

#[test]
fn versions_have_addresses_of_their_own() {
    let files = [("docs/a.md", ""), ("versioned_docs/version-2/a.md", ""), ("versioned_docs/version-1/a.md", ""), CONFIG];
    let versions = ("versions.json", "[\"2\", \"1\"]");
    let found: Vec<String> = routes(&[&files[..], &[versions]].concat()).into_iter().map(|(_, all)| all.join(" ")).collect();
    assert_eq!(found, ["/docs/next/a", "/docs/1/a", "/docs/a"]);
}

#[test]
fn languages_fall_back_to_the_default() {
    let config = "module.exports = {i18n: {defaultLocale: 'en', locales: ['en', 'fr']}, presets: [['classic', {}]]};";
    let folder = "i18n/fr/docusaurus-plugin-content-docs/current";
    let (translated, alone) = (format!("{folder}/a.md"), format!("{folder}/only.md"));
    let files =
        [("docs/a.md", ""), ("docs/b.md", ""), (translated.as_str(), ""), (alone.as_str(), ""), ("docusaurus.config.js", config)];
    let found: Vec<String> = routes(&files).into_iter().map(|(_, all)| all.join(" ")).collect();
    assert_eq!(found, ["/docs/a", "/docs/b /fr/docs/b", "/fr/docs/a", "none"], "what translates nothing is never built");
}

#[test]
fn links_to_files_become_addresses() {
    let page = "[1](b.md)\n[2](./c/d.mdx#x)\n[3](c/gone.md)\n[4](@site/docs/b.md)\n[5](/b.md)\n[6](/docs/b.md)\n\
                [7](../blog/2026-01-01-p.md)\n[8](c/d)\n[9](d)\n[10](./p.png)\n[11](@site/gone.png)\n![12](./gone.png)\n\
                [13](pathname:///any/thing)\n[14](B.md)\n[15](c/d.mdx#y)\n";
    let files = [
        ("docs/a.md", page),
        ("docs/b.md", "# B\n"),
        ("docs/c/d.mdx", "# D\n\n## X\n"),
        ("docs/p.png", ""),
        ("blog/2026-01-01-p.md", "# P\n"),
    ];
    assert_eq!(
        links(&files),
        [
            "docs/a.md:11 links/broken-asset",
            "docs/a.md:12 links/broken-asset",
            "docs/a.md:14 links/case-mismatch",
            "docs/a.md:15 links/broken-anchor",
            "docs/a.md:3 links/broken-file",
            "docs/a.md:7 links/broken-file",
            "docs/a.md:9 links/broken-page",
        ]
    );
}

#[test]
fn titles_have_no_ids_and_partials_lend_theirs() {
    let page = "import Part from './_part.mdx';\nimport {Box} from '../src/box';\n\n# Title {#own}\n\n## Title\n\n<Part />\n\n\
                [1](#title)\n[2](#own)\n[3](#title-1)\n[4](#in-part)\n[5](#gone)\n";
    let part = "## In part\n\n[gone](./gone.md)\n[somewhere](x/y)\n";
    let files = [("docs/a.mdx", page), ("docs/_part.mdx", part)];
    assert_eq!(
        links(&files),
        [
            "docs/_part.mdx:3 links/broken-file",
            "docs/_part.mdx:4 links/broken-page",
            "docs/a.mdx:11 links/broken-anchor",
            "docs/a.mdx:12 links/broken-anchor",
            "docs/a.mdx:14 links/broken-anchor",
        ]
    );
    let boxed = page.replace("<Part />", "<Box>\n\ntext\n\n</Box>");
    assert_eq!(links(&[("docs/a.mdx", boxed.as_str())]), Vec::<String>::new(), "a component may print any heading");
}

#[test]
fn the_blog_takes_titles_out() {
    let post = "# Same\n\n## Same\n\n[1](#same)\n[2](#same-1)\n";
    assert_eq!(links(&[("blog/a.md", post)]), ["blog/a.md:6 links/broken-anchor"]);
    let doc = [("docs/a.md", post)];
    assert_eq!(links(&doc), ["docs/a.md:5 links/broken-anchor"], "elsewhere they count, without having an id");
}

#[test]
fn base_paths_stand_or_do_not_stand_in_front() {
    let config = "export default {baseUrl: '/team/', presets: [['classic', {}]]}";
    let page = "[1](/docs/a)\n[2](/team/docs/a)\n[3](/team/a)\n[4](/other)\n";
    let files = [("docs/a.md", page), ("docusaurus.config.ts", config)];
    assert_eq!(told(&["links"], &files), ["docs/a.md:3 links/broken-page", "docs/a.md:4 links/broken-page"]);
}

#[test]
fn what_plugins_make_is_not_called_broken() {
    let page = "[1](/docs/tags/a-tag)\n[2](/docs/tags)\n[3](/blog)\n[4](/blog/archive)\n[5](/start)\n[6](/docs/category/tools)\n\
                [7](/old)\n[8](/older/x)\n[9](/gone)\n";
    let config = "module.exports = {presets: [['classic', {docs: {sidebarPath: './sidebars.js'}}]], plugins: [\
                  ['@docusaurus/plugin-client-redirects', {redirects: [{from: '/old', to: '/docs/a'}]}]]};";
    let files = [
        ("docs/a.md", page),
        ("docs/b.md", "---\ntags: [A tag]\n---\n"),
        ("docusaurus.config.js", config),
        (
            "sidebars.js",
            "module.exports = {s: ['a', {type: 'category', label: 'Tools', link: {type: 'generated-index'}, items: ['b']}]};",
        ),
        ("src/pages/start.tsx", ""),
        ("static/_redirects", "/older/* /docs/:splat\n/older/x /docs/a 301\n"),
    ];
    let found = told(&["links/broken-page"], &files);
    assert_eq!(found, ["docs/a.md:9 links/broken-page"]);
    let unknown = config.replace("plugins: [", "plugins: [makePages(),");
    let files: Vec<_> = files.iter().map(|&(path, text)| (path, if text == config { unknown.as_str() } else { text })).collect();
    assert_eq!(told(&["links/broken-page"], &files), ["docs/a.md:9 links/broken-page"], "a function that adds no route");
}

#[test]
fn sidebars_name_documents_that_exist() {
    let config = "module.exports = {presets: [['classic', {docs: {sidebarPath: require.resolve('./sidebars.js')}}]]};";
    let sidebars = "module.exports = {\n  s: [\n    'a',\n    'gone',\n    {type: 'doc', id: 'c/b'},\n    {Group: ['c/lost', 'made/x']},\n    {type: 'autogenerated', dirName: 'c'},\n  ],\n};\n";
    let files = [
        ("docs/01-a.md", ""),
        ("docs/c/b.md", ""),
        ("docs/c/d/e.md", ""),
        ("docs/c/d/_category_.yml", "label: C\nlink:\n  type: doc\n  id: nope\n"),
        ("sidebars.js", sidebars),
        ("docusaurus.config.js", config),
    ];
    let missing = |files: &[(&str, &str)]| -> Vec<String> {
        let session = open(files);
        let nav = &session.site().nav;
        let missing = nav.entries.iter().filter_map(|entry| match &entry.target {
            NavTarget::Missing(id) => Some((id, entry)),
            _ => None,
        });
        let text = |path: &str| files.iter().find(|(file, _)| *file == path).map_or("", |(_, text)| text);
        missing
            .map(|(id, entry)| format!("{id} {} {}", entry.source, entry.spans.target.of(text(entry.source.as_str()))))
            .collect()
    };
    // What a plugin may have written (`made/x`) is left alone.
    assert_eq!(missing(&files), ["gone sidebars.js gone", "c/lost sidebars.js c/lost", "nope docs/c/d/_category_.yml nope"]);
}

#[test]
fn sidebars_in_json_are_a_menu_and_unknown_ones_may_hold_any_page() {
    let config =
        |path: &str| format!("module.exports = {{baseUrl: '/', presets: [['classic', {{docs: {{sidebarPath: {path}}}}}]]}};\n");
    let orphans = |config: &str, more: &[(&str, &str)]| {
        let files = [&[("docusaurus.config.js", config), ("docs/a.md", "# A\n"), ("docs/b.md", "# B\n")], more].concat();
        let found = open(&files).diagnostics();
        found.iter().filter(|d| d.rule == "links/orphan-page").map(|d| d.at.path.to_string()).collect::<Vec<_>>()
    };
    let sidebars = ("sidebars.json", "{\"docs\": {\"First\": [\"a\"]}}\n");
    assert_eq!(orphans(&config("'./sidebars.json'"), &[sidebars]), ["docs/b.md"]);
    assert_eq!(orphans(&config("'./gone.json'"), &[]), [] as [&str; 0]);
}
