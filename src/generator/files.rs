//! What generators may read.

use crate::path::SitePath;
use std::sync::Arc;

/// The repository's files, for generators that read their own configuration.
pub trait Files {
    /// Every file that is not ignored, sorted.
    fn paths(&self) -> &[SitePath];
    /// The text of a file; `None` when there is none or it is not UTF-8.
    fn read(&self, path: &str) -> Option<Arc<str>>;

    /// Whether the file exists.
    fn exists(&self, path: &str) -> bool {
        self.paths().binary_search_by(|known| known.as_str().cmp(path)).is_ok()
    }

    /// Whether there is such a folder, with a file in it.
    fn has_folder(&self, folder: &str) -> bool {
        self.below(folder).next().is_some()
    }

    /// The text of a file of the repository around the handbook, by its path from the repository's top: code hosts read their
    /// files there, while the handbook may be a folder of it. Nothing but a fixed name is to be asked for.
    fn read_from_top(&self, path: &str) -> Option<Arc<str>> {
        self.read(path)
    }

    /// The handbook's own folder, from the repository's top; the root where the handbook is all of it.
    fn folder_in_repository(&self) -> SitePath {
        SitePath::root()
    }

    /// The files below a folder (`""` for all).
    fn below<'a>(&'a self, folder: &'a str) -> Box<dyn Iterator<Item = &'a SitePath> + 'a> {
        let paths = self.paths();
        if folder.is_empty() {
            return Box::new(paths.iter());
        }
        // `folder.md` sorts between `folder` and `folder/…`, but what begins with `folder/` stands together.
        let start = paths.partition_point(|path| !is_past(path.as_str(), folder));
        Box::new(paths[start..].iter().take_while(move |path| path.below(folder).is_some()))
    }
}

/// Whether `path` sorts at or after `folder/`.
fn is_past(path: &str, folder: &str) -> bool {
    path.bytes().ge(folder.bytes().chain([b'/']))
}
