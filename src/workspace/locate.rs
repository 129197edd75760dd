//! From paths on the disk to paths in the handbook.

use super::{Base, Error};
use crate::path::SitePath;
use std::{
    ffi::OsStr,
    fs, io,
    path::{MAIN_SEPARATOR, Path, PathBuf},
};

/// A path that exists, absolute and free of symbolic links.
pub(super) fn existing(path: &Path) -> Result<PathBuf, Error> {
    // The empty path is what a script passes when its variable is empty; it must not mean the working directory.
    fs::canonicalize(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Error::Missing(path.to_owned()),
        _ => Error::Read { path: path.to_owned(), source },
    })
}

/// A folder that exists, absolute and free of symbolic links.
pub(super) fn folder(path: &Path) -> Result<PathBuf, Error> {
    let folder = existing(path)?;
    if folder.is_dir() { Ok(folder) } else { Err(Error::NotAFolder(path.to_owned())) }
}

/// The path from `root`; `None` when it is not below it or not UTF-8. Neither is changed first.
pub(super) fn below(root: &Path, path: &Path) -> Option<SitePath> {
    let rest = path.strip_prefix(root).ok()?.to_str()?;
    if MAIN_SEPARATOR == '/' { SitePath::new(rest) } else { SitePath::new(&rest.replace(MAIN_SEPARATOR, "/")) }
}

/// Whether a file of this name is there, as a walk from `root` would meet it. Inside: the file it leads to, if it is a symbolic
/// link to one in the handbook.
pub(super) fn file(root: &Path, path: &SitePath) -> Option<Option<SitePath>> {
    let full = root.join(path.as_str());
    let real = fs::canonicalize(&full).ok().filter(|real| real.is_file())?;
    if real == full {
        return Some(None);
    }
    let parent = full.parent()?;
    let reached = fs::canonicalize(parent).is_ok_and(|real| real == parent);
    if reached && full.is_symlink() { below(root, &real).map(Some) } else { None }
}

/// The path in the handbook of something named on the command line.
pub(super) fn argument(base: &Base, argument: &Path, must_exist: bool) -> Result<SitePath, Error> {
    let Base::Disk(root) = base else { return in_memory(base, argument, must_exist) };
    if argument.as_os_str().is_empty() || (must_exist && !argument.exists()) {
        return Err(Error::Missing(argument.to_owned()));
    }
    let (mut folder, mut rest) = (argument.to_owned(), PathBuf::new());
    // A symbolic link to a file keeps its own name: that is the one listed. Folders are followed, since links to them are not.
    while !folder.is_dir() {
        let Some(name) = folder.file_name().map(OsStr::to_owned) else { break };
        rest = if rest.as_os_str().is_empty() { name.into() } else { Path::new(&name).join(rest) };
        folder.pop();
        if folder.as_os_str().is_empty() {
            folder.push(".");
        }
    }
    let full = existing(&folder)?.join(rest);
    match below(root, &full) {
        Some(path) => Ok(path),
        None if full.starts_with(root) => Err(Error::NotText(argument.to_owned())),
        None => Err(Error::Outside { path: argument.to_owned(), root: root.clone() }),
    }
}

fn in_memory(base: &Base, argument: &Path, must_exist: bool) -> Result<SitePath, Error> {
    let Base::Memory(files) = base else { return Err(Error::Missing(argument.to_owned())) };
    let path = argument.to_str().and_then(SitePath::new).ok_or_else(|| Error::Missing(argument.to_owned()))?;
    let there = files.keys().any(|file| file.below(path.as_str()).is_some());
    if there || !must_exist { Ok(path) } else { Err(Error::Missing(argument.to_owned())) }
}
