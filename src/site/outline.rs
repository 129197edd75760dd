//! What readers see of the menu, what they miss, and why.

use super::{Nav, NavNode, NavProblem, Site};
use crate::generator::{NavEntry, NavScheme, NavTarget, PageId, Route, Withheld, url};
use rustc_hash::{FxHashMap, FxHashSet};

/// Something odd about an entry that is in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flaw {
    /// It leads to a page that does not exist.
    MissingTarget,
    /// It leads to a page that is not published.
    Unpublished,
    /// It is announced without a page.
    Announced,
    /// Nobody wrote it: others name it as their parent.
    MadeUp,
    /// Another entry has its key.
    DuplicateKey,
    /// A sibling has the same order.
    OrderClash,
}

/// Why an entry is not in the menu.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lost {
    /// The parent that it names does not exist.
    MissingParent,
    /// It is below itself.
    Cycle,
    /// What it is below is not in the menu.
    Unreachable,
    /// Another entry of its key is there already.
    DuplicateKey,
}

/// What becomes of a page that is not in the menu.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outside {
    /// It is not published; why, in words that follow "it is".
    Unpublished(String),
    /// It is published but kept out of menus and lists.
    Hidden,
    /// No page leads to it either.
    Orphan,
    /// It is not in the menu, but pages lead to it, or lists may that only a build would tell.
    Linked,
}

/// What stands beside the menu.
#[derive(Debug, Default)]
pub struct Beside {
    /// Entries that are not shown, by their place in [`Nav::entries`].
    pub lost: Vec<(usize, Lost)>,
    /// Pages that no entry leads to, in their order. Home pages and error pages are not missed.
    pub outside: Vec<(PageId, Outside)>,
}

impl Site {
    /// The page that a menu entry leads to.
    pub fn page_of(&self, entry: &NavEntry) -> Option<PageId> {
        if let NavTarget::Page(id) = entry.target {
            return Some(id);
        }
        match entry.url.as_deref() {
            Some(url) if url.starts_with('/') && !url.starts_with("//") => {
                match self.served(&url::decode(url::Url::split(url).path))? {
                    super::Served::Page(id) => Some(id),
                    _ => None,
                }
            }
            Some(_) => None,
            // A page whose address only a build would tell.
            None => {
                let own =
                    self.find(entry.source.as_str()).filter(|_| !entry.made && self.nav.scheme != Some(NavScheme::Listed))?;
                matches!(self.entry(own).placement.route, Route::Computed { .. }).then_some(own)
            }
        }
    }

    /// What is odd about entries of the menu, by their places in [`Nav::entries`]; those without a flaw are not there.
    pub fn flaws(&self) -> FxHashMap<usize, Vec<Flaw>> {
        let mut flaws: FxHashMap<usize, Vec<Flaw>> = FxHashMap::default();
        let in_step = self.nav.list.is_some();
        for (at, entry) in self.nav.entries.iter().enumerate() {
            let mut note = |flaw| flaws.entry(at).or_default().push(flaw);
            if let NavTarget::Missing(_) = entry.target {
                note(Flaw::MissingTarget);
            }
            if self.page_of(entry).is_some_and(|page| self.withheld(page).is_some()) {
                note(Flaw::Unpublished);
            }
            if in_step && self.facts.menu.get(at).is_some_and(|item| item.kind == "draft") {
                note(Flaw::Announced);
            }
            if entry.made {
                note(Flaw::MadeUp);
            }
        }
        for problem in &self.nav.problems {
            match problem {
                NavProblem::DuplicateKey(first, second) => {
                    for at in [first, second] {
                        let flaws = flaws.entry(*at).or_default();
                        if !flaws.contains(&Flaw::DuplicateKey) {
                            flaws.push(Flaw::DuplicateKey);
                        }
                    }
                }
                NavProblem::OrderClash(group) => {
                    for at in group {
                        let flaws = flaws.entry(*at).or_default();
                        if !flaws.contains(&Flaw::OrderClash) {
                            flaws.push(Flaw::OrderClash);
                        }
                    }
                }
                NavProblem::MissingParent(_) | NavProblem::Cycle(_) | NavProblem::Unreachable(..) => {}
            }
        }
        flaws
    }

    /// What stands beside the menu; nothing where there is no menu.
    pub fn beside_menu(&self) -> Beside {
        if self.nav.scheme.is_none() {
            return Beside::default();
        }
        let mut shown = vec![false; self.nav.entries.len()];
        note_shown(&self.nav.roots, &mut shown);
        let lost = lost(&self.nav, &shown);
        Beside { outside: self.outside(&shown, &lost), lost }
    }

    fn outside(&self, shown: &[bool], lost: &[(usize, Lost)]) -> Vec<(PageId, Outside)> {
        let pages = |wanted| {
            let entries = self.nav.entries.iter().zip(shown).filter(move |(_, shown)| **shown == wanted);
            entries.filter_map(|(entry, _)| self.page_of(entry)).collect::<FxHashSet<PageId>>()
        };
        let (in_menu, absent) = (pages(true), pages(false));
        let lost = lost.iter().filter_map(|(at, _)| self.page_of(self.nav.entries.get(*at)?));
        let lost: FxHashSet<PageId> = lost.collect();
        // Where one language of a page is in the menu, all of them are.
        let translated = in_menu.iter().map(|&id| self.entry(id).placement.translation.as_str());
        let translated: FxHashSet<&str> = translated.filter(|name| !name.is_empty()).collect();
        let orphans: FxHashSet<PageId> = self.orphans().into_iter().collect();
        let kept_out: FxHashSet<PageId> = self.nav.withheld.iter().map(|withheld| withheld.page).collect();
        let parts = self.files_shown();
        let mut outside = Vec::new();
        for id in (0..self.pages.len() as PageId).filter(|id| !in_menu.contains(id) && !lost.contains(id)) {
            let entry = self.entry(id);
            let placement = &entry.placement;
            // What other pages show inside of them is no page of its own.
            let is_part = placement.replaced || placement.raw || parts.contains(&entry.page.path);
            if is_part || translated.contains(placement.translation.as_str()) || self.is_found_anyway(id) {
                continue;
            }
            outside.push(match self.withheld(id) {
                Some(withheld) if entry.page.format.is_markdown() => (id, Outside::Unpublished(withheld.why.clone())),
                Some(_) => continue,
                None if !entry.url().is_some_and(is_page) => continue,
                None if orphans.contains(&id) => (id, Outside::Orphan),
                None if placement.unlisted || kept_out.contains(&id) || absent.contains(&id) => (id, Outside::Hidden),
                None => (id, Outside::Linked),
            });
        }
        outside
    }

    fn withheld(&self, id: PageId) -> Option<&Withheld> {
        self.entry(id).placement.withheld.as_ref()
    }
}

fn note_shown(level: &[NavNode], shown: &mut [bool]) {
    for node in level {
        shown[node.entry] = true;
        note_shown(&node.children, shown);
    }
}

/// The entries that something is wrong with and that are not shown, in their order. Others are hidden with what they are below.
fn lost(nav: &Nav, shown: &[bool]) -> Vec<(usize, Lost)> {
    let mut why: FxHashMap<usize, Lost> = FxHashMap::default();
    for problem in &nav.problems {
        match problem {
            NavProblem::MissingParent(at) => _ = why.insert(*at, Lost::MissingParent),
            NavProblem::Cycle(round) => why.extend(round.iter().map(|&at| (at, Lost::Cycle))),
            NavProblem::Unreachable(at, _) => _ = why.entry(*at).or_insert(Lost::Unreachable),
            NavProblem::DuplicateKey(_, second) => _ = why.entry(*second).or_insert(Lost::DuplicateKey),
            NavProblem::OrderClash(_) => {}
        }
    }
    let absent = (0..nav.entries.len()).filter(|&at| !shown[at] && !nav.entries[at].made);
    absent.filter_map(|at| Some((at, *why.get(&at)?))).collect()
}

/// Whether an address is that of a page, and not of a feed, a map of the site or a style sheet.
fn is_page(url: &str) -> bool {
    let name = url.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_none_or(|(_, extension)| matches!(extension, "html" | "htm" | "md"))
}
