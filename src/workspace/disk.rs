//! Reading files as they are.

use super::Error;
use std::{
    fs::{self, File},
    io::{self, Read},
    path::{Path, PathBuf},
};

/// The most bytes a file may have to be read. Spans are 32-bit, and no page comes near.
pub const MAX_BYTES: u64 = 1 << 30;

/// The content of what is known to be a file.
pub(super) fn read(path: &Path) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > MAX_BYTES {
        return Err(too_large());
    }
    let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0) + 1);
    // It may grow while it is read.
    file.take(MAX_BYTES + 1).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > MAX_BYTES { Err(too_large()) } else { Ok(bytes) }
}

/// The content of what may be a folder, a pipe or a device: those are errors.
pub(super) fn read_unknown(path: &Path) -> io::Result<Vec<u8>> {
    if !fs::metadata(path)?.is_file() {
        return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is not a file"));
    }
    read(path)
}

/// How many bytes a file has; `None` where it cannot be looked at.
pub(super) fn size(path: &Path) -> Option<u64> {
    fs::metadata(path).ok().map(|found| found.len())
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "it is larger than 1 GiB")
}

/// The text of a file anywhere on the disk: a configuration or a list that the command line names.
pub fn read_text(path: &Path) -> Result<String, Error> {
    let bytes = read_unknown(path).map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => Error::Missing(path.to_owned()),
        _ => Error::Read { path: path.to_owned(), source },
    })?;
    String::from_utf8(bytes).map_err(|_| Error::Read {
        path: path.to_owned(),
        source: io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text"),
    })
}

/// All of standard input.
pub fn read_stdin() -> Result<String, Error> {
    let path = || PathBuf::from("standard input");
    let mut bytes = Vec::new();
    io::stdin().lock().take(MAX_BYTES).read_to_end(&mut bytes).map_err(|source| Error::Read { path: path(), source })?;
    String::from_utf8(bytes)
        .map_err(|_| Error::Read { path: path(), source: io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8 text") })
}

/// A new file for a report; one that exists is emptied.
pub fn create(path: &Path) -> io::Result<File> {
    File::create(path)
}
