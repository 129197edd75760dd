//! The handbook's files: the only module that touches the disk, with an overlay of unsaved text.

#![allow(clippy::disallowed_methods)] // this is the module that touches the disk

mod disk;
mod error;
mod git_ignore;
mod locate;
mod project;
mod root;
mod walk;
mod write;

pub use disk::{MAX_BYTES, create, read_stdin, read_text};
pub use error::{Error, Notice};
pub use root::{Found, find_root};
pub use walk::{SKIPPED_NAMES, WalkOptions};

use crate::{generator::Files, path::SitePath};
use git_ignore::GitIgnore;
use root::repository;
use rustc_hash::{FxHashMap, FxHashSet};
use std::{
    collections::BTreeMap,
    io,
    path::{Path, PathBuf},
    sync::Arc,
};

/// The files of a handbook. What an editor has not saved yet covers what is on the disk.
#[derive(Debug)]
pub struct Workspace {
    base: Base,
    options: WalkOptions,
    /// Sorted, without repeats.
    paths: Vec<SitePath>,
    overlay: FxHashMap<SitePath, Arc<str>>,
    /// Listed because a user named them, whatever is excluded.
    included: FxHashSet<SitePath>,
    links: Arc<BTreeMap<SitePath, SitePath>>,
    linked_folders: Vec<SitePath>,
    notices: Vec<Notice>,
    git_ignore: GitIgnore,
}

/// What lies below the overlay.
#[derive(Debug)]
enum Base {
    /// A folder; the path is absolute and free of symbolic links.
    Disk(PathBuf),
    /// Texts of a test or of a rule's examples.
    Memory(BTreeMap<SitePath, Vec<u8>>),
}

impl Workspace {
    /// Lists the files below `root`. What cannot be read or named becomes a notice; only a root that is no folder is an error.
    pub fn open(root: &Path, options: &WalkOptions) -> Result<Self, Error> {
        let root = locate::folder(root)?;
        let walked = walk::walk(&root, options);
        let mut workspace = Self::on(Base::Disk(root), options.clone());
        workspace.paths = walked.paths;
        workspace.links = Arc::new(walked.links);
        workspace.linked_folders = walked.linked_folders;
        workspace.notices = walked.notices;
        Ok(workspace)
    }

    /// Files that exist in memory only. Paths that climb out of the root are left out; of two with one name the last counts.
    pub fn in_memory(files: impl IntoIterator<Item = (String, String)>) -> Self {
        Self::in_memory_bytes(files.into_iter().map(|(path, text)| (path, text.into_bytes())))
    }

    /// As [`in_memory`](Self::in_memory), for contents that need not be text.
    pub fn in_memory_bytes(files: impl IntoIterator<Item = (String, Vec<u8>)>) -> Self {
        let files: BTreeMap<_, _> =
            files.into_iter().filter_map(|(path, bytes)| SitePath::new(&path).map(|path| (path, bytes))).collect();
        let paths = files.keys().cloned().collect();
        Self { paths, ..Self::on(Base::Memory(files), WalkOptions::default()) }
    }

    fn on(base: Base, options: WalkOptions) -> Self {
        Self {
            base,
            options,
            paths: Vec::new(),
            overlay: FxHashMap::default(),
            included: FxHashSet::default(),
            links: Arc::default(),
            linked_folders: Vec::new(),
            notices: Vec::new(),
            git_ignore: GitIgnore::default(),
        }
    }

    /// The folder on the disk, absolute and free of symbolic links; `None` for files in memory.
    pub fn root(&self) -> Option<&Path> {
        match &self.base {
            Base::Disk(root) => Some(root),
            Base::Memory(_) => None,
        }
    }

    /// What could not be listed, in the order of the paths.
    pub fn notices(&self) -> &[Notice] {
        &self.notices
    }

    /// The file that a listed symbolic link leads to; `None` for a plain file. Both names are listed, so that links to either
    /// are good.
    pub fn link_target(&self, path: &SitePath) -> Option<&SitePath> {
        self.links.get(path)
    }

    /// All such links, with the files that they lead to.
    pub fn link_targets(&self) -> &Arc<BTreeMap<SitePath, SitePath>> {
        &self.links
    }

    /// Symbolic links to folders, sorted. Nothing below them is listed.
    pub fn linked_folders(&self) -> &[SitePath] {
        &self.linked_folders
    }

    /// The content of a file: the unsaved text if there is one. Files that are not listed can be read too.
    pub fn bytes(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match self.overlay.get(path) {
            Some(text) => Ok(text.as_bytes().to_vec()),
            None => self.saved(path),
        }
    }

    /// How many bytes a file has: the unsaved text if there is one. `None` for what is not listed or cannot be looked at.
    pub fn size(&self, path: &SitePath) -> Option<u64> {
        if let Some(text) = self.overlay.get(path) {
            return Some(text.len() as u64);
        }
        match &self.base {
            Base::Disk(root) if self.exists(path.as_str()) => disk::size(&root.join(path.as_str())),
            Base::Disk(_) => None,
            Base::Memory(files) => files.get(path).map(|bytes| bytes.len() as u64),
        }
    }

    /// The content of a file without the overlay.
    fn saved(&self, path: &SitePath) -> io::Result<Vec<u8>> {
        match &self.base {
            // What is listed is known to be a file; anything else might be a pipe that never ends.
            Base::Disk(root) if self.exists(path.as_str()) => disk::read(&root.join(path.as_str())),
            Base::Disk(root) => disk::read_unknown(&root.join(path.as_str())),
            Base::Memory(files) => files.get(path).cloned().ok_or_else(|| io::ErrorKind::NotFound.into()),
        }
    }

    /// Covers a file with unsaved text, or adds a file that exists nowhere else.
    pub fn edit(&mut self, path: &SitePath, text: impl Into<Arc<str>>) {
        self.list(path);
        self.overlay.insert(path.clone(), text.into());
    }

    /// Takes what is saved as the truth again: drops unsaved text, and lists the file if it is there and is not ignored.
    /// To be called, too, when a file was created or removed by others.
    pub fn forget(&mut self, path: &SitePath) {
        self.overlay.remove(path);
        Arc::make_mut(&mut self.links).remove(path);
        let there = match &self.base {
            Base::Memory(files) => files.contains_key(path),
            Base::Disk(root) => match locate::file(root, path) {
                Some(target) => {
                    Arc::make_mut(&mut self.links).extend(target.map(|target| (path.clone(), target)));
                    self.included.contains(path) || !(self.is_excluded(path) || self.is_walked_past(path))
                }
                None => false,
            },
        };
        match self.paths.binary_search(path) {
            Ok(at) if !there => {
                self.paths.remove(at);
            }
            Err(_) if there => self.list(path),
            _ => {}
        }
    }

    /// Lists a file that a user named, even if it is ignored or excluded.
    pub fn include(&mut self, path: &SitePath) {
        self.included.insert(path.clone());
        self.list(path);
    }

    fn list(&mut self, path: &SitePath) {
        if let Err(at) = self.paths.binary_search(path) {
            self.paths.insert(at, path.clone());
        }
    }

    /// Replaces a file on the disk as a whole or not at all; its mode stays, and a symbolic link's target is written.
    /// Refuses when the file no longer holds `before`: somebody else changed it since. The overlay stays as it is.
    pub fn write(&self, path: &SitePath, before: &[u8], text: &str) -> Result<(), Error> {
        match &self.base {
            Base::Disk(root) => write::replace(&root.join(path.as_str()), path, before, text.as_bytes()),
            Base::Memory(_) => Err(Error::Write { path: path.clone(), source: io::ErrorKind::Unsupported.into() }),
        }
    }

    /// Makes a file that does not exist yet, and its folder, where that is missing.
    pub fn create(&self, path: &SitePath, text: &str) -> Result<(), Error> {
        match &self.base {
            Base::Disk(root) => write::create(&root.join(path.as_str()), path, text.as_bytes()),
            Base::Memory(_) => Err(Error::Write { path: path.clone(), source: io::ErrorKind::Unsupported.into() }),
        }
    }

    /// Whether the settings keep the path out: `exclude`, `extend-exclude` or one of [`SKIPPED_NAMES`].
    pub fn is_excluded(&self, path: &SitePath) -> bool {
        path.as_str().split('/').any(|part| SKIPPED_NAMES.contains(&part)) || self.options.excludes(path)
    }

    /// Whether git would ignore a path, which need not exist: a file built later, for instance. A folder may be given with or
    /// without its final `/`. Reads the `.gitignore` files it needs once.
    pub fn is_git_ignored(&self, path: &str) -> bool {
        let is_folder = path.ends_with('/');
        let Some(path) = SitePath::new(path) else { return false };
        let ignored = |is_folder| self.git_ignore.is_ignored(&self.base, path.as_str(), is_folder);
        // What a link names without `/` may be a folder where it exists; the answer must not depend on that.
        ignored(true) || (!is_folder && ignored(false))
    }

    fn is_walked_past(&self, path: &SitePath) -> bool {
        self.options.respect_gitignore && self.git_ignore.is_ignored(&self.base, path.as_str(), false)
    }

    /// The path inside the handbook of a file or folder named on the command line, seen from the working directory.
    pub fn locate(&self, argument: &Path) -> Result<SitePath, Error> {
        locate::argument(&self.base, argument, true)
    }

    /// As [`locate`](Self::locate), for a file that need not exist yet.
    pub fn locate_unsaved(&self, argument: &Path) -> Result<SitePath, Error> {
        locate::argument(&self.base, argument, false)
    }
}

impl Files for Workspace {
    fn paths(&self) -> &[SitePath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        let path = SitePath::new(path)?;
        match self.overlay.get(&path) {
            Some(text) => Some(text.clone()),
            None => String::from_utf8(self.saved(&path).ok()?).ok().map(Arc::from),
        }
    }

    fn read_from_top(&self, path: &str) -> Option<Arc<str>> {
        let Base::Disk(root) = &self.base else { return self.read(path) };
        match repository(root) {
            Some(top) if top != root => String::from_utf8(disk::read_unknown(&top.join(path)).ok()?).ok().map(Arc::from),
            _ => self.read(path),
        }
    }

    fn folder_in_repository(&self) -> SitePath {
        let Base::Disk(root) = &self.base else { return SitePath::root() };
        let below = repository(root).and_then(|top| root.strip_prefix(top).ok()).and_then(Path::to_str);
        below.and_then(|below| SitePath::new(&below.replace('\\', "/"))).unwrap_or_default()
    }
}
