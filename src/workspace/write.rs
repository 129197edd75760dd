//! Writing a file so that it is never half written.

use super::{Error, disk};
use crate::path::SitePath;
use std::{
    fs::{self, Metadata, Permissions},
    io::{self, Write},
    path::Path,
};
use tempfile::NamedTempFile;

/// Puts `after` in the place of `before`.
pub(super) fn replace(file: &Path, path: &SitePath, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let fail = |source| Error::Write { path: path.clone(), source };
    // The link stays a link: it is its target that is replaced.
    let real = fs::canonicalize(file).map_err(fail)?;
    let metadata = fs::metadata(&real).map_err(fail)?;
    if metadata.permissions().readonly() {
        return Err(fail(io::Error::new(io::ErrorKind::ReadOnlyFilesystem, "it is marked as read-only")));
    }
    let temporary = prepare(&real, after, &metadata).map_err(fail)?;
    // As late as can be: from here to the rename nothing is done that takes time.
    if disk::read_unknown(&real).map_err(fail)? != before {
        return Err(Error::Changed(path.clone()));
    }
    temporary.persist(&real).map_err(|error| fail(error.error))?;
    sync_folder(&real);
    Ok(())
}

/// Makes a new file and the folder for it; a file that exists is left alone, and that is an error.
pub(super) fn create(file: &Path, path: &SitePath, content: &[u8]) -> Result<(), Error> {
    let fail = |source| Error::Write { path: path.clone(), source };
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder).map_err(fail)?;
    }
    let mut new = fs::File::create_new(file).map_err(fail)?;
    new.write_all(content).and_then(|()| new.sync_all()).map_err(fail)?;
    sync_folder(file);
    Ok(())
}

/// A file beside `real` with its mode and owner, safely on the disk. It goes away unless it is renamed.
fn prepare(real: &Path, content: &[u8], metadata: &Metadata) -> io::Result<NamedTempFile> {
    let folder = real.parent().unwrap_or(Path::new("."));
    let mut temporary = tempfile::Builder::new().prefix(".handbook-").suffix(".tmp").tempfile_in(folder)?;
    temporary.write_all(content)?;
    keep_owner(temporary.as_file(), metadata);
    keep_mode(temporary.as_file(), metadata.permissions())?;
    temporary.as_file().sync_all()?;
    Ok(temporary)
}

fn keep_mode(file: &fs::File, permissions: Permissions) -> io::Result<()> {
    file.set_permissions(permissions)
}

/// Only an administrator can give files away, and for others there is nothing to do: a failure changes nothing.
#[cfg(unix)]
fn keep_owner(file: &fs::File, metadata: &Metadata) {
    use std::os::unix::fs::{MetadataExt, fchown};
    let same = file.metadata().is_ok_and(|own| own.uid() == metadata.uid() && own.gid() == metadata.gid());
    if !same {
        let _ = fchown(file, Some(metadata.uid()), Some(metadata.gid()));
    }
}

#[cfg(not(unix))]
fn keep_owner(_: &fs::File, _: &Metadata) {}

/// Makes the rename itself survive a power cut. The content is safe already, so a system that cannot do it is no failure.
fn sync_folder(file: &Path) {
    if cfg!(unix)
        && let Some(folder) = file.parent().and_then(|folder| fs::File::open(folder).ok())
    {
        let _ = folder.sync_all();
    }
}
