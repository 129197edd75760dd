//! Former addresses: aliases in front matter, and rules from `_redirects` files.

use super::{Entry, Redirect, RedirectTo};
use crate::generator::{Facts, PageId};

/// All redirects, aliases first, in the order of the pages.
pub(super) fn collect(facts: &Facts, pages: &[Entry]) -> Vec<Redirect> {
    let mut redirects = Vec::new();
    for (id, entry) in pages.iter().enumerate() {
        for (from, span) in &entry.placement.aliases {
            redirects.push(Redirect {
                from: from.clone(),
                to: RedirectTo::Page(id as PageId),
                path: entry.page.path.clone(),
                from_span: *span,
                to_span: *span,
            });
        }
    }
    redirects.extend(facts.redirects.iter().map(|rule| Redirect {
        from: rule.from.clone(),
        to: RedirectTo::Url(rule.to.clone()),
        path: rule.path.clone(),
        from_span: rule.from_span,
        to_span: rule.to_span,
    }));
    redirects
}
