//! One line per diagnostic: `path:line:column: severity[rule] message`, with `[*]` before the message when `--fix` mends it.

use super::{Options, Report, Sources, is_fixable, legible::one_line, place::Places};
use crate::diagnostic::Severity;
use anstyle::{AnsiColor, Style};
use std::{fmt::Write as _, io};

/// Writes one line per diagnostic; the message alone, without help or related places.
pub fn write(out: &mut dyn io::Write, report: &Report, sources: &dyn Sources, options: &Options) -> io::Result<()> {
    let (strong, mark) =
        if options.color { (Style::new().bold(), AnsiColor::Cyan.on_default()) } else { (Style::new(), Style::new()) };
    let fixable = format!("[{mark}*{mark:#}] ");
    let mut places = Places::new(sources);
    // The path as it is shown, with the colon after it, of the file that `line` begins with.
    let (mut line, mut file, mut shown) = (String::new(), None, String::new());
    for diagnostic in &report.diagnostics {
        let path = &diagnostic.at.path;
        if file.replace(path) != Some(path) {
            shown = format!("{strong}{}{strong:#}:", options.shown(path));
        }
        let at = places.start(path, diagnostic.at.span);
        let style = severity_style(diagnostic.severity, options.color);
        line.clear();
        line.push_str(&shown);
        let _ = write!(line, "{}:{}: {style}{}[{}]{style:#} ", at.line, at.column, diagnostic.severity.as_str(), diagnostic.rule);
        if is_fixable(diagnostic) {
            line.push_str(&fixable);
        }
        line.push_str(&one_line(&diagnostic.message));
        line.push('\n');
        out.write_all(line.as_bytes())?;
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
