//! Which version of mdBook builds the book.

use crate::{generator::Files, page::front_matter::Node};

/// A line of versions, as far as they differ in ids.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Version {
    /// 0.4 and before.
    Four,
    /// 0.5.
    Five,
}

/// Files that may install mdBook, besides the workflows.
const INSTALLERS: [&str; 16] = [
    ".gitlab-ci.yml",
    ".circleci/config.yml",
    ".travis.yml",
    "netlify.toml",
    "vercel.json",
    "wrangler.toml",
    "Dockerfile",
    "Makefile",
    "makefile",
    "justfile",
    "Justfile",
    "mise.toml",
    ".mise.toml",
    ".tool-versions",
    "build.sh",
    "package.json",
];

/// The version that the repository installs, else the one whose keys book.toml has; with the file that says so.
pub(super) fn find(files: &dyn Files, book: &str, config: &Node) -> Option<(Version, String)> {
    let workflows = files.below(".github/workflows").map(|path| path.as_str());
    let installed = workflows.chain(INSTALLERS).find_map(|path| {
        let text = files.read(path)?;
        Some((pinned(&text)?, path.to_owned()))
    });
    installed.or_else(|| Some((by_keys(config)?, book.to_owned())))
}

/// The version in `mdbook-version: '0.4.40'`, `MDBOOK_VERSION=0.5.1`, `cargo install mdbook --version ^0.4`, `mdbook@0.5`,
/// `…/releases/download/v0.4.40/mdbook-v0.4.40-…`, but not in those of its plugins (`mdbook-toc 0.14`).
fn pinned(text: &str) -> Option<Version> {
    text.lines().find_map(|line| {
        let lower = line.to_ascii_lowercase();
        let mut mentions = lower.split("mdbook").skip(1);
        mentions.find_map(|after| {
            let plugin = after.starts_with('-') && !after.starts_with("-v");
            if plugin { None } else { version_in(after) }
        })
    })
}

/// The first `0.<minor>` in a text.
fn version_in(text: &str) -> Option<Version> {
    let starts = text.match_indices("0.").filter(|(at, _)| !text[..*at].ends_with(|c: char| c.is_ascii_digit() || c == '.'));
    let minors = starts.filter_map(|(at, _)| text[at + 2..].split(|c: char| !c.is_ascii_digit()).next()?.parse::<u8>().ok());
    minors.map(|minor| if minor < 5 { Version::Four } else { Version::Five }).next()
}

/// 0.5 stops at keys that it does not know, 0.4 has not heard of others.
fn by_keys(config: &Node) -> Option<Version> {
    const ONLY_FOUR: [&str; 4] =
        ["book.multilingual", "output.html.curly-quotes", "output.html.copy-fonts", "output.html.google-analytics"];
    const ONLY_FIVE: [&str; 3] = ["output.html.definition-lists", "output.html.admonitions", "output.html.sidebar-header-nav"];
    let has = |keys: &[&str]| keys.iter().any(|key| config.get(key).is_some());
    if has(&ONLY_FOUR) { Some(Version::Four) } else { has(&ONLY_FIVE).then_some(Version::Five) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_read_where_mdbook_is_installed() {
        for (line, expected) in [
            ("      MDBOOK_VERSION: 0.5.1", Some(Version::Five)),
            ("          mdbook-version: '0.4.40'", Some(Version::Four)),
            ("run: cargo install mdbook --vers \"^0.4\" --locked", Some(Version::Four)),
            ("cargo binstall mdbook@0.5 mdbook-toc@0.14.2", Some(Version::Five)),
            ("curl https://github.com/rust-lang/mdBook/releases/download/v0.4.21/mdbook-v0.4.21-x.tar.gz", Some(Version::Four)),
            ("cargo install mdbook-linkcheck --version 0.7.7", None),
            ("cargo install mdbook", None),
            ("mdbook-version: 'latest'", None),
            ("python 3.10.4", None),
        ] {
            assert_eq!(pinned(line), expected, "{line}");
        }
    }
}
