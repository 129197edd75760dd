//! `[[overrides]]`: other settings for some files.

use super::{
    files::Files,
    lint,
    rules::{self, Level, RuleSetting},
    set::Set,
    table::Table,
};
use crate::text::Span;

/// `[[overrides]]`: what holds for some files only.
#[derive(Clone, Debug)]
pub struct Override {
    /// The bytes of its header.
    pub declared: Span,
    /// The files; `files` is always given.
    pub files: Files,
    /// `preset`: one of [`PRESETS`](super::PRESETS), instead of the handbook's.
    pub preset: Option<Set<String>>,
    /// `rules`, as in `[rules]`.
    pub rules: Vec<RuleSetting>,
    /// `severity`: how bad every problem in these files is.
    pub severity: Option<Set<Level>>,
}

impl Override {
    pub(super) fn read(table: &Table<'_>) -> Option<Self> {
        let files = Files::read(table);
        let named = table.get("files").is_some();
        let rules = table.get("rules").and_then(|field| field.table()).map_or_else(Vec::new, |rules| rules::read(&rules));
        let preset = table.get("preset").and_then(|field| lint::preset(&field));
        let severity = table.get("severity").and_then(|field| rules::level(&field));
        table.finish();
        if !named {
            let help = "For example `files = [\"drafts/**\"]`".to_owned();
            table.problems.error(table.declared, "`files` is missing: name the files this is for", Some(help));
        }
        files.files.is_some().then(|| Self { declared: table.declared, files, preset, rules, severity })
    }
}
