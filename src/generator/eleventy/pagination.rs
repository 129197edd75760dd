//! Pages that one file makes of a long list (`pagination` in front matter; Eleventy 3.1).

use super::{
    super::{
        Facts, Placement, Route,
        data::{FolderData, Meta},
    },
    permalink,
};
use crate::page::{Page, dialect::Scalars};
use rustc_hash::FxHashMap;

/// Adds the second and further addresses of paginated pages: `/list/1/`, `/list/2/` after `/list/`.
pub(super) fn spread(facts: &Facts, pages: &[&Page], placements: &mut [Placement]) {
    let scalars = facts.dialect.front_matter.scalars;
    let mut tags: Option<FxHashMap<String, usize>> = None;
    for at in 0..pages.len() {
        let get = |key| Meta::get(&facts.data, pages[at], key);
        let (Some(data), Some(size)) = (get("pagination.data"), get("pagination.size")) else { continue };
        let Route::At(first) = &placements[at].route else { continue };
        let (Some(collection), Some(size)) =
            (data.as_str().and_then(|data| data.strip_prefix("collections.")), size.number(scalars))
        else {
            continue;
        };
        let first = first.clone();
        let tagged = tags.get_or_insert_with(|| count_tags(&facts.data, pages, placements)).get(collection).copied();
        let count = tagged.unwrap_or_else(|| named_like(&facts.data, pages, at, collection));
        let size = size.max(1.0) as usize;
        let more = 1..count.div_ceil(size);
        if get("permalink").is_some() {
            let also = more.filter_map(|number| match permalink::numbered(facts, pages[at], number) {
                Route::At(url) if url != first => Some(url),
                _ => None,
            });
            placements[at].also.extend(also);
        } else if first.ends_with('/') {
            placements[at].also.extend(more.map(|number| format!("{first}{number}/")));
        }
    }
}

/// What the addresses of further parts have in common, where the permalink says how they are numbered.
pub(super) fn further(facts: &Facts, page: &Page) -> Option<(String, String)> {
    Meta::get(&facts.data, page, "pagination.data")?;
    let (Route::At(one), Route::At(other)) = (permalink::numbered(facts, page, 1), permalink::numbered(facts, page, 2)) else {
        return None;
    };
    let start = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    if start == one.len() || !one.is_char_boundary(start) {
        return None;
    }
    let end = one[start..].bytes().rev().zip(other.bytes().rev()).take_while(|(a, b)| a == b).count();
    Some((one[..start].to_owned(), one.get(one.len() - end..).unwrap_or_default().to_owned()))
}

/// The sizes of the collections that tags make.
fn count_tags(data: &FolderData, pages: &[&Page], placements: &[Placement]) -> FxHashMap<String, usize> {
    let mut counts = FxHashMap::default();
    for (page, placement) in pages.iter().zip(placements) {
        if placement.unlisted {
            continue;
        }
        for tag in tags(data, page) {
            *counts.entry(tag).or_insert(0) += 1;
        }
    }
    counts
}

fn tags(data: &FolderData, page: &Page) -> Vec<String> {
    match Meta::get(data, page, "tags") {
        Some(Meta::Own(node, _)) => node.items().iter().filter_map(|node| node.as_str()).map(str::to_owned).collect(),
        Some(Meta::Given(serde_json::Value::Array(items))) => {
            items.iter().filter_map(|item| item.as_str()).map(str::to_owned).collect()
        }
        Some(Meta::Given(item)) => item.as_str().map(str::to_owned).into_iter().collect(),
        None => Vec::new(),
    }
}

/// How many pages a collection made by a script probably holds: those beside the page that lists it whose layout or folder has
/// the collection's name (`podcastEpisodes`: layout `episode`). Only numbers of list pages hang on it: an address beyond them is
/// never called broken.
fn named_like(data: &FolderData, pages: &[&Page], list: usize, collection: &str) -> usize {
    let last_word = collection.rfind(char::is_uppercase).map_or(collection, |at| &collection[at..]).to_lowercase();
    let singular = last_word.strip_suffix('s').unwrap_or(&last_word);
    let beside = |page: &Page| page.path.below(pages[list].path.parent_str()).is_some_and(|rest| !rest.is_empty());
    let like = |page: &&&Page| {
        let layout = Meta::get(data, page, "layout").and_then(Meta::as_str).unwrap_or_default();
        let layout = layout.rsplit('/').next().unwrap_or_default().split('.').next().unwrap_or_default();
        beside(page) && !layout.is_empty() && layout.eq_ignore_ascii_case(singular)
    };
    pages.iter().filter(like).count()
}

/// Addresses of further list pages, whose number is not known for sure.
pub(super) fn may_go_on(facts: &Facts, page: &Page) -> bool {
    Meta::get(&facts.data, page, "pagination.size").and_then(|size| size.number(Scalars::JsYaml3)).is_some()
}
