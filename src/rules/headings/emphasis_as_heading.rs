//! A paragraph that is nothing but bold or italic words, as if it were a heading.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        document::{Kind, Node},
        markup::Markup,
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<EmphasisAsHeading>(
    "headings/emphasis-as-heading",
    include_str!("../../../rules/headings/emphasis-as-heading.md"),
);

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmphasisAsHeading {
    punctuation: String,
}

impl StyleRule for EmphasisAsHeading {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        let mut level = 1;
        for block in markup.blocks.iter().filter(|block| block.parent().is_none()) {
            match block.kind {
                Kind::Heading(above) => level = above,
                Kind::Paragraph => {}
                _ => continue,
            }
            let Some(words) = only_emphasis(page, block.node as usize).filter(|_| block.kind == Kind::Paragraph) else {
                continue;
            };
            let text = page.slice(words.span);
            if text.ends_with(|c| self.punctuation.contains(c)) || is_more_than_words(page, words, text) {
                continue;
            }
            let finding = report.add(&page.path, block.span, "these words stand alone like a heading, but are none");
            finding.help("Write them as a heading: then they are in the table of contents, and links can lead there");
            let level = (level + 1).min(6);
            let title = format!("Make it a level {level} heading");
            let heading = format!("{} {text}", "#".repeat(level.into()));
            finding.fix(Fix::unsafe_(title, &page.path, block.span, heading));
        }
    }
}

/// The words of a paragraph that is bold or italic as a whole, but for blanks and HTML tags.
fn only_emphasis(page: &Page, paragraph: usize) -> Option<Node> {
    let nodes = &page.document.nodes;
    let end = nodes.get(paragraph)?.end();
    let mut found = None;
    let mut at = paragraph + 1;
    while let Some(node) = nodes.get(at).filter(|_| at < end) {
        let counts = match node.kind() {
            Kind::InlineHtml => false,
            Kind::Text => !page.slice(node.span).trim().is_empty(),
            _ => true,
        };
        if counts && found.replace((at, node)).is_some() {
            return None;
        }
        at = node.end().max(at + 1);
    }
    let (at, emphasis) = found.filter(|(_, node)| matches!(node.kind(), Kind::Emphasis | Kind::Strong))?;
    nodes.get(at + 1).filter(|words| words.kind() == Kind::Text && emphasis.end() == at + 2).copied()
}

/// Whether there are escapes, entities, addresses or template tags among the words.
fn is_more_than_words(page: &Page, words: Node, text: &str) -> bool {
    let entity = text.split('&').skip(1).any(|after| after.find(';').is_some_and(|end| end > 0 && !after[..end].contains(' ')));
    let address = text.contains("://") || text.contains("www.");
    entity || address || text.contains('\\') || page.document.islands.iter().any(|island| island.span.overlaps(words.span))
}
