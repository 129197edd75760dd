//! `InputPathToUrlTransformPlugin` of Eleventy 3: links to source files become links to pages.

use super::super::{Facts, Lookup, PageId, Rewrite, url};
use crate::{page::Page, path::SitePath};

/// Tries the written path, in this order: as it is when it starts with the input folder, below the input folder, then beside
/// the page. The first that names a source file wins.
pub(super) fn rewrite(facts: &Facts, lookup: &dyn Lookup, page: &Page, written: &str) -> Rewrite {
    if written.is_empty() {
        return Rewrite::AsIs;
    }
    let decoded = url::decode(written);
    let path = decoded.trim_end_matches('/');
    let input = SitePath::new(facts.content_root()).unwrap_or_else(SitePath::root);
    let beside = || -> Option<PageId> {
        let path = (!path.starts_with('/')).then(|| page.path.parent().join(path)).flatten()?;
        lookup.page(path.as_str())
    };
    if !path.starts_with('/')
        && !input.as_str().is_empty()
        && let Some(page) =
            SitePath::new(path).filter(|path| path.below(input.as_str()).is_some()).and_then(|p| lookup.page(p.as_str()))
    {
        return Rewrite::Page { page, note: "a source path from the project's root", instead_of: None };
    }
    if let Some(found) = input.join(path).and_then(|path| lookup.page(path.as_str())) {
        let instead_of = beside().filter(|&other| other != found);
        return Rewrite::Page { page: found, note: "a source path from the input folder", instead_of };
    }
    match beside() {
        Some(page) => Rewrite::Page { page, note: "a source path from the page's own folder", instead_of: None },
        None => Rewrite::AsIs,
    }
}
