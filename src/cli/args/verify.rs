//! `handbook verify`.

use super::ListFormat;
use clap::Args;
use std::{num::NonZeroUsize, path::PathBuf};

const EXAMPLES: &str = "\
Examples:
  handbook verify _site                 compare this handbook with the site built from it
  handbook verify public --limit 5      show at most five differences of each kind
  handbook verify ../out docs           compare the handbook in `docs`
  handbook verify dist --format json    for programs

What is compared: the address of every page, the ids that links are made to, which links are
broken, and the menu. Where they differ, handbook is mistaken, or the site was built from other
files or settings.

Exit code: 0 no difference, 1 differences, 2 nothing could be compared";

/// `handbook verify`.
#[derive(Clone, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct VerifyArgs {
    /// The folder that your generator wrote the site into: `_site`, `public`, `dist`
    #[arg(value_name = "DIR")]
    pub folder: PathBuf,
    /// The handbook, or a file or folder in it
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// Show at most so many differences of each kind [default: 20]
    #[arg(long, value_name = "N")]
    pub limit: Option<NonZeroUsize>,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", alias = "output-format")]
    pub format: ListFormat,
}
