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

#[test]
fn a_folder_that_only_sets_a_site_up_holds_none() {
    let folder = repository();
    fs::remove_dir_all(folder.path().join("website/docs")).expect("gone");
    let run = handbook(folder.path(), &["lint", "--format", "concise"]);
    assert!(run.stdout.contains("README.md:1:8:"), "{}{}", run.stdout, run.stderr);
    assert!(!run.stderr.contains("the site was found"), "{}", run.stderr);
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

fn repository_of(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    for (path, text) in [(".git/HEAD", "")].iter().chain(files) {
        let path = folder.path().join(path);
        fs::create_dir_all(path.parent().unwrap_or(Path::new(""))).expect("a folder");
        fs::write(path, text).expect("a file");
    }
    folder
}

/// `config.toml` is told from those of other programs by the folders beside it.
#[test]
fn a_site_with_a_common_name_is_found_by_its_folders() {
    let config = ("site/config.toml", "title = 'x'\nbaseURL = 'https://example.com'\n");
    let folder = repository_of(&[config, ("site/content/a.md", "[gone](/gone/)\n"), ("README.md", "[gone](gone.md)\n")]);
    let run = handbook(folder.path(), &["lint", "--format", "concise"]);
    assert!(run.stdout.contains("site/content/a.md:1:8: error[links/broken-page]"), "{}{}", run.stdout, run.stderr);
    assert!(!run.stdout.contains("README.md"), "{}", run.stdout);
}

/// As Jest keeps `docs` and `website` side by side.
#[test]
fn a_site_whose_pages_are_beside_its_folder_is_the_repository() {
    let config = "export default { baseUrl: '/', presets: [['classic', { docs: { path: '../docs' }, blog: false }]] };\n";
    let page = "---\nid: a\n---\n\n[b](b.md) [gone](gone.md)\n";
    let folder = repository_of(&[("website/docusaurus.config.mjs", config), ("docs/a.md", page), ("docs/b.md", "[a](a.md)\n")]);
    let run = handbook(folder.path(), &["lint", "--format", "concise"]);
    assert!(run.stdout.starts_with("docs/a.md:5:18: error[links/broken-"), "{}{}", run.stdout, run.stderr);
}

/// Unpacked from an archive, a site has no `.git` that tells where it ends.
#[test]
fn a_site_outside_of_a_repository_is_found_from_its_pages() {
    let folder = repository();
    fs::remove_dir(folder.path().join(".git")).expect("gone");
    let site = folder.path().join("website");
    fs::write(site.join("docs/b.md"), "[a](/a/)\n").expect("a file");
    fs::create_dir(site.join("docs/c")).expect("a folder");
    fs::write(site.join("docs/c/d.md"), "[b](/b/)\n").expect("a file");
    let run = handbook(&site, &["lint", "docs/c", "--format", "concise", "--select", "links/broken-page"]);
    assert!(run.stdout.starts_with("1 page, 1 link checked: all is well") && run.code == 0, "{}{}", run.stdout, run.stderr);
}
