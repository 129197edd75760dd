//! The menu of just-the-docs 0.4 to 0.12: `title`, `parent`, `grand_parent`, `nav_order`, `nav_exclude` in front matter.

use super::{
    config::is_just_the_docs,
    kind::Kind,
    settings::{Settings, is_flag},
};
use crate::{
    generator::{Facts, NavEntry, NavScheme, NavSpans, Navigation, PageId, Placement, Route, WithheldKey, data::Meta},
    page::{Page, dialect::Scalars},
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};

pub(super) fn read(facts: &Facts, settings: &Settings, pages: &[(&Page, &Placement)]) -> Navigation {
    if !is_just_the_docs(settings) {
        return Navigation::default();
    }
    let mut entries: Vec<Item> = pages.iter().filter_map(|(page, placement)| item(facts, settings, page, placement)).collect();
    let cased = settings.text("nav_sort") != Some("case_insensitive");
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
    let kept_out = |placement: &Placement| placement.unlisted || placement.withheld.is_some();
    let withheld = pages.iter().enumerate().filter(|(_, (_, placement))| kept_out(placement));
    let withheld = withheld.filter_map(|(id, (page, _))| {
        let title = &page.front_matter.as_ref()?.get("title")?.value;
        Some(WithheldKey { key: title.as_str()?.to_owned(), page: id as PageId, span: title.span })
    });
    Navigation {
        scheme: Some(NavScheme::Titles),
        withheld: withheld.collect(),
        entries: entries.into_iter().map(|item| item.entry).collect(),
        ..Navigation::default()
    }
}

/// Titles further up are not looked at.
const DEEPEST: usize = 100;

struct Item {
    /// The collection; empty for pages. Each has a menu of its own.
    group: String,
    grand_parent: Option<(String, Span)>,
    ancestor: Option<(String, Span)>,
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
        grand_parent: text("grand_parent").map(|title| (title.to_owned(), span("grand_parent"))),
        ancestor: text("ancestor").map(|title| (title.to_owned(), span("ancestor"))),
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

/// A page that a parent may have several of: its title, and the menu it is in.
type Name<'a> = (&'a str, &'a str);

/// Finds the parents as just-the-docs 0.12 does, from the top down: pages are named by their titles, and what `grand_parent` and
/// `ancestor` say has to stand above. Only those that others stand below get a key, so that equal titles elsewhere mean nothing.
fn link(items: &mut [Item]) {
    let (parents, placed) = place(items);
    let mut titled: FxHashMap<Name<'_>, Vec<usize>> = FxHashMap::default();
    for (at, item) in items.iter().enumerate() {
        titled.entry((&item.group, &item.entry.title)).or_default().push(at);
    }
    // What was not placed stands below something that is not there either, or nowhere where it wants to be.
    let mut nowhere = vec![false; items.len()];
    let parents: Vec<Option<usize>> = (0..items.len())
        .map(|at| {
            let parent = items[at].entry.parent.as_deref().filter(|_| !placed[at]);
            let Some(parent) = parent else { return parents[at] };
            let named = titled.get(&(items[at].group.as_str(), parent))?;
            let lost = named.iter().copied().find(|&other| !placed[other]);
            nowhere[at] = lost.is_none();
            lost
        })
        .collect();
    // A title is the key of the first of its name, so that people find it again in what is reported.
    let mut keys: FxHashMap<usize, String> = FxHashMap::default();
    let mut taken: FxHashSet<String> = FxHashSet::default();
    for &parent in parents.iter().flatten() {
        let Some(item) = items.get(parent).filter(|_| !keys.contains_key(&parent)) else { continue };
        let title = item.entry.title.clone();
        let is_plain = item.group.is_empty() && taken.insert(title.clone());
        keys.insert(parent, if is_plain { title } else { format!("{title} ({})", item.entry.source) });
    }
    for (at, (item, parent)) in items.iter_mut().zip(parents).enumerate() {
        item.entry.key = keys.get(&at).cloned();
        if let Some(key) = parent.and_then(|parent| keys.get(&parent)) {
            item.entry.parent = Some(key.clone());
        } else if nowhere[at] {
            item.entry.lineage = item.grand_parent.take().or_else(|| item.ancestor.take());
        }
    }
}

/// For each page the one above it, and whether the menu shows it. A page that fits below several is put below the first.
fn place(items: &[Item]) -> (Vec<Option<usize>>, Vec<bool>) {
    let mut below: FxHashMap<Name<'_>, Vec<usize>> = FxHashMap::default();
    let mut open: Vec<usize> = Vec::new();
    for (at, item) in items.iter().enumerate() {
        match &item.entry.parent {
            Some(parent) => below.entry((&item.group, parent)).or_default().push(at),
            None => open.push(at),
        }
    }
    let tops: FxHashSet<Name<'_>> = open.iter().map(|&at| (items[at].group.as_str(), items[at].entry.title.as_str())).collect();
    let mut parents: Vec<Option<usize>> = vec![None; items.len()];
    let mut placed = vec![false; items.len()];
    open.iter().for_each(|&at| placed[at] = true);
    let mut next = 0;
    while let Some(&at) = open.get(next) {
        next += 1;
        let name = (items[at].group.as_str(), items[at].entry.title.as_str());
        let Some(candidates) = below.get_mut(&name) else { continue };
        let fits = |child: &Item| {
            let is_here = |grand_parent: &str| items[at].entry.parent.as_deref() == Some(grand_parent);
            // Without more words it is meant to be below the page at the top, when there is one of the name.
            let is_top = child.grand_parent.is_none() && child.ancestor.is_none() && tops.contains(&name);
            child.grand_parent.as_ref().is_none_or(|(title, _)| is_here(title))
                && child.ancestor.as_ref().is_none_or(|(title, _)| is_below(items, &parents, at, title))
                && (!is_top || parents[at].is_none())
        };
        let (here, elsewhere) = candidates.iter().partition(|&&child| fits(&items[child]));
        *candidates = elsewhere;
        let here: Vec<usize> = here;
        for child in here {
            parents[child] = Some(at);
            placed[child] = true;
            open.push(child);
        }
    }
    (parents, placed)
}

/// Whether a page has this title, or one above it has.
fn is_below(items: &[Item], parents: &[Option<usize>], at: usize, title: &str) -> bool {
    std::iter::successors(Some(at), |&at| parents[at]).take(DEEPEST).any(|at| items[at].entry.title == title)
}
