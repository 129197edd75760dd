//! `handbook init`: a first `handbook.toml` and a schema for editors, by what the handbook shows.

mod replaced;
mod settings;
mod summary;

use super::{
    Exit, Terminal,
    args::{GlobalArgs, InitArgs, Verbosity},
    open::Opening,
};
use crate::{
    config::FILE_NAMES,
    draft::{Draft, SCHEMA},
    path::SitePath,
    session::{Session, read_settings},
    workspace::Workspace,
};
use replaced::Replaced;
use rustc_hash::FxHashSet;
use std::io::Write;
use summary::Summary;

/// Reads the handbook and writes down what it is like.
pub(super) fn run(args: &InitArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    try_run(args, global, terminal).unwrap_or_else(|exit| exit)
}

fn try_run(args: &InitArgs, global: &GlobalArgs, terminal: &Terminal) -> Result<Exit, Exit> {
    let mut opening = Opening::new(&args.path, &global.without_config(), terminal)?;
    let existing = |name: &&str| opening.found.root.join(name).exists();
    let config = FILE_NAMES.into_iter().find(|name| existing(name));
    let is_there = config.or_else(|| Some(SCHEMA).filter(existing));
    if let Some(name) = is_there
        && !args.force
        && !args.dry_run
    {
        let anew = if name == SCHEMA { "replaces it" } else { "writes its front matter blocks anew and keeps the rest" };
        return Err(terminal.fail(&format!(
            "{name} is there already, so nothing was written; `handbook init --dry-run` shows what would be written, \
             `handbook init --force` {anew}"
        )));
    }
    let path = SitePath::new(config.unwrap_or(FILE_NAMES[0])).unwrap_or_default();
    let schema = SitePath::new(SCHEMA).unwrap_or_default();
    let old = config.and_then(|name| replaced::read(&opening.found.root.join(name), &path));
    // What somebody said is better founded than what is found out. Only the front matter is looked at anew.
    if let Some(old) = &old {
        opening.config = old.config.clone();
        opening.config.front_matter = Vec::new();
    }
    opening.found.config = None;
    let mut session = opening.session(terminal, global.verbosity())?;
    if session.site().pages.is_empty() {
        let message = format!("no page was found in {}, so there is nothing to learn from", args.path.display());
        return Err(terminal.fail(&message));
    }
    let draft = draft(&session);
    let text = settings::write(&session, &draft, old.as_ref());
    let files: Vec<(SitePath, &str)> =
        [(path.clone(), text.as_str())].into_iter().chain(draft.json_schema().map(|text| (schema, text))).collect();
    if args.dry_run {
        let mut out = terminal.stdout();
        let written = files.iter().try_for_each(|(path, text)| writeln!(out, "==> {path} <==\n{text}"));
        return Ok(terminal.finish(written.and_then(|()| out.flush())));
    }
    let workspace = session.workspace();
    let mut replaced = Vec::new();
    for (path, text) in &files {
        let before = write(workspace, path, text).map_err(|message| terminal.fail(&message))?;
        replaced.extend(before.map(|before| Replaced { path: path.clone(), is_same: before == text.as_bytes() }));
    }
    if global.verbosity() < Verbosity::Normal {
        return Ok(Exit::Clean);
    }
    let settings = read_settings(&path, &text);
    let lost = old.as_ref().map(|old| replaced::lost(&old.config, &settings)).unwrap_or_default();
    let facts = summary::Found::out(&session, &draft);
    session.adopt(settings);
    let summary = Summary {
        facts,
        files: files.into_iter().map(|(path, _)| path).collect(),
        replaced,
        is_lost: config.is_some() && old.is_none(),
        lost,
        findings: session.diagnostics(),
        command: command(args),
    };
    let mut out = terminal.stdout();
    Ok(terminal.finish(summary.write(&mut out, terminal).and_then(|()| out.flush())))
}

/// What the pages have in common, slips of the pen left out.
fn draft(session: &Session) -> Draft {
    let slips: FxHashSet<String> = session
        .diagnostics()
        .into_iter()
        .filter(|finding| finding.rule == "front-matter/misspelled-key")
        .filter_map(|finding| {
            let id = session.site().find(finding.at.path.as_str())?;
            Some(session.site().page(id).slice(finding.at.span).trim_matches(['"', '\'']).to_owned())
        })
        .collect();
    Draft::of(session.site(), &|name| slips.contains(name), session.today())
}

/// Writes a file, and returns what it held before.
fn write(workspace: &Workspace, path: &SitePath, text: &str) -> Result<Option<Vec<u8>>, String> {
    let is_there = workspace.root().is_some_and(|root| root.join(path.as_str()).exists());
    if !is_there {
        return workspace.create(path, text).map(|()| None).map_err(|error| error.to_string());
    }
    let before = workspace.bytes(path).map_err(|error| format!("{path} cannot be read: {error}"))?;
    workspace.write(path, &before, text).map_err(|error| error.to_string())?;
    Ok(Some(before))
}

/// The command that lints the same handbook.
fn command(args: &InitArgs) -> String {
    let path = args.path.display().to_string();
    match path.as_str() {
        "." => "handbook lint".to_owned(),
        path if path.contains([' ', '\'', '"', '$']) => format!("handbook lint '{}'", path.replace('\'', "'\\''")),
        path => format!("handbook lint {path}"),
    }
}
