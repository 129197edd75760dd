//! `handbook completions`.

use super::{
    Exit, Terminal,
    args::{Cli, CompletionsArgs},
};
use clap::CommandFactory;
use std::io::Write;

pub(super) fn run(args: &CompletionsArgs, terminal: &Terminal) -> Exit {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "handbook", &mut script);
    let mut output = terminal.stdout();
    match output.write_all(&script).and_then(|()| output.flush()) {
        Ok(()) => Exit::Clean,
        Err(error) => terminal.fail(&format!("cannot write the script: {error}")),
    }
}
