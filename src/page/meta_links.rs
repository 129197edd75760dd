//! Markdown and HTML links inside front matter values: layouts print teasers, captions and introductions as Markdown.

use super::{
    document::{self, Document, Link, LinkKind},
    front_matter::{FrontMatter, Node, Style, Syntax},
};
use crate::{page::front_matter::Data, text::Span};
use rustc_hash::FxHashSet;

/// Keys whose text goes into `<title>` or `<meta>` as it is, so that a link in it is no link.
const PLAIN_TEXT: [&str; 6] = ["title", "description", "summary", "excerpt", "keywords", "alt"];

/// Adds the links in the values of `block` to the document, in front of those of the body.
pub(super) fn add(text: &str, block: &FrontMatter, document: &mut Document) {
    let matter = block.block.of(text);
    if block.syntax != Syntax::Yaml || !matter.contains("](") && !matter.contains("<a ") {
        return;
    }
    let mut links = Vec::new();
    for (name, entry) in block.fields() {
        let last = name.rsplit('.').next().unwrap_or_default();
        if PLAIN_TEXT.contains(&last.to_ascii_lowercase().as_str()) {
            continue;
        }
        for node in entry.value.items() {
            let Data::Scalar(scalar) = &node.data else { continue };
            // In quotes, escapes would shift what is read.
            if matches!(scalar.style, Style::Literal | Style::Plain | Style::Folded) {
                in_value(text, node.span, &mut links);
            }
        }
    }
    links.append(&mut document.links);
    document.links = links;
}

/// A link of which nothing is known but what it is.
pub(super) fn blank(kind: LinkKind) -> Link {
    let nowhere = Span::default();
    Link { kind, image: false, templated: false, span: nowhere, text: nowhere, destination: nowhere, url: None }
}

/// Adds the addresses that stand under `keys` (see [`FrontMatterDialect::links`](super::dialect::FrontMatterDialect::links)), each
/// a link like `like`. What is a link already is not added again.
pub(super) fn add_values<'k>(
    text: &str,
    block: &FrontMatter,
    keys: impl Iterator<Item = &'k str>,
    like: &Link,
    document: &mut Document,
) {
    let mut links: Vec<Link> = Vec::new();
    for key in keys {
        // Beside a `target`, a link leads past the site's own pages.
        let (above, name) = key.rsplit_once('.').map_or(("", key), |(above, name)| (above, name));
        let homes = if above.is_empty() { block.root.iter().collect() } else { block.values(above) };
        let homes = homes.into_iter().flat_map(|home| home.as_list().unwrap_or(std::slice::from_ref(home)));
        for home in homes.filter(|home| above.is_empty() || home.get("target").is_none()) {
            let values = if above.is_empty() { block.values(name) } else { home.values(name) };
            links.extend(values.into_iter().flat_map(Node::items).filter_map(|node| address(text, node, like)));
        }
    }
    if links.is_empty() {
        return;
    }
    let own = document.links.iter().take_while(|link| link.destination.start < block.span.end).count();
    let mut known: FxHashSet<Span> = document.links.iter().take(own).map(|link| link.destination).collect();
    links.retain(|link| known.insert(link.destination));
    if !links.is_empty() {
        links.extend(document.links.drain(..own));
        links.sort_by_key(|link| link.destination.start);
        links.append(&mut document.links);
        document.links = links;
    }
}

fn address(text: &str, node: &Node, like: &Link) -> Option<Link> {
    let Data::Scalar(scalar) = &node.data else { return None };
    let quoted = matches!(scalar.style, Style::SingleQuoted | Style::DoubleQuoted) && node.span.end > node.span.start + 1;
    let inset = usize::from(quoted);
    let destination = Span::new(node.span.start as usize + inset, node.span.end as usize - inset);
    let plain = matches!(scalar.style, Style::Plain | Style::Line)
        && !matches!(scalar.text.to_ascii_lowercase().as_str(), "~" | "null" | "true" | "false" | "yes" | "no" | "on" | "off");
    let known = !scalar.text.trim().is_empty() && (quoted || plain);
    known.then(|| Link {
        span: node.span,
        text: node.span,
        destination,
        url: (destination.of(text) != &*scalar.text).then(|| scalar.text.clone()),
        ..like.clone()
    })
}

fn in_value(text: &str, value: Span, links: &mut Vec<Link>) {
    let source = value.of(text);
    for (at, _) in source.match_indices("](") {
        let Some(open) = source[..at].rfind('[') else { continue };
        let Some(destination) = document::inline_destination(source, at) else { continue };
        let image = source[..open].ends_with('!');
        let at_page = |from: usize, to: usize| Span::new(from, to).shifted(value.start as usize);
        links.push(Link {
            kind: LinkKind::FrontMatter,
            image,
            templated: source[destination.clone()].contains("{{") || source[destination.clone()].contains("{%"),
            span: at_page(open, destination.end + 1),
            text: at_page(open + 1, at),
            destination: at_page(destination.start, destination.end),
            url: None,
        });
    }
    links.extend(document::html_links(source, value.start as usize, LinkKind::FrontMatter));
}

#[cfg(test)]
mod tests {
    use crate::{
        page::{
            Format, Page,
            dialect::{Dialect, FrontMatterDialect},
        },
        path::SitePath,
    };

    #[test]
    fn addresses_under_named_keys_are_links() {
        let text = "---\nhero:\n  actions:\n    - link: /a\n    - link: '/b''c'\n    - link: /d\n      target: _self\n    - link:\nnext:\n  link: \"/e\"\nprev: no\n---\n[f](/f)\n";
        let front_matter =
            FrontMatterDialect { links: &["next.link", "hero.actions.link", "prev.link"], ..FrontMatterDialect::default() };
        let dialect = Dialect { front_matter, ..Dialect::default() };
        let page = Page::parse(SitePath::new("a.md").expect("a path"), text.into(), Format::Markdown, &dialect);
        let links: Vec<_> = page.document.links.iter().map(|link| (link.url(text), page.slice(link.destination))).collect();
        assert_eq!(links, [("/a", "/a"), ("/b'c", "/b''c"), ("/e", "/e"), ("/f", "/f")]);
    }
}
