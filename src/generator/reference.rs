//! Front matter keys that name something which the generator looks up.

use crate::{config::Source, path::SitePath};

/// A front matter key whose values the generator looks up by itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The folder of the pages that have it.
    pub below: SitePath,
    /// Folders in it that are another matter.
    pub except: Vec<SitePath>,
    /// The key, names joined with dots; lists are looked through (`authors.key`).
    pub key: &'static str,
    /// What it names, in plain words and many of them: `authors`.
    pub what: &'static str,
    /// Where the names stand. Nothing is told unless all of them can be read.
    pub sources: Vec<Source>,
    /// Names that the generator knows besides.
    pub known: Vec<String>,
    /// What becomes of a page with another name, as a sentence without a final stop.
    pub outcome: &'static str,
    /// Whether readers or the build are stopped by another name. If not, it is told as a warning.
    pub breaks: bool,
    /// Whether only a name that is near another one is surely a slip.
    pub slips_only: bool,
}

impl Reference {
    /// A key whose values are looked up in one place.
    pub(super) fn new(below: &SitePath, key: &'static str, what: &'static str, source: Source) -> Self {
        Self {
            below: below.clone(),
            except: Vec::new(),
            key,
            what,
            sources: vec![source],
            known: Vec::new(),
            outcome: "",
            breaks: true,
            slips_only: false,
        }
    }

    /// A key that has one of a few names.
    pub(super) fn one_of(below: &SitePath, key: &'static str, what: &'static str, names: &[&str]) -> Self {
        let known = names.iter().map(|name| (*name).to_owned()).collect();
        Self { sources: Vec::new(), known, ..Self::new(below, key, what, Source::Files) }
    }

    /// Whether it is about a page.
    pub fn covers(&self, path: &SitePath) -> bool {
        path.below(self.below.as_str()).is_some() && !self.except.iter().any(|folder| path.below(folder.as_str()).is_some())
    }
}
