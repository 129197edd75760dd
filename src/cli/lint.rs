//! `handbook lint`.

use super::{
    Exit, Output, Progress, Terminal,
    args::{Format, GlobalArgs, LintArgs, Verbosity},
    file_list, fix,
    open::{FileArgs, Opening, see_from_here, tell_notices},
    scope::Scope,
};
use crate::{
    config::FailOn,
    diagnostic::Diagnostic,
    output::{self, Report, Summary, concise, github, human, json, statistics, summary},
    session::Session,
    workspace::{read_stdin, read_text},
};
use std::{
    io::{self, Write},
    path::{Path, PathBuf},
    time::Instant,
};

/// Checks the handbook and tells what is wrong.
pub(super) fn run(args: &LintArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    match try_run(args, global, terminal) {
        Ok(exit) | Err(exit) => exit,
    }
}

/// More threads than any machine has use for take minutes to start.
const MOST_THREADS: usize = 256;

fn try_run(args: &LintArgs, global: &GlobalArgs, terminal: &Terminal) -> Result<Exit, Exit> {
    let start = Instant::now();
    if let Some(contradiction) = args.contradiction() {
        return Err(terminal.fail(contradiction));
    }
    let threads = args.threads.map_or(0, |threads| threads.get().min(MOST_THREADS));
    if threads > 0 {
        // Only the first call in a process can set it; there is one run in a process.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(threads).build_global();
    }
    let named = named_paths(args, terminal)?;
    let at = args.stdin_filename.as_deref().filter(|_| args.reads_stdin()).and_then(Path::parent).filter(|p| p.exists());
    let place = at.map(Path::to_owned).or_else(|| common_folder(&named)).unwrap_or_else(|| PathBuf::from("."));
    let opening = Opening::new(&place, global, terminal)?;
    let format = format(args, &opening, terminal, global)?;
    let rules = opening.rules(None, &args.selection, terminal)?;
    let files = FileArgs {
        exclude: args.exclude.clone(),
        extend_exclude: args.extend_exclude.clone(),
        respect_gitignore: args.respect_gitignore(),
        threads,
    };
    let mut workspace = opening.workspace(&files, terminal)?;
    let scope = Scope::new(args, &named, opening.found.part_of.as_deref(), &mut workspace, terminal)?;
    tell_notices(workspace.notices(), terminal, global.verbosity());
    let fail_on = args.fail_on.map_or_else(|| opening.config.lint.fails_on(), FailOn::from);
    let options = output_options(terminal, args, workspace.root());
    let progress = Progress::new(terminal, format == Format::Human && global.verbosity() >= Verbosity::Normal);
    let mut session = Session::open_with(workspace, opening.config, rules, &progress);
    progress.finish();
    if let Some(today) = args.clock.today {
        session = session.on(today);
    }

    let mut report = Report::default();
    if args.fix || args.fix_only || args.diff {
        let outcome = fix::settle(&mut session, &scope, args.unsafe_fixes);
        if args.diff {
            return fix::show_diff(&outcome, &options, terminal);
        }
        report.summary.fixed = Some(fix::write(&session, &outcome, &scope, terminal)?);
        fix::tell(&outcome, terminal, global.verbosity());
        report.diagnostics = if args.fix_only { Vec::new() } else { outcome.remaining };
    } else {
        report.diagnostics = session.diagnostics();
        report.diagnostics.retain(|diagnostic| scope.holds(&diagnostic.at.path));
    }
    report.summary = Summary {
        pages: session.site().pages.iter().filter(|entry| scope.holds(&entry.page.path)).count(),
        links: session.link_counts(|path| scope.holds(path)),
        elapsed: start.elapsed(),
        fixed: report.summary.fixed,
        ..Summary::of(&report.diagnostics)
    };
    show(&report, &session, args, format, &options, terminal, global.verbosity())?;
    if args.timings {
        tell_timings(&session, start, terminal);
    }
    if report.summary.pages == 0 {
        if args.deny_empty {
            return Err(terminal.fail("no page was found: nothing was checked"));
        }
        if !matches!(format, Format::Human | Format::Concise) || global.verbosity() < Verbosity::Normal {
            terminal.warn("no page was found: nothing was checked");
        }
    }
    let exit = if !args.exit_zero && fails(&report.diagnostics, fail_on) { Exit::Findings } else { Exit::Clean };
    // The program ends here: giving a big handbook's memory back piece by piece would only take time.
    std::mem::forget((session, report));
    Ok(exit)
}

/// What the paths have in common: the only one, or the folder that holds them all. `None` when nothing is named; a path that does
/// not exist is returned as it is, for its error.
fn common_folder(named: &[PathBuf]) -> Option<PathBuf> {
    let (first, others) = named.split_first()?;
    if others.is_empty() {
        return Some(first.clone());
    }
    let mut common: Option<PathBuf> = None;
    for path in named {
        let Ok(full) = path.canonicalize() else { return Some(path.clone()) };
        common = Some(match common {
            None => full.parent().map_or_else(|| full.clone(), Path::to_owned),
            Some(common) => common.ancestors().find(|folder| full.starts_with(folder)).map_or(common.clone(), Path::to_owned),
        });
    }
    common
}

fn fails(diagnostics: &[Diagnostic], fail_on: FailOn) -> bool {
    match fail_on {
        FailOn::Never => false,
        FailOn::Severity(severity) => diagnostics.iter().any(|diagnostic| diagnostic.severity >= severity),
    }
}

/// The paths on the command line and in `--files-from`, without `-`.
fn named_paths(args: &LintArgs, terminal: &Terminal) -> Result<Vec<PathBuf>, Exit> {
    let mut named: Vec<PathBuf> = args.paths.iter().filter(|path| *path != Path::new("-")).cloned().collect();
    if let Some(list) = &args.files_from {
        let text = if list == Path::new("-") { read_stdin() } else { read_text(list) };
        let text = text.map_err(|error| terminal.fail(&error.to_string()))?;
        named.extend(file_list(&text));
    }
    Ok(named)
}

/// The form of the output: the flag's, the settings', what the surroundings read, or the one for people.
fn format(args: &LintArgs, opening: &Opening, terminal: &Terminal, global: &GlobalArgs) -> Result<Format, Exit> {
    if let Some(format) = args.format {
        return Ok(format);
    }
    if let Some(set) = &opening.config.lint.output_format {
        let unknown = || {
            terminal
                .fail(&format!("`output-format = \"{}\"` is no format: write `human`, `concise`, `json` or `github`", set.value))
        };
        return Format::by_name(&set.value).ok_or_else(unknown);
    }
    if std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true") && args.output_file.is_none() {
        if global.verbosity() >= Verbosity::Verbose {
            terminal.warn("GITHUB_ACTIONS is set, so findings are written as annotations; choose another form with --format");
        }
        return Ok(Format::Github);
    }
    Ok(Format::Human)
}

/// How paths are shown: from the working directory.
fn output_options(terminal: &Terminal, args: &LintArgs, root: Option<&Path>) -> output::Options {
    let to_file = args.output_file.is_some();
    let mut options = output::Options {
        color: terminal.color && !to_file,
        width: if to_file { output::Options::default().width } else { terminal.width },
        ..output::Options::default()
    };
    see_from_here(&mut options, root);
    options
}

fn show(
    report: &Report,
    session: &Session,
    args: &LintArgs,
    format: Format,
    options: &output::Options,
    terminal: &Terminal,
    verbosity: Verbosity,
) -> Result<(), Exit> {
    if verbosity == Verbosity::Silent {
        return Ok(());
    }
    let mut out: Box<dyn Write> = match (&args.output_file, args.reads_stdin() && (args.fix || args.fix_only)) {
        (Some(file), _) => {
            let created = crate::workspace::create(file);
            let created = created.map_err(|error| terminal.fail(&format!("`{}` cannot be written: {error}", file.display())))?;
            Box::new(io::BufWriter::new(created))
        }
        // With --fix, standard output holds the fixed page.
        (None, true) => Box::new(Output::new(io::stderr())),
        (None, false) => Box::new(terminal.plain_stdout()),
    };
    let written = write(&mut *out, report, session, args, format, options, verbosity).and_then(|()| out.flush());
    written.map_err(|error| terminal.fail(&format!("the report could not be written: {error}")))
}

fn write(
    out: &mut dyn Write,
    report: &Report,
    session: &Session,
    args: &LintArgs,
    format: Format,
    options: &output::Options,
    verbosity: Verbosity,
) -> io::Result<()> {
    let for_people = matches!(format, Format::Human | Format::Concise);
    if args.statistics && for_people {
        statistics::write(out, report, options)?;
    } else {
        match format {
            Format::Human => human::write(out, report, session, options)?,
            Format::Concise => concise::write(out, report, session, options)?,
            Format::Json => json::write(out, report, session)?,
            Format::Github => github::write(out, report, session, options)?,
        }
    }
    if for_people && verbosity >= Verbosity::Normal {
        summary::write(out, report)?;
    }
    Ok(())
}

fn tell_timings(session: &Session, start: Instant, terminal: &Terminal) {
    for (step, time) in session.timings() {
        terminal.note(&format!("{step:<16} {:>8.1} ms", time.as_secs_f64() * 1e3));
    }
    terminal.note(&format!("{:<16} {:>8.1} ms", "whole run", start.elapsed().as_secs_f64() * 1e3));
}
