//! `exclude_docs`, `draft_docs` and `not_in_nav`: patterns as in `.gitignore`, of paths below the docs folder.

use ignore::gitignore::{Gitignore, GitignoreBuilder};

/// Patterns over paths; the last one that matches counts, and `!` takes back.
#[derive(Debug)]
pub(super) struct Patterns(Gitignore);

impl Patterns {
    /// The patterns of some lines. Lines that are none are left out.
    pub(super) fn new(lines: &str) -> Self {
        let mut builder = GitignoreBuilder::new("");
        for line in lines.lines() {
            // A line that is no pattern stops MkDocs; here it matches nothing.
            let _ = builder.add_line(None, line);
        }
        Self(builder.build().unwrap_or_else(|_| Gitignore::empty()))
    }

    /// Whether `path` is meant, itself or by a folder that it lies in.
    pub(super) fn matches(&self, path: &str) -> bool {
        // MkDocs asks for files one by one: a file taken back in an excluded folder is in.
        match self.0.matched(path, false) {
            found if found.is_ignore() => return true,
            found if found.is_whitelist() => return false,
            _ => {}
        }
        let mut folder = path;
        while let Some((above, _)) = folder.rsplit_once('/') {
            match self.0.matched(above, true) {
                found if found.is_ignore() => return true,
                found if found.is_whitelist() => return false,
                _ => folder = above,
            }
        }
        false
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_are_those_of_git() {
        let patterns = Patterns::new(".*\n/templates/\n*.draft.md\nold/\n!old/keep.md\n");
        for (path, expected) in [
            (".hidden.md", true),
            ("a/.b/c.md", true),
            ("templates/a.md", true),
            ("a/templates/a.md", false),
            ("a/x.draft.md", true),
            ("old/a.md", true),
            ("old/keep.md", false),
            ("a.md", false),
        ] {
            assert_eq!(patterns.matches(path), expected, "{path}");
        }
    }
}
