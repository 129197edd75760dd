//! `handbook`: argv in, exit code out.

use std::process::ExitCode;

fn main() -> ExitCode {
    handbook_lint::cli::run(std::env::args_os())
}
