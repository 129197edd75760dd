//! Paths inside the handbook's repository.

use std::{cmp::Ordering, fmt, sync::Arc};

/// A normalised path relative to the repository's root: `/` between its parts, no `.`, `..`, empty part or leading slash.
/// The root itself is the empty path. Cheap to clone.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct SitePath(Arc<str>);

impl SitePath {
    /// The path that `written` means from the root; `None` when it climbs out of it.
    pub fn new(written: &str) -> Option<Self> {
        normalise("", written).map(|path| Self(path.into()))
    }

    /// The repository's root.
    pub fn root() -> Self {
        Self("".into())
    }

    /// The path that `written` means from this folder; `None` when it climbs out of the root.
    pub fn join(&self, written: &str) -> Option<Self> {
        normalise(&self.0, written).map(|path| Self(path.into()))
    }

    /// As written in reports: `content/handbook/index.md`.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The folder that holds it; the root for a top-level name and for the root itself.
    pub fn parent(&self) -> Self {
        Self(self.parent_str().into())
    }

    /// The folder that holds it, as text.
    pub fn parent_str(&self) -> &str {
        self.0.rfind('/').map_or("", |slash| &self.0[..slash])
    }

    /// The last part, with its extension.
    pub fn file_name(&self) -> &str {
        self.0.rfind('/').map_or(&self.0, |slash| &self.0[slash + 1..])
    }

    /// The last part without its last extension (`index` of `index.md`, `.env` of `.env`).
    pub fn stem(&self) -> &str {
        let name = self.file_name();
        name.rfind('.').filter(|&dot| dot > 0).map_or(name, |dot| &name[..dot])
    }

    /// What follows the last dot of the last part; empty without one.
    pub fn extension(&self) -> &str {
        let name = self.file_name();
        name.rfind('.').filter(|&dot| dot > 0).map_or("", |dot| &name[dot + 1..])
    }

    /// The part of the path below `folder` (`""` when equal); `None` when it is not below it. Every path is below the root.
    pub fn below<'a>(&'a self, folder: &str) -> Option<&'a str> {
        if folder.is_empty() {
            return Some(&self.0);
        }
        let rest = self.0.strip_prefix(folder)?;
        if rest.is_empty() { Some(rest) } else { rest.strip_prefix('/') }
    }
}

/// Joins `written` to `base` (itself normalised, or empty) and removes `.`, `..` and empty parts.
/// `None` when it climbs above the root.
fn normalise(base: &str, written: &str) -> Option<String> {
    let mut path = String::with_capacity(base.len() + written.len() + 1);
    path.push_str(base);
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                if path.is_empty() {
                    return None;
                }
                path.truncate(path.rfind('/').unwrap_or(0));
            }
            part => {
                if !path.is_empty() {
                    path.push('/');
                }
                path.push_str(part);
            }
        }
    }
    Some(path)
}

impl fmt::Display for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Debug for SitePath {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(&self.0, f)
    }
}

impl Ord for SitePath {
    fn cmp(&self, other: &Self) -> Ordering {
        // Most paths that are compared are clones of one: those of the problems of a page.
        if Arc::ptr_eq(&self.0, &other.0) { Ordering::Equal } else { self.0.cmp(&other.0) }
    }
}

impl PartialOrd for SitePath {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Default for SitePath {
    fn default() -> Self {
        Self::root()
    }
}

impl std::borrow::Borrow<str> for SitePath {
    fn borrow(&self) -> &str {
        &self.0
    }
}

#[cfg(test)]
mod tests {
    use super::SitePath;

    #[test]
    fn paths_are_normalised() {
        let page = SitePath::new("./a//b/../c.md").unwrap();
        assert_eq!(page.as_str(), "a/c.md");
        assert_eq!((page.parent_str(), page.file_name(), page.stem(), page.extension()), ("a", "c.md", "c", "md"));
        assert_eq!(page.parent().join("../x/y").unwrap().as_str(), "x/y");
        assert_eq!(SitePath::new("../x"), None);
        assert_eq!(SitePath::new("content/a.md").unwrap().below("content"), Some("a.md"));
        assert_eq!(SitePath::new("contents/a.md").unwrap().below("content"), None);
        assert_eq!((SitePath::new(".env").unwrap().stem(), SitePath::new(".env").unwrap().extension()), (".env", ""));
    }
}
