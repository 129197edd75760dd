//! The machine contract, version 1: one object with `version`, `diagnostics` and `summary`.
//!
//! Lines and columns are 1-based, columns count characters (Unicode scalar values), offsets are bytes; the end of a range is
//! just past its last character. `help` and `fix` are null when there is none; `link` is there when the rule is about links.
//! Paths are those inside the handbook, whatever the working directory. One diagnostic stands on one line.

use super::{LinkCounts, Report, Sources, place::Places};
use crate::{
    diagnostic::{Diagnostic, Fix, Label},
    path::SitePath,
    text::{Position, Span},
};
use serde::Serialize;
use std::io;

/// The version of the contract. New keys may come without a new version; none goes or changes its meaning.
pub const VERSION: u32 = 1;

/// Writes the whole report, one diagnostic at a time.
pub fn write(out: &mut dyn io::Write, report: &Report, sources: &dyn Sources) -> io::Result<()> {
    write!(out, "{{\"version\": {VERSION},\n \"diagnostics\": [")?;
    let (mut places, mut line) = (Places::new(sources), Vec::new());
    for (number, diagnostic) in report.diagnostics.iter().enumerate() {
        out.write_all(if number == 0 { b"\n  " } else { b",\n  " })?;
        line.clear();
        serde_json::to_writer(&mut line, &diagnostic_in(&mut places, diagnostic))?;
        out.write_all(&line)?;
    }
    out.write_all(if report.diagnostics.is_empty() { b"],\n" } else { b"\n ],\n" })?;
    let summary = &report.summary;
    let summary = JsonSummary {
        pages: summary.pages,
        errors: summary.errors,
        warnings: summary.warnings,
        infos: summary.infos,
        links: &summary.links,
        fixed: summary.fixed.map(|fixed| fixed.fixes),
    };
    out.write_all(b" \"summary\": ")?;
    serde_json::to_writer(&mut *out, &summary)?;
    out.write_all(b"}\n")
}

#[derive(Serialize)]
struct JsonDiagnostic<'a> {
    rule: &'a str,
    severity: &'a str,
    message: &'a str,
    help: Option<&'a str>,
    path: &'a str,
    range: JsonRange,
    related: Vec<JsonLabel<'a>>,
    fix: Option<JsonFix<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    link: Option<JsonLink<'a>>,
}

#[derive(Serialize)]
struct JsonRange {
    start: JsonPosition,
    end: JsonPosition,
}

#[derive(Serialize)]
struct JsonPosition {
    line: u32,
    column: u32,
    offset: u32,
}

#[derive(Serialize)]
struct JsonLabel<'a> {
    path: &'a str,
    range: JsonRange,
    message: &'a str,
}

#[derive(Serialize)]
struct JsonFix<'a> {
    title: &'a str,
    applicability: &'a str,
    edits: Vec<JsonEdit<'a>>,
}

#[derive(Serialize)]
struct JsonEdit<'a> {
    path: &'a str,
    range: JsonRange,
    text: &'a str,
}

#[derive(Serialize)]
struct JsonLink<'a> {
    written: &'a str,
    resolved: Option<&'a str>,
}

#[derive(Serialize)]
struct JsonSummary<'a> {
    pages: usize,
    errors: usize,
    warnings: usize,
    infos: usize,
    links: &'a LinkCounts,
    #[serde(skip_serializing_if = "Option::is_none")]
    fixed: Option<usize>,
}

fn diagnostic_in<'a>(places: &mut Places<'a>, diagnostic: &'a Diagnostic) -> JsonDiagnostic<'a> {
    let link = diagnostic.link.as_ref();
    JsonDiagnostic {
        rule: diagnostic.rule,
        severity: diagnostic.severity.as_str(),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
        path: diagnostic.at.path.as_str(),
        range: range_in(places, &diagnostic.at.path, diagnostic.at.span),
        related: diagnostic.related.iter().map(|label| label_in(places, label)).collect(),
        fix: diagnostic.fix.as_ref().map(|fix| fix_in(places, fix)),
        link: link.map(|link| JsonLink { written: &link.written, resolved: link.resolved.as_deref() }),
    }
}

fn label_in<'a>(places: &mut Places<'a>, label: &'a Label) -> JsonLabel<'a> {
    JsonLabel { path: label.path.as_str(), range: range_in(places, &label.path, label.span), message: &label.message }
}

fn fix_in<'a>(places: &mut Places<'a>, fix: &'a Fix) -> JsonFix<'a> {
    let edits = fix.edits.iter().map(|edit| JsonEdit {
        path: edit.path.as_str(),
        range: range_in(places, &edit.path, edit.span),
        text: &edit.text,
    });
    JsonFix { title: &fix.title, applicability: fix.applicability.as_str(), edits: edits.collect() }
}

fn range_in<'a>(places: &mut Places<'a>, path: &'a SitePath, span: Span) -> JsonRange {
    let place = places.of(path, span);
    let at = |Position { line, column }, offset| JsonPosition { line, column, offset };
    JsonRange { start: at(place.start, place.span.start), end: at(place.end, place.span.end) }
}
