//! A heading with nothing under it.

use crate::{
    page::{
        Page,
        document::{Document, Kind},
    },
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<EmptySection>("headings/empty-section", include_str!("../../../rules/headings/empty-section.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct EmptySection {}

impl PageRule for EmptySection {
    fn check(&self, page: &Page, report: &mut Report) {
        let document = &page.document;
        // A page with nothing but its title is no section: a generator may fill it.
        if document
            .nodes
            .first()
            .is_some_and(|node| matches!(node.kind(), Kind::Heading(1)) && node.end() >= document.nodes.len())
        {
            return;
        }
        let mut open: Option<(u8, Span)> = None;
        let mut at = 0;
        let mut tell = |(level, span): (u8, Span), next: Option<(u8, u32)>| {
            // Sections below it are something.
            let gap = Span { start: span.end, end: next.map_or(page.text.len() as u32, |(_, start)| start) };
            if next.is_none_or(|(next, _)| next <= level) && !has_tag(document, gap) {
                let heading = document.headings.binary_search_by_key(&span.start, |heading| heading.span.start);
                let place = heading.ok().and_then(|at| document.headings.get(at)).map_or(span, |heading| heading.text_span);
                let finding = report.add(&page.path, place, "there is nothing under this heading");
                finding.help("Write what readers look for here, or remove the heading");
            }
        };
        while let Some(node) = document.nodes.get(at) {
            match node.kind() {
                Kind::Heading(level) => {
                    if let Some(before) = open.replace((level, node.span)) {
                        tell(before, Some((level, node.span.start)));
                    }
                }
                Kind::Rule => {}
                _ if is_comment(page, node.span) => {}
                _ => open = None,
            }
            at = node.end().max(at + 1);
        }
        if let Some(last) = open {
            tell(last, None);
        }
    }
}

/// Whether a block is one HTML comment.
fn is_comment(page: &Page, block: Span) -> bool {
    let comments = &page.document.comments;
    let at = comments.partition_point(|comment| comment.start < block.start);
    let trimmed = block.start as usize + page.slice(block).trim_end().len();
    comments.get(at).is_some_and(|comment| comment.start == block.start && comment.end as usize >= trimmed)
}

/// Whether a template tag there may print something: tags on lines of their own are no nodes.
fn has_tag(document: &Document, gap: Span) -> bool {
    let at = document.islands.partition_point(|island| island.span.end <= gap.start);
    document.islands.get(at).is_some_and(|island| island.span.start < gap.end)
}
