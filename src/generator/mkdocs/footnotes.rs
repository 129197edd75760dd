//! The ids of footnotes (Python-Markdown's `footnotes`): `fn:label`, and `fnref:label`, `fnref2:label` … where they are called.

use crate::{
    page::{Page, document::Kind},
    text::Span,
};
use rustc_hash::FxHashMap;

pub(super) fn ids(page: &Page, found: &mut Vec<(Box<str>, Span)>) {
    let mut calls: FxHashMap<&str, u32> = FxHashMap::default();
    for node in &page.document.nodes {
        let Some(label) = page.slice(node.span).strip_prefix("[^").and_then(|rest| rest.split(']').next()) else { continue };
        match node.kind() {
            Kind::FootnoteDefinition => found.push((format!("fn:{label}").into(), node.span)),
            Kind::FootnoteReference => {
                let calls = calls.entry(label).or_default();
                *calls += 1;
                let id = if *calls == 1 { format!("fnref:{label}") } else { format!("fnref{calls}:{label}") };
                found.push((id.into(), node.span));
            }
            _ => {}
        }
    }
}
