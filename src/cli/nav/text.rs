//! The menu for people: a tree, and below it what is not in it.

use super::{Menu, below};
use crate::{
    output::{columns, one_line, wrap},
    site::{Lost, NavNode, Outside},
};
use anstyle::{AnsiColor, Style};
use std::io::{self, Write};

const DIM: Style = Style::new().dimmed();
const ODD: Style = AnsiColor::Yellow.on_default();
const HEAD: Style = Style::new().bold();

/// The fewest columns that a name is broken to.
const LEAST_COLUMNS: usize = 24;

/// Writes the tree in lines of at most `width` columns, as far as words allow.
pub(super) fn write(out: &mut dyn Write, menu: &Menu<'_>, width: usize) -> io::Result<()> {
    let site = menu.site;
    if site.nav.scheme.is_none() {
        return writeln!(out, "{} builds no menu that handbook knows of.", site.facts.generator.value.title());
    }
    match &menu.part {
        Some(part) if menu.roots.is_empty() => writeln!(out, "Nothing in {part} is in the menu.")?,
        None if menu.roots.is_empty() => writeln!(out, "The menu is empty.")?,
        _ => {}
    }
    for root in &menu.roots {
        branch(out, menu, root, &Place { first: "", rest: "", level: 1 }, width)?;
    }
    lost(out, menu)?;
    outside(out, menu)
}

/// Where in the tree something is written: what stands before its first line, and before all others.
struct Place<'a> {
    first: &'a str,
    rest: &'a str,
    level: u32,
}

fn branch(out: &mut dyn Write, menu: &Menu<'_>, node: &NavNode, place: &Place<'_>, width: usize) -> io::Result<()> {
    let is_cut = place.level >= menu.depth && !node.children.is_empty();
    let entry = menu.entry(node);
    let name = one_line(entry.name());
    // An entry without an address is a folder, which is its key then, a page that is not built, or a heading.
    let folder = || entry.key.as_deref().filter(|key| *key == entry.source.as_str() || entry.source.below(key).is_some());
    let page = || Some(entry.source.as_str()).filter(|path| !entry.made && menu.site.find(path).is_some());
    let address = one_line(entry.url.as_deref().or_else(folder).or_else(page).unwrap_or_default());
    let mut remarks = menu.remarks(node);
    if is_cut {
        let more = format!("{} below", below(node));
        remarks = if remarks.is_empty() { more } else { format!("{remarks}; {more}") };
    }
    let remarks = if remarks.is_empty() { remarks } else { format!("({})", one_line(&remarks)) };
    // Each part goes to the next line when it does not fit.
    let goes_on = !node.children.is_empty() && !is_cut;
    let rest = format!("{}{}", place.rest, if goes_on { "│   " } else { "    " });
    let mut column = columns(place.first);
    write!(out, "{DIM}{}{DIM:#}", place.first)?;
    let parts = [(name, Style::new()), (address, DIM), (remarks.into(), ODD)];
    for (at, (part, style)) in parts.iter().filter(|(part, _)| !part.is_empty()).enumerate() {
        let start = if at == 0 { column } else { column + 2 };
        if at > 0 && start + columns(part) > width {
            write!(out, "\n{DIM}{rest}{DIM:#}")?;
            column = columns(&rest);
        } else if at > 0 {
            write!(out, "  ")?;
            column = start;
        }
        let room = width.saturating_sub(column).max(LEAST_COLUMNS);
        for (number, line) in wrap(part, room).lines().enumerate() {
            if number > 0 {
                write!(out, "\n{DIM}{rest}{DIM:#}")?;
                column = columns(&rest);
            }
            write!(out, "{style}{line}{style:#}")?;
            column += columns(line);
        }
    }
    writeln!(out)?;
    if is_cut {
        return Ok(());
    }
    for (at, child) in node.children.iter().enumerate() {
        let (mark, guide) = if at + 1 == node.children.len() { ("└── ", "    ") } else { ("├── ", "│   ") };
        let (first, rest) = (format!("{}{mark}", place.rest), format!("{}{guide}", place.rest));
        branch(out, menu, child, &Place { first: &first, rest: &rest, level: place.level + 1 }, width)?;
    }
    Ok(())
}

/// Entries that are not shown.
fn lost(out: &mut dyn Write, menu: &Menu<'_>) -> io::Result<()> {
    if menu.beside.lost.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{HEAD}Lost: meant to be in the menu, but not shown{HEAD:#}")?;
    for (at, why) in &menu.beside.lost {
        let Some(entry) = menu.site.nav.entries.get(*at) else { continue };
        let parent = entry.parent.as_deref().unwrap_or_default();
        let why = match (why, &entry.lineage) {
            (Lost::MissingParent, Some((above, _))) => format!("no `{parent}` is below `{above}`"),
            (Lost::MissingParent, None) => format!("there is no `{parent}`"),
            (Lost::Cycle, _) => "it is below itself".to_owned(),
            (Lost::Unreachable, _) => format!("`{parent}` is not shown either"),
            (Lost::DuplicateKey, _) => "another entry has its key".to_owned(),
        };
        line(out, entry.name(), entry.source.as_str(), &why)?;
    }
    Ok(())
}

/// Pages that no entry leads to.
fn outside(out: &mut dyn Write, menu: &Menu<'_>) -> io::Result<()> {
    let pages = &menu.beside.outside;
    type Is = fn(&Outside) -> bool;
    let groups: [(&str, Is); 3] = [
        ("Not published", |outside| matches!(outside, Outside::Unpublished(_))),
        ("Kept out of the menu", |outside| *outside == Outside::Hidden),
        ("Orphans: not in the menu, and no page links to them", |outside| *outside == Outside::Orphan),
    ];
    for (head, is_here) in groups {
        let mut here = pages.iter().filter(|(_, outside)| is_here(outside)).peekable();
        if here.peek().is_some() {
            writeln!(out, "\n{HEAD}{head}{HEAD:#}")?;
        }
        for (id, outside) in here {
            let entry = menu.site.entry(*id);
            let why = if let Outside::Unpublished(why) = outside { why.as_str() } else { "" };
            // That is what stands above them.
            let why = why.strip_prefix("not published (").and_then(|why| why.strip_suffix(')')).unwrap_or(why);
            line(out, entry.title(), entry.page.path.as_str(), why)?;
        }
    }
    let linked = pages.iter().filter(|(_, outside)| *outside == Outside::Linked).count();
    match linked {
        0 => Ok(()),
        1 => writeln!(out, "\nOne more page is not in the menu; links or lists lead to it."),
        _ => writeln!(out, "\n{linked} more pages are not in the menu; links or lists lead to them."),
    }
}

fn line(out: &mut dyn Write, title: &str, path: &str, why: &str) -> io::Result<()> {
    write!(out, "  {}  {DIM}{}{DIM:#}", one_line(title), one_line(path))?;
    if !why.is_empty() {
        write!(out, "  {ODD}({}){ODD:#}", one_line(why))?;
    }
    writeln!(out)
}
