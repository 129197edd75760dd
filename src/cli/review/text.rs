//! The list for people: each owner, and what they have to read.

use super::{Item, Listing};
use crate::{config::ReviewSettings, page::front_matter::distance};
use std::{
    collections::BTreeMap,
    io::{self, Write},
};

/// Longer paths push their titles out of line, in characters.
const LONG_PATH: usize = 60;

pub(super) fn write(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    if !listing.site.has_reviews() {
        return unset(out, listing);
    }
    // Pages that nobody owns come last.
    let mut groups: BTreeMap<(bool, &str), Vec<&Item<'_>>> = BTreeMap::new();
    for item in &listing.items {
        for name in listing.owners(item) {
            groups.entry((false, name)).or_default().push(item);
        }
        if item.owners.names.is_empty() {
            groups.entry((true, "Without an owner")).or_default().push(item);
        }
    }
    for ((_, name), items) in &groups {
        writeln!(out, "{name}: {}", count(items.len(), "page"))?;
        let distances: Vec<String> = items.iter().map(|item| distance(item.due.day, listing.today)).collect();
        let width = distances.iter().map(String::len).max().unwrap_or(0);
        let path = items.iter().map(|item| listing.source(item).chars().count()).max().unwrap_or(0).min(LONG_PATH);
        for (item, distance) in items.iter().zip(&distances) {
            let (day, source, title) = (item.due.day, listing.source(item), listing.title(item));
            writeln!(out, "  {day}  {distance:<width$}  {source:<path$}  {title}")?;
        }
        writeln!(out)?;
    }
    let overdue = listing.items.iter().filter(|item| item.due.is_overdue(listing.today)).count();
    let are = |number| if number == 1 { "is" } else { "are" };
    match overdue {
        0 => write!(out, "No review is overdue")?,
        _ => write!(out, "{} {} overdue", count(overdue, "review"), are(overdue))?,
    }
    let coming = listing.items.len() - overdue;
    if coming > 0 {
        write!(out, ", {coming} {} coming", are(coming))?;
    }
    if listing.later > 0 {
        write!(out, ", {} {} due later (--all lists them)", listing.later, are(listing.later))?;
    }
    writeln!(out)?;
    if !listing.undated.is_empty() {
        let has = if listing.undated.len() == 1 { "names" } else { "name" };
        writeln!(out, "{} {has} no day of review", count(listing.undated.len(), "page"))?;
    }
    if listing.unreadable > 0 {
        let say = if listing.unreadable == 1 { "says" } else { "say" };
        let pages = count(listing.unreadable, "page");
        writeln!(out, "{pages} {say} when in a way that cannot be read: see handbook lint --select review/overdue")?;
    }
    Ok(())
}

/// Nothing says when pages are due: tell what could.
fn unset(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    writeln!(out, "Nothing says when pages are to be reviewed.")?;
    let blocks = || listing.site.pages.iter().filter_map(|entry| entry.page.front_matter.as_ref());
    let uses = |keys: &[&'static str]| {
        let counted = keys.iter().map(|key| (blocks().filter(|block| block.get(key).is_some()).count(), *key));
        counted.max_by_key(|(count, _)| *count).filter(|(count, _)| *count > 0)
    };
    let (due, reviewed) = (uses(&ReviewSettings::DUE), uses(&ReviewSettings::REVIEWED));
    let most = due.max(reviewed);
    match most {
        Some((pages, key)) => {
            let have = if pages == 1 { "has" } else { "have" };
            write!(out, "{} {have} `{key}`. To have it count, write in handbook.toml:", count(pages, "page"))?;
        }
        None => write!(out, "Give pages a `last_reviewed_on` in their front matter, and write in handbook.toml:")?,
    }
    // The day of the next review needs no interval.
    let interval = if due.is_some() && most == due { "" } else { "interval = \"6 months\"\n" };
    write!(out, "\n\n[review]\n{interval}")
}

fn count(number: usize, noun: &str) -> String {
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}s") }
}
