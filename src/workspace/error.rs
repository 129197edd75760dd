//! What can go wrong with files, in words.

use crate::path::SitePath;
use std::{fmt, io, path::PathBuf};

/// Why a run cannot go on, or a file cannot be written.
#[derive(Debug)]
pub enum Error {
    /// There is no such file or folder.
    Missing(PathBuf),
    /// The root is a file.
    NotAFolder(PathBuf),
    /// A path that is not part of the handbook.
    Outside {
        /// As given.
        path: PathBuf,
        /// The handbook.
        root: PathBuf,
    },
    /// A name that is not text.
    NotText(PathBuf),
    /// A file or folder cannot be read.
    Read {
        /// As given.
        path: PathBuf,
        /// What the system says.
        source: io::Error,
    },
    /// The file to be written is not what was read.
    Changed(SitePath),
    /// A file cannot be written.
    Write {
        /// The file.
        path: SitePath,
        /// What the system says.
        source: io::Error,
    },
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Missing(path) => write!(f, "`{}` does not exist", path.display()),
            Self::NotAFolder(path) => write!(f, "`{}` is a file: name the folder that holds the handbook", path.display()),
            Self::Outside { path, root } => {
                write!(f, "`{}` is not part of the handbook in `{}`: run this for its own folder", path.display(), root.display())
            }
            Self::NotText(path) => write!(f, "`{}` has a name that is not UTF-8: rename it", path.display()),
            Self::Read { path, source } => write!(f, "cannot read `{}`: {}", path.display(), words(source)),
            Self::Changed(path) => write!(f, "`{path}` was changed by someone else meanwhile, so it was left alone: run again"),
            Self::Write { path, source } => write!(f, "cannot write `{path}`: {}", words(source)),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Read { source, .. } | Self::Write { source, .. } => Some(source),
            _ => None,
        }
    }
}

/// A file that is passed over, and why. The run goes on.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Notice {
    /// The file or folder, from the root; `�` stands for what is not text.
    pub path: String,
    /// Why, to follow the path and a colon.
    pub message: String,
}

impl Notice {
    /// A file or folder that cannot be read.
    pub fn unreadable(path: impl Into<String>, error: &io::Error) -> Self {
        Self { path: path.into(), message: format!("not read: {}", words(error)) }
    }
}

impl fmt::Display for Notice {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

/// The system's reason without its number.
fn words(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::PermissionDenied => "there is no permission to do so".to_owned(),
        io::ErrorKind::NotFound => "it does not exist".to_owned(),
        _ => {
            let text = error.to_string();
            text.rfind(" (os error").map_or(text.clone(), |at| text[..at].to_owned())
        }
    }
}
