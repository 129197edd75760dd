//! What the configuration of a Hugo site comes to.

use super::{
    cascade::Cascade,
    hooks::{ImageHook, LinkHook},
    permalinks::Permalink,
    shortcodes::Shortcodes,
};
use crate::{generator::Facts, path::SitePath};
use globset::GlobSet;
use jiff::civil::DateTime;
use regex::RegexSet;
use rustc_hash::FxHashSet;

/// What the configuration of a Hugo site comes to.
#[derive(Debug, Default)]
pub(super) struct Model {
    /// The folder that holds the site.
    pub folder: String,
    /// The languages; one that has no code of its own when the site knows of none.
    pub languages: Vec<Language>,
    /// The place of the default one.
    pub default_language: u16,
    /// Where content comes from; deeper folders first.
    pub mounts: Vec<ContentMount>,
    /// Folders whose files templates and hooks find by their path below them.
    pub assets: Vec<SitePath>,
    /// What names are made of.
    pub paths: Paths,
    /// Whether pages are served as `/a.html`: everywhere, or in these sections.
    pub ugly: Ugly,
    pub permalinks: Vec<Permalink>,
    /// Kinds of pages that are not made, in lower case.
    pub disabled_kinds: Vec<String>,
    /// Whether lists have feeds.
    pub feeds: Vec<String>,
    /// The taxonomies by their plural names: what front matter and addresses call them.
    pub taxonomies: Vec<String>,
    /// Whether former addresses lead nowhere.
    pub drops_aliases: bool,
    pub cascades: Vec<Cascade>,
    pub build: Build,
    pub links: LinkHook,
    pub images: ImageHook,
    pub shortcodes: Shortcodes,
    /// Files that are no content.
    pub ignored: RegexSet,
    /// Patterns that the mounts leave out.
    pub excluded: GlobSet,
}

/// A language of the site.
#[derive(Clone, Debug, Default)]
pub(super) struct Language {
    /// In lower case; empty when the site has only one and says nothing of it.
    pub code: String,
    /// What addresses begin with: `/ja`, or nothing.
    pub prefix: String,
    /// Whether its pages are left out.
    pub disabled: bool,
}

/// A folder (or file) and where its files lie in the content.
#[derive(Clone, Debug)]
pub(super) struct ContentMount {
    pub source: SitePath,
    /// Without slashes around it; empty for the top.
    pub target: String,
    /// The languages that see it, the first of which a file without a code belongs to.
    pub languages: Vec<u16>,
}

/// What names are made of.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Paths {
    /// `disablePathToLower`.
    pub keeps_case: bool,
    /// `removePathAccents`.
    pub drops_accents: bool,
}

/// Where pages are served as `/a.html`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) enum Ugly {
    #[default]
    Nowhere,
    Everywhere,
    /// In these top sections.
    Sections(FxHashSet<String>),
}

/// Which pages are built although they are not meant to be seen yet, or any more.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Build {
    pub drafts: bool,
    pub future: bool,
    pub expired: bool,
    /// The time of this run, in UTC.
    pub now: DateTime,
}

impl Model {
    /// What Hugo's [`facts`](crate::generator::Generator::facts) kept.
    pub(super) fn of(facts: &Facts) -> Option<&Self> {
        facts.own.as_ref()?.downcast_ref()
    }

    /// The language at a place of the list.
    pub(super) fn prefix(&self, language: u16) -> &str {
        self.languages.get(usize::from(language)).map_or("", |language| &language.prefix)
    }

    /// The place of a language by its code, in lower case.
    pub(super) fn language(&self, code: &str) -> Option<u16> {
        let at = self.languages.iter().position(|language| language.code == code && !code.is_empty())?;
        u16::try_from(at).ok()
    }

    pub(super) fn is_disabled(&self, kind: &str) -> bool {
        self.disabled_kinds.iter().any(|known| known == kind)
    }

    pub(super) fn is_ugly(&self, section: &str) -> bool {
        match &self.ugly {
            Ugly::Nowhere => false,
            Ugly::Everywhere => true,
            Ugly::Sections(sections) => sections.contains(section),
        }
    }
}
