//! House syntax that names a page instead of giving its address: `[[site.link-handlers]]` with `reference = "page"`.

use super::Site;
use crate::{
    config::Target,
    generator::PageId,
    page::{Page, document::Link},
    path::SitePath,
};
use std::ops::Range;

impl Site {
    /// Where the name of a page stands in a destination that refers to one: the group `name` of the handler's pattern, else its
    /// first group, else all that it matches.
    pub fn reference_in(&self, written: &str) -> Option<Range<usize>> {
        let handler = self.facts.handlers.iter().find(|handler| handler.pattern.value.is_match(written))?;
        if handler.target.value != Target::Reference("page".to_owned()) {
            return None;
        }
        let captures = handler.pattern.value.captures(written)?;
        captures.name("name").or_else(|| captures.get(1)).or_else(|| captures.get(0)).map(|name| name.range())
    }

    /// The page of that name: its path beside `from` or below a content root, with or without extension, else its bare name
    /// when no other page has it.
    pub(super) fn page_named(&self, from: &Page, name: &str) -> Option<PageId> {
        if let Some(found) = self.page_at(from, name) {
            return Some(found);
        }
        if name.contains('/') {
            return None;
        }
        let mut same = self
            .pages
            .iter()
            .enumerate()
            .filter(|(_, entry)| entry.page.path.stem() == name || entry.page.path.file_name() == name);
        let (id, _) = same.next()?;
        same.next().is_none().then_some(id as PageId)
    }

    /// The page at that path beside `from` or below a content root, with or without extension.
    pub(super) fn page_at(&self, from: &Page, path: &str) -> Option<PageId> {
        let beside = (!path.starts_with('/')).then(|| from.path.parent().join(path)).flatten();
        let mut places = beside.into_iter().chain(self.facts.content.value.iter().filter_map(|root| root.join(path)));
        places.find_map(|place: SitePath| {
            let endings = ["", ".md", "/index.md", "/_index.md", "/README.md"];
            endings.into_iter().find_map(|ending| self.find(&format!("{place}{ending}")))
        })
    }

    /// The reference with the name of the page that was surely meant.
    pub(super) fn suggest_reference(&self, id: PageId, link: &Link) -> Option<String> {
        let written = link.url(&self.page(id).text);
        let range = self.reference_in(written)?;
        let page = self.page_like(written.get(range.clone())?.split('#').next()?)?;
        let path = &self.page(page).path;
        let (_, below) = self.facts.in_content(path)?;
        let name = below.strip_suffix(path.extension()).and_then(|name| name.strip_suffix('.')).unwrap_or(below);
        let fragment = written.get(range.clone())?.find('#').map_or("", |at| &written[range.start + at..range.end]);
        let suggestion = format!("{}{name}{fragment}{}", &written[..range.start], &written[range.end..]);
        (self.if_written(id, link, &suggestion).page() == Some(page)).then_some(suggestion)
    }
}
