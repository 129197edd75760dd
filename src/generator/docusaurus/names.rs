//! Names of documents: the numbers before them, ids, slugs. From numberPrefix.ts, slug.ts and docs.ts of
//! @docusaurus/plugin-content-docs 3.10.

use super::setup::Numbers;
use crate::generator::url;
use std::borrow::Cow;

/// A name without the number before it, and the number: `01-intro` is `intro`. Dates and versions (`2021-01`, `7.0`) are no
/// numbers before a name.
pub(super) fn without_number(name: &str) -> (&str, Option<f64>) {
    let digits = name.len() - name.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let rest = &name[digits..];
    let separator = |c: char| matches!(c, '-' | '_' | '.');
    if digits == 0 || rest.starts_with(separator) && rest[1..].starts_with(|c: char| c.is_ascii_digit()) {
        return (name, None);
    }
    let after_blanks = rest.trim_start();
    let suffix = after_blanks.trim_start_matches(separator);
    if suffix.len() == after_blanks.len() {
        return (name, None);
    }
    let suffix = suffix.trim_start();
    if suffix.is_empty() || suffix.starts_with(separator) || suffix.contains('\n') {
        return (name, None);
    }
    (suffix, name[..digits].parse().ok())
}

/// The id, the slug's folder and the number of a document.
#[derive(Debug, PartialEq)]
pub(super) struct Names<'a> {
    /// The file's own part of its id.
    pub base: Cow<'a, str>,
    /// The folders, as they stand in ids and slugs; empty at the top.
    pub folders: String,
    /// The number before the file's name.
    pub number: Option<f64>,
    /// Whether the file is its folder's own page.
    pub index: bool,
}

impl<'a> Names<'a> {
    /// Reads the path of a document below its folder. `written_id` is the `id` of its front matter.
    pub(super) fn of(below: &'a str, written_id: Option<&'a str>, numbers: Numbers) -> Self {
        let (folders, file) = below.rsplit_once('/').unwrap_or(("", below));
        let name = file.rsplit_once('.').map_or(file, |(name, _)| name);
        let last = folders.rsplit('/').next().unwrap_or_default();
        let lower = name.to_lowercase();
        let index = lower == "index" || lower == "readme" || !last.is_empty() && lower == last.to_lowercase();
        let dropped = numbers == Numbers::Dropped;
        let (plain, number) = if dropped { without_number(name) } else { (name, None) };
        let folders = if dropped {
            folders.split('/').map(|folder| without_number(folder).0).collect::<Vec<_>>().join("/")
        } else {
            folders.to_owned()
        };
        Self { base: written_id.map_or(Cow::Borrowed(plain), Cow::Borrowed), folders, number, index }
    }

    /// The document's id: `guides/intro`.
    pub(super) fn id(&self) -> String {
        if self.folders.is_empty() { self.base.clone().into_owned() } else { format!("{}/{}", self.folders, self.base) }
    }

    /// The address below the plugin's own, with a slash in front.
    pub(super) fn slug(&self, written: Option<&str>) -> String {
        if let Some(slug) = written.filter(|slug| slug.starts_with('/')) {
            return slug.to_owned();
        }
        let folder = if self.folders.is_empty() { "/".to_owned() } else { format!("/{}/", self.folders) };
        if written.is_none() && self.index {
            return folder;
        }
        url::join_at_top(&folder, written.unwrap_or(&self.base))
    }
}

/// The address of a blog post below the blog's own (`parseBlogFileName` of @docusaurus/plugin-content-blog 3.10): the last date
/// in its path becomes folders.
pub(super) fn post_slug(below: &str) -> String {
    let name = below.rsplit_once('.').map_or(below, |(name, _)| name);
    let Some((start, end)) = last_date(name) else {
        return format!("/{}", name.strip_suffix("/index").unwrap_or(name));
    };
    let rest = &name[end..];
    let text = rest.strip_prefix(['-', '/']).unwrap_or(rest);
    let text = text.strip_suffix("/index").unwrap_or(text);
    format!("/{}/{}{text}", name[start..end].replace('-', "/"), &name[..start])
}

/// The last `2021-08-26` or `2021/8/26` in a path, in bytes.
fn last_date(name: &str) -> Option<(usize, usize)> {
    let bytes = name.as_bytes();
    let digits = |at: usize, most: usize| bytes[at..].iter().take(most).take_while(|byte| byte.is_ascii_digit()).count();
    let separator = |at: usize| matches!(bytes.get(at), Some(b'-' | b'/'));
    (0..bytes.len()).rev().find_map(|start| {
        let month = start + 5;
        if digits(start, 4) < 4 || !separator(start + 4) || month >= bytes.len() {
            return None;
        }
        let month_end = month + digits(month, 2);
        if month_end == month || !separator(month_end) || month_end + 1 >= bytes.len() {
            return None;
        }
        let end = month_end + 1 + digits(month_end + 1, 2);
        (end > month_end + 1).then_some((start, end))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_taken_off() {
        for (name, expected) in [
            ("01-intro", ("intro", Some(1.0))),
            ("2. Welcome", ("Welcome", Some(2.0))),
            ("003__x", ("x", Some(3.0))),
            ("4 - y", ("y", Some(4.0))),
            ("2021-11-foo", ("2021-11-foo", None)),
            ("7.0-foo", ("7.0-foo", None)),
            ("8foo", ("8foo", None)),
            ("9-", ("9-", None)),
            ("intro", ("intro", None)),
            ("10", ("10", None)),
        ] {
            assert_eq!(without_number(name), expected, "{name}");
        }
    }

    #[test]
    fn documents_get_ids_and_slugs() {
        for (below, id, slug, expected) in [
            ("01-intro.md", None, None, ("intro", "/intro")),
            ("02-guides/README.md", None, None, ("guides/README", "/guides/")),
            ("guides/guides.mdx", None, None, ("guides/guides", "/guides/")),
            ("guides/index.md", None, Some("start"), ("guides/index", "/guides/start")),
            ("guides/a.md", Some("b"), None, ("guides/b", "/guides/b")),
            ("guides/a.md", None, Some("/x/"), ("guides/a", "/x/")),
            ("guides/a.md", None, Some("../x"), ("guides/a", "/x")),
            ("index.md", None, None, ("index", "/")),
        ] {
            let names = Names::of(below, id, Numbers::Dropped);
            assert_eq!((names.id().as_str(), names.slug(slug).as_str()), expected, "{below}");
        }
        assert_eq!(Names::of("01-a/02-b.md", None, Numbers::Kept).id(), "01-a/02-b");
    }

    #[test]
    fn posts_get_slugs() {
        for (below, expected) in [
            ("2021-08-26-welcome.md", "/2021/08/26/welcome"),
            ("2021-08-26-welcome/index.md", "/2021/08/26/welcome"),
            ("2021/08/26/welcome.mdx", "/2021/08/26/welcome"),
            ("news/2021-8-6-a.md", "/2021/8/6/news/a"),
            ("plain.md", "/plain"),
            ("plain/index.md", "/plain"),
            ("2021-08-26.md", "/2021/08/26/"),
            ("2021-08-26/index.md", "/2021/08/26/index"),
        ] {
            assert_eq!(post_slug(below), expected, "{below}");
        }
    }
}
