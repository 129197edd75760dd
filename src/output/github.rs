//! Workflow commands that GitHub Actions turns into annotations of a pull request.

use super::{Options, Report, Sources, place::Places};
use crate::diagnostic::Severity;
use std::{cmp::Reverse, fmt::Write as _, io};

/// Writes one annotation per diagnostic, worst first, since GitHub shows only the first few of a step.
pub fn write(out: &mut dyn io::Write, report: &Report, sources: &dyn Sources, options: &Options) -> io::Result<()> {
    let mut diagnostics: Vec<_> = report.diagnostics.iter().collect();
    diagnostics.sort_by_key(|d| Reverse(d.severity));
    let mut places = Places::new(sources);
    for diagnostic in diagnostics {
        let path = options.shown(&diagnostic.at.path);
        let at = places.of(&diagnostic.at.path, diagnostic.at.span);
        let command = match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Info => "notice",
        };
        let title = property(&format!("handbook ({})", diagnostic.rule));
        write!(out, "::{command} title={title},file={},line={}", property(&path), at.start.line)?;
        // GitHub refuses columns when the place crosses lines.
        if at.start.line == at.end.line {
            write!(out, ",col={},endLine={},endColumn={}", at.start.column, at.end.line, at.end.column)?;
        } else {
            write!(out, ",endLine={}", at.end.line)?;
        }
        // The log shows only the text, so it repeats the place.
        let mut text = format!("{path}:{}:{}: {}", at.start.line, at.start.column, diagnostic.message);
        if let Some(help) = &diagnostic.help {
            let _ = write!(text, "\nhelp: {help}");
        }
        writeln!(out, "::{}", escape(&text))?;
    }
    Ok(())
}

fn escape(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    escape(text).replace(':', "%3A").replace(',', "%2C")
}
