//! `handbook explain`.

use super::ListFormat;
use clap::Args;
use std::{convert::Infallible, path::PathBuf, str::FromStr};

const EXAMPLES: &str = "\
Examples:
  handbook explain links/broken-anchor      what the rule finds, why, and how to mend it
  handbook explain MD024                    the same, by its markdownlint number
  handbook explain content/team.md:12:8     where the link there leads, step by step";

/// `handbook explain`.
#[derive(Clone, Debug, Args)]
#[command(after_help = EXAMPLES)]
pub struct ExplainArgs {
    /// A rule, or a place in a page
    #[arg(value_name = "RULE|FILE:LINE[:COL]", value_parser = |text: &str| text.parse::<ExplainTarget>())]
    pub target: ExplainTarget,
    /// How to write it
    #[arg(long, value_enum, default_value_t, value_name = "FORMAT", alias = "output-format")]
    pub format: ListFormat,
}

/// What to explain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ExplainTarget {
    /// A rule, by any of its names; not yet checked against those known.
    Rule(String),
    /// A place in a file.
    Place {
        /// The file, seen from the working directory.
        path: PathBuf,
        /// 1-based line.
        line: u32,
        /// 1-based column in characters, if given.
        column: Option<u32>,
    },
}

impl FromStr for ExplainTarget {
    type Err = Infallible;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        // From the right: names may hold colons, as in `C:\pages\a.md:3`.
        let split = |text: &str| {
            let (rest, number) = text.rsplit_once(':')?;
            let number = number.parse().ok().filter(|&number: &u32| number > 0)?;
            (!rest.is_empty()).then(|| (rest.to_owned(), number))
        };
        // Lists of findings end a place with a colon; people copy it with them.
        let Some((rest, last)) = split(text.trim_end_matches(':')) else { return Ok(Self::Rule(text.to_owned())) };
        Ok(match split(&rest) {
            Some((path, line)) => Self::Place { path: path.into(), line, column: Some(last) },
            None => Self::Place { path: rest.into(), line: last, column: None },
        })
    }
}
