//! What Jekyll takes a file for: by its place, not by its text.

use super::settings::{Collection, Settings};

/// What a source file is.
#[derive(Clone, Copy, Debug)]
pub(super) enum Kind<'a> {
    /// A page.
    Page,
    /// A post.
    Post {
        /// Its name without date and extension.
        slug: &'a str,
    },
    /// A draft of a post.
    Draft,
    /// A document of a collection, with its path below the collection's folder.
    Document(&'a Collection, &'a str),
    /// Nothing that becomes a page.
    Nothing,
}

impl<'a> Kind<'a> {
    /// What the file at `path` (below the source folder) is.
    pub(super) fn of(settings: &'a Settings, path: &'a str) -> Self {
        let holding = settings.collections.iter().find(|collection| path.starts_with(collection.folder.as_str()));
        if let Some(collection) = holding.filter(|collection| collection.label != "posts") {
            let below = &path[collection.folder.len()..];
            let filtered = path.strip_prefix(settings.collections_dir.as_str()).unwrap_or(path).trim_start_matches('/');
            return match settings.filter.keeps_in_collection(filtered, below) {
                true => Self::Document(collection, below),
                false => Self::Nothing,
            };
        }
        for (folder, is_draft) in [("_posts", false), ("_drafts", true)] {
            let Some(at) = folder_in(path, folder) else { continue };
            let above = path[..at].trim_end_matches('/');
            let inside = above == settings.collections_dir || above.starts_with(&format!("{}/", settings.collections_dir));
            if !settings.collections_dir.is_empty() && !inside || !above.is_empty() && !settings.filter.reaches(above, true) {
                return Self::Nothing;
            }
            let below = &path[at + folder.len() + 1..];
            let name = below.rsplit('/').next().unwrap_or_default();
            if !settings.filter.keeps_in_collection(path, below) {
                return Self::Nothing;
            }
            return match dated(name) {
                _ if is_draft => Self::Draft,
                Some((_, slug)) => Self::Post { slug },
                None => Self::Nothing,
            };
        }
        if settings.filter.reaches(path, false) { Self::Page } else { Self::Nothing }
    }
}

/// Where a folder's name begins in a path, if the path goes through it.
fn folder_in(path: &str, folder: &str) -> Option<usize> {
    let is_whole =
        |at: usize| (at == 0 || path.as_bytes().get(at - 1) == Some(&b'/')) && path[at + folder.len()..].starts_with('/');
    path.match_indices(folder).map(|(at, _)| at).find(|&at| is_whole(at))
}

/// The date and the rest of a name like `2024-01-31-title.md`.
pub(super) fn dated(name: &str) -> Option<(&str, &str)> {
    let stem = &name[..name.rfind('.').filter(|&dot| dot > 0)?];
    let digits = |text: &str, most: usize| text.len() <= most && !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let mut parts = stem.splitn(4, '-');
    let (year, month, day, slug) = (parts.next()?, parts.next()?, parts.next()?, parts.next()?);
    let valid = digits(year, 4) && year.len() >= 2 && digits(month, 2) && digits(day, 2);
    let date = year.len() + month.len() + day.len() + 2;
    valid.then_some((&stem[..date], slug))
}
