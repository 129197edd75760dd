//! Pages that nothing leads to.

use crate::{
    generator::{NavEntry, NavTarget, PageId, data::Meta},
    rule::{Report, Rule, SiteRule},
    site::{Reason, Resolved, Site, Target},
    text::Span,
};
use rustc_hash::FxHashSet;
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<OrphanPage>("links/orphan-page", include_str!("../../../rules/links/orphan-page.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct OrphanPage {}

impl SiteRule for OrphanPage {
    fn check(&self, site: &Site, report: &mut Report) {
        // Where folders can be opened, their lists lead to every page.
        if !site.facts.understood || site.facts.lists_pages || site.facts.generator.value.serves_folders() {
            return;
        }
        let in_menu: FxHashSet<&str> = site.nav.entries.iter().map(|entry| shown(site, entry)).collect();
        // Where one language of a page is in the menu, all of them are.
        let translated: FxHashSet<&str> = in_menu
            .iter()
            .filter_map(|path| Some(site.entry(site.find(path)?).placement.translation.as_str()))
            .filter(|name| !name.is_empty())
            .collect();
        // Pages that go on over several addresses list those in their folder.
        let listed = site.pages.iter().filter(|entry| entry.placement.goes_on).map(|entry| entry.page.path.parent_str());
        let listed: Vec<&str> = listed.filter(|folder| *folder != site.facts.content_root()).collect();
        let unread = Unread::of(site);
        for id in 0..site.pages.len() as PageId {
            if site.backlinks(id) > 0 {
                continue;
            }
            let path = &site.page(id).path;
            let is_listed = listed.iter().any(|folder| path.below(folder).is_some());
            let is_listed = is_listed || translated.contains(site.entry(id).placement.translation.as_str());
            if !is_listed && !in_menu.contains(path.as_str()) && needs_a_link(site, id) && !unread.may_name(site, id) {
                let finding = report.add(path, place(site, id), "no page and no menu leads to this page");
                finding.help("Link to it from a page where readers would look for it, or add it to the menu");
            }
        }
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
    let (page, facts) = (&entry.page, &site.facts);
    let Some(url) = entry.url().filter(|_| page.format.is_markdown() && !entry.placement.unlisted && !entry.placement.goes_on)
    else {
        return false;
    };
    let stem = page.path.stem();
    // Menus of languages lead to the first page of each.
    let in_locale = site.locale(id).and_then(|locale| url.strip_prefix(locale.url.as_str())).unwrap_or(url);
    let home = matches!(in_locale, "" | "/" | "/index" | "/index.html");
    // Written for those who open the repository, even where a generator makes a page of it.
    let front = page.path.as_str().eq_ignore_ascii_case("readme.md");
    let special = matches!(stem, "404" | "403" | "500" | "not-found")
        || page.path.as_str().split('/').any(|part| part.starts_with(['.', '_']));
    let entry = facts.entry.as_ref().is_some_and(|entry| entry.matches(&page.path));
    // Collections are listed by templates.
    let collected = Meta::get(&facts.data, page, "tags").is_some();
    !(home || front || special || entry || collected)
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

/// Its title, else its beginning.
fn place(site: &Site, id: PageId) -> Span {
    let page = site.page(id);
    let title = page.front_matter.as_ref().and_then(|block| block.get("title")).map(|title| title.value.span);
    title.or_else(|| page.document.headings.first().map(|heading| heading.text_span)).unwrap_or_default()
}
