//! What another linter was told, in terms that all of them share.

use super::value::{At, Entry};
use crate::{diagnostic::Severity, path::SitePath};
use std::fmt;

/// A linter whose settings are read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// markdownlint, with markdownlint-cli2, markdownlint-cli or an editor around it.
    Markdownlint,
    /// The Ruby program `mdl`.
    Mdl,
    /// rumdl.
    Rumdl,
}

impl Tool {
    /// Its name.
    pub fn name(self) -> &'static str {
        match self {
            Self::Markdownlint => "markdownlint",
            Self::Mdl => "mdl",
            Self::Rumdl => "rumdl",
        }
    }

    /// Whether it runs its rule of this number unless told otherwise.
    pub(super) fn runs(self, number: u16) -> bool {
        match self {
            Self::Markdownlint => super::names::is_markdownlint(number),
            // mdl 0.13
            Self::Mdl => super::names::is_markdownlint(number) && (number <= 41 || matches!(number, 46 | 47 | 55 | 56)),
            // rumdl 0.3
            Self::Rumdl => super::names::is_markdownlint(number) && number != 60,
        }
    }
}

/// Something that is said of rules.
#[derive(Clone, Debug)]
pub(super) struct Saying {
    /// A number, an alias or a group, as written.
    pub(super) name: String,
    pub(super) at: Option<At>,
    pub(super) means: Means,
}

#[derive(Clone, Debug)]
pub(super) enum Means {
    Off,
    /// They run. Options, where given, replace all that were given before.
    On {
        level: Option<Level>,
        options: Option<Vec<Entry>>,
    },
    /// Options for the case that they run, over those given before.
    Options(Vec<Entry>),
    /// How bad their problems are, if they run.
    Level(Level),
}

/// How bad problems are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Level {
    /// They fail a run.
    Fails,
    /// They are told, and fail no run.
    Tells,
    Exactly(Severity),
}

/// What is said of the rules for all files, or for those of a folder.
#[derive(Clone, Debug)]
pub(super) struct Rules {
    /// Whether rules run of which nothing is said, and how bad their problems are.
    pub(super) default: Option<Level>,
    /// Where that is said.
    pub(super) default_at: Option<At>,
    /// In their order; later ones win.
    pub(super) sayings: Vec<Saying>,
    /// Lists of names. A rule runs only if it is in each list.
    pub(super) only: Vec<Vec<String>>,
}

impl Rules {
    pub(super) fn all_on() -> Self {
        Self { default: Some(Level::Fails), default_at: None, sayings: Vec::new(), only: Vec::new() }
    }
}

/// A glob, as `handbook.toml` has it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Glob {
    pub(super) pattern: String,
    pub(super) at: At,
}

/// What is not carried over, and why.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// Where it is said.
    pub at: At,
    /// What it is, as it is written: a name of a setting or a rule. Empty for the file as a whole.
    pub what: String,
    /// Why, as a clause.
    pub why: String,
}

impl Note {
    pub(super) fn new(at: &At, what: impl Into<String>, why: impl Into<String>) -> Self {
        Self { at: at.clone(), what: what.into(), why: why.into() }
    }
}

/// The place, what it is, and why.
impl fmt::Display for Note {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.what.as_str() {
            "" => write!(f, "{}: {}", self.at, self.why),
            what => write!(f, "{}: `{what}`: {}", self.at, self.why),
        }
    }
}

/// Everything that another linter was told.
#[derive(Clone, Debug)]
pub(super) struct Foreign {
    pub(super) tool: Tool,
    /// The files that say it, the one for the whole handbook first.
    pub(super) sources: Vec<SitePath>,
    /// For the whole handbook; `None` when only folders have settings.
    pub(super) rules: Option<Rules>,
    /// For folders, parents before what is in them.
    pub(super) folders: Vec<(SitePath, Rules)>,
    /// Rules that are off in some files.
    pub(super) ignored_in: Vec<(Glob, Vec<Saying>)>,
    /// Files not to check.
    pub(super) exclude: Vec<Glob>,
    /// The only files to check; all when empty.
    pub(super) include: Vec<Glob>,
    /// Whether files that git ignores are left out, where it is said.
    pub(super) gitignore: Option<(bool, At)>,
    pub(super) notes: Vec<Note>,
}

impl Foreign {
    pub(super) fn new(tool: Tool) -> Self {
        Self {
            tool,
            sources: Vec::new(),
            rules: None,
            folders: Vec::new(),
            ignored_in: Vec::new(),
            exclude: Vec::new(),
            include: Vec::new(),
            gitignore: None,
            notes: Vec::new(),
        }
    }

    pub(super) fn note(&mut self, at: &At, what: impl Into<String>, why: impl Into<String>) {
        self.notes.push(Note::new(at, what, why));
    }
}
