//! `handbook review`.

use super::ClockArgs;
use crate::page::front_matter::Interval;
use clap::{Args, ValueEnum};
use std::path::PathBuf;

const EXAMPLES: &str = "\
Examples:
  handbook review                            list the pages whose review is overdue, by owner
  handbook review --within 30d               list those due in the next 30 days, too
  handbook review --owner @acme/people       list what this team has to read
  handbook review --format icalendar > reviews.ics
  handbook review --exit-non-zero            for CI: fail when a review is overdue

When pages are due is said under [review] in handbook.toml; see `handbook explain review/overdue`.

Exit code: 0 listed, 1 with --exit-non-zero when something is overdue, 2 the run failed";

/// `handbook review`.
#[derive(Clone, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ReviewArgs {
    /// The handbook, or a file or folder in it
    #[arg(default_value = ".")]
    pub path: PathBuf,
    /// List what is due later, too
    #[arg(long)]
    pub all: bool,
    /// List what is due within this time, too: `30d`, `6 weeks`
    #[arg(long, value_name = "TIME", value_parser = time, conflicts_with = "all")]
    pub within: Option<Interval>,
    /// List only what these owners have to read
    #[arg(long, value_name = "OWNERS", value_delimiter = ',')]
    pub owner: Vec<String>,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", alias = "output-format")]
    pub format: ReviewFormat,
    /// Exit with 1 when a review is overdue
    #[arg(long)]
    pub exit_non_zero: bool,
    /// Which day it is.
    #[command(flatten)]
    pub clock: ClockArgs,
}

/// How to write a list of reviews.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum ReviewFormat {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
    /// For spreadsheets, a line for each owner of a page
    Csv,
    /// For calendars; holds what is due later, too, unless --within says how much
    #[value(alias = "ical", alias = "ics")]
    Icalendar,
}

fn time(text: &str) -> Result<Interval, String> {
    let days = text.trim().parse::<u16>().ok().and_then(|days| Interval::read(&format!("{days} days")));
    days.or_else(|| Interval::read(text)).ok_or_else(|| "write a number and a unit, as in `30d` or `6 weeks`".to_owned())
}
