//! `eleventyNavigation` in front matter (eleventy-navigation 1.0.5).

use super::super::{
    Facts, NavEntry, NavScheme, NavSpans, Navigation, PageId, Placement, Route, WithheldKey,
    data::{FolderData, Meta},
};
use crate::{
    page::{Page, dialect::Scalars, front_matter::Value},
    text::Span,
};
use serde_json::Value as Json;

pub(super) fn read(facts: &Facts, pages: &[(&Page, &Placement)]) -> Navigation {
    let scalars = facts.dialect.front_matter.scalars;
    let listed = pages.iter().filter(|(_, placement)| !placement.unlisted && placement.withheld.is_none());
    let mut entries: Vec<_> = listed.filter_map(|(page, placement)| entry(&facts.data, page, placement, scalars)).collect();
    // Collections are sorted by date, then by path.
    entries.sort_by(|a, b| {
        let key = |(date, _): &(Option<i128>, NavEntry)| (date.is_none(), *date);
        key(a).cmp(&key(b)).then_with(|| a.1.source.cmp(&b.1.source))
    });
    let entries = entries.into_iter().map(|(_, entry)| entry).collect();
    let kept_out = |placement: &Placement| placement.unlisted || placement.withheld.is_some();
    let withheld = pages.iter().enumerate().filter(|(_, (_, placement))| kept_out(placement));
    let withheld = withheld.filter_map(|(id, (page, _))| {
        let key = &page.front_matter.as_ref()?.get("eleventyNavigation.key")?.value;
        Some(WithheldKey { key: key.as_str()?.to_owned(), page: id as PageId, span: key.span })
    });
    let withheld = withheld.collect();
    Navigation { scheme: Some(NavScheme::Keys), entries, withheld, ..Navigation::default() }
}

fn entry(data: &FolderData, page: &Page, placement: &Placement, scalars: Scalars) -> Option<(Option<i128>, NavEntry)> {
    let own = page.front_matter.as_ref().and_then(|block| block.get("eleventyNavigation"));
    // `eleventyNavigation: false` does not take a page out of a menu that its folder puts it in.
    let declares = own.is_some_and(|entry| truthy(Meta::Own(&entry.value, entry.key), scalars));
    if !declares && !data.get(page, "eleventyNavigation").is_some_and(|json| truthy(Meta::Given(json), scalars)) {
        return None;
    }
    let get = |name: &str| Meta::get(data, page, &format!("eleventyNavigation.{name}"));
    let text = |name: &str| get(name).filter(|meta| truthy(*meta, scalars)).and_then(text);
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
    let entry = NavEntry {
        title: text("title").or_else(|| key.clone()).unwrap_or_default(),
        key,
        parent: text("parent"),
        parent_is_text: get("parent").is_none_or(|meta| is_text(meta, scalars)),
        url,
        source: page.path.clone(),
        order: get("order").map(|meta| number(meta, scalars)),
        pinned: get("pinned").is_some_and(|meta| truthy(meta, scalars)),
        spans: NavSpans {
            key: span("key").unwrap_or(declared),
            parent: span("parent").unwrap_or(declared),
            order: span("order").unwrap_or_default(),
            target: span("url").unwrap_or_default(),
        },
        ..NavEntry::default()
    };
    Some((date(data, page, scalars), entry))
}

fn text(meta: Meta<'_>) -> Option<String> {
    match meta {
        Meta::Own(node, _) => node.as_str().map(str::to_owned),
        Meta::Given(json) => json.as_str().map(str::to_owned).or_else(|| json.as_f64().map(|number| number.to_string())),
    }
}

/// Whether a key can equal it: the plugin compares without converting, and a key that is no text stops it.
fn is_text(meta: Meta<'_>, scalars: Scalars) -> bool {
    match meta {
        Meta::Own(node, _) => node.value(scalars) == Value::Text,
        Meta::Given(json) => json.is_string(),
    }
}

/// JavaScript's truth.
fn truthy(meta: Meta<'_>, scalars: Scalars) -> bool {
    match meta {
        Meta::Own(node, _) => match node.value(scalars) {
            Value::Null | Value::Error => false,
            Value::Bool(flag) => flag,
            Value::Integer(number) => number != 0,
            Value::Float(number) => number != 0.0 && !number.is_nan(),
            Value::Text => node.as_str() != Some(""),
            Value::Date(_) => true,
        },
        Meta::Given(Json::Null) => false,
        Meta::Given(Json::Bool(flag)) => *flag,
        Meta::Given(Json::Number(number)) => number.as_f64() != Some(0.0),
        Meta::Given(Json::String(text)) => !text.is_empty(),
        Meta::Given(_) => true,
    }
}

/// JavaScript's number: the plugin subtracts orders. Not a number for words, zero for an empty value.
fn number(meta: Meta<'_>, scalars: Scalars) -> f64 {
    match (meta, meta.number(scalars), meta.boolean(scalars)) {
        (_, Some(number), _) => number,
        (_, _, Some(flag)) => f64::from(u8::from(flag)),
        (Meta::Own(node, _), ..) if node.value(scalars) == Value::Null => 0.0,
        (Meta::Given(Json::Null), ..) => 0.0,
        _ => match meta.as_str().map(str::trim) {
            Some("") => 0.0,
            text => text.and_then(|text| text.parse().ok()).unwrap_or(f64::NAN),
        },
    }
}

/// The page's date: its own or its folder's, else the one in its path. `None` stands for the file's own, which comes last.
fn date(data: &FolderData, page: &Page, scalars: Scalars) -> Option<i128> {
    let instant = |text: &str| text.parse::<jiff::Timestamp>().ok().map(jiff::Timestamp::as_nanosecond);
    let midnight =
        |date: jiff::civil::DateTime| date.to_zoned(jiff::tz::TimeZone::UTC).ok().map(|date| date.timestamp().as_nanosecond());
    match Meta::get(data, page, "date") {
        Some(Meta::Own(node, _)) => match node.value(scalars) {
            Value::Date(date) => midnight(date),
            _ => instant(node.as_str()?),
        },
        Some(Meta::Given(json)) => {
            let text = json.as_str()?;
            instant(text).or_else(|| midnight(text.parse().ok()?))
        }
        None => {
            let path = page.path.as_str();
            let dated = (0..path.len()).find_map(|at| path.get(at..at + 10).filter(|text| is_date(text)))?;
            midnight(dated.parse().ok()?)
        }
    }
}

fn is_date(text: &str) -> bool {
    text.bytes().enumerate().all(|(at, byte)| if matches!(at, 4 | 7) { byte == b'-' } else { byte.is_ascii_digit() })
}
