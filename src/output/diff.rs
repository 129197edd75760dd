//! What fixes would change, as a unified diff that `git apply` and `patch` take.

use super::Options;
use crate::path::SitePath;
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::io;

/// Writes the difference between two texts of each file, with three lines around each change. Line endings are kept as they
/// are; files that did not change are left out.
pub fn write<'a>(
    out: &mut dyn io::Write,
    files: impl IntoIterator<Item = (&'a SitePath, &'a str, &'a str)>,
    options: &Options,
) -> io::Result<()> {
    let paint = |style: Style| if options.color { style } else { Style::new() };
    let (strong, place) = (paint(Style::new().bold()), paint(AnsiColor::Cyan.on_default()));
    let (gone, new) = (paint(AnsiColor::Red.on_default()), paint(AnsiColor::Green.on_default()));
    for (path, before, after) in files {
        // Lines are cut at `\n` only: a lone `\r` ends no line for `patch`.
        let (old, fresh): (Vec<_>, Vec<_>) = (before.split_inclusive('\n').collect(), after.split_inclusive('\n').collect());
        let diff = TextDiff::from_slices(&old, &fresh);
        let path = options.shown(path);
        for (number, hunk) in diff.unified_diff().context_radius(3).iter_hunks().enumerate() {
            if number == 0 {
                writeln!(out, "{strong}--- {path}{strong:#}\n{strong}+++ {path}{strong:#}")?;
            }
            writeln!(out, "{place}{}{place:#}", hunk.header())?;
            for change in hunk.iter_changes() {
                let style = match change.tag() {
                    ChangeTag::Equal => Style::new(),
                    ChangeTag::Delete => gone,
                    ChangeTag::Insert => new,
                };
                match change.value().strip_suffix('\n') {
                    Some(line) => writeln!(out, "{style}{}{line}{style:#}", change.tag())?,
                    None => {
                        let line = change.value();
                        writeln!(out, "{style}{}{line}{style:#}\n\\ No newline at end of file", change.tag())?;
                    }
                }
            }
        }
    }
    Ok(())
}
