//! A page that should have been reviewed by now.

use super::listed;
use crate::{
    diagnostic::Label,
    generator::PageId,
    page::{
        Page,
        front_matter::{distance, in_words},
    },
    rule::{Report, Rule, SiteRule},
    site::{Due, Every, Review, Site},
    text::{Span, nearest},
};
use jiff::civil::Date;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Overdue>("review/overdue", include_str!("../../../rules/review/overdue.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Overdue {}

/// So many owners are named.
const NAMED: usize = 3;

impl SiteRule for Overdue {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let Some(today) = report.today() else { return };
        match site.review(id) {
            Some(Review::Due(due)) if due.is_overdue(today) => overdue(site, id, &due, today, report),
            Some(Review::Unreadable { text, span, stops }) => unreadable(site.page(id), text, span, stops, report),
            _ => {}
        }
    }
}

fn overdue(site: &Site, id: PageId, due: &Due<'_>, today: Date, report: &mut Report) {
    let page = site.page(id);
    let message = match due.day == today {
        true => "review is due today".to_owned(),
        false => format!("review was due on {}, {}", in_words(due.day), distance(due.day, today)),
    };
    let finding = report.add(&page.path, due.span.unwrap_or_else(|| start(page)), message);
    let owners = site.owners(id);
    let named = listed(owners.names.iter().take(NAMED).map(|(name, _)| *name), "or");
    let read = if named.is_empty() { "Read the page again".to_owned() } else { format!("Have {named} read the page again") };
    let day = if due.interval.is_some() { "that day" } else { "the day of the next review" };
    finding.help(format!("{read}, mend what is out of date, then set `{}` to {day}", due.key));
    match &due.interval {
        Some(Every::Page(span)) => {
            finding.related(Label::with_message(&page.path, *span, "so long after the last one"));
        }
        Some(Every::Settings(file, span)) => {
            finding.related(Label::with_message(file, *span, "so long after the last one"));
        }
        Some(Every::Folder) | None => {}
    }
}

fn unreadable(page: &Page, text: &str, span: Span, stops: bool, report: &mut Report) {
    let text = text.trim();
    let message = match stops {
        true => format!("the tech docs template cannot read `{text}` as a length of time, and stops"),
        false => format!("`{text}` is no length of time, so nobody is told when this page is due for review"),
    };
    let finding = report.add(&page.path, span, message);
    let units = ["day", "days", "week", "weeks", "month", "months", "year", "years"];
    let meant = match text.split_once(' ') {
        Some((count, unit)) if !units.contains(&unit) => nearest(unit, units).map(|unit| format!("{count} {unit}")),
        _ => None,
    };
    finding.help(match meant {
        Some(meant) => format!("Did you mean `{meant}`?"),
        None => "Write a number and a unit, as in `6 months`".to_owned(),
    });
}

/// Where a page is shown whose date stands elsewhere: its first line.
fn start(page: &Page) -> Span {
    page.front_matter.as_ref().map_or_else(|| Span::at(page.body_start()), |block| Span::at(block.block.start as usize))
}
