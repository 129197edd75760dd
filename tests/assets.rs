//! Files that are no pages: how big they are, and whether anything names them.

#![allow(clippy::disallowed_methods)] // tests make their own files

use handbook_lint::{
    config::Config,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::Session,
    workspace::{WalkOptions, Workspace},
};

fn session(workspace: Workspace, rule: &str, settings: &str) -> Session {
    let config = Config::parse(&SitePath::new("handbook.toml").unwrap(), settings);
    assert!(config.problems.is_empty(), "{:?}", config.problems);
    let selectors = Selectors { select: Some(vec![rule.to_owned()]), ..Selectors::default() };
    let rules = RuleSet::new(rules::book(), &config, &selectors).unwrap();
    Session::open(workspace, config, rules)
}

fn in_memory(files: &[(&str, &str)], rule: &str, settings: &str) -> Session {
    session(Workspace::in_memory(files.iter().map(|(path, text)| ((*path).into(), (*text).into()))), rule, settings)
}

fn found(session: &Session) -> Vec<String> {
    session.diagnostics().iter().map(|found| found.at.path.to_string()).collect()
}

#[test]
fn a_picture_is_used_however_its_name_is_written() {
    let unused = |files: &[(&str, &str)]| found(&in_memory(files, "pages/unused-asset", ""));
    for (name, text) in [
        ("my boat.png", "<img alt=\"\" src=\"x/my%20boat.png\">"),
        ("my boat.png", "![](<my boat.png>)"),
        ("Boat & Pier.png", "<img alt=\"\" src='Boat &amp; Pier.png'>"),
        ("på vei.png", "![](p%C3%A5%20vei.png)"),
        ("pa\u{30a} vei.png", "`på vei.png`"),
        ("på.png", "pa\u{30a}.png"),
        ("会議.png", "{{ site.images }}%E4%BC%9A%E8%AD%B0.png"),
        ("Boat.PNG", "<!-- ![](boat.png) -->"),
        ("boat.png", "---\ngallery: [{ picture: boat.png }]\n---\n"),
        ("boat.png", "---\nicon: boat\n---\n"),
        ("boat.png", "{{< picture boat >}}"),
        ("boat.png", "%2Fimg%2Fboat.png"),
    ] {
        let files = [("a.md", text), (name, ""), ("layout.html", ""), (".eleventy.js", "")];
        let files =
            if text.contains("{{<") { &[("hugo.toml", ""), ("content/a.md", text), ("static/boat.png", "")][..] } else { &files };
        assert!(unused(files).is_empty(), "{name}: {text}");
    }
    for (name, text) in [("boat.png", "The boat"), ("boat.png", "my-boat.png"), ("boat.png", "boat.pngs"), ("at.png", "boat.png")]
    {
        assert_eq!(unused(&[("a.md", text), (name, "")]), [name], "{text}");
    }
    for (path, text) in [("a.css", "url(boat.png)"), ("a.json", "[\"boat\"]"), ("a.svg", "<image href='boat.png'/>")] {
        assert!(unused(&[("a.md", ""), (path, text), ("b.md", path), ("boat.png", "")]).is_empty(), "{path}");
    }
}

#[test]
fn pictures_that_code_takes_from_their_folder_are_left_alone() {
    let site = |layout| {
        let files = [
            ("hugo.toml", ""),
            ("content/trip/index.md", "---\ntitle: Trip\n---\n"),
            ("content/trip/sea.jpg", ""),
            ("static/team/ann.png", ""),
            ("static/old.png", ""),
            ("layouts/single.html", layout),
        ];
        found(&in_memory(&files, "pages/unused-asset", ""))
    };
    assert_eq!(site(""), ["content/trip/sea.jpg", "static/old.png", "static/team/ann.png"]);
    assert_eq!(site("{{ range .Resources.ByType \"image\" }}"), ["static/old.png", "static/team/ann.png"]);
    assert_eq!(site("<img src=\"/team/{{ .id }}.png\">"), ["content/trip/sea.jpg", "static/old.png"]);
}

#[test]
fn what_is_asked_for_can_be_set() {
    let settings = "[rules.'pages/unused-asset']\nextensions = ['.mp4']\nroots = ['film/']\nexclude = ['film/b.mp4']\n";
    let files = [("a.md", ""), ("sea.mp4", ""), ("film/sea.mp4", ""), ("film/b.mp4", ""), ("film/sea.png", "")];
    assert_eq!(found(&in_memory(&files, "pages/unused-asset", settings)), ["film/sea.mp4"]);
}

#[cfg(unix)]
#[test]
fn a_file_with_two_names_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    std::fs::write(folder.path().join("a.md"), "![](boat.png)").unwrap();
    std::fs::write(folder.path().join("real.png"), "").unwrap();
    std::os::unix::fs::symlink("real.png", folder.path().join("boat.png")).unwrap();
    let workspace = Workspace::open(folder.path(), &WalkOptions::default()).unwrap();
    assert!(found(&session(workspace, "pages/unused-asset", "")).is_empty());
}

#[test]
fn sizes_are_those_on_the_disk() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, size: u64| {
        let file = std::fs::File::create(folder.path().join(name)).unwrap();
        file.set_len(size).unwrap();
    };
    std::fs::write(folder.path().join("a.md"), "![](exact.png) ![](more.png) [large](large.png) [film](film.mp4)").unwrap();
    write("exact.png", 500_000);
    write("more.png", 500_001);
    write("large.png", 4_000_000);
    write("film.mp4", 10_000_001);
    write("nobody.png", 4_000_000);
    let workspace = Workspace::open(folder.path(), &WalkOptions::default()).unwrap();
    let mut session = session(workspace, "pages/oversized-asset", "");
    assert_eq!(found(&session), ["film.mp4", "more.png"]);
    let messages: Vec<_> = session.diagnostics().iter().map(|found| found.message.to_string()).collect();
    assert_eq!(messages[1], "this picture is 501 kB; pages with it open slowly");

    session.edit(&SitePath::new("a.md").unwrap(), "![](nobody.png) ![](large.png)".to_owned());
    assert_eq!(found(&session), ["large.png", "nobody.png"], "what an edit shows is looked at");
}
