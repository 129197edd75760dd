//! What every command understands.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// What every command understands.
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Global options")]
pub struct GlobalArgs {
    /// Read this configuration instead of looking for one
    #[arg(short, long, global = true, value_name = "PATH", env = "HANDBOOK_CONFIG", hide_env_values = true)]
    pub config: Option<PathBuf>,
    /// Read no configuration
    // Not in conflict with `config`: that may come from the environment, and the flag is how one gets rid of it.
    #[arg(long, global = true, visible_alias = "isolated")]
    pub no_config: bool,
    /// When to use colours
    #[arg(long, global = true, value_enum, default_value_t, value_name = "WHEN", hide_possible_values = false)]
    pub color: Color,
    /// Print findings only
    #[arg(short, long, global = true, conflicts_with_all = ["silent", "verbose"])]
    quiet: bool,
    /// Print nothing; the exit code tells
    #[arg(short, long, global = true, conflicts_with = "verbose")]
    silent: bool,
    /// Tell more about the run
    #[arg(short, long, global = true)]
    verbose: bool,
}

impl GlobalArgs {
    /// The same without any configuration.
    pub fn without_config(&self) -> Self {
        Self { no_config: true, ..self.clone() }
    }

    /// How much to say.
    pub fn verbosity(&self) -> Verbosity {
        match (self.silent, self.quiet, self.verbose) {
            (true, ..) => Verbosity::Silent,
            (_, true, _) => Verbosity::Quiet,
            (.., true) => Verbosity::Verbose,
            _ => Verbosity::Normal,
        }
    }
}

/// How much to say. Ordered: silent is least.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Verbosity {
    /// Nothing at all.
    Silent,
    /// Findings only.
    Quiet,
    /// Findings, a summary and notices.
    #[default]
    Normal,
    /// Also how the run went.
    Verbose,
}

/// When to use colours.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// In a terminal, unless NO_COLOR is set
    #[default]
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to write a list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ListFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}
