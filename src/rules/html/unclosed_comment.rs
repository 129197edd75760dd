//! A comment that swallows what comes after it.

use crate::{
    page::{Format, Page, document::Kind},
    rule::{PageRule, Report, Rule},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::page::<UnclosedComment>("html/unclosed-comment", include_str!("../../../rules/html/unclosed-comment.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct UnclosedComment {}

const OPEN: &str = "<!--";
const CLOSE: &str = "-->";

impl PageRule for UnclosedComment {
    fn check(&self, page: &Page, report: &mut Report) {
        // In MDX it is no comment but a mistake that stops the build.
        if page.format == Format::Mdx {
            return;
        }
        let bytes = page.text.as_bytes();
        let body = page.body_start();
        // Most pages have no comment at all, and looking forward is much faster than looking back.
        if memchr::memmem::find(bytes, OPEN.as_bytes()).is_none() {
            return;
        }
        // A comment that is closed somewhere is closed; only what opens after the last end can be open.
        let Some(last) = memchr::memmem::rfind(bytes, OPEN.as_bytes()).filter(|&last| last >= body) else { return };
        let from = memchr::memmem::rfind(bytes, CLOSE.as_bytes()).map_or(body, |close| (close + CLOSE.len()).max(body));
        if last < from {
            return;
        }
        let blocks = page.document.nodes.iter().filter(|node| matches!(node.kind(), Kind::HtmlBlock | Kind::InlineHtml));
        let open = blocks.filter(|node| node.span.end as usize > from).find_map(|node| {
            let start = (node.span.start as usize).max(from);
            let at = page.text.get(start..node.span.end as usize)?.find(OPEN)?;
            Some(start + at)
        });
        let Some(at) = open else { return };
        let after = page.text.get(at + OPEN.len()..).unwrap_or_default();
        // `<!-->` and `<!--->` are whole comments.
        if after.starts_with('>')
            || after.starts_with("->")
            || page.document.islands.iter().any(|island| island.span.contains(at))
        {
            return;
        }
        let finding =
            report.add(&page.path, Span::new(at, at + OPEN.len()), "this comment has no end, so nothing after it is shown");
        finding.help("Write `-->` where it ends");
    }
}
