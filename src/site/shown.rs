//! Pages that are printed inside others: partials, snippets, includes.

use super::Site;
use crate::{
    generator::{Embed, PageId, Route},
    path::SitePath,
    text::Span,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// More pages than this are not looked for inside one.
const MOST: usize = 200;

impl Site {
    /// The files that pages show inside of them, as far as it is known, pages and others.
    pub fn files_shown(&self) -> FxHashSet<SitePath> {
        let facts = &self.facts;
        let mut shown = FxHashSet::default();
        for page in self.pages.iter().map(|entry| &*entry.page).filter(|page| !page.document.islands.is_empty()) {
            shown.extend(facts.generator.value.embeds(facts, page).into_iter().map(|embed| embed.file));
            let folder = page.path.parent();
            for island in &page.document.islands {
                let Some(folders) = facts.tags.includes.get(island.name(&page.text)) else { continue };
                let Some(file) = island.file(&page.text) else { continue };
                shown.extend(folders.iter().chain([&folder]).filter_map(|folder| folder.join(file)));
            }
        }
        shown
    }

    /// What `page` shows, and what that shows in turn, each once and with the place in `page` that asks for it; what is inside
    /// stands before what it is inside of. The flag is false when something is shown twice, is not there, or there is too much.
    pub(super) fn shown_inside(&self, page: PageId) -> (Vec<(PageId, Span)>, bool) {
        let mut found = Vec::new();
        let whole = self.collect(page, None, &mut vec![page], &mut found);
        (found, whole)
    }

    fn collect(&self, page: PageId, at: Option<Span>, seen: &mut Vec<PageId>, found: &mut Vec<(PageId, Span)>) -> bool {
        let mut whole = true;
        for Embed { span, file } in self.facts.generator.value.embeds(&self.facts, self.page(page)) {
            // What is shown twice has its ids twice, and numbers tell them apart.
            match self.find(file.as_str()).filter(|id| !seen.contains(id) && seen.len() <= MOST) {
                Some(id) => {
                    seen.push(id);
                    let place = at.unwrap_or(span);
                    whole &= self.collect(id, Some(place), seen, found);
                    found.push((id, place));
                }
                None => whole = false,
            }
        }
        whole
    }
}

/// For each page without an address of its own, the pages that show it, sorted.
pub(super) fn pages(site: &Site) -> FxHashMap<PageId, Vec<PageId>> {
    let all = 0..site.pages.len() as PageId;
    let has_route = |id: PageId| site.entry(id).placement.route != Route::None;
    let mut shown: FxHashMap<PageId, Vec<PageId>> = FxHashMap::default();
    if all.clone().all(has_route) {
        return shown;
    }
    let of = |id: PageId| site.shown_inside(id).0.into_iter().map(move |(inside, _)| (inside, id));
    let pairs: Vec<_> = all.into_par_iter().filter(|&id| has_route(id)).flat_map_iter(of).collect();
    for (inside, id) in pairs.into_iter().filter(|&(inside, _)| !has_route(inside)) {
        shown.entry(inside).or_default().push(id);
    }
    shown
}
