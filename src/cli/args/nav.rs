//! `handbook nav`.

use clap::{Args, ValueEnum};
use std::path::PathBuf;

/// `handbook nav`.
#[derive(Clone, Debug, Args)]
pub struct NavArgs {
    /// The handbook, or a page or folder: then only its part of the menu [default: .]
    pub path: Option<PathBuf>,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", alias = "output-format")]
    pub format: NavFormat,
    /// Show only so many levels; what is below is counted
    #[arg(long, value_name = "LEVELS", value_parser = clap::value_parser!(u32).range(1..))]
    pub depth: Option<u32>,
}

/// How to write a menu.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum NavFormat {
    /// For people: a tree, and what is beside it
    #[default]
    Text,
    /// For programs
    Json,
    /// A Mermaid flowchart
    Mermaid,
    /// A graph for Graphviz
    Dot,
}
