//! What the command line can say.

use handbook_lint::{
    cli::args::{Cli, Color, Command, ExplainTarget, Format, LintArgs, ListFormat, NavFormat, Verbosity},
    config::FailOn,
    diagnostic::Severity,
};
use std::path::{Path, PathBuf};

fn read(line: &str) -> Result<Cli, clap::Error> {
    Cli::read(std::iter::once("handbook").chain(line.split_whitespace()).map(Into::into))
}

fn lint(line: &str) -> LintArgs {
    match read(&format!("lint {line}")).unwrap().command {
        Command::Lint(args) => *args,
        other => panic!("{other:?}"),
    }
}

fn explained(target: &str) -> ExplainTarget {
    match read(&format!("explain {target}")).unwrap().command {
        Command::Explain(args) => args.target,
        other => panic!("{other:?}"),
    }
}

#[test]
fn lists_of_rules_may_be_split_in_any_way() {
    let args = lint("--select links,MD024 a.md --select pages --extend-ignore all --ignore=html,text");
    assert_eq!(args.selection.select, ["links", "MD024", "pages"]);
    assert_eq!(args.selection.ignore, ["html", "text"]);
    assert_eq!(args.selection.extend_ignore, ["all"]);
    assert_eq!(args.paths, [PathBuf::from("a.md")]);
}

#[test]
fn what_is_not_said_is_left_to_the_configuration() {
    let args = lint("");
    assert!(args.paths.is_empty() && args.format.is_none() && args.fail_on.is_none() && args.threads.is_none());
    assert_eq!(args.respect_gitignore(), None);
    assert!(!args.reads_stdin() && args.contradiction().is_none());
}

#[test]
fn the_last_word_on_ignored_files_counts() {
    assert_eq!(lint("--no-respect-gitignore").respect_gitignore(), Some(false));
    assert_eq!(lint("--no-respect-gitignore --respect-gitignore").respect_gitignore(), Some(true));
    assert_eq!(lint("--respect-gitignore --no-respect-gitignore").respect_gitignore(), Some(false));
}

#[test]
fn the_format_has_two_names() {
    assert_eq!(lint("--format json").format, Some(Format::Json));
    assert_eq!(lint("--output-format github").format, Some(Format::Github));
    assert_eq!(Format::by_name("concise"), Some(Format::Concise));
    assert_eq!(Format::by_name("sarif"), None);
}

#[test]
fn severities_to_fail_on_are_those_of_the_configuration() {
    let fails_on = |word: &str| lint(&format!("--fail-on {word}")).fail_on.map(FailOn::from);
    assert_eq!(fails_on("info"), Some(FailOn::Severity(Severity::Info)));
    assert_eq!(fails_on("error"), Some(FailOn::Severity(Severity::Error)));
    assert_eq!(fails_on("never"), Some(FailOn::Never));
    assert!(read("lint --fail-on warn").is_err());
}

#[test]
fn a_page_on_standard_input_comes_alone() {
    assert!(lint("-").reads_stdin());
    assert!(lint("--stdin-filename a.md").reads_stdin());
    assert!(lint("--stdin-filename a.md -").contradiction().is_none());
    assert!(lint("- a.md").contradiction().is_some());
    assert!(lint("--stdin-filename a.md b.md").contradiction().is_some());
    assert!(lint("- --files-from -").contradiction().is_some());
    assert!(lint("--files-from -").contradiction().is_none());
    assert!(read("lint --files-from x --stdin-filename a.md").is_err());
}

#[test]
fn global_options_may_stand_anywhere() {
    let before = read("-q --color never --config x.toml lint").unwrap().global;
    let after = read("lint -q --color never --config x.toml").unwrap().global;
    for global in [before, after] {
        assert_eq!((global.verbosity(), global.color), (Verbosity::Quiet, Color::Never));
        assert_eq!(global.config.as_deref(), Some(Path::new("x.toml")));
    }
    assert!(read("routes --isolated").unwrap().global.no_config);
    assert!(read("lint -q -v").is_err() && read("lint -q -s").is_err() && read("lint -s -v").is_err());
    assert!(Verbosity::Silent < Verbosity::Quiet && Verbosity::Normal < Verbosity::Verbose);
}

#[test]
fn threads_are_counted_from_one() {
    assert_eq!(lint("-j4").threads.map(std::num::NonZero::get), Some(4));
    assert!(read("lint -j0").is_err() && read("lint --threads many").is_err());
}

#[test]
fn a_rule_is_told_from_a_place() {
    let place = |path: &str, line, column| ExplainTarget::Place { path: path.into(), line, column };
    assert_eq!(explained("links/broken-anchor"), ExplainTarget::Rule("links/broken-anchor".to_owned()));
    assert_eq!(explained("a.md:12"), place("a.md", 12, None));
    assert_eq!(explained("a.md:12:8"), place("a.md", 12, Some(8)));
    assert_eq!(explained("a.md:12:8:"), place("a.md", 12, Some(8)));
    assert_eq!(explained(r"C:\a.md:3"), place(r"C:\a.md", 3, None));
    for none in ["a.md:0", ":3", "a.md:99999999999", "a.md:x", "::"] {
        assert_eq!(explained(none), ExplainTarget::Rule(none.to_owned()));
    }
}

#[test]
fn lists_are_for_people_unless_asked_otherwise() {
    for command in ["routes", "config", "rules"] {
        let of = |line: &str| match read(line).unwrap().command {
            Command::Routes(args) | Command::Config(args) => (args.path, args.format),
            Command::Rules(args) => (args.list.path, args.list.format),
            other => panic!("{other:?}"),
        };
        assert_eq!(of(command), (PathBuf::from("."), ListFormat::Text));
        assert_eq!(of(&format!("{command} docs --format json")), (PathBuf::from("docs"), ListFormat::Json));
    }
    let menu = |line: &str| match read(line).unwrap().command {
        Command::Nav(args) => (args.path, args.format, args.depth),
        other => panic!("{other:?}"),
    };
    assert_eq!(menu("nav"), (None, NavFormat::Text, None));
    assert_eq!(menu("nav docs --output-format dot --depth 2"), (Some(PathBuf::from("docs")), NavFormat::Dot, Some(2)));
    assert!(read("nav --depth 0").is_err());
    assert!(read("rules --preset strict").is_ok() && read("rules --preset loose").is_err());
}
