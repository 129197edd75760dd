//! Which problems comments hide, and which comments hide something.

use super::{
    inline::{Heeded, Inline, may_start},
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
    /// What they say about a rule, made when it is first asked for.
    timelines: FxHashMap<(PageId, &'static str), Timeline>,
    used: FxHashSet<(PageId, Part)>,
}

impl<'a> Suppressor<'a> {
    pub(super) fn new(site: &'a Site, rules: &'a RuleSet, inline: &'a Inline) -> Self {
        Self { site, rules, inline, timelines: FxHashMap::default(), used: FxHashSet::default() }
    }

    /// Whether a comment hides the diagnostic. All that do count as used.
    pub(super) fn hides(&mut self, diagnostic: &Diagnostic) -> bool {
        let Some(comments) = self.inline.at(self.site, diagnostic.at.path.as_str()) else { return false };
        let Some(id) = self.site.find(diagnostic.at.path.as_str()) else { return false };
        let Some((rule, entry)) = self.rules.book.rule(&diagnostic.rule).zip(self.site.pages.get(id as usize)) else {
            return false;
        };
        let page = &entry.page;
        let line = page.lines().line_at(diagnostic.at.span.start as usize) as u32;
        let timeline = self.timelines.entry((id, rule.id())).or_insert_with(|| {
            let may_start = may_start(rule, self.rules.preset_of(&page.path));
            Timeline::new(&page.directives, &comments.heeded, |one| one.covers(rule), may_start)
        });
        let usually = comments.change(rule.id()).is_none_or(|changed| changed.is_on);
        !timeline.is_on(line, usually, |part| _ = self.used.insert((id, part)))
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
