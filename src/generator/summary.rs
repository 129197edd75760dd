//! SUMMARY.md of mdBook, GitBook and HonKit: which pages there are, and in which order.

use super::{Facts, MenuItem, NavEntry, NavList, NavScheme, NavSpans, NavTarget, Navigation, PageId, Placement, Route};
use crate::{
    page::{
        Format, Page,
        dialect::{Attributes, Dialect, FrontMatterDialect, MarkdownDialect},
        document::{Kind, Link, LinkKind},
    },
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashMap;

/// Its usual name.
pub(super) const FILE: &str = "SUMMARY.md";

/// Who reads it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Reader {
    /// mdBook 0.4 and 0.5: chapters are links, in lists or not; parts are headings of level 1.
    MdBook,
    /// GitBook, and HonKit 6: entries are items of lists, with or without a link; parts are headings of level 2 to 4.
    GitBook,
}

/// The entries of a SUMMARY.md, drafts and parts among them.
pub(super) fn read(path: &SitePath, text: &str, reader: Reader) -> Vec<MenuItem> {
    let page = Page::parse(path.clone(), text.as_bytes().to_vec(), Format::Markdown, &dialect());
    let nodes = &page.document.nodes;
    let links = page.document.links.iter().map(|link| (link.span, link)).collect();
    let summary = Summary { path, page: &page, links };
    let mut items = Vec::new();
    // Where the lists that are open end.
    let mut lists: Vec<usize> = Vec::new();
    let mut is_first = true;
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        while lists.last().is_some_and(|end| *end <= at) {
            lists.pop();
        }
        at += 1;
        match node.kind() {
            Kind::List(_) => lists.push(node.end()),
            Kind::Item => {
                let depth = u16::try_from(lists.len().saturating_sub(1)).unwrap_or(u16::MAX);
                let below = nodes.get(at..node.end()).unwrap_or_default();
                let end = at + below.iter().position(|node| matches!(node.kind(), Kind::List(_))).unwrap_or(below.len());
                items.extend(summary.entry(at, end, depth));
                at = end;
            }
            Kind::Heading(level) => {
                let is_part = match reader {
                    // The first heading is the file's own title.
                    Reader::MdBook => level == 1 && !is_first,
                    Reader::GitBook => (2..=4).contains(&level),
                };
                if is_part {
                    items.push(summary.item(summary.words(at, node.end()), None, node.span, 0, "part"));
                }
                at = node.end().max(at);
            }
            Kind::Link if reader == Reader::MdBook => {
                items.extend(summary.linked(at - 1, 0));
                at = node.end().max(at);
            }
            Kind::HtmlBlock => continue,
            _ => {}
        }
        is_first = false;
    }
    // A reference stands for its chapter wherever it is used; that is rare, and its place does not matter.
    let references = page.document.links.iter().filter(|link| link.kind == LinkKind::Definition);
    items.extend(
        references.map(|link| summary.item(String::new(), Some(link.url(&page.text).to_owned()), link.destination, 0, "")),
    );
    items
}

/// A SUMMARY.md while it is read.
struct Summary<'a> {
    path: &'a SitePath,
    page: &'a Page,
    links: FxHashMap<Span, &'a Link>,
}

impl Summary<'_> {
    /// What the nodes of an item say, without those of lists below it: its first link, or its words.
    fn entry(&self, start: usize, end: usize, depth: u16) -> Option<MenuItem> {
        let nodes = self.page.document.nodes.get(start..end)?;
        if let Some(link) = nodes.iter().position(|node| node.kind() == Kind::Link) {
            return self.linked(start + link, depth);
        }
        let title = self.words(start, end).trim().to_owned();
        let span = nodes.first()?.span;
        (!title.is_empty()).then(|| self.item(title, None, span, depth, "group"))
    }

    /// The entry of the link at a node.
    fn linked(&self, node: usize, depth: u16) -> Option<MenuItem> {
        let at = self.page.document.nodes.get(node)?;
        let link = self.links.get(&at.span)?;
        let title = self.words(node + 1, at.end());
        let target = link.url(&self.page.text);
        Some(match target.is_empty() {
            true => self.item(title, None, link.text, depth, "draft"),
            false => self.item(title, Some(target.to_owned()), link.destination, depth, ""),
        })
    }

    fn item(&self, title: String, target: Option<String>, span: Span, depth: u16, kind: &'static str) -> MenuItem {
        MenuItem { file: self.path.clone(), title, target, span, depth, kind }
    }

    /// The words of the nodes from `start` to `end`.
    fn words(&self, start: usize, end: usize) -> String {
        let mut words = String::new();
        for node in self.page.document.nodes.get(start..end).unwrap_or_default() {
            match node.kind() {
                Kind::Text => words.push_str(self.page.slice(node.span)),
                Kind::Code => words.push_str(self.page.slice(node.span).trim_matches('`')),
                Kind::SoftBreak | Kind::HardBreak => words.push(' '),
                _ => {}
            }
        }
        words
    }
}

/// The menu that [`Facts::menu`] makes. `file` tells which file an item names, when it names one.
pub(super) fn navigation(
    facts: &Facts,
    pages: &[(&Page, &Placement)],
    decides: bool,
    file: impl Fn(&MenuItem) -> Option<SitePath>,
) -> Navigation {
    let Some(first) = facts.menu.first() else { return Navigation::default() };
    let mut entries: Vec<NavEntry> = Vec::with_capacity(facts.menu.len());
    // The way from the top to the last entry, with how deep each stands.
    let mut way: Vec<(u16, usize)> = Vec::new();
    for item in &facts.menu {
        while way.last().is_some_and(|(depth, _)| *depth >= item.depth) {
            way.pop();
        }
        let above = way.last().map(|(_, at)| *at);
        way.push((item.depth, entries.len()));
        let path = file(item);
        let id = path.as_ref().and_then(|path| pages.binary_search_by(|(page, _)| page.path.cmp(path)).ok());
        let target = match (id, path, &item.target) {
            (Some(id), ..) => NavTarget::Page(id as PageId),
            (None, Some(_), Some(written)) => NavTarget::Missing(written.clone()),
            _ => NavTarget::None,
        };
        let url = id.and_then(|id| pages.get(id)).and_then(|(_, placement)| match &placement.route {
            Route::At(url) => Some(url.clone()),
            _ => None,
        });
        entries.push(NavEntry {
            above,
            title: item.title.clone(),
            url,
            target,
            source: item.file.clone(),
            spans: NavSpans { key: item.span, target: item.span, ..NavSpans::default() },
            ..NavEntry::default()
        });
    }
    let list = Some(NavList { path: first.file.clone(), decides });
    Navigation { scheme: Some(NavScheme::Listed), entries, list, ..Navigation::default() }
}

/// CommonMark and nothing else.
fn dialect() -> Dialect {
    let markdown = MarkdownDialect {
        tables: false,
        footnotes: false,
        strikethrough: false,
        tasks: false,
        definition_lists: false,
        math: false,
        attributes: Attributes::None,
        bare_urls: false,
        ..MarkdownDialect::default()
    };
    let front_matter = FrontMatterDialect { yaml: false, ..FrontMatterDialect::default() };
    Dialect { front_matter, markdown, ..Dialect::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str, reader: Reader) -> Vec<String> {
        let items = read(&SitePath::new("src/SUMMARY.md").expect("a path"), text, reader);
        let line = |item: &MenuItem| {
            assert!(!item.span.of(text).is_empty());
            format!("{}{} -> {}", "  ".repeat(item.depth.into()), item.title, item.target.as_deref().unwrap_or(item.kind))
        };
        items.iter().map(line).collect()
    }

    #[test]
    fn chapters_drafts_and_parts() {
        let text = "<!-- made by hand -->\n# Summary\n\n[Start](./README.md)\n\n---\n\n# People & *more*\n\n- [A `b`](a%20b.md)\n\
                    \x20   * [C](<c d.md>) [not this](x.md)\n        1. [Draft]()\n- [E](e.md#x)\n\n-----\n\n[End](z/end.md)\n";
        assert_eq!(
            listed(text, Reader::MdBook),
            [
                "Start -> ./README.md",
                "People & more -> part",
                "A b -> a%20b.md",
                "  C -> c d.md",
                "    Draft -> draft",
                "E -> e.md#x",
                "End -> z/end.md"
            ]
        );
    }

    #[test]
    fn a_first_heading_that_is_not_at_the_top_is_a_part() {
        assert_eq!(listed("[a](a.md)\n\n# Part\n\n- [b](b.md)\n", Reader::MdBook), ["a -> a.md", "Part -> part", "b -> b.md"]);
        assert_eq!(listed("- [b][c]\n\n[c]: c.md\n", Reader::MdBook), [" -> c.md"]);
        assert_eq!(listed("", Reader::MdBook), [""; 0]);
    }

    #[test]
    fn gitbook_has_groups_and_knows_no_chapters_outside_of_lists() {
        let text = "# Contents\n\n[no](no.md)\n\n## Team\n\n* [A](a.md \"short\")\n* Words *only*\n  * [B](b.md#c) [not](x.md)\n\n\
                    ## Shop <a href=\"#shop\" id=\"shop\"></a>\n\n* [Web](https://e.org)\n";
        assert_eq!(
            listed(text, Reader::GitBook),
            ["Team -> part", "A -> a.md", "Words only -> group", "  B -> b.md#c", "Shop  -> part", "Web -> https://e.org"]
        );
    }
}
