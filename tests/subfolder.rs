//! Sites that are a folder of their repository.

#![allow(clippy::disallowed_methods)] // tests make their own files

mod program;

use program::handbook;
use std::{fs, path::Path};

fn repository() -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let write = |path: &str, text: &str| {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    };
    fs::create_dir(folder.path().join(".git")).expect("a folder");
    write("README.md", "[gone](gone.md)\n");
    write("website/eleventy.config.js", "export default function () { return { dir: { input: 'docs' } }; }\n");
    write("website/docs/a.md", "[gone](/gone/)\n");
    folder
}

#[test]
fn the_only_site_of_a_repository_is_found_and_told() {
    let folder = repository();
    let run = handbook(folder.path(), &["lint", "--format", "concise"]);
    assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
    assert!(run.stdout.contains("website/docs/a.md:1:8: error[links/broken-page]"), "{}", run.stdout);
    assert!(!run.stdout.contains("README.md"), "{}", run.stdout);
    assert!(run.stderr.contains("the site was found in `website`"), "{}", run.stderr);
    let inside = handbook(&folder.path().join("website"), &["lint", "--format", "concise"]);
    assert!(inside.stdout.contains("\ndocs/a.md:1:8:") && inside.stderr.is_empty(), "{}{}", inside.stdout, inside.stderr);
}

/// As a hook on staged files names them.
#[test]
fn files_beside_the_site_are_passed_over() {
    let folder = repository();
    for named in [["README.md", "website/docs/a.md"], ["website/docs/a.md", "README.md"]] {
        let run = handbook(folder.path(), &[&["lint", "--format", "concise"], &named[..]].concat());
        assert_eq!(run.code, 1, "{}{}", run.stdout, run.stderr);
        assert!(run.stdout.contains("website/docs/a.md:1:8: error[links/broken-page]"), "{}", run.stdout);
        assert!(run.stderr.contains("README.md` is not checked"), "{}", run.stderr);
    }
    let alone = handbook(folder.path(), &["lint", "--format", "concise", "README.md"]);
    assert!(alone.stdout.starts_with("README.md:1:8: error[links/broken-file]"), "{}", alone.stdout);
}
