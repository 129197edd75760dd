//! `handbook rules`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListFormat, RulesArgs},
    open::Opening,
};
use crate::rule::{Rule, RuleSet};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Rules<'a> {
    version: u32,
    rules: Vec<OneRule<'a>>,
}

#[derive(Serialize)]
struct OneRule<'a> {
    rule: &'a str,
    /// As this handbook sets it: `off` when it does not run.
    severity: &'a str,
    default: &'a str,
    fix: Option<&'a str>,
    summary: &'a str,
    aliases: &'a [String],
}

/// Lists all rules with their severity in this handbook.
pub(super) fn run(args: &RulesArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    let opened = Opening::new(&args.list.path, global, terminal)
        .and_then(|opening| opening.rules(args.preset.as_deref(), &args.selection, terminal));
    let set = match opened {
        Ok(set) => set,
        Err(exit) => return exit,
    };
    let rules: Vec<_> = set.book.rules().iter().map(|rule| describe(&set, rule)).collect();
    let mut out = terminal.stdout();
    let written = match args.list.format {
        ListFormat::Json => serde_json::to_writer_pretty(&mut out, &Rules { version: 1, rules })
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out)),
        ListFormat::Text => text(&mut out, &rules),
    };
    terminal.finish(written.and_then(|()| out.flush()))
}

fn describe<'a>(set: &RuleSet, rule: &'a Rule) -> OneRule<'a> {
    let info = rule.info();
    let severity = set.get(rule.id()).and_then(|active| active.severity()).map_or("off", |severity| severity.as_str());
    OneRule {
        rule: rule.id(),
        severity,
        default: info.severity.map_or("off", |severity| severity.as_str()),
        fix: info.fix.map(|fix| fix.as_str()),
        summary: &info.summary,
        aliases: &info.aliases,
    }
}

fn text(out: &mut dyn Write, rules: &[OneRule<'_>]) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.rule.len()).max().unwrap_or_default();
    for rule in rules {
        let fix = match rule.fix {
            Some("safe") => "fix ",
            Some(_) => "fix?",
            None => "    ",
        };
        writeln!(out, "{:<width$}  {:<7}  {fix}  {}", rule.rule, rule.severity, rule.summary)?;
    }
    let on = rules.iter().filter(|rule| rule.severity != "off").count();
    writeln!(out, "\n{on} of {} rules are on here. fix: --fix mends it; fix?: --unsafe-fixes does.", rules.len())?;
    writeln!(out, "`handbook explain RULE` tells more.")
}
