//! Finding the handbook that a path belongs to.

use super::{Error, locate};
use crate::config::FILE_NAMES;
use std::path::{Path, PathBuf};

/// Where a handbook lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// Its folder, absolute and free of symbolic links.
    pub root: PathBuf,
    /// Its configuration, if it has one.
    pub config: Option<PathBuf>,
}

/// The handbook that `start`, a file or folder, belongs to: the nearest folder upwards with one of [`FILE_NAMES`], up to the root
/// of the git repository; else that root; else `start` itself, or its folder.
///
/// The search does not leave the repository: what lies above it is somebody else's.
pub fn find_root(start: &Path) -> Result<Found, Error> {
    let start = locate::existing(start)?;
    let folder = if start.is_dir() { start.as_path() } else { start.parent().unwrap_or(&start) };
    let repository = repository(folder);
    for root in folder.ancestors() {
        if let Some(config) = FILE_NAMES.iter().map(|name| root.join(name)).find(|path| path.is_file()) {
            return Ok(Found { root: root.to_owned(), config: Some(config) });
        }
        if Some(root) == repository {
            break;
        }
    }
    Ok(Found { root: repository.unwrap_or(folder).to_owned(), config: None })
}

/// The root of the git repository that a folder lies in. `.git` is a file in worktrees and submodules.
pub(super) fn repository(folder: &Path) -> Option<&Path> {
    folder.ancestors().find(|folder| folder.join(".git").exists())
}
