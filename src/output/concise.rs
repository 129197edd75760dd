//! One line per diagnostic: `path:line:column: severity[rule] message`, with `[*]` before the message when `--fix` mends it.

use super::{Options, Report, Sources, is_fixable, legible::one_line, place::place};
use crate::diagnostic::Severity;
use anstyle::{AnsiColor, Style};
use std::io;

/// Writes one line per diagnostic; the message alone, without help or related places.
pub fn write(out: &mut dyn io::Write, report: &Report, sources: &dyn Sources, options: &Options) -> io::Result<()> {
    let (strong, mark) =
        if options.color { (Style::new().bold(), AnsiColor::Cyan.on_default()) } else { (Style::new(), Style::new()) };
    for diagnostic in &report.diagnostics {
        let at = place(sources, &diagnostic.at.path, diagnostic.at.span).start;
        let style = severity_style(diagnostic.severity, options.color);
        write!(out, "{strong}{}{strong:#}:{}:{}: ", options.shown(&diagnostic.at.path), at.line, at.column)?;
        write!(out, "{style}{}[{}]{style:#} ", diagnostic.severity, diagnostic.rule)?;
        if is_fixable(diagnostic) {
            write!(out, "[{mark}*{mark:#}] ")?;
        }
        writeln!(out, "{}", one_line(&diagnostic.message))?;
    }
    Ok(())
}

/// The colour a severity has wherever it is written; plain without colours.
pub(super) fn severity_style(severity: Severity, color: bool) -> Style {
    match severity {
        _ if !color => Style::new(),
        Severity::Error => AnsiColor::Red.on_default().bold(),
        Severity::Warning => AnsiColor::Yellow.on_default().bold(),
        Severity::Info => AnsiColor::Cyan.on_default().bold(),
    }
}
