//! Which problems comments hide, and which comments hide something.

use crate::{
    diagnostic::Diagnostic,
    generator::PageId,
    page::{Page, Suppression},
    rule::{Named, Rule, RuleBook, RuleSet},
    site::Site,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The comments of a site that switch rules off.
pub(super) struct Suppressor<'a> {
    site: &'a Site,
    book: &'static RuleBook,
    /// Of the pages that have comments.
    pages: FxHashMap<PageId, Silences>,
    used: FxHashSet<(PageId, usize)>,
}

/// The suppressions of a page.
#[derive(Default)]
struct Silences {
    /// One for each suppression, in its order.
    all: Vec<Silence>,
    /// By line, those of a single line: there may be thousands.
    single: FxHashMap<u32, Vec<usize>>,
    /// The others.
    wide: Vec<usize>,
}

/// A suppression whose names have been looked up.
struct Silence {
    /// `None` when the name is no rule's.
    named: Option<Named>,
    except: Vec<Named>,
}

impl<'a> Suppressor<'a> {
    pub(super) fn new(site: &'a Site, rules: &RuleSet) -> Self {
        let with_comments = site.pages.iter().enumerate().filter(|(_, entry)| !entry.page.suppressions.is_empty());
        let pages = with_comments.map(|(id, entry)| (id as PageId, Silences::new(&entry.page.suppressions, rules.book)));
        Self { site, book: rules.book, pages: pages.collect(), used: FxHashSet::default() }
    }

    /// Takes out what comments of a page hide of what is told of it. Returns the places of the suppressions that hide something,
    /// for [`mark`](Self::mark).
    pub(super) fn hide(&self, id: PageId, found: &mut Vec<Diagnostic>) -> Vec<usize> {
        let mut used = Vec::new();
        if let Some((silences, entry)) = self.pages.get(&id).zip(self.site.pages.get(id as usize)) {
            found.retain(|diagnostic| !self.hides_on(&entry.page, silences, diagnostic, &mut used));
        }
        used
    }

    /// Says that these suppressions of a page, by place, hide something.
    pub(super) fn mark(&mut self, id: PageId, used: Vec<usize>) {
        self.used.extend(used.into_iter().map(|at| (id, at)));
    }

    /// Whether a comment hides the diagnostic.
    pub(super) fn hides(&self, diagnostic: &Diagnostic) -> bool {
        let id = self.site.find(diagnostic.at.path.as_str());
        let page = id.and_then(|id| self.pages.get(&id).zip(self.site.pages.get(id as usize)));
        page.is_some_and(|(silences, entry)| self.hides_on(&entry.page, silences, diagnostic, &mut Vec::new()))
    }

    /// Whether a comment of the page hides the diagnostic. All that do are added to `used`.
    fn hides_on(&self, page: &Page, silences: &Silences, diagnostic: &Diagnostic, used: &mut Vec<usize>) -> bool {
        let Some(rule) = self.book.rule(diagnostic.rule) else { return false };
        let line = page.lines().line_at(diagnostic.at.span.start as usize) as u32;
        let mut hidden = false;
        for at in silences.at(line) {
            let (Some(one), Some(silence)) = (page.suppressions.get(at), silences.all.get(at)) else { continue };
            if one.lines.contains(&line) && silence.hides(rule) {
                hidden = true;
                used.push(at);
            }
        }
        hidden
    }

    /// The suppressions of a page, with what each name means and whether it hid something.
    pub(super) fn of<'s>(&'s self, id: PageId, page: &'s Page) -> impl Iterator<Item = (&'s Suppression, Option<Named>, bool)> {
        let silences = self.pages.get(&id).map(|silences| silences.all.as_slice()).unwrap_or_default();
        let all = page.suppressions.iter().zip(silences).enumerate();
        all.map(move |(at, (one, silence))| (one, silence.named, self.used.contains(&(id, at))))
    }

    /// The pages that have comments, sorted.
    pub(super) fn pages(&self) -> Vec<PageId> {
        let mut pages: Vec<_> = self.pages.keys().copied().collect();
        pages.sort_unstable();
        pages
    }
}

impl Silences {
    fn new(suppressions: &[Suppression], book: &RuleBook) -> Self {
        let mut silences = Self::default();
        for (at, one) in suppressions.iter().enumerate() {
            silences.all.push(Silence {
                named: one.rule.as_ref().map_or(Some(Named::All), |rule| book.find(&rule.name)),
                except: one.except.iter().filter_map(|name| book.find(name)).collect(),
            });
            match one.lines.len() {
                1 => silences.single.entry(one.lines.start).or_default().push(at),
                _ => silences.wide.push(at),
            }
        }
        silences
    }

    /// The places of the suppressions that may be about a line.
    fn at(&self, line: u32) -> impl Iterator<Item = usize> {
        self.single.get(&line).into_iter().flatten().chain(&self.wide).copied()
    }
}

impl Silence {
    /// A comment without names does not hide what is said about itself.
    fn hides(&self, rule: &Rule) -> bool {
        let Some(named) = self.named else { return false };
        let about_comments = rule.is_engine() && matches!(named, Named::All);
        !about_comments && named.covers(rule) && !self.except.iter().any(|except| except.covers(rule))
    }
}
