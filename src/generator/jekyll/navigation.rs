//! The menu of just-the-docs 0.4 to 0.10: `title`, `parent`, `grand_parent`, `nav_order`, `nav_exclude` in front matter.

use super::{
    config::is_just_the_docs,
    kind::Kind,
    settings::{Settings, is_flag},
};
use crate::{
    generator::{Facts, NavEntry, NavScheme, NavSpans, Navigation, Placement, Route, data::Meta},
    page::{Page, dialect::Scalars},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn read(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)]) -> Navigation {
    if !is_just_the_docs(settings) {
        return Navigation::default();
    }
    let mut entries: Vec<Item> = pages.iter().filter_map(|(page, placement)| item(facts, settings, page, placement)).collect();
    let cased = settings.text("nav_sort") == Some("case_sensitive");
    // Numbers first, then words, then titles.
    entries.sort_by(|a, b| {
        let words = |item: &Item| item.order_words.clone();
        let title = |item: &Item| if cased { item.entry.title.clone() } else { item.entry.title.to_lowercase() };
        a.group.cmp(&b.group).then_with(|| {
            let rank = |item: &Item| (item.entry.order.is_none(), item.order_words.is_none());
            rank(a).cmp(&rank(b)).then_with(|| words(a).cmp(&words(b))).then_with(|| title(a).cmp(&title(b)))
        })
    });
    link(&mut entries);
    Navigation {
        scheme: Some(NavScheme::Keys),
        entries: entries.into_iter().map(|item| item.entry).collect(),
        ..Navigation::default()
    }
}

struct Item {
    /// The collection; empty for pages. Each has a menu of its own.
    group: String,
    grand_parent: Option<String>,
    ancestor: Option<String>,
    order_words: Option<String>,
    entry: NavEntry,
}

fn item(facts: &Facts, settings: &Settings, page: &Page, placement: &Placement) -> Option<Item> {
    let Route::At(url) = &placement.route else { return None };
    if placement.withheld.is_some() || placement.unlisted {
        return None;
    }
    let group = match Kind::of(settings, settings.below(page.path.as_str())?) {
        Kind::Page => String::new(),
        Kind::Document(collection, _) => {
            let shown = settings.get("just_the_docs.collections")?.get(&collection.label)?;
            if is_flag(shown.value.get("nav_exclude").map(|entry| &entry.value), true) {
                return None;
            }
            collection.label.clone()
        }
        _ => return None,
    };
    let text = |key: &str| Meta::get(&facts.data, page, key).and_then(Meta::as_str).filter(|text| !text.is_empty());
    let span = |key: &str| match Meta::get(&facts.data, page, key) {
        Some(Meta::Own(node, _)) => node.span,
        _ => Span::default(),
    };
    let title = text("title")?;
    let order = Meta::get(&facts.data, page, "nav_order");
    let number = order.and_then(|order| order.number(Scalars::Psych));
    Some(Item {
        group,
        grand_parent: text("grand_parent").map(str::to_owned),
        ancestor: text("ancestor").map(str::to_owned),
        order_words: order.filter(|_| number.is_none()).and_then(Meta::as_str).map(str::to_owned),
        entry: NavEntry {
            key: None,
            parent: text("parent").map(str::to_owned),
            parent_is_text: true,
            title: title.to_owned(),
            url: Some(url.clone()),
            source: page.path.clone(),
            order: number,
            spans: NavSpans { key: span("title"), parent: span("parent"), order: span("nav_order"), ..NavSpans::default() },
            ..NavEntry::default()
        },
    })
}

/// Finds the parents: pages are named by their titles, and two of one name are told apart by what is above them. Only those
/// that others stand below get a key, so that equal titles elsewhere mean nothing.
fn link(items: &mut [Item]) {
    let mut titled: FxHashMap<(&str, &str), Vec<usize>> = FxHashMap::default();
    for (at, item) in items.iter().enumerate() {
        titled.entry((&item.group, &item.entry.title)).or_default().push(at);
    }
    let parents: Vec<Option<usize>> = items
        .iter()
        .enumerate()
        .map(|(at, item)| {
            let named = titled.get(&(item.group.as_str(), item.entry.parent.as_deref()?))?;
            let below = |other: &usize, title: &Option<String>| {
                let Some(other) = items.get(*other).filter(|_| title.is_some()) else { return false };
                other.entry.parent == *title || title == &item.ancestor && [&other.grand_parent, &other.ancestor].contains(&title)
            };
            let fits = named.iter().find(|other| below(other, &item.grand_parent));
            fits.or_else(|| named.iter().find(|other| below(other, &item.ancestor)))
                .or_else(|| named.iter().find(|&&other| other != at))
                .or_else(|| named.first())
                .copied()
        })
        .collect();
    // A title is the key of the first of its name, so that people find it again in what is reported.
    let mut keys: FxHashMap<usize, String> = FxHashMap::default();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for &parent in parents.iter().flatten() {
        let Some(item) = items.get(parent).filter(|_| !keys.contains_key(&parent)) else { continue };
        let title = item.entry.title.clone();
        let key = if taken.insert(title.clone()) { title } else { format!("{title} ({})", item.entry.source) };
        keys.insert(parent, key);
    }
    for (at, (item, parent)) in items.iter_mut().zip(parents).enumerate() {
        item.entry.key = keys.get(&at).cloned();
        if let Some(key) = parent.and_then(|parent| keys.get(&parent)) {
            item.entry.parent = Some(key.clone());
        }
    }
}
