//! Links to source files, which jekyll-relative-links 0.7 turns into addresses.

use super::{
    filter::matches_any,
    kind::Kind,
    settings::{RelativeLinks, Settings},
};
use crate::{
    generator::{
        Facts, Lookup, Rewrite,
        url::{self, Url},
    },
    page::{
        Page,
        document::{Link, LinkKind},
    },
    path::SitePath,
};

/// Whether the plugin takes the link for one: it looks for Markdown links in the text, line by line, before anything is parsed.
pub(super) fn are_rewritten(settings: &Settings, page: &Page, link: &Link) -> bool {
    let Some(plugin) = &settings.relative_links else { return true };
    if !covers(settings, plugin, page) {
        return false;
    }
    let before = page.text.as_bytes().get((link.destination.start as usize).wrapping_sub(1)).copied();
    let after = page.text.get(link.destination.end as usize..).unwrap_or_default();
    match link.kind {
        // A title has to stand in double quotes, and the words in one line without another link among them.
        LinkKind::Inline => {
            let words = page.slice(link.text);
            let title = after.trim_start();
            before == Some(b'(')
                && !words.contains('\n')
                && !words.contains("](")
                && (after.starts_with(')') || title.len() < after.len() && title.starts_with('"'))
        }
        LinkKind::Definition => before == Some(b' ') && page.slice(link.span).contains("]: "),
        _ => false,
    }
}

fn covers(settings: &Settings, plugin: &RelativeLinks, page: &Page) -> bool {
    let Some(below) = settings.below(page.path.as_str()) else { return false };
    let looked_at = match Kind::of(settings, below) {
        Kind::Page => true,
        Kind::Nothing => false,
        _ => plugin.collections,
    };
    looked_at && (plugin.exclude.is_empty() || !matches_any(&plugin.exclude, below, false))
}

/// An address that jekyll-redirect-from 0.16 or jekyll-seo-tag 2.8 reads: it counts from the site's top, with or without a slash.
/// A picture's may be made by layouts of parts when it has none.
pub(super) fn of_plugin(link: &Link, url: &Url<'_>) -> Rewrite {
    if url::scheme(url.path).is_some() || url.path.starts_with('/') {
        Rewrite::AsIs
    } else if link.image {
        Rewrite::Elsewhere
    } else {
        Rewrite::Url(format!("/{}", url.path))
    }
}

/// The page or file that the path of a link names, from the page's folder or, with a slash before it, from the source folder.
pub(super) fn rewrite(facts: &Facts, settings: &Settings, lookup: &dyn Lookup, page: &Page, url: &Url<'_>) -> Rewrite {
    if settings.relative_links.is_none() || url.query.is_some() || url.path.is_empty() || url.path.contains(')') {
        return Rewrite::AsIs;
    }
    if url::scheme(url.path).is_some() {
        return Rewrite::AsIs;
    }
    // The plugin takes `+` for a blank, as in a form.
    let spaced = if url.path.contains('+') { url.path.replace('+', " ").into() } else { std::borrow::Cow::Borrowed(url.path) };
    let path = url::decode(&spaced);
    let source = match path.strip_prefix('/') {
        Some(rest) => SitePath::new(&settings.rooted(rest)),
        None => page.path.parent().join(&path),
    };
    let Some(source) = source.filter(|source| settings.below(source.as_str()).is_some()) else { return Rewrite::AsIs };
    if let Some(page) = lookup.page(source.as_str()) {
        return Rewrite::Page { page, note: "the page made from that file", instead_of: None };
    }
    if lookup.asset(source.as_str())
        && let Some(below) = settings.below(source.as_str())
        && settings.filter.reaches(below, false)
    {
        let prefix = if url.path.starts_with('/') { facts.prefix.value.as_str() } else { "" };
        return Rewrite::Url(format!("{prefix}/{}", url::encode(below)));
    }
    Rewrite::AsIs
}
