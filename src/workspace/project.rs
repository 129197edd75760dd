//! Finding the folder of a repository that a site generator is run in.

use super::disk;
use crate::{
    generator::{self, Files, Known, Origin},
    path::SitePath,
};
use std::{
    collections::BTreeSet,
    fs,
    path::{Path, PathBuf},
    sync::Arc,
};

/// How far below the top a site is looked for, in folders.
const DEPTH: usize = 2;
/// How many folders are looked into: what lies deeper in a large repository is no handbook's.
const FOLDERS: usize = 500;

/// How many files and folders are looked at for a page. Bounds the depth, too.
const ENTRIES: usize = 2000;
/// What names of Markdown files have in them: `a.md`, `a.mdx`, `a.html.md.erb`, `a.markdown`.
const MARKDOWN: [&str; 2] = [".md", ".markdown"];

/// Folders whose sites are there for another purpose than to be read.
const ASIDE: [&str; 20] = [
    "__tests__",
    "archetypes",
    "benches",
    "bower_components",
    "build",
    "dist",
    "e2e",
    "example",
    "examples",
    "fixtures",
    "node_modules",
    "starters",
    "target",
    "templates",
    "test",
    "testdata",
    "tests",
    "themes",
    "third_party",
    "vendor",
];

/// Whether a site generator is set up in this very folder.
pub(super) fn is_site(folder: &Path) -> bool {
    let Some(files) = Listed::of(folder) else { return false };
    generator::detect(&files).is_some()
}

/// The one folder below `root` in which a site generator is set up; `None` when there is none, or more than one, when the site
/// takes pages from beside its folder and its generator is known to be found from the root as well, or when its folder holds no
/// page: what is set up there takes all of them from elsewhere.
pub(super) fn site_below(root: &Path) -> Option<PathBuf> {
    let mut sites = Vec::new();
    let mut left = FOLDERS;
    search(root, DEPTH, &mut left, &mut sites);
    let only = if sites.len() == 1 { sites.pop() } else { None };
    only.filter(|site| !reaches_out(root, site) && holds_pages(site, &mut { ENTRIES }))
}

/// Whether there is Markdown in a folder, or so much else that it is not looked through to the end.
fn holds_pages(folder: &Path, left: &mut usize) -> bool {
    let Ok(entries) = fs::read_dir(folder) else { return false };
    let mut folders = Vec::new();
    for entry in entries.flatten() {
        if *left == 0 {
            return true;
        }
        *left -= 1;
        let name = entry.file_name();
        let name = name.to_string_lossy();
        match entry.file_type() {
            Ok(kind) if kind.is_dir() && name != "node_modules" && name != ".git" => folders.push(entry.path()),
            Ok(kind) if !kind.is_dir() && MARKDOWN.iter().any(|extension| name.contains(extension)) => return true,
            _ => {}
        }
    }
    folders.iter().any(|folder| holds_pages(folder, left))
}

/// Whether the configuration of the site in `folder` speaks of files outside of it, and tells its generator from `root` too.
fn reaches_out(root: &Path, folder: &Path) -> bool {
    let Some(files) = Listed::of(folder) else { return false };
    let Some(Known { origin: Origin::File(config), .. }) = generator::detect(&files) else { return false };
    let out = files.read(&config).is_some_and(|text| ["'../", "\"../", " ../"].iter().any(|written| text.contains(written)));
    let below =
        folder.strip_prefix(root).ok().and_then(Path::to_str).and_then(|below| SitePath::new(&format!("{below}/{config}")));
    let seen = |path: SitePath| {
        Listed::of(root).is_some_and(|files| generator::detect(&Listed { paths: vec![path], ..files }).is_some())
    };
    out && below.is_some_and(seen)
}

fn search(folder: &Path, depth: usize, left: &mut usize, sites: &mut Vec<PathBuf>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    let mut folders: Vec<PathBuf> =
        entries.flatten().filter(|entry| entry.file_type().is_ok_and(|kind| kind.is_dir())).map(|entry| entry.path()).collect();
    folders.sort();
    for folder in folders {
        let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or(".");
        if name.starts_with('.') || ASIDE.contains(&name) || *left == 0 {
            continue;
        }
        *left -= 1;
        if is_site(&folder) {
            sites.push(folder);
        } else if depth > 1 {
            search(&folder, depth - 1, left, sites);
        }
    }
}

/// The files of a folder, as far as they are asked for by name: nothing is listed but the folder itself.
struct Listed<'a> {
    folder: &'a Path,
    names: BTreeSet<String>,
    /// The files that a look at the whole repository would find besides.
    paths: Vec<SitePath>,
}

impl<'a> Listed<'a> {
    fn of(folder: &'a Path) -> Option<Self> {
        let entries = fs::read_dir(folder).ok()?;
        let names = entries.flatten().filter_map(|entry| entry.file_name().into_string().ok()).collect();
        Some(Self { folder, names, paths: Vec::new() })
    }
}

impl Files for Listed<'_> {
    fn paths(&self) -> &[SitePath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        let bytes = self.exists(path).then(|| disk::read_unknown(&self.folder.join(path)).ok()).flatten()?;
        String::from_utf8(bytes).ok().map(Arc::from)
    }

    fn exists(&self, path: &str) -> bool {
        let first = path.split('/').next().unwrap_or_default();
        self.names.contains(first) && self.folder.join(path).is_file()
    }

    fn has_folder(&self, folder: &str) -> bool {
        let first = folder.split('/').next().unwrap_or_default();
        self.names.contains(first) && self.folder.join(folder).is_dir()
    }
}
