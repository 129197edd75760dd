//! Which problems comments hide, and which comments hide something.

use super::{
    inline::{Heeded, Inline, PageRules, may_start},
    timeline::{Part, Timeline},
};
use crate::{
    diagnostic::Diagnostic,
    generator::PageId,
    page::{Directive, Page},
    rule::{Rule, RuleSet},
    site::Site,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// The comments of a site that switch rules off and on.
pub(super) struct Suppressor<'a> {
    site: &'a Site,
    rules: &'a RuleSet,
    pub inline: &'a Inline,
    used: FxHashSet<(PageId, Part)>,
}

impl<'a> Suppressor<'a> {
    pub(super) fn new(site: &'a Site, rules: &'a RuleSet, inline: &'a Inline) -> Self {
        Self { site, rules, inline, used: FxHashSet::default() }
    }

    /// Takes out what comments of a page hide of what is told of it. Returns the names in comments that hide something, for
    /// [`mark`](Self::mark).
    pub(super) fn hide(&self, id: PageId, found: &mut Vec<Diagnostic>) -> Vec<Part> {
        let mut used = Vec::new();
        if let Some(mut lines) = self.lines(id) {
            found.retain(|diagnostic| lines.shows(diagnostic, |part| used.push(part)));
        }
        used
    }

    /// Says that these names in comments of a page hide something.
    pub(super) fn mark(&mut self, id: PageId, used: Vec<Part>) {
        self.used.extend(used.into_iter().map(|part| (id, part)));
    }

    /// Takes out what comments hide of what is told of any pages.
    pub(super) fn hide_all(&self, found: &mut Vec<Diagnostic>) {
        let mut pages: FxHashMap<PageId, Option<Lines<'_>>> = FxHashMap::default();
        found.retain(|diagnostic| {
            let Some(id) = self.site.find(diagnostic.at.path.as_str()) else { return true };
            let lines = pages.entry(id).or_insert_with(|| self.lines(id));
            lines.as_mut().is_none_or(|lines| lines.shows(diagnostic, |_| ()))
        });
    }

    fn lines(&self, id: PageId) -> Option<Lines<'a>> {
        let (comments, entry) = self.inline.get(id).zip(self.site.pages.get(id as usize))?;
        Some(Lines { rules: self.rules, page: &entry.page, comments, timelines: FxHashMap::default() })
    }

    /// The comments of a page that switch rules off: each name, and whether it hid something. Those in code are left out.
    pub(super) fn of<'s>(&'s self, id: PageId, page: &'s Page) -> impl Iterator<Item = (&'s Directive, Heeded, bool)> {
        let heeded = self.inline.get(id).map(|comments| comments.heeded.as_slice()).unwrap_or_default();
        heeded.iter().filter_map(move |&one| {
            let directive = page.directives.get(one.part.0 as usize).filter(|one| one.action.disables() && !one.shown)?;
            Some((directive, one, self.used.contains(&(id, one.part))))
        })
    }

    /// Whether a rule ran on a page, also where no comment started it.
    pub(super) fn ran(&self, id: PageId, page: &Page, rule: &Rule) -> bool {
        match self.inline.get(id).and_then(|comments| comments.change(rule.id())) {
            Some(changed) => changed.is_on,
            None => self.rules.on(&page.path).any(|(active, _)| active.rule.id() == rule.id()),
        }
    }
}

/// A page with comments.
struct Lines<'a> {
    rules: &'a RuleSet,
    page: &'a Page,
    comments: &'a PageRules,
    /// What they say about a rule, made when it is first asked for.
    timelines: FxHashMap<&'static str, Timeline>,
}

impl Lines<'_> {
    /// Whether the comments let the diagnostic pass. Those that do not are handed to `used`.
    fn shows(&mut self, diagnostic: &Diagnostic, used: impl FnMut(Part)) -> bool {
        let Some(rule) = self.rules.book.rule(diagnostic.rule) else { return true };
        let line = self.page.lines().line_at(diagnostic.at.span.start as usize) as u32;
        let (page, comments) = (self.page, self.comments);
        let timeline = self.timelines.entry(rule.id()).or_insert_with(|| {
            let may_start = may_start(rule, self.rules.preset_of(&page.path));
            Timeline::new(&page.directives, &comments.heeded, |one| one.covers(rule), may_start)
        });
        timeline.is_on(line, comments.change(rule.id()).is_none_or(|changed| changed.is_on), used)
    }
}
