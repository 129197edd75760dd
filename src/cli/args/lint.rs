//! `handbook lint`.

use super::{ClockArgs, SelectionArgs};
use crate::{config::FailOn, diagnostic::Severity};
use clap::{Args, ValueEnum};
use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
};

const EXAMPLES: &str = "\
Examples:
  handbook lint                              check the handbook around this folder
  handbook lint content/team.md              report on one page, checked against all others
  handbook lint --fix                        mend what can be mended safely
  handbook lint --diff                       show what --fix would change
  handbook lint --select links,MD024         use some rules only
  handbook lint --format json > report.json  for programs
  git diff --name-only | handbook lint --files-from -

Exit code: 0 nothing found, 1 something found, 2 the run failed";

/// `handbook lint`.
#[derive(Clone, Debug, Default, Args)]
#[command(after_help = EXAMPLES)]
pub struct LintArgs {
    /// Files and folders to report on, or `-` for a page on standard input [default: .]
    pub paths: Vec<PathBuf>,

    /// Mend what can be mended safely
    #[arg(long, help_heading = "Fixing")]
    pub fix: bool,
    /// With --fix, also mend what may change the meaning
    #[arg(long, help_heading = "Fixing")]
    pub unsafe_fixes: bool,
    /// Mend, and report nothing that is left
    #[arg(long, help_heading = "Fixing")]
    pub fix_only: bool,
    /// Show what --fix would change, and change nothing
    #[arg(long, help_heading = "Fixing")]
    pub diff: bool,

    /// Begin with the rules of this preset
    #[arg(long, value_name = "PRESET", value_parser = crate::config::PRESETS, help_heading = "Rules")]
    pub preset: Option<String>,
    /// Which rules.
    #[command(flatten)]
    pub selection: SelectionArgs,

    /// How to write findings [default: human]
    #[arg(long, value_enum, value_name = "FORMAT", alias = "output-format", help_heading = "Output")]
    #[arg(env = "HANDBOOK_OUTPUT_FORMAT", hide_env_values = true)]
    pub format: Option<Format>,
    /// Write findings to this file instead of standard output
    #[arg(short, long, value_name = "FILE", help_heading = "Output")]
    pub output_file: Option<PathBuf>,
    /// Count findings by rule instead of showing them
    #[arg(long, help_heading = "Output")]
    pub statistics: bool,
    /// Fail on findings at least this bad [default: warning]
    #[arg(long, value_enum, value_name = "SEVERITY", help_heading = "Output")]
    pub fail_on: Option<FailOnArg>,
    /// Exit with 0 whatever is found
    #[arg(long, help_heading = "Output")]
    pub exit_zero: bool,
    /// Show how long each part of the run took
    #[arg(long, help_heading = "Output")]
    pub timings: bool,

    /// Report on the files that FILE lists, one per line; `-` for standard input
    #[arg(long, value_name = "FILE", help_heading = "Files")]
    pub files_from: Option<PathBuf>,
    /// The name of the page on standard input
    #[arg(long, value_name = "PATH", help_heading = "Files", conflicts_with = "files_from")]
    pub stdin_filename: Option<PathBuf>,
    /// Leave out files that match, instead of those the configuration leaves out
    #[arg(long, value_name = "GLOBS", value_delimiter = ',', help_heading = "Files")]
    pub exclude: Vec<String>,
    /// Leave out files that match, too
    #[arg(long, value_name = "GLOBS", value_delimiter = ',', help_heading = "Files")]
    pub extend_exclude: Vec<String>,
    /// Leave excluded files out even when they are named
    #[arg(long, help_heading = "Files")]
    pub force_exclude: bool,
    /// Check what git ignores, too
    #[arg(long, help_heading = "Files", overrides_with = "respect_gitignore")]
    no_respect_gitignore: bool,
    #[arg(long, hide = true, overrides_with = "no_respect_gitignore")]
    respect_gitignore: bool,
    /// Fail when there is no page to check
    #[arg(long, help_heading = "Files")]
    pub deny_empty: bool,

    /// Use this many threads [default: one per processor]
    #[arg(short = 'j', long, value_name = "N", help_heading = "Run")]
    pub threads: Option<NonZeroUsize>,
    /// Which day it is.
    #[command(flatten)]
    pub clock: ClockArgs,
}

impl LintArgs {
    /// Whether the page to report on comes from standard input: `-`, or only its name is given.
    pub fn reads_stdin(&self) -> bool {
        self.paths.iter().any(|path| path == Path::new("-")) || (self.paths.is_empty() && self.stdin_filename.is_some())
    }

    /// What keeps these arguments from making sense together, in words; clap cannot tell.
    pub fn contradiction(&self) -> Option<&'static str> {
        let dash = |path: &PathBuf| path == Path::new("-");
        let from_stdin = self.reads_stdin();
        if self.paths.len() > 1 && from_stdin {
            return Some("`-` stands for one page on standard input, so no other path can be named with it");
        }
        if self.stdin_filename.is_some() && !from_stdin {
            return Some("`--stdin-filename` names the page on standard input: write `-` in place of the path");
        }
        if from_stdin && self.files_from.as_ref().is_some_and(dash) {
            return Some("standard input cannot be both a page (`-`) and a list of files (`--files-from -`)");
        }
        None
    }

    /// Whether the command line says to leave out what git ignores; `None` when it leaves that to the configuration.
    pub fn respect_gitignore(&self) -> Option<bool> {
        match (self.respect_gitignore, self.no_respect_gitignore) {
            (true, _) => Some(true),
            (_, true) => Some(false),
            _ => None,
        }
    }
}

/// How to write findings.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// With the lines they are about
    #[default]
    Human,
    /// One line each
    Concise,
    /// For programs
    Json,
    /// Annotations in GitHub Actions
    Github,
}

impl Format {
    /// The format of this name; `None` when there is none.
    pub fn by_name(name: &str) -> Option<Self> {
        Self::from_str(name, true).ok()
    }
}

/// What makes a run fail.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum FailOnArg {
    /// Errors
    Error,
    /// Errors and warnings
    Warning,
    /// Anything
    Info,
    /// Nothing
    Never,
}

impl From<FailOnArg> for FailOn {
    fn from(arg: FailOnArg) -> Self {
        match arg {
            FailOnArg::Error => Self::Severity(Severity::Error),
            FailOnArg::Warning => Self::Severity(Severity::Warning),
            FailOnArg::Info => Self::Severity(Severity::Info),
            FailOnArg::Never => Self::Never,
        }
    }
}
