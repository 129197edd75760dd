//! What only a real disk has: writing, symbolic links, odd names, pipes.

#![allow(clippy::disallowed_methods)] // tests make their own files
#![cfg(unix)]

use handbook_lint::{
    generator::Files,
    path::SitePath,
    workspace::{Error, WalkOptions, Workspace},
};
use std::{
    ffi::OsStr,
    fs,
    os::unix::{
        ffi::OsStrExt,
        fs::{MetadataExt, PermissionsExt, symlink},
    },
    process::Command,
};
use tempfile::TempDir;

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
fn links_are_second_names_of_files_and_never_followed_into_folders() {
    let folder = tempfile::tempdir().unwrap();
    let outside = tempfile::NamedTempFile::new().unwrap();
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("docs")).unwrap();
    fs::write(at("docs/a.md"), "a").unwrap();
    symlink("docs/a.md", at("b.md")).unwrap();
    symlink("..", at("docs/loop")).unwrap();
    symlink("self.md", at("self.md")).unwrap();
    symlink("nowhere.md", at("dangling.md")).unwrap();
    symlink(outside.path(), at("outside.md")).unwrap();

    let workspace = open(&folder);
    assert_eq!(listed(&workspace), ["b.md", "docs/a.md"]);
    assert_eq!(workspace.link_target(&path("b.md")), Some(&path("docs/a.md")));
    assert_eq!(workspace.link_target(&path("docs/a.md")), None);
    assert_eq!(workspace.linked_folders(), [path("docs/loop")]);
    assert_eq!(workspace.read("b.md").as_deref(), Some("a"));
    let notices: Vec<_> = workspace.notices().iter().map(ToString::to_string).collect();
    let expected = [
        "dangling.md: not read: it is a symbolic link that leads nowhere",
        "docs/loop: not read: it is a symbolic link to a folder",
        "outside.md: not read: it is a symbolic link that leads out of the handbook",
        "self.md: not read: it is a symbolic link that leads nowhere",
    ];
    assert_eq!(notices, expected);
    assert_eq!(workspace.locate(&at("b.md")).unwrap(), path("b.md"));
    assert_eq!(workspace.locate(&at("docs/loop/docs/a.md")).unwrap(), path("docs/a.md"));
}

#[test]
fn names_that_are_no_text_are_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let odd = OsStr::from_bytes(b"caf\xe9");
    if fs::create_dir(folder.path().join(odd)).is_err() {
        return; // This file system has no such names.
    }
    fs::write(folder.path().join(odd).join("inside.md"), "").unwrap();
    fs::write(folder.path().join(OsStr::from_bytes(b"\xff.md")), "").unwrap();
    fs::write(folder.path().join("back\\slash.md"), "").unwrap();
    let workspace = open(&folder);
    assert_eq!(listed(&workspace), ["back\\slash.md"]);
    let notices: Vec<_> = workspace.notices().iter().map(|notice| notice.path.as_str()).collect();
    assert_eq!(notices, ["caf\u{fffd}", "\u{fffd}.md"]);
    let error = workspace.locate(&folder.path().join(odd)).unwrap_err();
    assert!(matches!(error, Error::NotText(_)), "{error}");
}

#[test]
fn what_may_not_be_read_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let closed = folder.path().join("closed");
    fs::create_dir(&closed).unwrap();
    fs::write(closed.join("a.md"), "").unwrap();
    fs::write(folder.path().join("b.md"), "").unwrap();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o000)).unwrap();
    let workspace = open(&folder);
    let is_administrator = fs::read_dir(&closed).is_ok();
    fs::set_permissions(&closed, fs::Permissions::from_mode(0o755)).unwrap();
    if is_administrator {
        assert_eq!(listed(&workspace), ["b.md", "closed/a.md"]);
    } else {
        assert_eq!(listed(&workspace), ["b.md"]);
        assert_eq!(workspace.notices()[0].to_string(), "closed: not read: there is no permission to do so");
    }
}

#[test]
fn a_pipe_is_neither_listed_nor_waited_for() {
    let folder = tempfile::tempdir().unwrap();
    let made = Command::new("mkfifo").arg(folder.path().join("pipe.md")).status();
    if !made.is_ok_and(|status| status.success()) {
        return; // There is no such tool here.
    }
    let workspace = open(&folder);
    assert!(listed(&workspace).is_empty());
    assert!(workspace.bytes(&path("pipe.md")).is_err());
}

#[test]
fn writing_keeps_mode_and_bytes() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "\u{feff}a\r\nb").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o754)).unwrap();
    let before = fs::metadata(&file).unwrap();
    let workspace = open(&folder);
    let bytes = workspace.bytes(&path("a.md")).unwrap();
    workspace.write(&path("a.md"), &bytes, "\u{feff}A\r\nb\n\0").unwrap();
    assert_eq!(fs::read(&file).unwrap(), "\u{feff}A\r\nb\n\0".as_bytes());
    let after = fs::metadata(&file).unwrap();
    assert_eq!(after.mode() & 0o7777, 0o754);
    assert_eq!((after.uid(), after.gid()), (before.uid(), before.gid()));
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1, "no temporary file is left");
}

#[test]
fn writing_through_a_link_changes_its_target() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("docs")).unwrap();
    fs::write(folder.path().join("docs/a.md"), "a").unwrap();
    symlink("docs/a.md", folder.path().join("b.md")).unwrap();
    open(&folder).write(&path("b.md"), b"a", "new").unwrap();
    assert_eq!(fs::read_to_string(folder.path().join("docs/a.md")).unwrap(), "new");
    assert!(folder.path().join("b.md").is_symlink());
}

#[test]
fn a_file_that_others_changed_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "a").unwrap();
    let workspace = open(&folder);
    let before = workspace.bytes(&path("a.md")).unwrap();
    fs::write(&file, "theirs").unwrap();
    let error = workspace.write(&path("a.md"), &before, "ours").unwrap_err();
    assert!(matches!(error, Error::Changed(_)), "{error}");
    assert_eq!(fs::read_to_string(&file).unwrap(), "theirs");

    fs::remove_file(&file).unwrap();
    let error = workspace.write(&path("a.md"), &before, "ours").unwrap_err();
    assert_eq!(error.to_string(), "cannot write `a.md`: it does not exist");
    assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 0);
}

#[test]
fn a_file_marked_as_read_only_is_left_alone() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("a.md");
    fs::write(&file, "a").unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o444)).unwrap();
    let error = open(&folder).write(&path("a.md"), b"a", "b").unwrap_err().to_string();
    assert_eq!(error, "cannot write `a.md`: it is marked as read-only");
    assert_eq!(fs::read_to_string(&file).unwrap(), "a");
}
