//! `[lint]`: what is checked, and how it is told.

use super::{field::Field, files::Globs, set::Set, table::Table};
use crate::diagnostic::Severity;

/// The names that `preset` may have.
pub const PRESETS: [&str; 4] = ["recommended", "markdown", "strict", "prose"];

/// `[lint]`. Selectors are groups, rule ids, markdownlint numbers or aliases, or `all`; whether they exist is not checked here.
#[derive(Clone, Debug, Default)]
pub struct LintSettings {
    /// `preset`: one of [`PRESETS`]; `recommended` when absent.
    pub preset: Option<Set<String>>,
    /// `select`: the rules to run, instead of the preset's.
    pub select: Option<Vec<Set<String>>>,
    /// `ignore`: rules not to run.
    pub ignore: Option<Vec<Set<String>>>,
    /// `extend-select`: more rules to run.
    pub extend_select: Option<Vec<Set<String>>>,
    /// `extend-ignore`: more rules not to run.
    pub extend_ignore: Option<Vec<Set<String>>>,
    /// `exclude`: files not to check, instead of the defaults.
    pub exclude: Option<Globs>,
    /// `extend-exclude`: more files not to check.
    pub extend_exclude: Option<Globs>,
    /// `respect-gitignore`: whether what git ignores is left out.
    pub respect_gitignore: Option<Set<bool>>,
    /// `fail-on`: what makes the run fail.
    pub fail_on: Option<Set<FailOn>>,
    /// `require-reason`: whether comments that silence a rule must say why.
    pub require_reason: Option<Set<bool>>,
    /// `output-format`: its name; not yet checked against those known.
    pub output_format: Option<Set<String>>,
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FailOn {
    /// A problem at least this bad.
    Severity(Severity),
    /// No problem.
    Never,
}

/// One of [`PRESETS`].
pub(super) fn preset(field: &Field<'_>) -> Option<Set<String>> {
    let name = field.one_of(&PRESETS.map(|name| (name, name)));
    name.map(|name| name.map(str::to_owned))
}

impl LintSettings {
    pub(super) fn read(table: &Table<'_>) -> Self {
        let names = |key| table.get(key).and_then(|field: Field<'_>| field.names());
        let globs = |key| table.get(key).and_then(|field: Field<'_>| field.globs());
        let flag = |key| table.get(key).and_then(|field: Field<'_>| field.boolean());
        let fail_on = [
            ("error", FailOn::Severity(Severity::Error)),
            ("warning", FailOn::Severity(Severity::Warning)),
            ("info", FailOn::Severity(Severity::Info)),
            ("never", FailOn::Never),
        ];
        Self {
            preset: table.get("preset").and_then(|field| preset(&field)),
            select: names("select"),
            ignore: names("ignore"),
            extend_select: names("extend-select"),
            extend_ignore: names("extend-ignore"),
            exclude: globs("exclude"),
            extend_exclude: globs("extend-exclude"),
            respect_gitignore: flag("respect-gitignore"),
            fail_on: table.get("fail-on").and_then(|field| field.one_of(&fail_on)),
            require_reason: flag("require-reason"),
            output_format: table.get("output-format").and_then(|field| field.name()),
        }
    }

    /// Whether what git ignores is left out; it is by default.
    pub fn respects_gitignore(&self) -> bool {
        self.respect_gitignore.is_none_or(|flag| flag.value)
    }

    /// What makes the run fail: warnings, by default.
    pub fn fails_on(&self) -> FailOn {
        self.fail_on.map_or(FailOn::Severity(Severity::Warning), |fail_on| fail_on.value)
    }
}
