//! How often each rule spoke.

use super::{Options, Report, is_fixable};
use crate::diagnostic::RuleId;
use anstyle::{AnsiColor, Style};
use rustc_hash::FxHashMap;
use std::{cmp::Reverse, io};

/// Writes one line per rule, the most frequent first: how many, whether `--fix` mends all (`[*]`), some (`[-]`) or none of
/// them, and the rule.
pub fn write(out: &mut dyn io::Write, report: &Report, options: &Options) -> io::Result<()> {
    let mut rules: FxHashMap<RuleId, (usize, usize)> = FxHashMap::default();
    for diagnostic in &report.diagnostics {
        let (count, fixable) = rules.entry(diagnostic.rule).or_default();
        *count += 1;
        *fixable += usize::from(is_fixable(diagnostic));
    }
    let mut rules: Vec<_> = rules.into_iter().collect();
    rules.sort_by_key(|(rule, (count, _))| (Reverse(*count), *rule));

    let mark = if options.color { AnsiColor::Cyan.on_default() } else { Style::new() };
    let width = rules.first().map_or(0, |(_, (count, _))| count.to_string().len());
    for (rule, (count, fixable)) in &rules {
        let sign = match *fixable {
            0 => ' ',
            n if n == *count => '*',
            _ => '-',
        };
        writeln!(out, "{count:>width$} [{mark}{sign}{mark:#}] {rule}")?;
    }
    if rules.iter().any(|(_, (_, fixable))| *fixable > 0) {
        writeln!(out, "[*] all can be fixed with --fix, [-] some of them")?;
    }
    Ok(())
}
