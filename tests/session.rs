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
    session.edit(&new, "---\ntitle: Leave\n---\n".to_owned());
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
    let told: Vec<_> = config.problems.iter().map(|problem| (problem.at.span.of(text), problem.message.as_str())).collect();
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
        ("content/team.md", "# Team\n"),
    ]);
    assert_eq!(messages(&session), ["content/index.md: links/broken-page"], "only the page is known to be missing");
    let skipped = session.link_counts(|_| true).skipped;
    assert_eq!((skipped.get("template-anchor"), skipped.get("configuration")), (Some(&1), Some(&1)));
}
