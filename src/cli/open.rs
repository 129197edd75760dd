//! From the arguments to a session.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, SelectionArgs, Verbosity},
};
use crate::{
    config::{Config, Globs},
    diagnostic::Severity,
    output::{self, Report, Sources, Summary},
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::{Session, read_settings},
    text::LineIndex,
    workspace::{Found, Notice, WalkOptions, Workspace, find_root, read_text},
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
};

/// A handbook before its pages are read.
pub(super) struct Opening {
    pub found: Found,
    pub config: Config,
    /// The text of the configuration, for excerpts.
    source: Option<(SitePath, String)>,
}

/// What a command may say about files, over the configuration.
#[derive(Default)]
pub(super) struct FileArgs {
    pub exclude: Vec<String>,
    pub extend_exclude: Vec<String>,
    pub respect_gitignore: Option<bool>,
    pub threads: usize,
}

impl Opening {
    /// Finds the handbook around `start` and reads its settings. Mistakes in them end the run: what was meant is not known.
    pub(super) fn new(start: &Path, global: &GlobalArgs, terminal: &Terminal) -> Result<Self, Exit> {
        let mut found = find_root(start).map_err(|error| terminal.fail(&error.to_string()))?;
        if let Some(site) = found.part_of.as_ref().and_then(|top| found.root.strip_prefix(top).ok())
            && global.config.is_none()
            && global.verbosity() >= Verbosity::Normal
        {
            let site = site.display();
            terminal.note(&format!("the site was found in `{site}`; files outside of that folder are not checked"));
        }
        if let Some(path) = &global.config {
            found.config = Some(path.clone());
        }
        if global.no_config {
            found.config = None;
        }
        let mut opening = Self { found, config: Config::default(), source: None };
        if let Some(file) = opening.found.config.clone() {
            opening.read_config(&file, terminal)?;
        }
        Ok(opening)
    }

    fn read_config(&mut self, file: &Path, terminal: &Terminal) -> Result<(), Exit> {
        let text = read_text(file).map_err(|error| terminal.fail(&error.to_string()))?;
        let inside = file.canonicalize().ok().and_then(|file| file.strip_prefix(&self.found.root).ok().map(Path::to_owned));
        let name = inside.or_else(|| file.file_name().map(PathBuf::from)).unwrap_or_default();
        let path = SitePath::new(&name.to_string_lossy().replace('\\', "/")).unwrap_or_default();
        self.config = read_settings(&path, &text);
        self.source = Some((path, text));
        let is_error = |severity| severity == Severity::Error;
        if self.config.problems.iter().any(|problem| is_error(problem.severity)) {
            let diagnostics = std::mem::take(&mut self.config.problems);
            let summary = Summary::of(&diagnostics);
            let report = Report { diagnostics, summary };
            let options = output::Options { color: terminal.color, width: terminal.width, ..output::Options::default() };
            let sources = OneFile::new(self.source.as_ref());
            let _ = output::human::write(&mut terminal.stdout(), &report, &sources, &options);
            return Err(terminal.fail(&format!("{} has mistakes: nothing was checked", file.display())));
        }
        Ok(())
    }

    /// The rules that the settings and the command line ask for.
    pub(super) fn rules(&self, preset: Option<&str>, selection: &SelectionArgs, terminal: &Terminal) -> Result<RuleSet, Exit> {
        let list = |names: &[String]| (!names.is_empty()).then(|| names.to_vec());
        let selectors = Selectors {
            preset: preset.map(str::to_owned),
            select: list(&selection.select),
            ignore: list(&selection.ignore),
            extend_select: list(&selection.extend_select),
            extend_ignore: list(&selection.extend_ignore),
        };
        RuleSet::new(rules::book(), &self.config, &selectors).map_err(|error| terminal.fail(&error))
    }

    /// The files of the handbook.
    pub(super) fn workspace(&self, files: &FileArgs, terminal: &Terminal) -> Result<Workspace, Exit> {
        let globs = |patterns: &[String]| {
            if patterns.is_empty() {
                return Ok(None);
            }
            Globs::new(patterns.iter().cloned()).map(Some).map_err(|error| terminal.fail(&error))
        };
        let lint = &self.config.lint;
        let options = WalkOptions {
            respect_gitignore: files.respect_gitignore.unwrap_or_else(|| lint.respects_gitignore()),
            exclude: globs(&files.exclude)?.or_else(|| lint.exclude.clone()),
            extend_exclude: match (globs(&files.extend_exclude)?, &lint.extend_exclude) {
                (Some(more), Some(some)) => Some(some.extended(&more)),
                (more, some) => more.or_else(|| some.clone()),
            },
            threads: files.threads,
        };
        Workspace::open(&self.found.root, &options).map_err(|error| terminal.fail(&error.to_string()))
    }

    /// Opens the handbook for a command that only shows something.
    pub(super) fn session(self, terminal: &Terminal, verbosity: Verbosity) -> Result<Session, Exit> {
        let rules = self.rules(None, &SelectionArgs::default(), terminal)?;
        let workspace = self.workspace(&FileArgs::default(), terminal)?;
        tell_notices(workspace.notices(), terminal, verbosity);
        Ok(Session::open(workspace, self.config, rules))
    }
}

/// Has paths shown as they are seen from the working directory.
pub(super) fn see_from_here(options: &mut output::Options, root: Option<&Path>) {
    let here = std::env::current_dir().and_then(|here| here.canonicalize());
    if let (Some(root), Ok(here)) = (root, here) {
        let text = |path: &Path| path.to_string_lossy().replace('\\', "/");
        if let Ok(inside) = here.strip_prefix(root) {
            options.folder = SitePath::new(&text(inside)).unwrap_or_default();
        } else if let Ok(below) = root.strip_prefix(&here) {
            options.prefix = format!("{}/", text(below));
        } else {
            options.prefix = format!("{}/", text(root));
        }
    }
}

/// Files named when many were passed over.
const NOTICES: usize = 5;

/// Opens the handbook around `path` and writes something about it to standard output.
pub(super) fn show(
    path: &Path,
    global: &GlobalArgs,
    terminal: &Terminal,
    write: impl FnOnce(&mut dyn Write, &Session) -> io::Result<()>,
) -> Exit {
    match Opening::new(path, global, terminal).and_then(|opening| opening.session(terminal, global.verbosity())) {
        Ok(session) => {
            let mut out = terminal.stdout();
            terminal.finish(write(&mut out, &session).and_then(|()| out.flush()))
        }
        Err(exit) => exit,
    }
}

/// Says on stderr which files were passed over.
pub(super) fn tell_notices(notices: &[Notice], terminal: &Terminal, verbosity: Verbosity) {
    if verbosity < Verbosity::Normal {
        return;
    }
    // One more is named instead of being counted.
    let shown = if verbosity >= Verbosity::Verbose || notices.len() <= NOTICES + 1 { notices.len() } else { NOTICES };
    for notice in notices.iter().take(shown) {
        terminal.warn(&notice.to_string());
    }
    if shown < notices.len() {
        terminal.warn(&format!("{} more files were not read; --verbose names them", notices.len() - shown));
    }
}

/// The configuration alone, as the source of excerpts.
struct OneFile<'a>(Option<(&'a SitePath, &'a str, LineIndex)>);

impl<'a> OneFile<'a> {
    fn new(source: Option<&'a (SitePath, String)>) -> Self {
        Self(source.map(|(path, text)| (path, text.as_str(), LineIndex::new(text))))
    }
}

impl Sources for OneFile<'_> {
    fn text(&self, path: &SitePath) -> Option<(&str, &LineIndex)> {
        self.0.as_ref().filter(|(known, ..)| *known == path).map(|(_, text, lines)| (*text, lines))
    }
}
