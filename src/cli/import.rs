//! `handbook import`: the settings of another Markdown linter, carried over to `handbook.toml`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ImportArgs, Verbosity},
    open::{FileArgs, Opening},
};
use crate::{
    config::FILE_NAMES,
    diagnostic::Severity,
    import::{Failure, Import},
    output::one_line,
    path::SitePath,
    rules,
    session::read_settings,
    workspace::{Workspace, read_text},
};
use std::{
    io::{self, Write},
    path::Path,
};

/// Reads the settings and writes them down.
pub(super) fn run(args: &ImportArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    try_run(args, global, terminal).unwrap_or_else(|exit| exit)
}

fn try_run(args: &ImportArgs, global: &GlobalArgs, terminal: &Terminal) -> Result<Exit, Exit> {
    let opening = Opening::new(&args.path, &global.without_config(), terminal)?;
    let root = opening.found.root.clone();
    let config = FILE_NAMES.into_iter().find(|name| root.join(name).exists());
    if let Some(name) = config
        && !args.merge
        && !args.dry_run
    {
        return Err(terminal.fail(&format!(
            "{name} is there already, so nothing was written; `handbook import --dry-run` shows what would be written, \
             `handbook import --merge` adds to {name} what it does not say yet"
        )));
    }
    let path = SitePath::new(config.unwrap_or(FILE_NAMES[0])).unwrap_or_default();
    let old = match config.filter(|_| args.merge) {
        Some(name) => Some(read_old(&root.join(name), &path, terminal)?),
        None => None,
    };
    let workspace = opening.workspace(&FileArgs::default(), terminal)?;
    let from = match &args.from {
        Some(file) => Some(workspace.locate(file).map_err(|error| terminal.fail(&error.to_string()))?),
        None => None,
    };
    let existing = old.as_ref().map(|text| read_settings(&path, text));
    let import = match Import::read(&workspace, rules::book(), from.as_ref(), existing.as_ref()) {
        Ok(import) => import,
        Err(failure) => return Err(terminal.fail(&why(&failure, &args.path))),
    };
    let text = match &old {
        Some(old) => import.added_to(old).ok_or_else(|| {
            let message = format!(
                "nothing can be added to {path} as it is written; `handbook import --dry-run` without `--merge` shows what to add"
            );
            terminal.fail(&message)
        })?,
        None => import.text(),
    };
    if global.verbosity() >= Verbosity::Normal {
        for note in &import.notes {
            let what = match note.what.as_str() {
                "" => note.at.to_string(),
                what => format!("{}: `{}`", note.at, one_line(what)),
            };
            terminal.warn(&format!("{what} is not carried over: {}", one_line(&note.why)));
        }
    }
    if args.dry_run {
        let mut out = terminal.stdout();
        return Ok(terminal.finish(out.write_all(text.as_bytes()).and_then(|()| out.flush())));
    }
    write(&workspace, &path, old.as_deref(), &text).map_err(|message| terminal.fail(&message))?;
    if global.verbosity() < Verbosity::Normal {
        return Ok(Exit::Clean);
    }
    let mut out = terminal.stdout();
    Ok(terminal.finish(summary(&import, &path, old.is_some(), &mut out, terminal).and_then(|()| out.flush())))
}

/// The text of the configuration that is there. What has mistakes is not added to: what was meant is not known.
fn read_old(file: &Path, path: &SitePath, terminal: &Terminal) -> Result<String, Exit> {
    let text = read_text(file).map_err(|error| terminal.fail(&error.to_string()))?;
    let has_errors = read_settings(path, &text).problems.iter().any(|problem| problem.severity == Severity::Error);
    if has_errors {
        return Err(terminal.fail(&format!("{path} has mistakes, so nothing was added to it; `handbook lint` shows them")));
    }
    Ok(text)
}

fn why(failure: &Failure, path: &Path) -> String {
    match failure {
        Failure::Nothing => format!(
            "no settings of markdownlint, mdl or rumdl were found in {}; `--from FILE` names a file that is called otherwise",
            path.display()
        ),
        Failure::Unread(unread) => format!("{}: {}", unread.at, one_line(&unread.why)),
    }
}

fn write(workspace: &Workspace, path: &SitePath, old: Option<&str>, text: &str) -> Result<(), String> {
    let written = match old {
        Some(old) => workspace.write(path, old.as_bytes(), text),
        None => workspace.create(path, text),
    };
    written.map_err(|error| error.to_string())
}

fn summary(import: &Import, path: &SitePath, is_merged: bool, out: &mut dyn Write, terminal: &Terminal) -> io::Result<()> {
    let bold = if terminal.color { anstyle::Style::new().bold() } else { anstyle::Style::new() };
    let verb = if is_merged { "Added to" } else { "Wrote" };
    let sources: Vec<&str> = import.sources.iter().map(SitePath::as_str).collect();
    let counted = |count: usize, what: &str| match count {
        0 => None,
        1 => Some(format!("1 {what}")),
        count => Some(format!("{count} {what}s")),
    };
    let parts = [
        Some(format!("preset `{}`", import.preset())),
        counted(import.rules(), "rule").map(|rules| format!("{rules} set otherwise")),
        counted(import.overrides(), "block").map(|blocks| format!("{blocks} for some files")),
        counted(import.excluded(), "pattern").map(|patterns| format!("{patterns} of files to leave out")),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    writeln!(out, "{bold}{verb}{bold:#} {path}  {}", parts.join(", "))?;
    writeln!(out, "{bold}From{bold:#} {}", sources.join(", "))?;
    let other = import.notes.len();
    if other > 0 {
        let are = if other == 1 { "1 setting has" } else { &format!("{other} settings have") };
        writeln!(out, "\n{are} no equal: see above")?;
    }
    let name = import.tool.name();
    writeln!(out, "\nNext: {bold}handbook lint{bold:#}. Once you are content, {name} and its settings can go.")
}
