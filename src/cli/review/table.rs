//! The list for programs and spreadsheets.

use super::Listing;
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Reviews<'a> {
    version: u32,
    /// The day that it is.
    today: String,
    reviews: Vec<OneReview<'a>>,
    /// Pages that the settings are about and that name no day.
    undated: Vec<&'a str>,
}

#[derive(Serialize)]
struct OneReview<'a> {
    source: &'a str,
    title: String,
    url: Option<String>,
    due: String,
    overdue: bool,
    /// Since it was due; negative for what comes later.
    days: i32,
    reviewed: Option<String>,
    owners: Vec<&'a str>,
    /// The file that names them, where the page does not.
    owners_from: Option<&'a str>,
}

/// A row for each owner of a page.
#[derive(Serialize)]
struct Row<'a> {
    owner: &'a str,
    due: &'a str,
    overdue: bool,
    days: i32,
    reviewed: &'a str,
    source: &'a str,
    title: &'a str,
    url: &'a str,
}

fn reviews<'a>(listing: &Listing<'a>) -> Vec<OneReview<'a>> {
    let one = |item| OneReview {
        source: listing.source(item),
        title: listing.title(item),
        url: listing.address(item),
        due: item.due.day.to_string(),
        overdue: item.due.is_overdue(listing.today),
        days: listing.days(item),
        reviewed: item.due.reviewed.map(|day| day.to_string()),
        owners: item.owners.names.iter().map(|(name, _)| *name).collect(),
        owners_from: item.owners.file,
    };
    listing.items.iter().map(one).collect()
}

pub(super) fn json(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    let undated = listing.undated.iter().map(|&id| listing.site.page(id).path.as_str()).collect();
    let all = Reviews { version: 1, today: listing.today.to_string(), reviews: reviews(listing), undated };
    serde_json::to_writer_pretty(&mut *out, &all)?;
    writeln!(out)
}

pub(super) fn csv(out: &mut dyn Write, listing: &Listing<'_>) -> io::Result<()> {
    let mut writer = csv::WriterBuilder::new().has_headers(false).from_writer(out);
    writer.write_record(["owner", "due", "overdue", "days", "reviewed", "source", "title", "url"])?;
    for (item, review) in listing.items.iter().zip(reviews(listing)) {
        let mut owners = listing.owners(item);
        if owners.is_empty() {
            owners.push("");
        }
        for owner in owners {
            writer.serialize(Row {
                owner,
                due: &review.due,
                overdue: review.overdue,
                days: review.days,
                reviewed: review.reviewed.as_deref().unwrap_or_default(),
                source: review.source,
                title: &review.title,
                url: review.url.as_deref().unwrap_or_default(),
            })?;
        }
    }
    writer.flush()
}
