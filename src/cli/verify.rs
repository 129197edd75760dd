//! `handbook verify`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListFormat, Verbosity, VerifyArgs},
    open::{Opening, see_from_here, tell_notices},
};
use crate::{
    output,
    verify::{Verification, report, verify},
    workspace::{WalkOptions, Workspace},
};
use std::{
    io::{self, Write},
    num::NonZeroUsize,
};

/// Differences of a kind that are shown when nobody says how many.
const LIMIT: usize = 20;

/// Compares what is predicted with a built site.
pub(super) fn run(args: &VerifyArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    match try_run(args, global, terminal) {
        Ok(exit) | Err(exit) => exit,
    }
}

fn try_run(args: &VerifyArgs, global: &GlobalArgs, terminal: &Terminal) -> Result<Exit, Exit> {
    // What is built is mostly ignored by git; here it is what counts.
    let options = WalkOptions { respect_gitignore: false, ..WalkOptions::default() };
    let built = Workspace::open(&args.folder, &options).map_err(|error| terminal.fail(&error.to_string()))?;
    let session = Opening::new(&args.path, global, terminal)?.session(terminal, global.verbosity())?;
    let verification = verify(session.site(), &built)
        .map_err(|error| terminal.fail(&format!("cannot compare with `{}`: {error}", args.folder.display())))?;
    tell_notices(&verification.notices, terminal, global.verbosity());
    let mut options = output::Options {
        color: terminal.color,
        width: terminal.width,
        limit: args.limit.map_or(LIMIT, NonZeroUsize::get),
        ..output::Options::default()
    };
    see_from_here(&mut options, session.workspace().root());
    let generator = session.site().facts.generator.value.name();
    if global.verbosity() > Verbosity::Silent {
        let written = write(&mut terminal.stdout(), &verification, args.format, generator, &options);
        written.map_err(|error| terminal.fail(&format!("the output could not be written: {error}")))?;
    }
    Ok(if verification.agrees() { Exit::Clean } else { Exit::Findings })
}

fn write(
    out: &mut dyn Write,
    verification: &Verification,
    format: ListFormat,
    generator: &str,
    options: &output::Options,
) -> io::Result<()> {
    match format {
        ListFormat::Text => report::text(out, verification, options)?,
        ListFormat::Json => report::json(out, verification, generator)?,
    }
    out.flush()
}
