//! The command line: argv in, exit code out.

pub mod args;
mod completions;
mod exit;
mod file_list;
mod progress;
mod terminal;

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
    match &cli.command {
        Command::Completions(args) => completions::run(args, &terminal),
        _ => terminal.fail("this command is not part of this build"),
    }
}
