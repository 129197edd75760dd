//! `[review]`: when pages are to be read again, and by whom.

use super::{
    field::Field,
    files::Files,
    set::Set,
    source::{self, Source},
    table::Table,
    value::Kind,
};
use crate::{page::front_matter::Interval, path::SitePath, text::Span};

/// `[review]` or one of `[[review]]`: when some pages are to be read again, and by whom. Of several that are about a page a later
/// one goes before an earlier one, setting by setting.
#[derive(Clone, Debug, Default)]
pub struct ReviewSettings {
    /// The file that it stands in; the root where a generator brings it along.
    pub file: SitePath,
    /// The bytes of its header.
    pub declared: Span,
    /// The pages it is for.
    pub files: Files,
    /// `reviewed-keys`: front matter keys for the day of the last review; the first that a page has counts.
    pub reviewed_keys: Option<Vec<Set<String>>>,
    /// `due-keys`: those for the day by which the next review is due, which goes before any interval.
    pub due_keys: Option<Vec<Set<String>>>,
    /// `interval-keys`: those for the time between two reviews, in words: `6 months`.
    pub interval_keys: Option<Vec<Set<String>>>,
    /// `interval`: the time between two reviews for pages that do not say it.
    pub interval: Option<Set<Interval>>,
    /// `owner-keys`: those for who has to review the page.
    pub owner_keys: Option<Vec<Set<String>>>,
    /// `owners`: where everybody stands who can own a page.
    pub owners: Option<Vec<Set<Source>>>,
}

impl ReviewSettings {
    /// Usual names of keys for the day of the last review.
    pub const REVIEWED: [&str; 9] = [
        "last_reviewed_on",
        "last_reviewed_at",
        "last_reviewed",
        "last-reviewed",
        "lastReviewed",
        "last_review",
        "reviewed_on",
        "reviewed_at",
        "reviewed",
    ];
    /// Usual names of keys for the day by which the next review is due.
    pub const DUE: [&str; 8] =
        ["review_by", "review_due", "next_review", "next_review_on", "next_review_date", "next-review", "nextReview", "expires"];
    /// Usual names of keys for the time between two reviews.
    pub const INTERVAL: [&str; 4] = ["review_in", "review_every", "review_interval", "review-interval"];
    /// Usual names of keys for who owns a page.
    pub const OWNER: [&str; 6] = ["owner", "owners", "owner_slack", "page_owner", "maintainer", "maintainers"];

    /// Settings for all pages that a generator brings along.
    pub fn of_generator(reviewed: &str, interval: &str, owner: &str) -> Self {
        let key = |name: &str| Some(vec![Set::elsewhere(name.to_owned())]);
        Self {
            reviewed_keys: key(reviewed),
            due_keys: Some(Vec::new()),
            interval_keys: key(interval),
            owner_keys: key(owner),
            ..Self::default()
        }
    }

    pub(super) fn read(table: &Table<'_>) -> Self {
        let names = |key| table.get(key).and_then(|field: Field<'_>| field.names());
        let settings = Self {
            file: table.problems.path().clone(),
            declared: table.declared,
            files: Files::read(table),
            reviewed_keys: names("reviewed-keys"),
            due_keys: names("due-keys"),
            interval_keys: names("interval-keys"),
            interval: table.get("interval").and_then(|field| interval(&field)),
            owner_keys: names("owner-keys"),
            owners: table.get("owners").and_then(|field| source::sources(&field)),
        };
        table.finish();
        settings
    }
}

fn interval(field: &Field<'_>) -> Option<Set<Interval>> {
    if let Kind::Integer(number) = field.value.kind {
        return field.error("`interval` has no unit", Some(format!("Write `\"{number} months\"`, say")));
    }
    let text = field.name()?;
    match Interval::read(&text.value) {
        Some(interval) => Some(field.set(interval)),
        None => {
            let help = "Write a number and a unit, for example `6 months`".to_owned();
            field.error(format!("`{}` is no length of time", text.value), Some(help))
        }
    }
}
