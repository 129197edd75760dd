//! The settings of markdownlint, mdl and rumdl, carried over to `handbook.toml`, for `handbook import`.
//!
//! Reading is split from translating: each linter's reader says what it was told in terms that all share ([`foreign`]); what that
//! comes to here is asked of the rules themselves, by their numbers, aliases and options. Nothing is run.

mod draft;
mod find;
mod foreign;
mod globs;
mod markdownlint;
mod mdl;
mod merge;
mod names;
mod ours;
mod parse;
mod ruby;
mod rumdl;
mod styles;
mod text;
mod value;
mod wants;

pub use foreign::{Note, Tool};
pub use parse::Unread;
pub use value::At;

use crate::{
    config::Config,
    generator::Files,
    output::{one_line, wrap},
    path::SitePath,
    rule::RuleBook,
};
use draft::Draft;
use find::{Found, Search};
use foreign::Foreign;
use rustc_hash::FxHashSet;

/// Columns of the words at the top of the file.
const WIDTH: usize = 100;

/// The settings of another linter, as ours.
#[derive(Debug)]
pub struct Import {
    /// The linter.
    pub tool: Tool,
    /// The files that were read, the one for the whole handbook first.
    pub sources: Vec<SitePath>,
    /// What is not carried over, by place.
    pub notes: Vec<Note>,
    draft: Draft,
    existing: Option<Config>,
}

/// Why there is nothing to carry over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Failure {
    /// No linter that is understood has settings here.
    Nothing,
    /// A file cannot be read.
    Unread(Unread),
}

impl Import {
    /// Reads the settings of the linter that has some in the handbook, or those in the file `from`. They are added to what
    /// `existing` says.
    pub fn read(
        files: &dyn Files,
        book: &'static RuleBook,
        from: Option<&SitePath>,
        existing: Option<&Config>,
    ) -> Result<Self, Failure> {
        let Search { found, notes } = match from {
            Some(path) => Search { found: vec![Found::whole(path.clone())], notes: Vec::new() },
            None => find::search(files),
        };
        let tool = found.first().ok_or(Failure::Nothing)?.kind.tool();
        let mut foreign = match tool {
            Tool::Markdownlint => markdownlint::read(files, &found),
            Tool::Mdl => mdl::read(files, &found),
            Tool::Rumdl => rumdl::read(files, &found),
        }
        .map_err(Failure::Unread)?;
        let draft = draft::draft(&mut foreign, book, existing);
        let Foreign { mut sources, notes: others, .. } = foreign;
        let mut seen = FxHashSet::default();
        sources.retain(|path| seen.insert(path.clone()));
        let mut notes: Vec<Note> = notes.into_iter().chain(others).collect();
        notes.sort_by(|a, b| (&a.at, &a.what, &a.why).cmp(&(&b.at, &b.what, &b.why)));
        notes.dedup();
        Ok(Self { tool, sources, notes, draft, existing: existing.cloned() })
    }

    /// The text of a new `handbook.toml`.
    pub fn text(&self) -> String {
        let head = format!(
            "The settings of {} in {}, carried over by `handbook import`. All of it is yours to change: `handbook rules` lists \
             the rules, `handbook explain RULE` says what one does.",
            self.tool.name(),
            self.named_sources()
        );
        let head = wrap(&head, WIDTH);
        let mut text = text::whole(&self.draft, &head);
        if !self.notes.is_empty() {
            let notes: String = self.notes.iter().map(|note| format!("- {}\n", one_line(&note.to_string()))).collect();
            text.push_str(&format!("\n{}", text::comment(&format!("Not carried over:\n{notes}"))));
        }
        text
    }

    /// The text of the `handbook.toml` that is there, `old`, with these settings added. Where it says something itself, that
    /// stands. `None` when it is written so that nothing can be added.
    pub fn added_to(&self, old: &str) -> Option<String> {
        let config = self.existing.as_ref()?;
        let head = format!("From {}, by `handbook import`:", self.named_sources());
        merge::merge(old, config, &self.draft, &head)
    }

    /// How many rules are set.
    pub fn rules(&self) -> usize {
        self.draft.rules.len()
    }

    /// The preset that the settings begin with.
    pub fn preset(&self) -> &'static str {
        self.draft.preset.what
    }

    /// How many patterns of files are left out.
    pub fn excluded(&self) -> usize {
        self.draft.exclude.len()
    }

    /// How many groups of files have settings of their own.
    pub fn overrides(&self) -> usize {
        self.draft.overrides.len()
    }

    fn named_sources(&self) -> String {
        let names: Vec<&str> = self.sources.iter().map(SitePath::as_str).collect();
        match names.as_slice() {
            [first, second, third, rest @ ..] if rest.len() > 1 => {
                format!("{first}, {second}, {third} and {} more files", rest.len())
            }
            [first @ .., last] if !first.is_empty() => format!("{} and {last}", first.join(", ")),
            names => names.concat(),
        }
    }
}
