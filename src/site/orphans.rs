//! Pages that nothing leads to.

use super::{Reason, Resolved, Site, Target};
use crate::generator::{NavEntry, NavTarget, PageId, data::Meta};
use rustc_hash::FxHashSet;

impl Site {
    /// The pages that no page and no menu leads to, in their order; none where lists are made in a way that only a build tells.
    pub fn orphans(&self) -> Vec<PageId> {
        // Where folders can be opened, their lists lead to every page.
        if !self.facts.understood || self.facts.lists_pages || self.facts.generator.value.serves_folders() {
            return Vec::new();
        }
        let in_menu: FxHashSet<&str> = self.nav.entries.iter().map(|entry| shown(self, entry)).collect();
        // Where one language of a page is in the menu, all of them are.
        let translated: FxHashSet<&str> = in_menu
            .iter()
            .filter_map(|path| Some(self.entry(self.find(path)?).placement.translation.as_str()))
            .filter(|name| !name.is_empty())
            .collect();
        // Pages that go on over several addresses list those in their folder.
        let listed = self.pages.iter().filter(|entry| entry.placement.goes_on).map(|entry| entry.page.path.parent_str());
        let listed: Vec<&str> = listed.filter(|folder| *folder != self.facts.content_root()).collect();
        let unread = Unread::of(self);
        let is_orphan = |id: PageId| {
            // Most pages are linked to, and that is told fast.
            if self.backlinks(id) > 0 {
                return false;
            }
            let path = &self.page(id).path;
            let is_listed = listed.iter().any(|folder| path.below(folder).is_some());
            let is_listed = is_listed || translated.contains(self.entry(id).placement.translation.as_str());
            !is_listed && !in_menu.contains(path.as_str()) && needs_a_link(self, id) && !unread.may_name(self, id)
        };
        (0..self.pages.len() as PageId).filter(|&id| is_orphan(id)).collect()
    }

    /// Whether readers come to a page in other ways than by links and menus: home pages, error pages, what the settings name as
    /// `entry`, files for those who open the repository.
    pub(super) fn is_found_anyway(&self, id: PageId) -> bool {
        let (page, url) = (self.page(id), self.entry(id).url().unwrap_or_default());
        // Menus of languages lead to the first page of each.
        let in_locale = self.locale(id).and_then(|locale| url.strip_prefix(locale.url.as_str())).unwrap_or(url);
        let is_home = !url.is_empty() && matches!(in_locale, "" | "/" | "/index" | "/index.html");
        // Written for those who open the repository, even where a generator makes a page of it.
        is_home
            || page.path.as_str().eq_ignore_ascii_case("readme.md")
            || matches!(page.path.stem(), "404" | "403" | "500" | "not-found")
            || page.path.as_str().split('/').any(|part| part.starts_with(['.', '_']))
            || self.facts.entry.as_ref().is_some_and(|entry| entry.matches(&page.path))
    }
}

/// The file that a menu entry shows: the page that it names, else the one that declares it.
fn shown<'s>(site: &'s Site, entry: &'s NavEntry) -> &'s str {
    match entry.target {
        NavTarget::Page(id) => site.page(id).path.as_str(),
        NavTarget::None | NavTarget::Missing(_) => entry.source.as_str(),
    }
}

/// Whether readers find the page by links only.
fn needs_a_link(site: &Site, id: PageId) -> bool {
    let entry = site.entry(id);
    let can_have = entry.page.format.is_markdown() && !entry.placement.unlisted && !entry.placement.goes_on;
    // Collections are listed by templates.
    let is_collected = || Meta::get(&site.facts.data, &entry.page, "tags").is_some();
    can_have && entry.url().is_some() && !site.is_found_anyway(id) && !is_collected()
}

/// What links say whose template tags were not run: `{% page "/leave/" %}` most likely leads to a page of that address.
struct Unread(FxHashSet<String>);

impl Unread {
    fn of(site: &Site) -> Self {
        let mut names = FxHashSet::default();
        for id in 0..site.pages.len() as PageId {
            let skipped = |resolved: &Resolved| resolved.target == Target::Skipped(Reason::Template);
            for (link, _) in site.links(id).filter(|(_, resolved)| skipped(resolved)) {
                names
                    .extend(link.url(&site.page(id).text).split(['"', '\'', '`', '{', '}', '%', ' ', '(', ')']).filter_map(name));
            }
        }
        Self(names)
    }

    /// Whether one of them holds the page's address or path, or how they end.
    fn may_name(&self, site: &Site, id: PageId) -> bool {
        let entry = site.entry(id);
        let names = [entry.url(), Some(entry.page.path.as_str())];
        !self.0.is_empty() && names.into_iter().flatten().filter_map(name).any(|name| ends(&name).any(|end| self.0.contains(end)))
    }
}

/// An address or a path as both are compared: no fragment, no slashes around it, no extension.
fn name(written: &str) -> Option<String> {
    let path = written.split(['#', '?']).next()?.trim_matches('/');
    let path = path.strip_suffix(".md").or_else(|| path.strip_suffix(".html")).unwrap_or(path);
    let path = path.strip_suffix("/index").unwrap_or(path);
    (!path.is_empty()).then(|| path.to_lowercase())
}

/// `a/b/c`, `b/c`, `c`.
fn ends(name: &str) -> impl Iterator<Item = &str> {
    std::iter::once(name).chain(name.match_indices('/').map(|(at, _)| &name[at + 1..]))
}
