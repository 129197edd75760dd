//! A handbook being worked on: edits, and what cannot be known.

#![allow(clippy::disallowed_methods)] // tests make their own files

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};

fn open(files: &[(&str, &str)]) -> Session {
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let config = Config::default();
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(Workspace::in_memory(files), config, rules)
}

fn messages(session: &Session) -> Vec<String> {
    session.diagnostics().iter().map(|found| format!("{}: {}", found.at.path, found.rule)).collect()
}

const SITE: [(&str, &str); 3] = [
    (
        ".eleventy.js",
        "module.exports = (config) => { config.addPlugin(IdAttributePlugin); return { dir: { input: 'content' } }; };",
    ),
    ("content/index.md", "---\ntitle: Home\n---\n[team](/team/#who-we-are) [leave](/leave/)\n"),
    ("content/team.md", "---\ntitle: Team\n---\n## Who we are\n"),
];

#[test]
fn an_edit_equals_a_fresh_load() {
    let mut session = open(&SITE);
    assert_eq!(messages(&session), ["content/index.md: links/broken-page"]);
    let team = SitePath::new("content/team.md").unwrap();
    let renamed = "---\ntitle: Team\n---\n## Who is who\n";
    session.edit(&team, renamed.to_owned());
    let fresh = open(&[SITE[0], SITE[1], ("content/team.md", renamed)]);
    assert_eq!(messages(&session), ["content/index.md: links/broken-anchor", "content/index.md: links/broken-page"]);
    assert_eq!(session.diagnostics(), fresh.diagnostics());

    let new = SitePath::new("content/leave.md").unwrap();
    session.edit(&new, "---\ntitle: Leave\n---\nAsk your team.\n".to_owned());
    assert_eq!(messages(&session), ["content/index.md: links/broken-anchor"], "a new page is found");
    session.forget(&new);
    session.forget(&team);
    assert_eq!(messages(&session), ["content/index.md: links/broken-page"]);
}

#[test]
fn links_to_what_git_ignores_are_skipped_and_counted() {
    let session = open(&[
        (".gitignore", "/build/\n*.pdf\n"),
        ("README.md", "[report](build/report.html) [paper](paper.pdf) [gone](gone.png)\n"),
    ]);
    assert_eq!(messages(&session), ["README.md: links/broken-file"]);
    assert_eq!(session.link_counts(|_| true).skipped.get("git-ignored"), Some(&2));
}

#[test]
fn a_site_of_a_generator_not_yet_built_is_quiet() {
    let session = open(&[
        ("astro.config.mjs", "export default {};\n"),
        ("docs/a.md", "[b](b.md) [c](/c/) [x](#TODO) [y](www.example.com)\n"),
    ]);
    assert_eq!(messages(&session), ["docs/a.md: links/placeholder", "docs/a.md: links/malformed"]);
    assert_eq!(session.link_counts(|_| true).skipped.get("generator"), Some(&2));
}

#[test]
fn nothing_is_said_about_links_to_what_is_left_out() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir_all(folder.path().join("content/drafts")).unwrap();
    let write = |name: &str, text: &str| std::fs::write(folder.path().join(name), text).unwrap();
    write(".eleventy.js", "module.exports = () => ({ dir: { input: 'content' } });");
    write("content/index.md", "[a](/drafts/idea/) [b](/plans/) [c](/drafts/) [d](/gone/) ![e](/drafts/e.png)\n");
    write("content/drafts/idea.md", "# Idea\n");
    write("content/plans.md", "# Plans\n");
    let globs = handbook_lint::config::Globs::new(["drafts", "content/plans.md"]).unwrap();
    let options = handbook_lint::workspace::WalkOptions { extend_exclude: Some(globs), ..Default::default() };
    let workspace = Workspace::open(folder.path(), &options).unwrap();
    let rules = RuleSet::new(rules::book(), &Config::default(), &Selectors::default()).unwrap();
    let session = Session::open(workspace, Config::default(), rules);
    assert_eq!(messages(&session), ["content/index.md: links/broken-page"], "only /gone/");
    assert_eq!(session.link_counts(|_| true).skipped.get("excluded"), Some(&4));
}

#[test]
fn names_in_the_settings_are_held_against_what_there_is() {
    let path = SitePath::new("handbook.toml").unwrap();
    let text = "[site]\ngenerator = \"elventy\"\nheading-ids = \"githup\"\n";
    let config = handbook_lint::session::read_settings(&path, text);
    let told: Vec<_> = config.problems.iter().map(|problem| (problem.at.span.of(text), &*problem.message)).collect();
    assert_eq!(
        told,
        [
            ("\"elventy\"", "there is no generator `elventy`"),
            ("\"githup\"", "there is no way to make heading ids called `githup`")
        ]
    );
    assert!(config.problems[0].help.as_ref().unwrap().starts_with("Did you mean `eleventy`?"));
}

#[test]
fn states_and_redirect_files_count_for_every_generator() {
    let settings = "[site]\ngenerator = \"raneto\"\nredirects = [\"hosting/_redirects\"]\n\
        [[site.states]]\nwhen = { draft = true }\npublished = false\n";
    let files = [
        ("handbook.toml", settings),
        ("hosting/_redirects", "/old /a 301\n"),
        ("content/a.md", "/*\nTitle: A\n*/\n[b](/b) [old](/old)\n"),
        ("content/b.md", "---\ndraft: true\n---\n"),
    ];
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), settings);
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    let files = files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned()));
    let session = Session::open(Workspace::in_memory(files), config, rules);
    assert_eq!(messages(&session), ["content/a.md: links/unpublished-target", "content/a.md: links/redirected"]);
}

#[test]
fn an_empty_configuration_makes_nothing_broken() {
    let session = open(&[
        ("eleventy.config.js", ""),
        ("content/index.md", "[team](/team/) [gone](/gone/) [part](/team/#part) ![x](/img/x.png)\n"),
        ("content/team.md", "# Team\n\nAnn and Bo.\n"),
    ]);
    assert_eq!(messages(&session), ["content/index.md: links/broken-page"], "only the page is known to be missing");
    let skipped = session.link_counts(|_| true).skipped;
    assert_eq!((skipped.get("template-anchor"), skipped.get("configuration")), (Some(&1), Some(&1)));
}

/// As pinia keeps the reference that a build writes out of the repository, and its translation in it.
#[test]
fn what_a_build_writes_into_an_ignored_folder_is_not_missed() {
    let config = "export default { locales: { root: { label: 'English', lang: 'en' }, zh: { label: '中文', lang: 'zh' } }, \
                  themeConfig: { nav: [{ text: 'API', link: '/api/' }, { text: 'Gone', link: '/gone/' }] } }";
    let session = open(&[
        (".gitignore", "/docs/api\n"),
        ("docs/.vitepress/config.js", config),
        ("docs/index.md", "# Home\n\n[api](/api/store.html) [b](/b)\n"),
        ("docs/zh/index.md", "# 首页\n\n[api](/zh/api/store) [c](/zh/c)\n"),
        ("docs/zh/api/store.md", "# Store\n\nWords.\n"),
        ("docs/zh/c.md", "# C\n\nWords.\n"),
    ]);
    assert_eq!(
        messages(&session),
        [
            "docs/.vitepress/config.js: nav/missing-target",
            "docs/index.md: links/broken-page",
            "docs/zh/c.md: i18n/missing-source"
        ]
    );
    assert_eq!(session.link_counts(|_| true).skipped.get("git-ignored"), Some(&1));
}

#[test]
fn sites_that_are_not_understood_are_quiet() {
    let page = "[x](x) [y](/y.md) [z](#z)\n";
    let quiet = |files: &[(&str, &str)]| {
        let messages = messages(&open(files));
        assert!(messages.is_empty(), "{files:?}: {messages:?}");
    };
    quiet(&[("docs/index.html", "<script>window.$docsify = {}</script>"), ("docs/a.md", page)]);
    quiet(&[("package.json", r#"{"dependencies": {"metalsmith": "2.6.0"}}"#), ("src/a.md", page)]);
    quiet(&[("next.config.mjs", ""), ("package.json", r#"{"dependencies": {"remark-html": "1"}}"#), ("content/a.md", page)]);
    // Of several sites none is the handbook, but none is read on a code host.
    quiet(&[("a/mkdocs.yml", ""), ("a/docs/a.md", page), ("b/mkdocs.yml", ""), ("b/docs/a.md", page)]);
    // Languages side by side, of which only some have settings of their own.
    quiet(&[("docs/en/mkdocs.yml", ""), ("docs/hi/mkdocs.yml", ""), ("docs/de/docs/a.md", page)]);
    let app = [("next.config.mjs", ""), ("package.json", r#"{"dependencies": {"next": "16"}}"#), ("content/a.md", page)];
    assert_eq!(messages(&open(&app)).len(), 3, "an application's texts are read on a code host");
    let beside = [("a/mkdocs.yml", ""), ("b/mkdocs.yml", ""), ("README.md", page)];
    assert_eq!(messages(&open(&beside)).len(), 3);
}

#[test]
fn the_box_of_a_file_on_a_code_host_is_an_anchor() {
    let session = open(&[("README.md", "[a](a.md#readme) [b](a.md#b)\n"), ("a.md", "# A\n\nWords.\n")]);
    assert_eq!(messages(&session), ["README.md: links/broken-anchor"]);
}

#[test]
fn addresses_elsewhere_are_no_files_whatever_their_end() {
    let page = "[a](https://example.com/a/b.md) [b](//example.com/b.mdx#c) [c](https://example.com/c.html)\n";
    for (config, text) in [
        ("docusaurus.config.js", "export default { title: 'x', presets: [['classic', {}]] }"),
        (".vitepress/config.js", "export default {}"),
        ("mkdocs.yml", "site_name: x"),
        ("_config.yml", "title: x"),
        ("hugo.toml", "title = 'x'"),
        ("README.md", ""),
    ] {
        let pages = ["docs/index.md", "content/index.md", "index.md"].map(|path| (path, page));
        let found = messages(&open(&[&[(config, text)], &pages[..]].concat()));
        let about_links: Vec<_> = found.iter().filter(|line| line.contains("links/broken")).collect();
        assert!(about_links.is_empty(), "{config}: {about_links:?}");
    }
}

#[test]
fn what_templates_may_lead_to_is_no_orphan() {
    let orphans = |files: &[(&str, &str)]| -> Vec<String> {
        let session = open(files);
        let orphans = session.diagnostics().into_iter().filter(|found| found.rule == "links/orphan-page");
        orphans.map(|found| found.at.path.to_string()).collect()
    };
    let eleventy = (".eleventy.js", "module.exports = () => ({ dir: { input: 'content' } });");
    let pages = [("content/leave/sick.md", "# Sick\n"), ("content/pay.md", "# Pay\n"), ("content/README.md", "# Here\n")];
    let home = ("content/index.md", "[a]({% page \"/leave/sick/#call\" %}) [b]({{ base }}/pay)\n");
    assert_eq!(orphans(&[&[eleventy, home], &pages[..2]].concat()), [] as [&str; 0]);
    let bare = ("content/index.md", "# Home\n");
    assert_eq!(orphans(&[&[eleventy, bare], &pages[..]].concat()).len(), 3);
    let menu = ("content/_data/navigation.yml", "- url: pay\n");
    assert_eq!(orphans(&[&[eleventy, bare, menu], &pages[..]].concat()), [] as [&str; 0]);

    let vitepress = (".vitepress/config.js", "export default { locales: { root: { lang: 'en' }, zh: { lang: 'zh' } } }");
    let pages = [("index.md", "# Home\n"), ("README.md", "# Repository\n"), ("zh/index.md", "# 首页\n"), ("blog/a.md", "# A\n")];
    assert_eq!(orphans(&[&[vitepress], &pages[..]].concat()), ["blog/a.md"]);
    let loader = ("_data/blog.data.ts", "export default createContentLoader('blog/*.md')\n");
    assert_eq!(orphans(&[&[vitepress, loader], &pages[..]].concat()), [] as [&str; 0]);

    let middleman = [("config.rb", "set :source, 'source'\n"), ("Gemfile", "gem 'middleman'\n")];
    let pages = [("source/index.html.md", "# Home\n"), ("source/a.html.md", "# A\n")];
    assert_eq!(orphans(&[&middleman[..], &pages].concat()), ["source/a.html.md"]);
    let helper = ("helpers/manual.rb", "sitemap.resources.select { |page| page.data.section }\n");
    assert_eq!(orphans(&[&middleman[..], &pages, &[helper]].concat()), [] as [&str; 0]);
}
