//! Finding the handbook that a path belongs to.

use super::{Error, locate, project};
use crate::config::FILE_NAMES;
use std::path::{Path, PathBuf};

/// Where a handbook lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its folder, absolute and free of symbolic links.
    pub root: PathBuf,
    /// Its configuration, if it has one.
    pub config: Option<PathBuf>,
    /// The repository, when the site was found in a folder of it by searching: what lies beside it is left alone.
    pub part_of: Option<PathBuf>,
}

/// The handbook that `start`, a file or folder, belongs to: the nearest folder upwards with one of [`FILE_NAMES`], up to the root
/// of the git repository. Without such a file, that root, if a site generator is set up there; else the nearest folder upwards in
/// which one is; else the only such folder below it; else the root all the same.
///
/// The search does not leave the repository: what lies above it is somebody else's. Outside of a repository it goes all the way up,
/// and `start` itself, or its folder, stands for the root.
pub fn find_root(start: &Path) -> Result<Found, Error> {
    let start = locate::existing(start)?;
    let folder = if start.is_dir() { start.as_path() } else { start.parent().unwrap_or(&start) };
    let repository = repository(folder);
    let top = repository.unwrap_or(folder);
    let ancestors = || folder.ancestors().take_while(move |ancestor| ancestor.starts_with(top));
    let outside = || folder.ancestors().take_while(|_| repository.is_none());
    for root in ancestors().chain(outside()) {
        if let Some(config) = FILE_NAMES.iter().map(|name| root.join(name)).find(|path| path.is_file()) {
            return Ok(Found { root: root.to_owned(), config: Some(config), part_of: None });
        }
    }
    let at = |root: &Path| Ok(Found { root: root.to_owned(), config: None, part_of: None });
    if project::is_site(top) {
        return at(top);
    }
    if let Some(site) = ancestors().chain(outside()).find(|folder| project::is_site(folder)) {
        return at(site);
    }
    match project::site_below(top) {
        // What the caller names must be part of it.
        Some(site) if start == top => Ok(Found { root: site, config: None, part_of: Some(top.to_owned()) }),
        _ => at(top),
    }
}

/// The root of the git repository that a folder lies in. `.git` is a file in worktrees and submodules.
pub(super) fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}
