//! SUMMARY.md: which chapters there are, and in which order.

use crate::{
    generator::MenuItem,
    page::{
        Format, Page,
        dialect::{Attributes, Dialect, FrontMatterDialect, MarkdownDialect},
        document::{Kind, Link, LinkKind},
    },
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashMap;

/// Its name, below the book's `src`.
pub(super) const FILE: &str = "SUMMARY.md";

/// The chapters, drafts and parts of a SUMMARY.md.
pub(super) fn read(path: &SitePath, text: &str) -> Vec<MenuItem> {
    let page = Page::parse(path.clone(), text.as_bytes().to_vec(), Format::Markdown, &dialect());
    let nodes = &page.document.nodes;
    let links: FxHashMap<Span, &Link> = page.document.links.iter().map(|link| (link.span, link)).collect();
    let mut items = Vec::new();
    // Where the lists that are open end, and where the innermost item ends whose chapter was found.
    let mut lists: Vec<usize> = Vec::new();
    let mut done = 0;
    let mut is_first = true;
    let mut at = 0;
    while let Some(node) = nodes.get(at) {
        while lists.last().is_some_and(|end| *end <= at) {
            lists.pop();
        }
        at += 1;
        match node.kind() {
            Kind::List(_) => {
                lists.push(node.end());
                done = 0;
            }
            // Only the first link of an item is its chapter; a list below begins anew.
            Kind::Item => done = 0,
            Kind::Heading(1) => {
                let title = words(&page, at, node.end());
                // The first heading is the file's own title.
                if !std::mem::take(&mut is_first) {
                    items.push(item(path, title, None, node.span, 0, "part"));
                }
                at = node.end().max(at);
            }
            Kind::Link => {
                let depth = u16::try_from(lists.len().saturating_sub(1)).unwrap_or(u16::MAX);
                let link = links.get(&node.span).filter(|_| lists.is_empty() || done == 0);
                if let Some(link) = link {
                    done = node.end();
                    let title = words(&page, at, node.end());
                    // mdBook undoes this escape, and no other.
                    let target = link.url(&page.text).replace("%20", " ");
                    items.push(match target.is_empty() {
                        true => item(path, title, None, link.text, depth, "draft"),
                        false => item(path, title, Some(target), link.destination, depth, ""),
                    });
                }
                at = node.end().max(at);
            }
            Kind::HtmlBlock => continue,
            _ => {}
        }
        is_first = false;
    }
    // A reference stands for its chapter wherever it is used; that is rare, and its place does not matter.
    let references = page.document.links.iter().filter(|link| link.kind == LinkKind::Definition);
    items.extend(references.map(|link| {
        let target = link.url(&page.text).replace("%20", " ");
        item(path, String::new(), Some(target), link.destination, 0, "")
    }));
    items
}

fn item(file: &SitePath, title: String, target: Option<String>, span: Span, depth: u16, kind: &'static str) -> MenuItem {
    MenuItem { file: file.clone(), title, target, span, depth, kind }
}

/// The words of the nodes from `start` to `end`.
fn words(page: &Page, start: usize, end: usize) -> String {
    let mut words = String::new();
    for node in page.document.nodes.get(start..end).unwrap_or_default() {
        match node.kind() {
            Kind::Text => words.push_str(page.slice(node.span)),
            Kind::Code => words.push_str(page.slice(node.span).trim_matches('`')),
            Kind::SoftBreak | Kind::HardBreak => words.push(' '),
            _ => {}
        }
    }
    words
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

    fn listed(text: &str) -> Vec<String> {
        let items = read(&SitePath::new("src/SUMMARY.md").expect("a path"), text);
        let line = |item: &MenuItem| {
            assert_eq!(item.span.of(text).is_empty(), false);
            format!("{}{} -> {}", "  ".repeat(item.depth.into()), item.title, item.target.as_deref().unwrap_or(item.kind))
        };
        items.iter().map(line).collect()
    }

    #[test]
    fn chapters_drafts_and_parts() {
        let text = "<!-- made by hand -->\n# Summary\n\n[Start](./README.md)\n\n---\n\n# People & *more*\n\n- [A `b`](a%20b.md)\n\
                    \x20   * [C](<c d.md>) [not this](x.md)\n        1. [Draft]()\n- [E](e.md#x)\n\n-----\n\n[End](z/end.md)\n";
        assert_eq!(
            listed(text),
            [
                "Start -> ./README.md",
                "People & more -> part",
                "A b -> a b.md",
                "  C -> c d.md",
                "    Draft -> draft",
                "E -> e.md#x",
                "End -> z/end.md"
            ]
        );
    }

    #[test]
    fn a_first_heading_that_is_not_at_the_top_is_a_part() {
        assert_eq!(listed("[a](a.md)\n\n# Part\n\n- [b](b.md)\n"), ["a -> a.md", "Part -> part", "b -> b.md"]);
        assert_eq!(listed("- [b][c]\n\n[c]: c.md\n"), [" -> c.md"]);
        assert_eq!(listed(""), [""; 0]);
    }
}
