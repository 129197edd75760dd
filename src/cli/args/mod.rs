//! What the command line can say. Each command's own arguments are one file or one short struct.

mod clock;
mod explain;
mod global;
mod lint;
mod nav;
mod review;
mod selection;
mod verify;

pub use clock::ClockArgs;
pub use explain::{ExplainArgs, ExplainTarget};
pub use global::{Color, GlobalArgs, ListFormat, Verbosity};
pub use lint::{FailOnArg, Format, LintArgs};
pub use nav::{NavArgs, NavFormat};
pub use review::{ReviewArgs, ReviewFormat};
pub use selection::SelectionArgs;
pub use verify::VerifyArgs;

use clap::{Args, CommandFactory, FromArgMatches, Parser, Subcommand};
use std::{ffi::OsString, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  handbook lint                    check the handbook around this folder
  handbook lint --fix docs         mend what can be mended in `docs`
  handbook explain links/broken-anchor
  handbook init                    write a first handbook.toml";

/// A fast linter for handbooks: links, anchors, front matter, navigation and style of Markdown sites
#[derive(Clone, Debug, Parser)]
#[command(name = "handbook", version, arg_required_else_help = true, after_help = EXAMPLES, max_term_width = 100)]
#[command(disable_help_subcommand = true, infer_subcommands = false)]
pub struct Cli {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// What every command understands.
    #[command(flatten)]
    pub global: GlobalArgs,
}

impl Cli {
    /// Reads the arguments, the program's name first. A variable that is set to nothing counts as not set, which is how CI
    /// systems pass those that have no value. The error may be a request for help, and knows how it is printed.
    pub fn read(args: impl IntoIterator<Item = OsString>) -> Result<Self, clap::Error> {
        let is_blank = |name: &str| std::env::var_os(name).is_some_and(|value| value.is_empty());
        let forget = |arg: clap::Arg| arg.env(None::<&str>);
        let mut command = Self::command();
        if is_blank("HANDBOOK_CONFIG") {
            command = command.mut_arg("config", forget);
        }
        if is_blank("HANDBOOK_TODAY") {
            command = command.mut_subcommand("lint", |lint| lint.mut_arg("today", forget));
            command = command.mut_subcommand("review", |review| review.mut_arg("today", forget));
        }
        if is_blank("HANDBOOK_OUTPUT_FORMAT") {
            command = command.mut_subcommand("lint", |lint| lint.mut_arg("format", forget));
        }
        let mut matches = command.try_get_matches_from_mut(args)?;
        Self::from_arg_matches_mut(&mut matches).map_err(|error| error.format(&mut command))
    }
}

/// What to do.
#[derive(Clone, Debug, Subcommand)]
pub enum Command {
    /// Check a handbook, and mend it with --fix
    Lint(Box<LintArgs>),
    /// List the address of every page
    Routes(ListArgs),
    /// Show the menu as readers see it, and what is not in it
    Nav(NavArgs),
    /// List the pages that are due for review, by owner
    Review(ReviewArgs),
    /// Compare what is predicted with a site that you built
    Verify(VerifyArgs),
    /// Explain a rule, or what happens at a place in a page
    Explain(ExplainArgs),
    /// List the rules
    Rules(RulesArgs),
    /// Show every setting and where it comes from
    Config(ListArgs),
    /// Write a first handbook.toml, by what the pages have in common
    Init(InitArgs),
    /// Carry over the settings of markdownlint, mdl or rumdl
    Import(ImportArgs),
    /// Print a script that completes commands in your shell
    Completions(CompletionsArgs),
}

/// A command that lists something about a handbook.
#[derive(Clone, Debug, Args)]
pub struct ListArgs {
    /// The handbook, or a file or folder in it
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", alias = "output-format")]
    pub format: ListFormat,
}

/// `handbook rules`.
#[derive(Clone, Debug, Args)]
pub struct RulesArgs {
    /// The handbook, its place and the form of the list.
    #[command(flatten)]
    pub list: ListArgs,
    /// Only the rules of this preset
    #[arg(long, value_parser = crate::config::PRESETS)]
    pub preset: Option<String>,
    /// Which rules.
    #[command(flatten)]
    pub selection: SelectionArgs,
}

/// `handbook init`.
#[derive(Clone, Debug, Args)]
pub struct InitArgs {
    /// The handbook
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Print the files instead of writing them
    #[arg(long)]
    pub dry_run: bool,
    /// Where the files are there already, write anew what is about front matter
    #[arg(long)]
    pub force: bool,
}

/// `handbook import`.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    /// The handbook
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Read this file instead of looking for one
    #[arg(long, value_name = "FILE")]
    pub from: Option<PathBuf>,
    /// Print handbook.toml instead of writing it
    #[arg(long, visible_alias = "stdout")]
    pub dry_run: bool,
    /// Add to a handbook.toml that is there already what it does not say yet
    #[arg(long)]
    pub merge: bool,
}

/// `handbook completions`.
#[derive(Clone, Copy, Debug, Args)]
pub struct CompletionsArgs {
    /// Your shell
    #[arg(value_enum)]
    pub shell: clap_complete::Shell,
}
