//! The command line: argv in, exit code out.

pub mod args;
mod completions;
mod config;
mod exit;
mod explain;
mod file_list;
mod fix;
mod import;
mod init;
mod lint;
mod nav;
mod open;
mod progress;
mod review;
mod routes;
mod rules;
mod scope;
mod terminal;
mod verify;

pub use exit::Exit;
pub use file_list::file_list;
pub use progress::Progress;
pub use terminal::{Output, Terminal};

use args::{Cli, Command};
use std::{ffi::OsString, process::ExitCode};

/// Runs `handbook` with these arguments, the program's name first.
pub fn run(args: impl IntoIterator<Item = OsString>) -> ExitCode {
    match Cli::read(args) {
        Ok(cli) => dispatch(&cli).into(),
        Err(error) => {
            // Nobody may be reading; the exit code stays.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    }
}

fn dispatch(cli: &Cli) -> Exit {
    let terminal = Terminal::new(cli.global.color);
    let global = &cli.global;
    match &cli.command {
        Command::Lint(args) => lint::run(args, global, &terminal),
        Command::Routes(args) => routes::run(args, global, &terminal),
        Command::Nav(args) => nav::run(args, global, &terminal),
        Command::Review(args) => review::run(args, global, &terminal),
        Command::Verify(args) => verify::run(args, global, &terminal),
        Command::Explain(args) => explain::run(args, global, &terminal),
        Command::Rules(args) => rules::run(args, global, &terminal),
        Command::Config(args) => config::run(args, global, &terminal),
        Command::Init(args) => init::run(args, global, &terminal),
        Command::Import(args) => import::run(args, global, &terminal),
        Command::Completions(args) => completions::run(args, &terminal),
    }
}
