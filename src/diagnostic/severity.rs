//! How bad a problem is.

use std::{fmt, str::FromStr};

/// How bad a problem is. Ordered: info is less than warning is less than error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// Worth knowing; never fails a run unless asked to.
    Info,
    /// Should be mended.
    Warning,
    /// A reader meets a dead end, a page is lost, or the file is misread.
    Error,
}

impl Severity {
    /// All, from the mildest.
    pub const ALL: [Self; 3] = [Self::Info, Self::Warning, Self::Error];

    /// `info`, `warning` or `error`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Info => "info",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Severity {
    type Err = String;

    fn from_str(word: &str) -> Result<Self, Self::Err> {
        Self::ALL
            .into_iter()
            .find(|s| s.as_str() == word)
            .ok_or_else(|| format!("`{word}` is no severity: write `error`, `warning` or `info`"))
    }
}
