//! How many mistakes in front matter are found: single edits, made at random but the same for the same seed, each in a copy of the
//! handbook in memory.
//!
//! As a test it makes them in a handbook of its own, and fails when less than nine in ten are found of those that the other pages
//! show to be mistakes. In a real handbook:
//!
//! ```sh
//! cargo test --test slips -- FOLDER [--config FILE] [--edits 100] [--seed 1]
//! ```
//!
//! The folder's own `handbook.toml` is read for what it says of the site. With `--config` the same edits are linted with that file,
//! too.

#![allow(missing_docs, clippy::print_stdout, clippy::print_stderr, clippy::disallowed_methods, clippy::indexing_slicing)]

mod edits;
mod handbook;
mod pen;
mod random;

use edits::{Edit, Edits, KINDS};
use handbook_lint::{
    config::Config,
    diagnostic::Diagnostic,
    output::Sources,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    session::{Session, read_settings},
    workspace::Workspace,
};
use random::Random;
use std::{collections::HashMap, fs, path::Path, process::ExitCode};

/// Of a hundred mistakes that the other pages show, so many must be found in the handbook of the test.
const WANTED: usize = 90;

struct Arguments {
    folder: Option<String>,
    config: Option<String>,
    edits: usize,
    seed: u64,
}

fn main() -> ExitCode {
    let arguments = arguments();
    let Some(folder) = &arguments.folder else { return test() };
    let open = |config: Config| session(Workspace::open(Path::new(folder), &Default::default()).unwrap(), config);
    let mut alone = open(settings(&format!("{folder}/handbook.toml")).unwrap_or_default());
    let edits = draw(&alone, arguments.edits, arguments.seed);
    let found = lint(&mut alone, &edits);
    let given = arguments.config.as_deref().map(|path| lint(&mut open(settings(path).unwrap()), &edits));
    print(&edits, &found, given.as_deref());
    ExitCode::SUCCESS
}

/// In the handbook of its own.
fn test() -> ExitCode {
    let mut session = session(Workspace::in_memory(handbook::files()), Config::default());
    let untouched = session.diagnostics();
    let edits = draw(&session, 150, 1);
    let found = lint(&mut session, &edits);
    print(&edits, &found, None);
    let evident = edits.iter().zip(&found).filter(|(edit, _)| edit.is_evident);
    let (all, told) = (evident.clone().count(), evident.filter(|(_, found)| found.is_some()).count());
    if !untouched.is_empty() {
        println!("the untouched handbook has findings: {untouched:?}");
        return ExitCode::FAILURE;
    }
    if all < edits.len() / 2 || told * 100 < all * WANTED {
        println!("less than {WANTED} % found");
        return ExitCode::FAILURE;
    }
    ExitCode::SUCCESS
}

fn arguments() -> Arguments {
    let mut arguments = Arguments { folder: None, config: None, edits: 100, seed: 1 };
    let mut given = std::env::args().skip(1);
    while let Some(argument) = given.next() {
        match &*argument {
            "--config" => arguments.config = given.next(),
            "--edits" => arguments.edits = given.next().and_then(|number| number.parse().ok()).unwrap_or(100),
            "--seed" => arguments.seed = given.next().and_then(|number| number.parse().ok()).unwrap_or(1),
            // What `cargo test` and other runners of tests add.
            option if option.starts_with('-') => {}
            folder if Path::new(folder).is_dir() => arguments.folder = Some(folder.to_owned()),
            _ => {}
        }
    }
    arguments
}

fn settings(path: &str) -> Option<Config> {
    let text = fs::read_to_string(path).ok()?;
    Some(read_settings(&SitePath::new("handbook.toml")?, &text))
}

fn session(workspace: Workspace, config: Config) -> Session {
    let rules = RuleSet::new(rules::book(), &config, &Selectors::default()).unwrap();
    Session::open(workspace, config, rules)
}

/// So many edits; fewer where the dice fall badly too often.
fn draw(session: &Session, count: usize, seed: u64) -> Vec<Edit> {
    let possible = Edits::of(session.site());
    let mut random = Random::new(seed);
    let mut edits: Vec<Edit> = Vec::new();
    if possible.is_empty() {
        return edits;
    }
    for _ in 0..count * 1000 {
        if edits.len() == count {
            break;
        }
        if let Some(edit) = possible.draw(&mut random).filter(|edit| !edits.iter().any(|other| other.text == edit.text)) {
            edits.push(edit);
        }
    }
    edits
}

/// For each edit, what is found on the page that was not found before: the rule and the message; `None` if nothing is.
fn lint(session: &mut Session, edits: &[Edit]) -> Vec<Option<String>> {
    let counted = |found: &[Diagnostic], path: &SitePath| {
        let mut counts: HashMap<(String, String), usize> = HashMap::new();
        for one in found.iter().filter(|one| touches(one, path)) {
            *counts.entry((one.rule.to_string(), one.message.to_string())).or_default() += 1;
        }
        counts
    };
    let before = session.diagnostics();
    let mut results = Vec::new();
    for edit in edits {
        let (original, _) = Sources::text(session, &edit.path).unwrap();
        let original = original.to_owned();
        session.edit(&edit.path, edit.text.clone());
        let known = counted(&before, &edit.path);
        let now = session.diagnostics();
        let counts = counted(&now, &edit.path);
        let fresh = now.iter().filter(|one| touches(one, &edit.path)).find(|one| {
            let name = (one.rule.to_string(), one.message.to_string());
            counts.get(&name) > known.get(&name)
        });
        results.push(fresh.map(|one| format!("{}: {}", one.rule, one.message)));
        session.edit(&edit.path, original);
    }
    results
}

/// Whether a finding is about a page, there or in a second place: of two pages with one address, one is told.
fn touches(found: &Diagnostic, path: &SitePath) -> bool {
    found.at.path == *path || found.related.iter().any(|label| label.path == *path)
}

fn print(edits: &[Edit], alone: &[Option<String>], given: Option<&[Option<String>]>) {
    let line = |name: &str, edits: &[(usize, &Edit)]| {
        let evident: Vec<_> = edits.iter().filter(|(_, edit)| edit.is_evident).collect();
        let of_all = |found: &[Option<String>]| edits.iter().filter(|(at, _)| found[*at].is_some()).count();
        let part = |found: usize| if evident.is_empty() { "-".to_owned() } else { format!("{} %", found * 100 / evident.len()) };
        let of_evident = |found: &[Option<String>]| evident.iter().filter(|(at, _)| found[*at].is_some()).count();
        let found = of_evident(alone);
        print!("{name:<18} {:>6} {:>8} {found:>6} {:>6} {:>7}", edits.len(), evident.len(), part(found), of_all(alone));
        match given {
            Some(given) => println!(" | {:>6} {:>6} {:>7}", of_evident(given), part(of_evident(given)), of_all(given)),
            None => println!(),
        }
    };
    print!("{:<18} {:>6} {:>8} {:>6} {:>6} {:>7}", "", "edits", "evident", "found", "", "of all");
    println!("{}", if given.is_some() { " |  with --config, of all" } else { "" });
    let all: Vec<_> = edits.iter().enumerate().collect();
    for (kind, name) in KINDS.iter().enumerate() {
        let of_kind: Vec<_> = all.iter().copied().filter(|(_, edit)| edit.kind == kind).collect();
        if !of_kind.is_empty() {
            line(name, &of_kind);
        }
    }
    line("all", &all);
    for (at, edit) in all {
        let by_config = given.is_some_and(|given| given[at].is_some());
        let why = match (alone[at].is_some(), by_config) {
            (true, false) if given.is_some() => "missed with --config only",
            (true, _) => continue,
            (false, true) if edit.is_evident => "missed without --config",
            (false, true) => continue,
            (false, false) if edit.is_evident => "missed",
            (false, false) => "no evidence",
        };
        println!("{why}: {}: {}: {}", KINDS[edit.kind], edit.path, edit.what);
    }
}
