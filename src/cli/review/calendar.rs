//! The list as a calendar (RFC 5545). Nothing in it depends on when it is written, so that it changes only when a review does.

use super::{Item, Listing};
use icalendar::{Calendar, Component, Event, Property};
use jiff::civil::Date;
use sha1::{Digest, Sha1};
use std::io::{self, Write};

pub(super) fn write(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    let mut calendar = Calendar::empty();
    for (key, value) in [
        ("VERSION", "2.0"),
        ("PRODID", "-//handbook-lint//handbook review//EN"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("X-WR-CALNAME", "Handbook reviews"),
    ] {
        calendar.append_property((key, value));
    }
    for item in &listing.items {
        calendar.push(event(listing, item));
    }
    write!(out, "{calendar}")
}

fn event(listing: &Listing<'_>, item: &Item<'_>) -> Event {
    let mut event = Event::new();
    let day = |date: Date| date.strftime("%Y%m%d").to_string();
    // When what it tells was known; the day of the run would change every event each time.
    let known = item.due.reviewed.unwrap_or(item.due.day);
    event.add_property("UID", uid(listing, item));
    event.add_property("DTSTAMP", format!("{}T000000Z", day(known)));
    let mut start = Property::new("DTSTART", day(item.due.day));
    start.add_parameter("VALUE", "DATE");
    event.append_property(start);
    event.add_property("TRANSP", "TRANSPARENT");
    event.add_property("SUMMARY", format!("Review: {}", listing.title(item)));
    let mut lines = vec![listing.source(item).to_owned()];
    let owners: Vec<&str> = item.owners.names.iter().map(|(name, _)| *name).collect();
    if !owners.is_empty() {
        lines.push(format!("Owner: {}", owners.join(", ")));
    }
    lines.extend(item.due.reviewed.map(|day| format!("Last reviewed: {day}")));
    event.add_property("DESCRIPTION", lines.join("\n").replace('\r', " "));
    if let Some(url) = listing.address(item) {
        event.add_property("URL", url);
    }
    event
}

/// The same for a page however often its date changes, so that a calendar moves the event instead of adding another.
fn uid(listing: &Listing<'_>, item: &Item<'_>) -> String {
    let facts = &listing.site.facts;
    let site = facts.base_url.value.as_deref().or(facts.repository.value.as_deref()).unwrap_or_default();
    let digest = Sha1::digest(format!("{site}\n{}", listing.source(item)));
    let hex: String = digest.iter().map(|byte| format!("{byte:02x}")).collect();
    format!("{hex}@handbook-lint")
}
