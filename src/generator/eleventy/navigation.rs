//! `eleventyNavigation` in front matter (eleventy-navigation 1.0.5).

use super::super::{
    Facts, NavEntry, NavScheme, NavSpans, Navigation, Placement, Route,
    data::{FolderData, Meta},
};
use crate::{
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Node, Value},
    },
    text::Span,
};

pub(super) fn read(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let scalars = facts.dialect.front_matter.scalars;
    let listed = pages.iter().filter(|(_, placement)| !placement.unlisted && placement.withheld.is_none());
    let mut entries: Vec<_> = listed.filter_map(|(page, placement)| entry(&facts.data, page, placement, scalars)).collect();
    // Collections are sorted by date, then by path.
    entries.sort_by(|a, b| a.0.cmp(&b.0).then_with(|| a.1.source.cmp(&b.1.source)));
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    Navigation { scheme: Some(NavScheme::Keys), entries }
}

fn entry(data: &FolderData, page: &Page, placement: &Placement, scalars: Scalars) -> Option<(Option<i128>, NavEntry)> {
    let block = page.front_matter.as_ref();
    let own = block.and_then(|block| block.get("eleventyNavigation"));
    Meta::get(data, page, "eleventyNavigation")?;
    let get = |name: &str| Meta::get(data, page, &format!("eleventyNavigation.{name}"));
    let text = |name: &str| get(name).and_then(|meta| scalar_text(meta, scalars));
    let span = |name: &str| match get(name) {
        Some(Meta::Own(node, _)) => Some(node.span),
        _ => None,
    };
    let declared = own.map_or(Span::default(), |entry| entry.key);
    let key = text("key");
    let url = text("url").or_else(|| match &placement.route {
        Route::At(url) => Some(url.clone()),
        _ => None,
    });
    let title = text("title").filter(|title| !title.is_empty()).or_else(|| key.clone()).unwrap_or_default();
    let spans = NavSpans {
        key: span("key").unwrap_or(declared),
        parent: span("parent").unwrap_or(declared),
        order: span("order").unwrap_or(declared),
    };
    let entry = NavEntry {
        key: key.filter(|key| !key.is_empty()),
        parent: text("parent").filter(|parent| !parent.is_empty()),
        title,
        url,
        source: page.path.clone(),
        order: get("order").and_then(|meta| meta.number(scalars)),
        pinned: get("pinned").is_some_and(|meta| meta.is_true(scalars)),
        spans,
    };
    Some((date(page, scalars), entry))
}

/// A key may be written as a number: JavaScript joins by its text.
fn scalar_text(meta: Meta<'_>, scalars: Scalars) -> Option<String> {
    match meta {
        Meta::Own(node, _) if is_null(node, scalars) => None,
        Meta::Own(node, _) => node.as_str().map(str::to_owned),
        Meta::Given(json) => json.as_str().map(str::to_owned).or_else(|| json.as_f64().map(|number| number.to_string())),
    }
}

fn is_null(node: &Node, scalars: Scalars) -> bool {
    node.value(scalars) == Value::Null
}

/// The page's date; none when it is not in the front matter (a build would take the file's own).
fn date(page: &Page, scalars: Scalars) -> Option<i128> {
    let node = &page.front_matter.as_ref()?.get("date")?.value;
    match node.value(scalars) {
        Value::Date(date) => date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|zoned| zoned.timestamp().as_nanosecond()),
        _ => node.as_str().and_then(|text| text.parse::<jiff::Timestamp>().ok()).map(jiff::Timestamp::as_nanosecond),
    }
}
