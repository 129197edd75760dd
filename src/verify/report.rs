//! What came of a comparison, for people and for programs.

use super::{Difference, Section, Verification};
use crate::output::{Options, counted, one_line, wrap};
use anstyle::{AnsiColor, Style};
use serde::Serialize;
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// The version of the JSON form. New keys may come without a new version; none goes or changes its meaning.
pub const VERSION: u32 = 1;

/// Writes a table of what was compared, then each disagreement, at most `options.limit` of a kind.
pub fn text(out: &mut dyn Write, verification: &Verification, options: &Options) -> io::Result<()> {
    let paint = |color: AnsiColor| if options.color { color.on_default().bold() } else { Style::new() };
    let bold = if options.color { Style::new().bold() } else { Style::new() };
    for (name, section) in verification.sections().into_iter().filter(|(_, section)| !section.differences.is_empty()) {
        writeln!(out, "{bold}{name}{bold:#}")?;
        for difference in section.differences.iter().take(options.limit) {
            write_difference(out, difference, options)?;
        }
        let more = section.differences.len().saturating_sub(options.limit);
        if more > 0 {
            writeln!(out, "  … and {} not shown", counted(more, "more difference"))?;
        }
        writeln!(out)?;
    }
    let sections = verification.sections();
    let digits = sections.iter().map(|(_, section)| section.compared.to_string().len()).max().unwrap_or_default();
    for (name, section) in sections {
        let differ = section.differences.len();
        let style = if differ == 0 { paint(AnsiColor::Green) } else { paint(AnsiColor::Red) };
        write!(out, "{name:<10}  ")?;
        if let Some(note) = &section.note {
            writeln!(out, "not compared: {}", one_line(note))?;
            continue;
        }
        let verb = if differ == 1 { "differs" } else { "differ" };
        write!(out, "{:>digits$} compared, {style}{differ} {verb}{style:#}", section.compared)?;
        writeln!(out, "{}", skipped(section))?;
    }
    Ok(())
}

fn skipped(section: &Section) -> String {
    let total: usize = section.skipped.values().sum();
    if total == 0 {
        return String::new();
    }
    let reasons: Vec<String> = section.skipped.iter().map(|(why, count)| format!("{count} {why}")).collect();
    format!(" ({total} not compared: {})", reasons.join(", "))
}

/// The place and the address on one line, what differs on the next ones.
fn write_difference(out: &mut dyn Write, difference: &Difference, options: &Options) -> io::Result<()> {
    let style = if options.color { AnsiColor::Cyan.on_default() } else { Style::new() };
    let mut place = difference.source.as_ref().map(|source| options.shown(source)).unwrap_or_default();
    if let Some((line, column)) = difference.position {
        place.push_str(&format!(":{line}:{column}"));
    }
    let gap = if place.is_empty() { "" } else { "  " };
    writeln!(out, "  {style}{place}{style:#}{gap}{}", one_line(&difference.address))?;
    let message = wrap(&difference.message, options.width.saturating_sub(4).max(40)).replace('\n', "\n    ");
    writeln!(out, "    {message}")
}

#[derive(Serialize)]
struct Json<'a> {
    version: u32,
    generator: &'a str,
    files: usize,
    agrees: bool,
    routes: JsonSection<'a>,
    anchors: JsonSection<'a>,
    links: JsonSection<'a>,
    navigation: JsonSection<'a>,
}

#[derive(Serialize)]
struct JsonSection<'a> {
    compared: usize,
    agree: usize,
    skipped: &'a BTreeMap<&'static str, usize>,
    #[serde(skip_serializing_if = "Option::is_none")]
    note: Option<&'a str>,
    differences: Vec<JsonDifference<'a>>,
}

#[derive(Serialize)]
struct JsonDifference<'a> {
    kind: &'static str,
    source: Option<&'a str>,
    line: Option<u32>,
    column: Option<u32>,
    address: &'a str,
    message: &'a str,
}

impl<'a> JsonSection<'a> {
    fn new(section: &'a Section) -> Self {
        let difference = |difference: &'a Difference| JsonDifference {
            kind: difference.kind.name(),
            source: difference.source.as_ref().map(|source| source.as_str()),
            line: difference.position.map(|(line, _)| line),
            column: difference.position.map(|(_, column)| column),
            address: &difference.address,
            message: &difference.message,
        };
        Self {
            compared: section.compared,
            agree: section.agree(),
            skipped: &section.skipped,
            note: section.note.as_deref(),
            differences: section.differences.iter().map(difference).collect(),
        }
    }
}

/// Writes everything for programs: one object with `routes`, `anchors`, `links` and `navigation`. Lines and columns are 1-based,
/// columns count characters; paths are those inside the handbook.
pub fn json(out: &mut dyn Write, verification: &Verification, generator: &str) -> io::Result<()> {
    let json = Json {
        version: VERSION,
        generator,
        files: verification.files,
        agrees: verification.agrees(),
        routes: JsonSection::new(&verification.routes),
        anchors: JsonSection::new(&verification.anchors),
        links: JsonSection::new(&verification.links),
        navigation: JsonSection::new(&verification.navigation),
    };
    serde_json::to_writer_pretty(&mut *out, &json)?;
    writeln!(out)
}
