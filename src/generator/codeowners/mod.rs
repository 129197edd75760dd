//! `CODEOWNERS`: who answers for which files, as GitHub and GitLab read it.
//!
//! GitHub: one list in which the last matching line counts; a line with a mistake is passed over, and so is a file of more than
//! 3 MB. GitLab 17: sections (`[Name] @owners`), of which each has a last matching line of its own, owners for all lines of a
//! section, and `!` for what a section leaves out.

mod line;
mod pattern;

use super::Files;
use crate::{path::SitePath, text::Span};
use line::Line;
use pattern::Pattern;
use rustc_hash::FxHashMap;
use std::{
    collections::{BTreeMap, BTreeSet},
    ops::Range,
};

/// Where the file is looked for, from the top of the repository; the first that exists counts. `.gitlab` is GitLab's alone,
/// `.github` GitHub's.
const PLACES: [&str; 4] = [".github/CODEOWNERS", "CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS"];

/// GitHub does not read a larger file, in bytes.
const LARGEST: usize = 3 << 20;

/// Whose rules a file follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Host {
    /// GitHub.
    GitHub,
    /// GitLab.
    GitLab,
}

/// Who answers for which files of a repository.
#[derive(Debug)]
pub struct CodeOwners {
    /// The file, from the top of the repository.
    pub path: SitePath,
    /// The handbook's own folder in the repository; the root where the handbook is all of it.
    folder: SitePath,
    host: Host,
    /// In the order of the file.
    owners: Vec<Owner>,
    entries: Vec<Entry>,
    /// The entries whose paths all begin with one name, by that name, in the order of the file.
    by_name: FxHashMap<Box<str>, Vec<usize>>,
    /// The others.
    anywhere: Vec<usize>,
}

/// Somebody who is named in the file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Owner {
    /// As written: `@org/team`, `@name`, `name@example.org`.
    pub name: Box<str>,
    /// Where, in bytes of the file.
    pub span: Span,
}

/// A line with a pattern.
#[derive(Debug)]
struct Entry {
    /// The section that it stands in; 0 for what stands before the first.
    section: usize,
    /// Its own owners, or its section's, as places in the list of all.
    owners: Range<usize>,
    pattern: Pattern,
    /// `!`: what matches has no owner in this section, whatever follows.
    excludes: bool,
}

impl CodeOwners {
    /// Reads the repository's file; `None` when there is none, or when its host does not read it because it is too large.
    pub fn find(files: &dyn Files) -> Option<Self> {
        let (path, text) = PLACES.into_iter().find_map(|path| Some((path, files.read_from_top(path)?)))?;
        let host = match path.split('/').next() {
            Some(".github") => Host::GitHub,
            Some(".gitlab") => Host::GitLab,
            _ if files.read_from_top(".gitlab-ci.yml").is_some() || has_sections(&text) => Host::GitLab,
            _ => Host::GitHub,
        };
        if host == Host::GitHub && text.len() > LARGEST {
            return None;
        }
        Some(Self::parse(&SitePath::new(path)?, &files.folder_in_repository(), &text, host))
    }

    /// Reads the `text` of the file at `path`, for a handbook in `folder`, both from the top of the repository. Lines that
    /// cannot be read are passed over, as the hosts do.
    pub fn parse(path: &SitePath, folder: &SitePath, text: &str, host: Host) -> Self {
        let mut read = Self {
            path: path.clone(),
            folder: folder.clone(),
            host,
            owners: Vec::new(),
            entries: Vec::new(),
            by_name: FxHashMap::default(),
            anywhere: Vec::new(),
        };
        if u32::try_from(text.len()).is_err() {
            return read;
        }
        // Sections of one name are one.
        let mut sections: BTreeMap<String, usize> = BTreeMap::new();
        let (mut section, mut default) = (0, 0..0);
        let mut start = 0;
        for whole in text.split_inclusive('\n') {
            match line::read(whole, host) {
                Some(Line::Section { name, owners }) => {
                    let next = sections.len() + 1;
                    section = *sections.entry(name.to_lowercase()).or_insert(next);
                    default = read.add_owners(owners, start);
                }
                Some(Line::Pattern { pattern, owners, excludes }) => {
                    let own = read.add_owners(owners, start);
                    let owners = if own.is_empty() { default.clone() } else { own };
                    let pattern = Pattern::new(pattern, host);
                    let at = read.entries.len();
                    match pattern.first_name() {
                        Some(name) => read.by_name.entry(name.into()).or_default().push(at),
                        None => read.anywhere.push(at),
                    }
                    read.entries.push(Entry { section, owners, pattern, excludes });
                }
                None => {}
            }
            start += whole.len();
        }
        read
    }

    fn add_owners(&mut self, owners: Vec<(&str, usize)>, line: usize) -> Range<usize> {
        let start = self.owners.len();
        let owner = |(name, at): (&str, usize)| Owner { name: name.into(), span: Span::new(line + at, line + at + name.len()) };
        self.owners.extend(owners.into_iter().map(owner));
        start..self.owners.len()
    }

    /// Everybody who is named, in the order of the file, with repeats.
    pub fn owners(&self) -> &[Owner] {
        &self.owners
    }

    /// Who answers for a file of the handbook, each named once, in the order of the sections; empty when nobody does.
    pub fn of(&self, path: &SitePath) -> Vec<&Owner> {
        let full = self.folder.join(path.as_str()).unwrap_or_else(|| path.clone());
        let names: Vec<&str> = full.as_str().split('/').collect();
        // By section, the last entry that counts.
        let mut decided: BTreeMap<usize, usize> = BTreeMap::new();
        let mut out: BTreeSet<usize> = BTreeSet::new();
        let first = names.first().and_then(|name| self.by_name.get(*name));
        for list in [first, Some(&self.anywhere)].into_iter().flatten() {
            for &at in list.iter().rev() {
                let Some(entry) = self.entries.get(at).filter(|entry| entry.pattern.matches(&names)) else { continue };
                if entry.excludes {
                    out.insert(entry.section);
                    continue;
                }
                let last = decided.entry(entry.section).or_insert(at);
                *last = at.max(*last);
                // There is one section only.
                if self.host == Host::GitHub {
                    break;
                }
            }
        }
        let mut found: Vec<&Owner> = Vec::new();
        let entries = decided.iter().filter(|(section, _)| !out.contains(section)).filter_map(|(_, &at)| self.entries.get(at));
        for entry in entries {
            for owner in self.owners.get(entry.owners.clone()).unwrap_or_default() {
                if !found.iter().any(|known| known.name == owner.name) {
                    found.push(owner);
                }
            }
        }
        found
    }
}

fn has_sections(text: &str) -> bool {
    text.split('\n').any(|whole| matches!(line::read(whole, Host::GitLab), Some(Line::Section { .. })))
}
