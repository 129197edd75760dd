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
    pages: FxHashMap<PageId, Vec<Silence>>,
    used: FxHashSet<(PageId, usize)>,
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
        let pages = with_comments.map(|(id, entry)| {
            let silences = entry.page.suppressions.iter().map(|one| Silence {
                named: one.rule.as_ref().map_or(Some(Named::All), |rule| rules.book.find(&rule.name)),
                except: one.except.iter().filter_map(|name| rules.book.find(name)).collect(),
            });
            (id as PageId, silences.collect())
        });
        Self { site, book: rules.book, pages: pages.collect(), used: FxHashSet::default() }
    }

    /// Whether a comment hides the diagnostic. All that do count as used.
    pub(super) fn hides(&mut self, diagnostic: &Diagnostic) -> bool {
        if self.pages.is_empty() {
            return false;
        }
        let Some(id) = self.site.find(diagnostic.at.path.as_str()) else { return false };
        let Some((silences, entry)) = self.pages.get(&id).zip(self.site.pages.get(id as usize)) else { return false };
        let Some(rule) = self.book.rule(&diagnostic.rule) else { return false };
        let line = line(&entry.page, diagnostic.at.span.start);
        let hiding = entry.page.suppressions.iter().zip(silences).enumerate();
        let hiding = hiding.filter(|(_, (one, silence))| one.lines.contains(&line) && silence.hides(rule));
        let mut hidden = false;
        for (at, _) in hiding {
            hidden = true;
            self.used.insert((id, at));
        }
        hidden
    }

    /// The suppressions of a page, with what each name means and whether it hid something.
    pub(super) fn of<'s>(&'s self, id: PageId, page: &'s Page) -> impl Iterator<Item = (&'s Suppression, Option<Named>, bool)> {
        let silences = self.pages.get(&id).map(Vec::as_slice).unwrap_or_default();
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

impl Silence {
    /// A comment without names does not hide what is said about itself.
    fn hides(&self, rule: &Rule) -> bool {
        let Some(named) = self.named else { return false };
        let about_comments = rule.is_engine() && matches!(named, Named::All);
        !about_comments && named.covers(rule) && !self.except.iter().any(|except| except.covers(rule))
    }
}

/// The 0-based line of a byte.
fn line(page: &Page, offset: u32) -> u32 {
    page.lines().line_at(offset as usize) as u32
}
