//! The ids of footnotes (Python-Markdown's `footnotes`): `fn:label`, and `fnref:label`, `fnref2:label` … where they are called.

use crate::page::{Page, document::Kind};

/// Whether `id` is that of a footnote on the page, or of a place that calls one.
pub(super) fn has(page: &Page, id: &str) -> bool {
    let Some((kind, label)) = id.split_once(':') else { return false };
    let (wanted, number) = match kind.strip_prefix("fnref") {
        Some(number) => (Kind::FootnoteReference, number),
        None if kind == "fn" => (Kind::FootnoteDefinition, ""),
        None => return false,
    };
    let is_it = |written: &str| {
        written.strip_prefix("[^").and_then(|rest| rest.strip_prefix(label)).is_some_and(|rest| rest.starts_with(']'))
    };
    let nodes = page.document.nodes.iter().filter(|node| node.kind() == wanted && is_it(page.slice(node.span)));
    match number {
        "" => nodes.count() > 0,
        number => number.parse().is_ok_and(|number: usize| number > 1 && nodes.count() >= number),
    }
}
