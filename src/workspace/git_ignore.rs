//! Whether git would ignore a path that the walk did not list.

use super::{Base, disk, root::repository};
use ignore::{
    Match,
    gitignore::{Gitignore, GitignoreBuilder},
};
use rustc_hash::FxHashMap;
use std::{
    path::Path,
    sync::{Arc, Mutex, OnceLock, PoisonError},
};

/// The ignore files, each read when it is first needed.
#[derive(Debug, Default)]
pub(super) struct GitIgnore {
    /// By folder, as in a `SitePath`; `None` where there is no file.
    folders: Mutex<FxHashMap<String, Option<Arc<Gitignore>>>>,
    /// What is known of folders: broken links into one ask about it again and again.
    known: Mutex<FxHashMap<String, bool>>,
    /// Those that come after the root's own, nearest first.
    outer: OnceLock<Vec<Outer>>,
}

/// Patterns from above the root.
#[derive(Debug)]
struct Outer {
    /// From where the patterns hold to the root, with a final `/`; empty when they hold from the root or anywhere.
    prefix: String,
    patterns: Gitignore,
}

/// Longer paths are not looked up, in bytes. Linux knows none longer (`PATH_MAX`).
const LONGEST_PATH: usize = 4096;

impl GitIgnore {
    /// Whether `path` (normalised) or a folder above it is ignored; git does not look into an ignored folder again.
    pub(super) fn is_ignored(&self, base: &Base, path: &str, is_folder: bool) -> bool {
        // No system has such a path, and every part of it would be asked about.
        if path.len() > LONGEST_PATH {
            return false;
        }
        path.rfind('/').is_some_and(|at| self.is_below_ignored(base, &path[..at])) || self.is_named(base, path, is_folder)
    }

    /// Whether a folder or one above it is ignored.
    fn is_below_ignored(&self, base: &Base, folder: &str) -> bool {
        let known = || self.known.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(&ignored) = known().get(folder) {
            return ignored;
        }
        let mut parts = folder.match_indices('/').map(|(at, _)| &folder[..at]).chain([folder]);
        let ignored = parts.any(|folder| self.is_named(base, folder, true));
        known().insert(folder.to_owned(), ignored);
        ignored
    }

    /// Whether patterns name this very path; the nearest that says anything counts.
    fn is_named(&self, base: &Base, path: &str, is_folder: bool) -> bool {
        if path.is_empty() {
            return false;
        }
        let mut folder = path;
        while !folder.is_empty() {
            folder = folder.rfind('/').map_or("", |at| &folder[..at]);
            let rest = path[folder.len()..].trim_start_matches('/');
            match self.patterns(base, folder).map_or(Match::None, |patterns| patterns.matched(rest, is_folder).map(|_| ())) {
                Match::None => {}
                decided => return decided.is_ignore(),
            }
        }
        for outer in self.outer.get_or_init(|| outer(base)) {
            match outer.patterns.matched(format!("{}{path}", outer.prefix), is_folder) {
                Match::None => {}
                decided => return decided.is_ignore(),
            }
        }
        false
    }

    fn patterns(&self, base: &Base, folder: &str) -> Option<Arc<Gitignore>> {
        let mut folders = self.folders.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(known) = folders.get(folder) {
            return known.clone();
        }
        let path = if folder.is_empty() { ".gitignore".to_owned() } else { format!("{folder}/.gitignore") };
        let bytes = match base {
            Base::Disk(root) => disk::read_unknown(&root.join(path)).ok(),
            Base::Memory(files) => files.get(path.as_str()).cloned(),
        };
        let patterns = bytes.map(|bytes| Arc::new(parse(&bytes)));
        folders.insert(folder.to_owned(), patterns.clone());
        patterns
    }
}

/// Patterns that hold from the empty path. What is no pattern matches nothing, as in git.
fn parse(bytes: &[u8]) -> Gitignore {
    let mut builder = GitignoreBuilder::new("");
    for line in String::from_utf8_lossy(bytes).trim_start_matches('\u{feff}').lines() {
        let _ = builder.add_line(None, line);
    }
    builder.build().unwrap_or_else(|_| Gitignore::empty())
}

/// The files above the root up to its repository's, then what this clone and this user ignore.
fn outer(base: &Base) -> Vec<Outer> {
    let Base::Disk(root) = base else { return Vec::new() };
    let prefix = |folder: &Path| {
        let rest = root.strip_prefix(folder).unwrap_or(Path::new("")).to_string_lossy().replace('\\', "/");
        if rest.is_empty() { rest } else { format!("{rest}/") }
    };
    let file = |folder: &Path, name: &str| {
        let bytes = disk::read_unknown(&folder.join(name)).ok()?;
        Some(Outer { prefix: prefix(folder), patterns: parse(&bytes) })
    };
    let mut found = Vec::new();
    if let Some(repository) = repository(root) {
        let above = root.ancestors().skip(1).take_while(|folder| folder.starts_with(repository));
        found.extend(above.filter_map(|folder| file(folder, ".gitignore")));
        found.extend(file(repository, ".git/info/exclude"));
    }
    found.push(Outer { prefix: String::new(), patterns: Gitignore::global().0 });
    found
}
