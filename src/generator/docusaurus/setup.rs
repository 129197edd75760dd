//! What is known of a Docusaurus site besides the common facts: the folders that its content plugins read, each with the
//! address that it gets.

use crate::{config::Globs, generator::Facts, path::SitePath, text::Span};
use rustc_hash::FxHashSet;
use std::{collections::BTreeMap, sync::Arc};

/// A Docusaurus site.
#[derive(Debug, Default)]
pub(super) struct Setup {
    /// The folder of its configuration: `@site`.
    pub site: SitePath,
    /// `trailingSlash`.
    pub trailing_slash: Option<bool>,
    /// The folders that content plugins read, in all versions and languages; deeper ones first.
    pub parts: Vec<Part>,
    /// Translated files.
    pub translated: FxHashSet<SitePath>,
    /// Files that have translations, or may have.
    pub originals: FxHashSet<SitePath>,
    /// What `_category_` files say, by their folders.
    pub categories: BTreeMap<SitePath, Category>,
    /// The sidebars, in the order of the parts.
    pub sidebars: Vec<Sidebar>,
    /// Whether plugins may write Markdown files before the site is built.
    pub generates: bool,
    /// Whether a function of the configuration changes pages before they are read.
    pub preprocessed: bool,
    /// Whether `.md` files are plain Markdown (`markdown.format`); `None` when all pages are MDX.
    pub plain: Option<Plain>,
}

/// Which pages are plain Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Plain {
    /// Those that end in `.md`.
    Md,
    /// All.
    All,
}

/// A content plugin.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Docs,
    Blog,
    Pages,
}

impl Kind {
    /// The plugin's package.
    pub(super) fn package(self) -> &'static str {
        match self {
            Self::Docs => "docusaurus-plugin-content-docs",
            Self::Blog => "docusaurus-plugin-content-blog",
            Self::Pages => "docusaurus-plugin-content-pages",
        }
    }
}

/// A folder that a content plugin reads: one version in one language.
#[derive(Clone, Debug)]
pub(super) struct Part {
    /// The plugin.
    pub kind: Kind,
    /// The plugin's `id`: `default` unless there are several.
    pub id: String,
    /// The folder.
    pub path: SitePath,
    /// What the addresses of its pages begin with, without slash at the end: `/docs/next`, `/fr/docs`, empty for the root.
    pub url: String,
    /// The language, by its place in the list; `None` when there is only one.
    pub locale: Option<u16>,
    /// For a translation, the folder that it translates.
    pub source: Option<SitePath>,
    /// What becomes of numbers before names.
    pub numbers: Numbers,
    /// `include`, when it is not the usual `**/*.{md,mdx}`.
    pub include: Option<Globs>,
    /// `exclude`, when it is not the usual.
    pub exclude: Option<Globs>,
    /// `tagsBasePath`.
    pub tags: String,
    /// The permalinks that `tags.yml` gives to tags.
    pub permalinks: Arc<BTreeMap<String, String>>,
    /// What its pages name.
    pub lookups: Lookups,
}

/// The files that a content plugin looks names up in, from its folder; `None` where it does not.
#[derive(Clone, Debug, Default)]
pub(super) struct Lookups {
    /// `authorsMapPath`.
    pub authors: Option<String>,
    /// `tags`.
    pub tags: Option<String>,
    /// Whether the build stops at a tag that is not there (`onInlineTags`).
    pub stops: bool,
}

/// What becomes of numbers before names (`01-intro`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Numbers {
    /// They are taken off.
    Dropped,
    /// They stay.
    Kept,
    /// A function of the configuration decides.
    Computed,
}

/// What a `_category_` file says.
#[derive(Clone, Debug, Default)]
pub(super) struct Category {
    pub label: Option<String>,
    pub position: Option<f64>,
    /// The id of the document that it links to, with its place in the file.
    pub document: Option<(String, Span)>,
    /// Whether it has a page of its own, and its slug if it names one.
    pub index: Option<Option<String>>,
    /// The file.
    pub file: SitePath,
}

/// The menus of one folder of documents.
#[derive(Clone, Debug)]
pub(super) struct Sidebar {
    /// The documents' folder.
    pub part: SitePath,
    /// The file; `None` when the menu follows the folders.
    pub file: Option<SitePath>,
    /// The items, each with its depth.
    pub items: Vec<(u16, Item)>,
}

/// An item of a sidebar.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Item {
    /// A document, by its id.
    Doc { id: String, label: Option<String>, span: Span },
    /// A category: its label, and what it links to.
    Category { label: String, link: Option<(String, Span)>, index: Option<String> },
    /// An address.
    Link { label: String, href: String },
    /// The documents of a folder.
    Folder(String),
}

impl Setup {
    /// What was read of this site.
    pub(super) fn of(facts: &Facts) -> Option<&Self> {
        facts.own.as_ref()?.downcast_ref()
    }

    /// The folder that a file belongs to, and its path below it.
    pub(super) fn part<'a>(&self, path: &'a SitePath) -> Option<(&Part, &'a str)> {
        self.parts
            .iter()
            .find_map(|part| path.below(part.path.as_str()).filter(|below| !below.is_empty()).map(|below| (part, below)))
    }

    /// An address as the `trailingSlash` option leaves it.
    pub(super) fn slashed(&self, url: String) -> String {
        match self.trailing_slash {
            Some(true) if !url.ends_with('/') => url + "/",
            Some(false) if url.len() > 1 => url.trim_end_matches('/').to_owned(),
            _ => url,
        }
    }
}

impl Part {
    /// Whether a file, by its path below the folder, is a page. What begins with `_` is not, unless the configuration says
    /// otherwise (`GlobExcludeDefault` of @docusaurus/utils).
    pub(super) fn holds(&self, below: &str) -> bool {
        let path = || SitePath::new(below).unwrap_or_else(SitePath::root);
        let excluded = match &self.exclude {
            Some(globs) => globs.matches(&path()),
            None => below.split('/').any(|part| part.starts_with('_') || part == "__tests__"),
        };
        !excluded && self.include.as_ref().is_none_or(|globs| globs.matches(&path()))
    }
}
