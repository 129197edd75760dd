//! Which day it is.

use clap::Args;
use jiff::civil::Date;

/// Which day it is: what is overdue depends on it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Args)]
pub struct ClockArgs {
    /// Take this day for today, as in 2024-01-31
    #[arg(long, value_name = "DATE", value_parser = day, help_heading = "Run")]
    #[arg(env = "HANDBOOK_TODAY", hide_env_values = true)]
    pub today: Option<Date>,
}

fn day(text: &str) -> Result<Date, String> {
    let is_plain = text.len() == 10 && text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'-');
    text.parse().ok().filter(|_| is_plain).ok_or_else(|| "write a day as 2024-01-31".to_owned())
}
