//! A comment that swallows what comes after it.

use crate::{
    page::{
        Format, Page,
        document::{Kind, Node},
    },
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
        let is_html = |node: &&Node| matches!(node.kind(), Kind::HtmlBlock | Kind::InlineHtml);
        if !page.document.nodes.iter().any(|node| is_html(&node)) {
            return;
        }
        // A comment that is closed somewhere is closed; only what opens after the last end can be open. Looking for all is much
        // quicker than looking back from the end.
        let last = |sign: &str| memchr::memmem::find_iter(bytes, sign).last();
        let Some(opened) = last(OPEN).filter(|&opened| opened >= body) else { return };
        let from = last(CLOSE).map_or(body, |close| (close + CLOSE.len()).max(body));
        if opened < from {
            return;
        }
        let blocks = page.document.nodes.iter().filter(is_html);
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
