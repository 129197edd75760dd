//! What Docusaurus makes of links: paths of Markdown files become addresses, files beside a page are copied for it, and what
//! begins with a slash gets `baseUrl` and the language in front.

use super::setup::{Part, Setup};
use crate::{
    generator::{
        Embed, Facts, Lookup, Rewrite, TemplateLink,
        url::{self, Url},
    },
    page::{
        Format, Page,
        document::{Link, LinkKind},
    },
    path::SitePath,
};

/// Whether a link is written as an HTML element in MDX, which Docusaurus leaves as it is.
pub(super) fn is_raw(page: &Page, link: &Link) -> bool {
    matches!(link.kind, LinkKind::HtmlLink | LinkKind::HtmlResource)
        && page.format == Format::Mdx
        && !link.templated
        && link.text.of(&page.text).starts_with(|c: char| c.is_ascii_lowercase())
}

/// What becomes of a link.
pub(super) fn rewrite(facts: &Facts, setup: &Setup, lookup: &dyn Lookup, page: &Page, written: &Url<'_>) -> Rewrite {
    // An address elsewhere stays as it is, even when it ends like a file of the site.
    if url::scheme(written.path).is_some() || written.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    let path = url::decode(written.path);
    // House syntax that a preprocessor of the site knows.
    if setup.preprocessed && path.trim_start_matches("@site/").contains(['@', '{', '}', '$', '<', '>', '|', '*', '[', ']', '=']) {
        return Rewrite::Elsewhere;
    }
    let name = path.rsplit('/').next().unwrap_or_default();
    let extension = name.rsplit_once('.').filter(|(stem, _)| !stem.is_empty()).map_or("", |(_, extension)| extension);
    let part = setup.part(&page.path);
    if extension.eq_ignore_ascii_case("md") || extension.eq_ignore_ascii_case("mdx") {
        return markdown(setup, lookup, page, part.map(|(part, _)| part), &path);
    }
    if let Some(rest) = path.strip_prefix("@site/") {
        return setup.site.join(rest).map_or(Rewrite::Nothing, Rewrite::File);
    }
    if path.starts_with('/') {
        return absolute(facts, part.map(|(part, _)| part), written.path);
    }
    // Pictures and downloads beside the page; what is not there is left for the browser.
    if !extension.is_empty()
        && !extension.eq_ignore_ascii_case("html")
        && let Some(file) = page.path.parent().join(&path)
        && lookup.asset(file.as_str())
    {
        return Rewrite::File(file);
    }
    Rewrite::AsIs
}

/// The picture for cards in social media (`image`): with `./` a file beside the page, else an address from the top.
pub(super) fn card(facts: &Facts, setup: &Setup, page: &Page, written: &Url<'_>) -> Rewrite {
    if url::scheme(written.path).is_some() || written.path.starts_with("//") {
        return Rewrite::AsIs;
    }
    if written.path.starts_with("./") {
        return page.path.parent().join(&url::decode(written.path)).map_or(Rewrite::Nothing, Rewrite::File);
    }
    if written.path.starts_with(['.', '@']) {
        return Rewrite::Elsewhere;
    }
    let from_top = format!("/{}", written.path.trim_start_matches('/'));
    match absolute(facts, setup.part(&page.path).map(|(part, _)| part), &from_top) {
        Rewrite::AsIs => Rewrite::Url(from_top),
        rewritten => rewritten,
    }
}

/// An address from the top: with or without `baseUrl`, and within the page's own language.
fn absolute(facts: &Facts, part: Option<&Part>, path: &str) -> Rewrite {
    let prefix = facts.prefix.value.as_str();
    let below = path.strip_prefix(prefix).filter(|rest| !prefix.is_empty() && (rest.is_empty() || rest.starts_with('/')));
    let path = match below {
        Some("") => "/",
        Some(rest) => rest,
        None => path,
    };
    let locale = part.and_then(|part| part.locale).and_then(|at| facts.locales.value.get(usize::from(at)));
    let language = locale.map_or("", |locale| locale.url.as_str());
    let has_language = path.strip_prefix(language).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'));
    if language.is_empty() || has_language {
        return if below.is_some() { Rewrite::Url(path.to_owned()) } else { Rewrite::AsIs };
    }
    Rewrite::Url(format!("{language}{path}"))
}

/// The page of a Markdown file (`resolveMarkdownLinkPathname` of @docusaurus/utils 3.10). Only the plugin that reads the page is
/// asked.
fn markdown(setup: &Setup, lookup: &dyn Lookup, page: &Page, part: Option<&Part>, path: &str) -> Rewrite {
    let Some(own) = part else { return Rewrite::AsIs };
    let relative = path.starts_with("./") || path.starts_with("../");
    let folder = page.path.parent();
    let beside = (!path.starts_with('/')).then_some(&folder);
    let roots = [Some(&own.path), own.source.as_ref(), Some(&setup.site)].into_iter().flatten().filter(|_| !relative);
    let aliased = path.strip_prefix("@site/");
    let folders: Vec<&SitePath> = match aliased {
        Some(_) => vec![&setup.site],
        None => beside.into_iter().chain(roots).collect(),
    };
    let path = aliased.unwrap_or(path);
    for folder in &folders {
        let Some(file) = folder.join(path.trim_start_matches('/')) else { continue };
        let Some(found) = lookup.page(file.as_str()) else { continue };
        let same = setup.part(&file).is_some_and(|(part, below)| part.kind == own.kind && part.id == own.id && part.holds(below));
        if same {
            return Rewrite::Page { page: found, note: "the path of a Markdown file", instead_of: None };
        }
    }
    if setup.generates && folders.iter().filter_map(|folder| folder.join(path)).any(|file| is_generated(setup, lookup, &file)) {
        return Rewrite::Elsewhere;
    }
    // The browser asks for the path itself, which is there only if the file is served as it is; it is told as the file it names.
    match folders.first().and_then(|folder| folder.join(path)).filter(|_| !path.starts_with('/')) {
        Some(file) => Rewrite::Url(format!("/{file}")),
        None => Rewrite::AsIs,
    }
}

/// Whether a file may be written by a plugin: it is to lie among the pages, in a folder that has no page of its own.
fn is_generated(setup: &Setup, lookup: &dyn Lookup, file: &SitePath) -> bool {
    let parent = file.parent();
    let has = |name: &str| parent.join(name).is_some_and(|path| lookup.page(path.as_str()).is_some());
    setup.part(file).is_some() && !["index.md", "index.mdx", "README.md"].into_iter().any(has)
}

/// What an expression in the place of an address means: `require('./a.png').default`, `useBaseUrl('/b')`.
pub(super) fn expression(written: &str) -> Option<TemplateLink> {
    let inside = written.strip_prefix('{')?.strip_suffix('}')?.trim();
    let inside = inside.strip_suffix(".default").unwrap_or(inside).trim_end();
    let argument = inside.strip_prefix("require").or_else(|| inside.strip_prefix("useBaseUrl"))?.trim();
    let argument = argument.strip_prefix('(')?.strip_suffix(')')?.trim();
    let quote = argument.chars().next().filter(|quote| matches!(quote, '\'' | '"' | '`'))?;
    let text = argument[1..].strip_suffix(quote)?;
    if text.contains([quote, '$', '\\', '!']) {
        return None;
    }
    // `useBaseUrl('img/a.png')` is an address from the top as well.
    if inside.starts_with("useBaseUrl") && !text.starts_with(['/', '#']) && url::scheme(text).is_none() {
        return Some(TemplateLink::Text(format!("/{text}")));
    }
    let is_module = inside.starts_with("require") && !text.starts_with(['.', '/']) && !text.starts_with("@site/");
    (!is_module).then(|| TemplateLink::Text(text.to_owned()))
}

/// Markdown files that the page imports and shows.
pub(super) fn embeds(setup: &Setup, page: &Page) -> Vec<Embed> {
    let document = &page.document;
    if document.imports.is_empty() {
        return Vec::new();
    }
    let shown = document.islands.iter().filter(|island| island.kind == crate::page::document::IslandKind::Component);
    shown.filter_map(|island| Some(Embed { span: island.span, file: partial(setup, page, island.name(&page.text))? })).collect()
}

/// The Markdown file that a component stands for.
pub(super) fn partial(setup: &Setup, page: &Page, component: &str) -> Option<SitePath> {
    let import = page.document.imports.iter().find(|import| import.default && import.name.of(&page.text) == component)?;
    let module = import.module.of(&page.text);
    if !module.ends_with(".md") && !module.ends_with(".mdx") {
        return None;
    }
    match module.strip_prefix("@site/") {
        Some(rest) => setup.site.join(rest),
        None => page.path.parent().join(module),
    }
}
