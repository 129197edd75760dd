//! `handbook explain`: a rule's page, or how a link was resolved.

use super::{
    Exit, Terminal,
    args::{ExplainArgs, ExplainTarget, GlobalArgs, ListFormat},
    open::Opening,
};
use crate::{
    generator::PageId,
    page::document::Link,
    rule::{InPreset, Named, Rule, RuleInfo},
    rules,
    session::Session,
};
use serde::Serialize;
use std::{
    io::{self, Write},
    path::Path,
};

#[derive(Serialize)]
struct RulePage<'a> {
    version: u32,
    rule: &'a str,
    summary: &'a str,
    severity: &'a str,
    fix: Option<&'a str>,
    aliases: &'a [String],
    page: &'a str,
}

#[derive(Serialize)]
struct Links<'a> {
    version: u32,
    links: Vec<OneLink<'a>>,
}

#[derive(Serialize)]
struct OneLink<'a> {
    written: &'a str,
    line: u32,
    column: u32,
    broken: bool,
    steps: Vec<String>,
    suggestion: Option<String>,
}

/// Explains a rule or a link.
pub(super) fn run(args: &ExplainArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    let explained = match &args.target {
        ExplainTarget::Rule(name) => rule(name, args.format, terminal),
        ExplainTarget::Place { path, line, column } => place(path, (*line, *column), args.format, global, terminal),
    };
    explained.unwrap_or_else(|exit| exit)
}

fn rule(name: &str, format: ListFormat, terminal: &Terminal) -> Result<Exit, Exit> {
    let book = rules::book();
    let listed: Vec<&Rule> = match book.find(name) {
        Some(Named::Rule(rule)) => vec![rule],
        Some(named) => book.rules().iter().copied().filter(|rule| named.covers(rule)).collect(),
        None => {
            let near = book.nearest(name).map(|near| format!(" Did you mean `{near}`?")).unwrap_or_default();
            let place = if Path::new(name).exists() { " To explain a link, write FILE:LINE." } else { "" };
            return Err(terminal.fail(&format!("there is no rule `{name}`.{near}{place} `handbook rules` lists all")));
        }
    };
    let mut out = terminal.stdout();
    let write = |out: &mut dyn Write| -> io::Result<()> {
        match (format, listed.as_slice()) {
            (ListFormat::Json, listed) => {
                for rule in listed {
                    let info = rule.info();
                    let page = RulePage {
                        version: 1,
                        rule: rule.id(),
                        summary: &info.summary,
                        severity: info.severity.map_or("off", |severity| severity.as_str()),
                        fix: info.fix.map(|fix| fix.as_str()),
                        aliases: &info.aliases,
                        page: rule.page_text(),
                    };
                    serde_json::to_writer_pretty(&mut *out, &page)?;
                    writeln!(out)?;
                }
                Ok(())
            }
            (ListFormat::Text, [rule]) => rule_text(out, rule),
            (ListFormat::Text, listed) => {
                listed.iter().try_for_each(|rule| writeln!(out, "{:<34} {}", rule.id(), rule.info().summary))
            }
        }
    };
    let written = write(&mut out).and_then(|()| out.flush());
    Ok(terminal.finish(written))
}

/// The rule's page without its front matter, which is put in words.
fn rule_text(out: &mut dyn Write, rule: &Rule) -> io::Result<()> {
    let info = rule.info();
    writeln!(out, "{}", info.summary)?;
    let severity = info.severity.map_or("off by default", |severity| severity.as_str());
    let fix = info.fix.map_or("none", |fix| fix.as_str());
    write!(out, "severity: {severity} · fix: {fix} · since {}", info.since)?;
    if !info.aliases.is_empty() {
        write!(out, " · also {}", info.aliases.join(", "))?;
    }
    writeln!(out)?;
    for preset in &info.presets {
        writeln!(out, "{}", in_preset(info, preset))?;
    }
    let body = rule
        .page_text()
        .strip_prefix("---\n")
        .and_then(|text| text.split_once("\n---\n"))
        .map_or(rule.page_text(), |(_, body)| body);
    writeln!(out, "\n{}", body.trim())
}

/// What a preset makes of a rule, in words.
fn in_preset(info: &RuleInfo, preset: &InPreset) -> String {
    let options: Vec<_> = preset.options.iter().map(|(name, value)| format!("{name} = {value}")).collect();
    let with = if options.is_empty() { String::new() } else { format!(", with {}", options.join(", ")) };
    format!("in the preset `{}`: {}{with}", preset.preset, info.severity_in(&preset.preset))
}

fn place(
    path: &Path,
    (line, column): (u32, Option<u32>),
    format: ListFormat,
    global: &GlobalArgs,
    terminal: &Terminal,
) -> Result<Exit, Exit> {
    let session = Opening::new(path, global, terminal)?.session(terminal, global.verbosity())?;
    let source = session.workspace().locate(path).map_err(|error| terminal.fail(&error.to_string()))?;
    let named = path.display().to_string().replace('\\', "/");
    let Some(id) = session.site().find(source.as_str()) else {
        let site = session.site().facts.generator.value.title();
        return Err(terminal.fail(&format!("{named} is no page of this {site} site, so its links are not checked")));
    };
    let links = links_at(&session, id, line, column);
    if links.is_empty() {
        let place = column.map_or_else(|| format!("line {line}"), |column| format!("line {line}, column {column}"));
        return Err(terminal.fail(&format!("there is no link on {place} of {named}")));
    }
    let mut out = terminal.stdout();
    let written = match format {
        ListFormat::Json => serde_json::to_writer_pretty(&mut out, &Links { version: 1, links })
            .map_err(io::Error::from)
            .and_then(|()| writeln!(out)),
        ListFormat::Text => links.iter().enumerate().try_for_each(|(at, link)| {
            if at > 0 {
                writeln!(out)?;
            }
            writeln!(out, "{named}:{}:{}", link.line, link.column)?;
            link.steps.iter().enumerate().try_for_each(|(number, step)| writeln!(out, "  {}. {step}", number + 1))?;
            link.suggestion.iter().try_for_each(|near| writeln!(out, "     did you mean `{near}`?"))
        }),
    };
    Ok(terminal.finish(written.and_then(|()| out.flush())))
}

/// The links that touch a place (1-based), each with how it was resolved.
fn links_at(session: &Session, id: PageId, line: u32, column: Option<u32>) -> Vec<OneLink<'_>> {
    let site = session.site();
    let page = site.page(id);
    let touches = |link: &Link| {
        let (start, end) = (page.position(link.span.start), page.position(link.span.end));
        let on_line = start.line <= line && line <= end.line;
        on_line
            && column.is_none_or(|column| (start.line, start.column) <= (line, column) && (line, column) < (end.line, end.column))
    };
    let found = site.links(id).map(|(link, _)| link).filter(|link| touches(link));
    found
        .map(|link| {
            let (resolved, steps) = site.explain(id, link);
            let at = page.position(link.destination.start);
            let suggestion = resolved.is_broken().then(|| site.suggest(id, link)).flatten();
            OneLink {
                written: link.url(&page.text),
                line: at.line,
                column: at.column,
                broken: resolved.is_broken(),
                steps,
                suggestion,
            }
        })
        .collect()
}
