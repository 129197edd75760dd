//! The last line of a run for people.

use super::{Report, counted};
use crate::diagnostic::Applicability;
use std::{io, time::Duration};

/// Writes what was checked and what came of it in one line, and in a second one what `--fix` would mend.
pub fn write(out: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let summary = &report.summary;
    if let Some(fixed) = &summary.fixed {
        match fixed.fixes {
            0 => writeln!(out, "Nothing to fix")?,
            fixes => {
                writeln!(out, "Applied {} in {}", plural(fixes, "fix", "fixes"), counted(fixed.files, "file"))?;
            }
        }
    }
    let found = findings(report);
    if summary.pages == 0 {
        let found = if found.is_empty() { "nothing was checked".to_owned() } else { found };
        return writeln!(out, "No page was found: {found}");
    }
    let found = match found {
        found if !found.is_empty() => found,
        _ if summary.fixed.is_some() => "nothing left to mend".to_owned(),
        _ => "all is well".to_owned(),
    };
    write!(out, "{}, {} checked: {found}", counted(summary.pages, "page"), counted(summary.links.checked, "link"))?;
    writeln!(out, " in {}{}", time(summary.elapsed), unchecked(report))?;
    fixable(out, report)
}

/// `9 errors, 1 warning`; empty when there is nothing to tell.
fn findings(report: &Report) -> String {
    let summary = &report.summary;
    let found = [(summary.errors, "error"), (summary.warnings, "warning"), (summary.infos, "info")];
    let found: Vec<_> = found.into_iter().filter(|(n, _)| *n > 0).map(|(n, word)| counted(n, word)).collect();
    found.join(", ")
}

/// The links nobody looked at, in brackets; empty when there are none.
fn unchecked(report: &Report) -> String {
    let links = &report.summary.links;
    let mut parts = Vec::new();
    let skipped: usize = links.skipped.values().sum();
    if skipped > 0 {
        let reasons: Vec<_> = links.skipped.iter().filter(|(_, n)| **n > 0).map(|(why, n)| format!("{n} {why}")).collect();
        parts.push(format!("{} skipped: {}", counted(skipped, "link"), reasons.join(", ")));
    }
    if links.external > 0 {
        parts.push(format!("{} external not checked", links.external));
    }
    if parts.is_empty() { String::new() } else { format!(" ({})", parts.join("; ")) }
}

fn fixable(out: &mut dyn io::Write, report: &Report) -> io::Result<()> {
    let fixes = report.diagnostics.iter().filter_map(|d| d.fix.as_ref());
    let (safe, risky) = fixes.fold((0, 0), |(safe, risky), fix| match fix.applicability {
        Applicability::Safe => (safe + 1, risky),
        Applicability::Unsafe => (safe, risky + 1),
    });
    match (safe, risky) {
        (0, 0) => Ok(()),
        (safe, 0) => writeln!(out, "{safe} fixable with --fix"),
        (0, risky) => writeln!(out, "{risky} fixable with --fix --unsafe-fixes"),
        (safe, risky) => writeln!(out, "{safe} fixable with --fix ({risky} more with --unsafe-fixes)"),
    }
}

fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

fn time(elapsed: Duration) -> String {
    match elapsed.as_millis() {
        0 => "under 1 ms".to_owned(),
        ms @ 1..1000 => format!("{ms} ms"),
        ms => format!("{}.{} s", ms / 1000, ms % 1000 / 100),
    }
}
