//! The files of a handbook, on the disk and in memory.

#![allow(clippy::disallowed_methods)] // tests make their own files

use handbook_lint::{
    config::Globs,
    generator::Files,
    path::SitePath,
    workspace::{Error, WalkOptions, Workspace, find_root, read_text},
};
use std::{fs, path::Path};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (path, text) in files {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    folder
}

fn open(folder: &TempDir) -> Workspace {
    Workspace::open(folder.path(), &WalkOptions::default()).unwrap()
}

fn listed(workspace: &Workspace) -> Vec<&str> {
    workspace.paths().iter().map(SitePath::as_str).collect()
}

fn path(text: &str) -> SitePath {
    SitePath::new(text).unwrap()
}

#[test]
fn hidden_files_are_listed_and_what_tools_keep_is_not() {
    let folder = folder(&[
        (".eleventy.js", ""),
        (".github/CONTRIBUTING.md", ""),
        (".vitepress/config.ts", ""),
        ("a.md", ""),
        ("a/b.md", ""),
        (".git/config", ""),
        ("a/node_modules/x/README.md", ""),
        (".hg/a.md", ""),
        (".svn/a.md", ""),
        (".ignore", "a.md"),
    ]);
    let workspace = open(&folder);
    let expected = [".eleventy.js", ".github/CONTRIBUTING.md", ".ignore", ".vitepress/config.ts", "a.md", "a/b.md"];
    assert_eq!(listed(&workspace), expected);
    assert!(workspace.notices().is_empty());
}

#[test]
fn git_ignored_files_are_left_out_unless_wanted() {
    let folder = folder(&[
        (".gitignore", "_site/\n*.log\n!keep.log\n[broken\n"),
        ("_site/a.md", ""),
        ("a.log", ""),
        ("keep.log", ""),
        ("docs/.gitignore", "/draft.md\n"),
        ("docs/draft.md", ""),
        ("docs/sub/draft.md", ""),
    ]);
    assert_eq!(listed(&open(&folder)), [".gitignore", "docs/.gitignore", "docs/sub/draft.md", "keep.log"]);
    let all = WalkOptions { respect_gitignore: false, ..WalkOptions::default() };
    assert_eq!(Workspace::open(folder.path(), &all).unwrap().paths().len(), 7);
}

#[test]
fn git_ignored_paths_are_known_without_being_there() {
    let files = [
        (".gitignore", "# built\nbuild/\n/top.md\n*.pdf\n!docs/kept.pdf\nempty/*\n!empty/.keep\n"),
        ("docs/.gitignore", "gen-*\n!gen-me.md\n"),
        ("docs/a.md", ""),
    ];
    let folder = folder(&files);
    let in_memory = Workspace::in_memory(files.map(|(path, text)| (path.to_owned(), text.to_owned())));
    for workspace in [open(&folder), in_memory] {
        for ignored in ["build", "build/", "build/x/y.md", "docs/build/z.html", "top.md", "x.pdf", "docs/gen-1.md", "empty/x"] {
            assert!(workspace.is_git_ignored(ignored), "{ignored}");
        }
        for kept in ["docs/top.md", "docs/kept.pdf", "docs/gen-me.md", "gen-1.md", "docs/a.md", "empty/.keep", "", "../x.pdf"] {
            assert!(!workspace.is_git_ignored(kept), "{kept}");
        }
    }
}

#[test]
fn ignore_files_above_count_within_a_repository_only() {
    let files = [(".gitignore", "secret.md\n/handbook/out/\n"), ("handbook/secret.md", ""), ("handbook/out/a.md", "")];
    let plain = folder(&files);
    let root = plain.path().join("handbook");
    let workspace = Workspace::open(&root, &WalkOptions::default()).unwrap();
    assert_eq!(listed(&workspace), ["out/a.md", "secret.md"]);
    assert!(!workspace.is_git_ignored("secret.md"));

    fs::create_dir(plain.path().join(".git")).unwrap();
    let workspace = Workspace::open(&root, &WalkOptions::default()).unwrap();
    assert!(listed(&workspace).is_empty());
    assert!(workspace.is_git_ignored("secret.md") && workspace.is_git_ignored("out/new.md"));
}

#[test]
fn excluded_files_are_left_out_with_all_below_them() {
    let folder = folder(&[("vendor/x/a.md", ""), ("docs/a.md", ""), ("docs/b.txt", "")]);
    let exclude = |globs: &[&str]| Some(Globs::new(globs.iter().copied()).unwrap());
    let options =
        WalkOptions { exclude: exclude(&["vendor"]), extend_exclude: exclude(&["docs/*.txt"]), ..WalkOptions::default() };
    let mut workspace = Workspace::open(folder.path(), &options).unwrap();
    assert_eq!(listed(&workspace), ["docs/a.md"]);
    assert!(workspace.is_excluded(&path("vendor/y.md")) && workspace.is_excluded(&path("x/node_modules/a.md")));
    workspace.include(&path("vendor/x/a.md"));
    workspace.forget(&path("vendor/x/a.md"));
    workspace.forget(&path("docs/b.txt"));
    assert_eq!(listed(&workspace), ["docs/a.md", "vendor/x/a.md"]);
}

#[test]
fn folders_are_found_by_their_whole_name() {
    let names = ["a.md", "a/b.md", "a/c/d.md", "a0.md", "a-b/c.md", "ab/c.md", "é/x.md"];
    let workspace = Workspace::in_memory(names.map(|name| (name.to_owned(), String::new())));
    let below = |folder| workspace.below(folder).map(SitePath::as_str).collect::<Vec<_>>();
    assert_eq!(below("a"), ["a/b.md", "a/c/d.md"]);
    assert_eq!(below("é"), ["é/x.md"]);
    assert_eq!(below("").len(), 7);
    assert!(below("b").is_empty() && below("a.md").is_empty() && below("zz").is_empty());
    assert!(workspace.exists("a/b.md") && !workspace.exists("a") && !workspace.exists("a/B.md"));
}

#[test]
fn unsaved_text_covers_the_disk_until_it_is_forgotten() {
    let folder = folder(&[("a.md", "saved"), (".gitignore", "ignored.md")]);
    let mut workspace = open(&folder);
    workspace.edit(&path("a.md"), "unsaved");
    workspace.edit(&path("new.md"), "new");
    assert_eq!(workspace.read("a.md").as_deref(), Some("unsaved"));
    assert_eq!(workspace.bytes(&path("new.md")).unwrap(), b"new");
    assert_eq!(listed(&workspace), [".gitignore", "a.md", "new.md"]);

    workspace.forget(&path("a.md"));
    workspace.forget(&path("new.md"));
    assert_eq!(workspace.read("a.md").as_deref(), Some("saved"));
    assert_eq!(workspace.read("new.md"), None);
    assert_eq!(listed(&workspace), [".gitignore", "a.md"]);

    // Others create and remove files, too.
    fs::write(folder.path().join("later.md"), "").unwrap();
    fs::write(folder.path().join("ignored.md"), "").unwrap();
    fs::remove_file(folder.path().join("a.md")).unwrap();
    for name in ["later.md", "ignored.md", "a.md"] {
        workspace.forget(&path(name));
    }
    assert_eq!(listed(&workspace), [".gitignore", "later.md"]);
}

#[test]
fn only_text_inside_the_root_is_read() {
    let folder = folder(&[("site/a.md", "a"), ("secret.md", "secret")]);
    fs::write(folder.path().join("site/latin1.md"), b"caf\xe9").unwrap();
    let workspace = Workspace::open(&folder.path().join("site"), &WalkOptions::default()).unwrap();
    assert_eq!(workspace.read("x/../a.md").as_deref(), Some("a"));
    assert_eq!(workspace.read("../secret.md"), None);
    assert_eq!(workspace.read("latin1.md"), None);
    assert_eq!(workspace.bytes(&path("latin1.md")).unwrap(), b"caf\xe9");
    assert!(workspace.bytes(&SitePath::root()).is_err(), "a folder is no file");
}

#[test]
fn the_root_is_where_the_configuration_is() {
    let folder = folder(&[("repo/docs/.config/handbook.toml", ""), ("repo/docs/x/a.md", ""), ("repo/other/a.md", "")]);
    fs::write(folder.path().join("handbook.toml"), "").unwrap();
    fs::create_dir(folder.path().join("repo/.git")).unwrap();
    let top = folder.path().canonicalize().unwrap();
    let docs = find_root(&folder.path().join("repo/docs/x/a.md")).unwrap();
    assert_eq!((docs.root, docs.config), (top.join("repo/docs"), Some(top.join("repo/docs/.config/handbook.toml"))));
    let other = find_root(&folder.path().join("repo/other")).unwrap();
    assert_eq!((other.root, other.config), (top.join("repo"), None), "what lies above a repository is not its own");
    assert!(matches!(find_root(&folder.path().join("missing")), Err(Error::Missing(_))));
}

#[test]
fn without_configuration_the_root_is_where_the_generator_is() {
    let folder = folder(&[
        ("one/website/eleventy.config.js", ""),
        ("one/website/docs/a.md", ""),
        ("one/tests/site/eleventy.config.js", ""),
        ("one/README.md", ""),
        ("two/a/eleventy.config.js", ""),
        ("two/b/c/eleventy.config.js", ""),
        ("two/b/c/d.md", ""),
        ("three/eleventy.config.js", ""),
        ("three/part/eleventy.config.js", ""),
    ]);
    let top = folder.path().canonicalize().unwrap();
    for repository in ["one", "two", "three"] {
        fs::create_dir(top.join(repository).join(".git")).unwrap();
    }
    let root = |start: &str| {
        let found = find_root(&top.join(start)).unwrap();
        (found.root.strip_prefix(&top).unwrap().to_str().unwrap().to_owned(), found.part_of.is_some())
    };
    assert_eq!(root("one"), ("one/website".to_owned(), true), "the only one, and it is said");
    assert_eq!(root("one/website/docs/a.md"), ("one/website".to_owned(), false));
    assert_eq!(root("one/README.md"), ("one".to_owned(), false), "what is named is checked");
    assert_eq!(root("one/tests"), ("one".to_owned(), false));
    assert_eq!(root("two"), ("two".to_owned(), false), "nobody knows which is meant");
    assert_eq!(root("two/b/c/d.md"), ("two/b/c".to_owned(), false));
    assert_eq!(root("three/part"), ("three".to_owned(), false), "the whole repository is the site");
}

#[test]
fn without_configuration_and_repository_the_root_is_the_folder_named() {
    let folder = folder(&[("docs/a.md", "")]);
    let docs = folder.path().canonicalize().unwrap().join("docs");
    assert_eq!(find_root(&folder.path().join("docs/a.md")).unwrap().root, docs);
    assert_eq!(find_root(&folder.path().join("docs")).unwrap().root, docs);
}

#[test]
fn arguments_become_paths_or_clear_errors() {
    let folder = folder(&[("site/a.md", ""), ("site/docs/b.md", ""), ("outside.md", "")]);
    let site = folder.path().join("site");
    let workspace = Workspace::open(&site, &WalkOptions::default()).unwrap();
    let locate = |written: &str| workspace.locate(&site.join(written)).map(|path| path.as_str().to_owned());
    assert_eq!(locate("docs/../a.md").unwrap(), "a.md");
    assert_eq!(locate("docs/").unwrap(), "docs");
    assert_eq!(locate("").unwrap(), "");
    assert_eq!(workspace.locate_unsaved(&site.join("docs/new/c.md")).unwrap().as_str(), "docs/new/c.md");
    assert!(matches!(workspace.locate_unsaved(&folder.path().join("new.md")), Err(Error::Outside { .. })));
    assert!(matches!(workspace.locate(Path::new("")), Err(Error::Missing(_))));
    assert!(matches!(locate("../outside.md"), Err(Error::Outside { .. })));
    let missing = locate("docs/c.md").unwrap_err().to_string();
    assert!(missing.ends_with("c.md` does not exist"), "{missing}");
    assert!(matches!(Workspace::open(&site.join("a.md"), &WalkOptions::default()), Err(Error::NotAFolder(_))));
    assert!(matches!(Workspace::open(&site.join("b"), &WalkOptions::default()), Err(Error::Missing(_))));
}

#[test]
fn a_named_text_is_read_or_explained() {
    let folder = folder(&[("a.toml", "x = 1")]);
    assert_eq!(read_text(&folder.path().join("a.toml")).unwrap(), "x = 1");
    fs::write(folder.path().join("b.toml"), [0xff]).unwrap();
    let error = read_text(&folder.path().join("b.toml")).unwrap_err().to_string();
    assert!(error.ends_with("it is not UTF-8 text"), "{error}");
    assert!(matches!(read_text(&folder.path().join("c.toml")), Err(Error::Missing(_))));
    assert!(read_text(folder.path()).unwrap_err().to_string().ends_with("it is not a file"));
}
