//! Listing a folder.

use super::{Notice, locate, root::repository};
use crate::{config::Globs, path::SitePath};
use ignore::{DirEntry, WalkBuilder, WalkState};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::{Mutex, PoisonError},
};

/// Names that are never part of a handbook: what version control and package managers keep.
pub const SKIPPED_NAMES: [&str; 4] = [".git", ".hg", ".svn", "node_modules"];

/// What to leave out.
#[derive(Clone, Debug)]
pub struct WalkOptions {
    /// Whether to leave out what git ignores. `.gitignore` files count without a repository around them, too.
    pub respect_gitignore: bool,
    /// Files and folders to leave out.
    pub exclude: Option<Globs>,
    /// More of them.
    pub extend_exclude: Option<Globs>,
    /// Threads to list with; 0 for as many as fit the machine.
    pub threads: usize,
}

impl Default for WalkOptions {
    fn default() -> Self {
        Self { respect_gitignore: true, exclude: None, extend_exclude: None, threads: 0 }
    }
}

impl WalkOptions {
    /// Whether `exclude` or `extend_exclude` leaves the path out.
    pub(super) fn excludes(&self, path: &SitePath) -> bool {
        [&self.exclude, &self.extend_exclude].into_iter().flatten().any(|globs| globs.matches(path))
    }

    fn excludes_anything(&self) -> bool {
        [&self.exclude, &self.extend_exclude].into_iter().flatten().any(|globs| !globs.is_empty())
    }
}

/// What was found.
#[derive(Default)]
pub(super) struct Walked {
    pub(super) paths: Vec<SitePath>,
    pub(super) links: BTreeMap<SitePath, SitePath>,
    pub(super) linked_folders: Vec<SitePath>,
    pub(super) notices: Vec<Notice>,
}

/// Lists the files below `root`, which is absolute and free of symbolic links.
pub(super) fn walk(root: &Path, options: &WalkOptions) -> Walked {
    let git = options.respect_gitignore;
    let mut builder = WalkBuilder::new(root);
    builder
        .hidden(false)
        // `.ignore` is for searching; it says nothing about what the site is built from.
        .ignore(false)
        .git_ignore(git)
        .git_exclude(git)
        .git_global(git)
        .require_git(false)
        // Above a folder that is in no repository, a `.gitignore` is about something else.
        .parents(git && repository(root).is_some())
        .threads(options.threads);
    let all = Mutex::new(Vec::new());
    builder.build_parallel().run(|| {
        let mut part = Part { root, options, check: options.excludes_anything(), found: Found::default(), all: &all };
        Box::new(move |entry| part.visit(entry))
    });
    let mut walked = Walked::default();
    let mut links = Vec::new();
    for part in all.into_inner().unwrap_or_else(PoisonError::into_inner) {
        walked.paths.extend(part.paths);
        walked.notices.extend(part.notices);
        links.extend(part.links);
    }
    for path in links {
        walked.link(root, path);
    }
    walked.paths.sort_unstable();
    walked.linked_folders.sort_unstable();
    walked.notices.sort_unstable();
    walked
}

impl Walked {
    /// Links are not followed, so no loop can catch us; one to a file of the handbook is a second name for it.
    fn link(&mut self, root: &Path, path: SitePath) {
        let full = root.join(path.as_str());
        let message = match std::fs::metadata(&full) {
            Ok(target) if target.is_dir() => {
                self.linked_folders.push(path.clone());
                "not read: it is a symbolic link to a folder"
            }
            Ok(_) => match locate::file(root, &path) {
                Some(target) => {
                    self.links.extend(target.map(|target| (path.clone(), target)));
                    self.paths.push(path);
                    return;
                }
                None => "not read: it is a symbolic link that leads out of the handbook",
            },
            Err(_) => "not read: it is a symbolic link that leads nowhere",
        };
        self.notices.push(Notice { path: path.as_str().to_owned(), message: message.to_owned() });
    }
}

#[derive(Default)]
struct Found {
    paths: Vec<SitePath>,
    links: Vec<SitePath>,
    notices: Vec<Notice>,
}

/// What one thread finds; handed in when the thread is done.
struct Part<'a> {
    root: &'a Path,
    options: &'a WalkOptions,
    /// Whether any path has to be compared with the excluded ones.
    check: bool,
    found: Found,
    all: &'a Mutex<Vec<Found>>,
}

impl Drop for Part<'_> {
    fn drop(&mut self) {
        self.all.lock().unwrap_or_else(PoisonError::into_inner).push(std::mem::take(&mut self.found));
    }
}

impl Part<'_> {
    fn visit(&mut self, entry: Result<DirEntry, ignore::Error>) -> WalkState {
        let entry = match entry {
            Ok(entry) => entry,
            Err(error) => {
                self.complain(&error);
                return WalkState::Continue;
            }
        };
        if entry.depth() == 0 {
            return WalkState::Continue;
        }
        if entry.file_name().to_str().is_some_and(|name| SKIPPED_NAMES.contains(&name)) {
            return WalkState::Skip;
        }
        let Some(kind) = entry.file_type() else { return WalkState::Continue };
        if kind.is_dir() && !self.check && entry.file_name().to_str().is_some() {
            return WalkState::Continue;
        }
        let Some(path) = locate::below(self.root, entry.path()) else {
            let shown = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
            let message = "not read: its name is not UTF-8, so no link can lead to it".to_owned();
            self.found.notices.push(Notice { path: shown.to_string_lossy().replace('\\', "/"), message });
            return WalkState::Skip;
        };
        if self.check && self.options.excludes(&path) {
            return WalkState::Skip;
        }
        if kind.is_file() {
            self.found.paths.push(path);
        } else if kind.is_symlink() {
            self.found.links.push(path);
        }
        WalkState::Continue
    }

    /// Notes a folder that could not be read. A file that vanished meanwhile, or a faulty line in a `.gitignore`, is not ours to
    /// report.
    fn complain(&mut self, error: &ignore::Error) {
        let Some(reason) = error.io_error().filter(|reason| reason.kind() != io::ErrorKind::NotFound) else { return };
        let path = path_of(error).unwrap_or_default();
        let shown = path.strip_prefix(self.root).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        self.found.notices.push(Notice::unreadable(shown, reason));
    }
}

fn path_of(error: &ignore::Error) -> Option<PathBuf> {
    match error {
        ignore::Error::WithPath { path, .. } => Some(path.clone()),
        ignore::Error::WithDepth { err, .. } | ignore::Error::WithLineNumber { err, .. } => path_of(err),
        _ => None,
    }
}
