//! `handbook lint --fix` and `--diff`.

use super::{Exit, Terminal, args::Verbosity, scope::Scope};
use crate::{
    diagnostic::{Applicability, Diagnostic, RuleId},
    fixer::{self, Harm, Outcome, Relint, Withheld},
    output::{self, FixCounts, diff},
    path::SitePath,
    session::Session,
};
use std::{collections::BTreeMap, io::Write, sync::Arc};

/// Applies fixes until none are left. Only what the run tells about is mended.
pub(super) fn settle(session: &mut Session, scope: &Scope, unsafe_fixes: bool) -> Outcome {
    let allow = if unsafe_fixes { Applicability::Unsafe } else { Applicability::Safe };
    fixer::settle(&mut Scoped { session, scope }, allow)
}

/// A session that tells about some files only.
struct Scoped<'a> {
    session: &'a mut Session,
    scope: &'a Scope,
}

impl Relint for Scoped<'_> {
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        let mut diagnostics = self.session.diagnostics();
        diagnostics.retain(|diagnostic| self.scope.holds(&diagnostic.at.path));
        diagnostics
    }

    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        Relint::text(self.session, path)
    }

    fn edit(&mut self, texts: BTreeMap<SitePath, String>) {
        self.session.edit_all(texts);
    }

    fn is_unseen(&self, rule: RuleId) -> bool {
        self.session.is_unseen(rule)
    }

    fn shows_the_same(&self, path: &SitePath, text: &str) -> bool {
        self.session.shows_the_same(path, text)
    }

    fn fixable(&self, path: &SitePath) -> bool {
        self.session.fixable(path)
    }
}

/// Writes what changed; the page on standard input goes to standard output.
pub(super) fn write(session: &Session, outcome: &Outcome, scope: &Scope, terminal: &Terminal) -> Result<FixCounts, Exit> {
    for changed in &outcome.changed {
        if scope.stdin.as_ref().is_some_and(|(path, _)| *path == changed.path) {
            continue;
        }
        let written = session.workspace().write(&changed.path, changed.before.as_bytes(), &changed.after);
        written.map_err(|error| terminal.fail(&error.to_string()))?;
    }
    if let Some((path, text)) = &scope.stdin {
        let fixed = outcome.changed.iter().find(|changed| changed.path == *path).map_or(text.as_str(), |changed| &changed.after);
        let mut out = terminal.stdout();
        let written = out.write_all(fixed.as_bytes()).and_then(|()| out.flush());
        written.map_err(|error| terminal.fail(&format!("the page could not be written: {error}")))?;
    }
    Ok(FixCounts { fixes: outcome.fixed.values().sum(), files: outcome.changed.len() })
}

/// Shows what would change, and whether anything would.
pub(super) fn show_diff(outcome: &Outcome, options: &output::Options, terminal: &Terminal) -> Result<Exit, Exit> {
    let changes = outcome.changed.iter().map(|changed| (&changed.path, &*changed.before, &*changed.after));
    let mut out = terminal.stdout();
    let written = diff::write(&mut out, changes, options).and_then(|()| out.flush());
    written.map_err(|error| terminal.fail(&format!("the diff could not be written: {error}")))?;
    Ok(if outcome.changed.is_empty() { Exit::Clean } else { Exit::Findings })
}

/// Says on stderr what was mended, by rule, and what could not be.
pub(super) fn tell(outcome: &Outcome, terminal: &Terminal, verbosity: Verbosity) {
    if verbosity < Verbosity::Normal {
        return;
    }
    for (rule, count) in &outcome.fixed {
        terminal.note(&format!("fixed {count} × {rule}"));
    }
    for Withheld { rule, path, harm } in &outcome.withheld {
        let would = match harm {
            Harm::FrontMatter => "would break the front matter",
            Harm::Shown => "would change what readers see",
        };
        terminal.warn(&format!("{path}: the fix of {rule} {would}, so it was not applied; please report this"));
    }
    if !outcome.settled {
        let rules: Vec<&str> = outcome.unsettled.iter().map(|rule| &**rule).collect();
        terminal.warn(&format!("fixes kept changing the same text and were stopped: {}; please report this", rules.join(", ")));
    }
}
