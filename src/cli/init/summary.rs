//! What `init` tells on the terminal.

use super::{replaced::Replaced, settings};
use crate::{
    cli::Terminal,
    diagnostic::{Applicability, Diagnostic},
    draft::Draft,
    output::{one_line, wrap},
    path::SitePath,
    session::Session,
};
use anstyle::{AnsiColor, Style};
use std::{
    cmp::Reverse,
    collections::BTreeMap,
    io::{self, Write},
};

/// Of fewer pages with front matter, nothing can be learned.
const FEW: usize = 5;
/// Rules named with their findings; the rest is counted.
const RULES: usize = 8;
/// Keys named.
const KEYS: usize = 4;

/// What is told at the end.
pub(super) struct Summary {
    pub(super) facts: Found,
    /// `handbook.toml`, and the schema if there is one.
    pub(super) files: Vec<SitePath>,
    pub(super) replaced: Vec<Replaced>,
    /// Whether nothing of a former `handbook.toml` is kept.
    pub(super) is_lost: bool,
    /// Settings of the former `handbook.toml` that are gone.
    pub(super) lost: Vec<String>,
    /// What a first run finds.
    pub(super) findings: Vec<Diagnostic>,
    /// The command to type next.
    pub(super) command: String,
}

/// What was found out, and what was not.
pub(super) struct Found {
    site: String,
    told: Vec<(&'static str, String)>,
    unread: Vec<String>,
}

impl Found {
    pub(super) fn out(session: &Session, draft: &Draft) -> Self {
        let site = session.site();
        let facts = &site.facts;
        let mut told = Vec::new();
        let roots: Vec<String> = facts.content.value.iter().map(|root| format!("`{}`", folder(root.as_str()))).collect();
        let address = facts.base_url.value.as_ref().map(|url| format!(", served at {url}{}", facts.prefix.value));
        told.push(("Pages", format!("in {}{}", roots.join(", "), address.unwrap_or_default())));
        if !facts.locales.value.is_empty() {
            let codes: Vec<&str> = facts.locales.value.iter().map(|locale| locale.code.as_str()).collect();
            told.push(("Languages", codes.join(", ")));
        }
        told.extend(settings::menu(site).map(|menu| ("Menu", menu)));
        told.push(("Front matter", front_matter(draft)));
        let unread = facts.unread.iter().map(|unread| format!("{}: {}", unread.file, unread.message)).collect();
        let pages = counted(site.pages.len(), "page");
        Self { site: format!("Read {pages}; the site is built by {}.", facts.generator.value.title()), told, unread }
    }
}

fn folder(path: &str) -> &str {
    if path.is_empty() { "." } else { path }
}

fn front_matter(draft: &Draft) -> String {
    if draft.keys == 0 {
        return "none".to_owned();
    }
    let mut text = format!("{} on {}", counted(draft.keys, "key"), counted(draft.with_front_matter, "page"));
    let names: Vec<String> = draft.required().map(|key| format!("`{key}`")).collect();
    match names.as_slice() {
        [] if draft.with_front_matter < FEW => text.push_str(", too few to tell what all pages need"),
        [] => text.push_str("; none of them is on every page"),
        [one] => text.push_str(&format!("; every page has {one}")),
        [first @ .., last] if names.len() <= KEYS => text.push_str(&format!("; every page has {} and {last}", first.join(", "))),
        many => {
            let shown: Vec<String> = many.iter().take(KEYS).cloned().collect();
            text.push_str(&format!("; every page has {} and {} more", shown.join(", "), many.len() - KEYS));
        }
    }
    match draft.groups() {
        0 => {}
        groups => text.push_str(&format!("; {} with more", counted(groups, "group of pages"))),
    }
    text
}

fn counted(count: usize, word: &str) -> String {
    match (count, word) {
        (1, word) => format!("1 {word}"),
        (count, "group of pages") => format!("{count} groups of pages"),
        (count, word) => format!("{count} {word}s"),
    }
}

impl Summary {
    pub(super) fn write(&self, out: &mut dyn Write, terminal: &Terminal) -> io::Result<()> {
        let bold = if terminal.color { Style::new().bold() } else { Style::new() };
        let strong = if terminal.color { AnsiColor::Green.on_default().bold() } else { Style::new() };
        let warn = if terminal.color { AnsiColor::Yellow.on_default().bold() } else { Style::new() };
        let width = terminal.width.clamp(40, 100);
        writeln!(out, "{}\n", self.facts.site)?;
        let what = [self.settings(), "the same for editors, which complete and check by it"];
        let verb = |path: &SitePath| match self.replaced.iter().find(|replaced| replaced.path == *path) {
            None => "Wrote",
            Some(replaced) if replaced.is_same => "Kept",
            Some(_) => "Replaced",
        };
        let longest = self.files.iter().map(|path| path.as_str().len()).max().unwrap_or_default();
        let widest = self.files.iter().map(|path| verb(path).len()).max().unwrap_or_default();
        for (path, what) in self.files.iter().zip(what) {
            let verb = verb(path);
            let what = if verb == "Kept" { "it held the same" } else { what };
            writeln!(out, "{strong}{verb:<widest$}{strong:#} {:<longest$}  {what}", path.as_str())?;
        }
        let lost: Vec<String> = self.lost.iter().map(|name| format!("`{}`", one_line(name))).collect();
        let gone = match lost.as_slice() {
            [] if self.is_lost => Some("The former file had mistakes, so nothing of it is kept.".to_owned()),
            [] => None,
            names => Some(format!("The former file also set {}, which nothing shows to be so on every page.", names.join(", "))),
        };
        if let Some(gone) = gone {
            let message = format!("{gone} Take it back from your version control if you need it.");
            writeln!(out, "\n{warn}Gone{warn:#}  {}", indented(&message, 6, width))?;
        }
        writeln!(out, "\n{bold}Found out{bold:#}")?;
        for (name, text) in &self.facts.told {
            writeln!(out, "  {name:<13} {}", indented(text, 16, width))?;
        }
        if !self.facts.unread.is_empty() {
            writeln!(out, "\n{bold}Could not find out{bold:#}")?;
            for unread in &self.facts.unread {
                writeln!(out, "  {}", indented(unread, 2, width))?;
            }
        }
        self.findings(out, bold)
    }

    /// What is said of `handbook.toml`.
    fn settings(&self) -> &'static str {
        match self.replaced.first() {
            Some(replaced) if Some(&replaced.path) == self.files.first() && !self.is_lost => {
                "its `[[front-matter]]` blocks are new, all else is kept"
            }
            _ => "the settings, for you to change",
        }
    }

    fn findings(&self, out: &mut dyn Write, bold: Style) -> io::Result<()> {
        let command = &self.command;
        if self.findings.is_empty() {
            writeln!(out, "\nA first run finds no problem.\n\nNext: {bold}{command}{bold:#}")?;
            return Ok(());
        }
        writeln!(out, "\n{bold}A first run finds {}{bold:#}", counted(self.findings.len(), "problem"))?;
        let mut rules: BTreeMap<String, usize> = BTreeMap::new();
        for finding in &self.findings {
            *rules.entry(finding.rule.to_string()).or_default() += 1;
        }
        let mut rules: Vec<_> = rules.into_iter().collect();
        rules.sort_by_key(|(_, count)| Reverse(*count));
        let columns = rules.first().map_or(1, |(_, count)| count.to_string().len());
        // One more is named instead of being counted.
        let shown = if rules.len() <= RULES + 1 { rules.len() } else { RULES };
        for (rule, count) in rules.iter().take(shown) {
            writeln!(out, "  {count:>columns$}  {rule}")?;
        }
        let rest: usize = rules.iter().skip(shown).map(|(_, count)| count).sum();
        if rest > 0 {
            writeln!(out, "  {rest:>columns$}  of {} other rules", rules.len() - shown)?;
        }
        let is_safe = |finding: &&Diagnostic| finding.fix.as_ref().is_some_and(|fix| fix.applicability == Applicability::Safe);
        let fixable = self.findings.iter().filter(is_safe).count();
        let mends = if fixable > 0 { format!("  (and with --fix it mends {fixable} of them)") } else { String::new() };
        writeln!(out, "\nNext: {bold}{command}{bold:#}{mends}")
    }
}

/// The text in lines of the terminal; all but the first begin with `indent` blanks.
fn indented(text: &str, indent: usize, width: usize) -> String {
    wrap(text, width.saturating_sub(indent)).replace('\n', &format!("\n{}", " ".repeat(indent)))
}
