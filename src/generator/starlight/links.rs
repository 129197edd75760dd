//! Links and pictures, and Markdown that is shown as a component.

use super::Settings;
use crate::{
    generator::{
        Embed, Facts, Lookup, Rewrite, Route,
        url::{self, Url},
    },
    page::{
        Page,
        document::{IslandKind, Link, LinkKind},
    },
    path::SitePath,
};

pub(super) fn rewrite(
    facts: &Facts,
    settings: &Settings,
    lookup: &dyn Lookup,
    page: &Page,
    link: &Link,
    url: &Url<'_>,
) -> Rewrite {
    if url::scheme(url.path).is_some() || url.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    // Pictures may be named by an alias of `tsconfig.json`.
    if link.image && url.path.starts_with(['~', '@']) {
        return Rewrite::Elsewhere;
    }
    // A picture of the front matter is a path for sure only when it begins with a dot.
    if link.image && link.kind == LinkKind::Value && !url.path.starts_with('.') {
        return Rewrite::Elsewhere;
    }
    let decoded = url::decode(url.path);
    // Pictures are looked for beside the file, whatever its address is.
    if link.image && link.kind != LinkKind::HtmlResource && !decoded.starts_with('/') {
        return page
            .path
            .parent()
            .join(&decoded)
            .map_or(Rewrite::AsIs, |path| Rewrite::Url(format!("/{}", url::encode(path.as_str()))));
    }
    if settings.rewrites_files && is_markdown_file(&decoded) && !link.image {
        let source = if decoded.starts_with('/') { None } else { page.path.parent().join(&decoded) };
        return match source.and_then(|path| lookup.page(path.as_str())) {
            Some(page) => Rewrite::Page { page, note: "a source path that a plugin rewrites", instead_of: None },
            None => Rewrite::Elsewhere,
        };
    }
    if !settings.excluded.is_empty() && link.kind != LinkKind::HtmlResource {
        let path = decoded.strip_prefix(facts.prefix.value.as_str()).unwrap_or(&decoded);
        let excluded = SitePath::new(path.trim_matches('/')).is_some_and(|path| settings.excluded.matches(&path));
        if excluded && !lookup.serves(path) {
            return Rewrite::Elsewhere;
        }
    }
    if settings.no_slash && !decoded.starts_with('/') {
        return without_slash(lookup, page, url.path);
    }
    Rewrite::AsIs
}

/// Where addresses have no slash at their end, hosts show `/a/b` at either of `/a/b` and `/a/b/`: a link that works from one of
/// them is not broken.
fn without_slash(lookup: &dyn Lookup, page: &Page, path: &str) -> Rewrite {
    let Some(id) = lookup.page(page.path.as_str()) else { return Rewrite::AsIs };
    let Route::At(base) = &lookup.at(id).1.route else { return Rewrite::AsIs };
    let other = url::join(base.trim_end_matches('/'), path).filter(|path| lookup.serves(&url::decode(path)));
    other.map_or(Rewrite::AsIs, Rewrite::Url)
}

fn is_markdown_file(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, end)| matches!(end, "md" | "mdx"))
}

/// The Markdown file that a component's name stands for.
fn imported<'p>(page: &'p Page, name: &str) -> Option<&'p str> {
    let mut imports = page.document.imports.iter().filter(|import| import.default);
    let module = imports.find(|import| page.slice(import.name) == name).map(|import| page.slice(import.module))?;
    is_markdown_file(module).then_some(module)
}

/// Whether a component is the content of a Markdown file.
pub(super) fn is_markdown(page: &Page, name: &str) -> bool {
    imported(page, name).is_some()
}

/// Markdown that is imported and shown.
pub(super) fn embeds(page: &Page) -> Vec<Embed> {
    let components = page.document.islands.iter().filter(|island| island.kind == IslandKind::Component);
    let mut shown: Vec<Embed> = Vec::new();
    for island in components {
        let Some(module) = imported(page, island.name(&page.text)) else { continue };
        let file = page.path.parent().join(module).unwrap_or_else(SitePath::root);
        if !page.slice(island.span).starts_with("</") {
            shown.push(Embed { span: island.span, file });
        }
    }
    shown
}
