//! `handbook rules`.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListFormat, RulesArgs, Verbosity},
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
    /// The presets that turn it on or want it otherwise than by default.
    presets: Vec<&'a str>,
    /// With their defaults in the preset of this handbook.
    options: toml::Table,
}

/// Lists all rules with their severity in this handbook.
pub(super) fn run(args: &RulesArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    let opened = Opening::new(&args.list.path, global, terminal)
        .and_then(|opening| opening.rules(args.preset.as_deref(), &args.selection, terminal));
    let set = match opened {
        Ok(set) => set,
        Err(exit) => return exit,
    };
    let rules = set.book.rules().iter().map(|rule| describe(&set, rule));
    // Whoever asks for a preset wants to know what is in it.
    let rules: Vec<_> = rules.filter(|rule| args.preset.is_none() || rule.severity != "off").collect();
    let details = global.verbosity() > Verbosity::Normal;
    let mut out = terminal.stdout();
    let written = match args.list.format {
        ListFormat::Json => serde_json::to_writer_pretty(&mut out, &Rules { version: 1, rules })
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out)),
        ListFormat::Text => text(&mut out, &rules, set.book.rules().len(), details),
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
        presets: info.presets.iter().map(|one| one.preset.as_str()).collect(),
        options: info.options_in(set.preset()),
    }
}

/// One line for each rule, and with `details` another one for its other names and its options.
fn text(out: &mut dyn Write, rules: &[OneRule<'_>], all: usize, details: bool) -> io::Result<()> {
    let width = rules.iter().map(|rule| rule.rule.len()).max().unwrap_or_default();
    for rule in rules {
        let fix = match rule.fix {
            Some("safe") => "fix ",
            Some(_) => "fix?",
            None => "    ",
        };
        writeln!(out, "{:<width$}  {:<7}  {fix}  {}", rule.rule, rule.severity, rule.summary)?;
        if details {
            let options = rule.options.iter().map(|(name, value)| format!("{name} = {value}"));
            let details: Vec<_> = rule.aliases.iter().cloned().chain(options).collect();
            if !details.is_empty() {
                writeln!(out, "{:width$}  {}", "", details.join(", "))?;
            }
        }
    }
    let on = rules.iter().filter(|rule| rule.severity != "off").count();
    writeln!(out, "\n{on} of {all} rules are on here. fix: --fix mends it; fix?: --unsafe-fixes does.")?;
    writeln!(out, "`handbook explain RULE` tells more.")
}
