//! Which rules.

use clap::Args;

/// Which rules. Names are groups, rule ids, markdownlint numbers or aliases, or `all`; whether they exist is not checked here.
#[derive(Clone, Debug, Default, PartialEq, Eq, Args)]
#[command(next_help_heading = "Rules")]
pub struct SelectionArgs {
    /// Use these rules only: `links`, `links/broken-anchor`, `MD024`, `all`
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = clap::ArgAction::Append)]
    pub select: Vec<String>,
    /// Leave these rules out
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = clap::ArgAction::Append)]
    pub ignore: Vec<String>,
    /// Use these rules too
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = clap::ArgAction::Append)]
    pub extend_select: Vec<String>,
    /// Leave these rules out too
    #[arg(long, value_name = "RULES", value_delimiter = ',', action = clap::ArgAction::Append)]
    pub extend_ignore: Vec<String>,
}
