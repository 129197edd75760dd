//! Globs of other linters as globs of ours, which are those of `.gitignore` seen from the handbook's folder.

use super::foreign::{Foreign, Glob};
use super::value::At;
use crate::{config::Globs, path::SitePath};

/// How a pattern without `/` is meant.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Bare {
    /// In the folder itself (markdownlint-cli2).
    Here,
    /// At any depth (`.gitignore`, rumdl).
    Anywhere,
}

/// A folder's path as a glob that means it alone.
pub(super) fn literal(folder: &SitePath) -> String {
    Globs::literal(folder.as_str())
}

/// The pattern, written in a file of `folder` (seen from the handbook), as one of ours; the error is why there is none.
pub(super) fn translate(pattern: &str, folder: &Place, bare: Bare) -> Result<String, String> {
    let written = pattern.trim();
    if written.starts_with('~') || written.contains(':') {
        return Err("it leads to files outside of the handbook".to_owned());
    }
    // markdownlint-cli2 takes only paths below its folder; a leading slash is the folder itself in the lists of `.gitignore`.
    let rooted = written.starts_with('/');
    let mut rest = written.trim_start_matches('/');
    while let Some(inner) = rest.strip_prefix("./") {
        rest = inner.trim_start_matches('/');
    }
    if rest.starts_with("../") || rest.contains("/../") || rest == ".." {
        return Err("it leads to files outside of the handbook".to_owned());
    }
    if ["!(", "@(", "+(", "?(", "*("].iter().any(|group| rest.contains(group)) {
        return Err("patterns with parentheses are not understood here; write them with `{a,b}`".to_owned());
    }
    if rest.is_empty() || rest == "." {
        return Err("it names no files".to_owned());
    }
    let anywhere = rest.strip_prefix("**/").filter(|_| !rooted);
    let within = match folder {
        Place::Inside(folder) if folder.as_str().is_empty() => String::new(),
        Place::Inside(folder) => format!("{}/", literal(folder)),
        Place::Above(below) => {
            return match (rest.strip_prefix(below.as_str()).and_then(|rest| rest.strip_prefix('/')), anywhere) {
                (Some(rest), _) => checked(if rest.contains('/') { rest.to_owned() } else { format!("/{rest}") }),
                (None, Some(_)) => checked(rest.to_owned()),
                (None, None) if bare == Bare::Anywhere && !rest.trim_end_matches('/').contains('/') => checked(rest.to_owned()),
                _ => Err("it is about files outside of the handbook".to_owned()),
            };
        }
    };
    let is_bare = !rest.trim_end_matches('/').contains('/');
    let ours = match (is_bare, rooted, bare) {
        (true, false, Bare::Anywhere) if within.is_empty() => rest.to_owned(),
        (true, false, Bare::Anywhere) => format!("{within}**/{rest}"),
        (true, ..) if within.is_empty() => format!("/{rest}"),
        _ => format!("{within}{rest}"),
    };
    checked(ours)
}

fn checked(pattern: String) -> Result<String, String> {
    Globs::new([pattern.as_str()]).map(|_| pattern)
}

/// Where a file of settings lies.
#[derive(Clone, Debug)]
pub(super) enum Place {
    /// In this folder of the handbook.
    Inside(SitePath),
    /// At the top of the repository, in which the handbook is this folder.
    Above(SitePath),
}

/// Whether a pattern means every page there is.
pub(super) fn is_everything(pattern: &str) -> bool {
    let pattern = pattern.trim_start_matches("./");
    let name = pattern.strip_prefix("**/").unwrap_or(pattern);
    match pattern.contains('/') {
        true => name.starts_with('*') && !name.contains('/') || name == "**/*.md",
        false => matches!(pattern, "**" | "."),
    }
}

impl Foreign {
    /// Adds patterns of files not to check. What cannot be carried over is noted.
    pub(super) fn exclude(&mut self, patterns: &[&str], at: &At, key: &str, place: &Place, bare: Bare) {
        for pattern in patterns {
            match translate(pattern, place, bare) {
                Ok(pattern) => self.exclude.push(Glob { pattern, at: at.clone() }),
                Err(why) => self.note(at, format!("{key}: {pattern}"), why),
            }
        }
    }

    /// Adds patterns of the only files to check.
    pub(super) fn include(&mut self, patterns: &[&str], at: &At, key: &str, place: &Place, bare: Bare) {
        if patterns.iter().any(|pattern| is_everything(pattern)) {
            return;
        }
        for pattern in patterns {
            match translate(pattern, place, bare) {
                Ok(pattern) => self.include.push(Glob { pattern, at: at.clone() }),
                Err(why) => self.note(at, format!("{key}: {pattern}"), why),
            }
        }
    }

    /// Adds the patterns of a file in the manner of `.gitignore`.
    pub(super) fn exclude_listed(&mut self, text: &str, file: &SitePath, place: &Place) {
        for (line, pattern) in text.strip_prefix('\u{feff}').unwrap_or(text).lines().enumerate() {
            let pattern = pattern.trim();
            if pattern.is_empty() || pattern.starts_with('#') {
                continue;
            }
            let at = At { file: file.clone(), line: line + 1 };
            match pattern.strip_prefix('!') {
                Some(_) => self.note(&at, pattern, "files that are left out cannot be taken back in"),
                None => self.exclude(&[pattern], &at, file.file_name(), place, Bare::Anywhere),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn inside(pattern: &str, folder: &str, bare: Bare) -> Result<String, String> {
        translate(pattern, &Place::Inside(SitePath::new(folder).expect("a path")), bare)
    }

    #[test]
    fn patterns_keep_their_meaning() {
        for (pattern, folder, bare, ours) in [
            ("CHANGELOG.md", "", Bare::Here, "/CHANGELOG.md"),
            ("CHANGELOG.md", "", Bare::Anywhere, "CHANGELOG.md"),
            ("./docs/api/", "", Bare::Here, "docs/api/"),
            ("/vendor", "", Bare::Anywhere, "/vendor"),
            ("**/*.tmp.md", "", Bare::Here, "**/*.tmp.md"),
            ("drafts", "docs", Bare::Here, "docs/drafts"),
            ("drafts", "docs", Bare::Anywhere, "docs/**/drafts"),
            ("a.md", "[x]", Bare::Here, "[[]x[]]/a.md"),
        ] {
            assert_eq!(inside(pattern, folder, bare).as_deref(), Ok(ours), "{pattern}");
        }
        for pattern in ["../other", "~/x", "a/+(b|c).md", "", "a/{b", "C:/x"] {
            assert!(inside(pattern, "", Bare::Here).is_err(), "{pattern}");
        }
    }

    #[test]
    fn patterns_from_above_are_seen_from_the_handbook() {
        let above = Place::Above(SitePath::new("web/site").expect("a path"));
        assert_eq!(translate("web/site/a.md", &above, Bare::Here).as_deref(), Ok("/a.md"));
        assert_eq!(translate("web/site/a/b.md", &above, Bare::Here).as_deref(), Ok("a/b.md"));
        assert_eq!(translate("**/x.md", &above, Bare::Here).as_deref(), Ok("**/x.md"));
        assert_eq!(translate("x", &above, Bare::Anywhere).as_deref(), Ok("x"));
        assert!(translate("web/other/a.md", &above, Bare::Here).is_err());
    }

    #[test]
    fn some_patterns_mean_all_pages() {
        for (pattern, all) in
            [("**/*.md", true), ("./**/*.{md,markdown}", true), ("**", true), ("*.md", false), ("docs/**/*.md", false)]
        {
            assert_eq!(is_everything(pattern), all, "{pattern}");
        }
    }
}
