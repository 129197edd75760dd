//! For people at a terminal: each problem with the lines it is about, drawn by miette.

use super::{
    Options, Report, Sources, counted,
    legible::{one_line, wrap},
    snippet::Snippets,
};
use crate::diagnostic::{Applicability, Diagnostic, Severity};
use anstyle::{AnsiColor, Style};
use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode};
use std::{
    fmt::{self, Write as _},
    io,
};

/// The fewest columns a sentence is broken to.
const LEAST_COLUMNS: usize = 40;

/// Writes each diagnostic with an excerpt and a blank line after it, and how many are left out past `options.limit`.
pub fn write(out: &mut dyn io::Write, report: &Report, sources: &dyn Sources, options: &Options) -> io::Result<()> {
    let mut text = String::new();
    for diagnostic in report.diagnostics.iter().take(options.limit) {
        text.clear();
        let view = View::new(diagnostic, sources, options);
        view.render(&mut text, options).map_err(io::Error::other)?;
        // miette leaves blanks at the end of empty lines.
        for line in text.lines() {
            writeln!(out, "{}", line.trim_end())?;
        }
        writeln!(out)?;
    }
    let more = report.diagnostics.len().saturating_sub(options.limit);
    if more > 0 {
        writeln!(out, "… and {} not shown\n", counted(more, "more finding"))?;
    }
    Ok(())
}

/// A diagnostic as miette sees it.
#[derive(Debug)]
struct View<'a> {
    diagnostic: &'a Diagnostic,
    message: String,
    snippets: Snippets,
}

impl<'a> View<'a> {
    fn new(diagnostic: &'a Diagnostic, sources: &dyn Sources, options: &Options) -> Self {
        // The severity and the rule stand before the first line; they are wrapped with it and then taken off again.
        let head = "x".repeat(head(diagnostic).chars().count());
        let message = wrap(&format!("{head} {}", one_line(&diagnostic.message)), columns(options, 4));
        let message = message[head.len()..].trim_start_matches(' ').to_owned();
        Self { diagnostic, message, snippets: Snippets::new(diagnostic, sources, options) }
    }

    fn render(&self, text: &mut String, options: &Options) -> fmt::Result {
        let handler = GraphicalReportHandler::new_themed(self.theme(options))
            .with_width(options.width)
            .with_wrap_lines(false)
            .with_urls(false)
            .with_context_lines(1)
            .without_syntax_highlighting();
        handler.render_report(text, self)?;
        // The file itself may have no text to show: a picture.
        if !self.snippets.labels.iter().any(LabeledSpan::primary) {
            writeln!(text, "   at {}", options.shown(&self.diagnostic.at.path))?;
        }
        if self.snippets.more > 0 {
            writeln!(text, "   … and {}", counted(self.snippets.more, "more place"))?;
        }
        // Written here, not by miette, so that they come after the places left out.
        if let Some(help) = &self.diagnostic.help {
            note(text, "help:", help, options)?;
        }
        if let Some(fix) = &self.diagnostic.fix {
            let flags = match fix.applicability {
                Applicability::Safe => "--fix",
                Applicability::Unsafe => "--fix --unsafe-fixes",
            };
            note(text, " fix:", &format!("{} [{flags}]", one_line(&fix.title)), options)?;
        }
        Ok(())
    }

    /// miette's own drawing, with words in place of its signs for the severity, which say little without colours.
    fn theme(&self, options: &Options) -> GraphicalTheme {
        let mut theme = if options.color { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
        theme.characters.error = head(self.diagnostic);
        theme.characters.warning = theme.characters.error.clone();
        theme.characters.advice = theme.characters.error.clone();
        if options.color {
            let styles = &mut theme.styles;
            let severity = match self.diagnostic.severity {
                Severity::Error => styles.error.bold(),
                Severity::Warning => styles.warning.bold(),
                Severity::Info => styles.advice.bold(),
            };
            (styles.error, styles.warning, styles.advice) = (severity, severity, severity);
            styles.link = styles.help;
            let labels = self.snippets.labels.iter();
            styles.highlights = labels.map(|label| if label.primary() { severity } else { styles.help }).collect();
        }
        theme
    }
}

/// A word in the margin and a text beside it.
fn note(out: &mut String, word: &str, text: &str, options: &Options) -> fmt::Result {
    let style = if options.color { AnsiColor::Cyan.on_default() } else { Style::new() };
    let text = wrap(text, columns(options, 8)).replace('\n', "\n        ");
    writeln!(out, "  {style}{word}{style:#} {text}")
}

/// The columns left for a text when so many are taken.
fn columns(options: &Options, taken: usize) -> usize {
    options.width.saturating_sub(taken).max(LEAST_COLUMNS)
}

fn head(diagnostic: &Diagnostic) -> String {
    format!("{}[{}]:", diagnostic.severity, diagnostic.rule)
}

impl fmt::Display for View<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for View<'_> {}

impl miette::Diagnostic for View<'_> {
    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.snippets)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        (!self.snippets.labels.is_empty()).then(|| Box::new(self.snippets.labels.iter().cloned()) as _)
    }
}
