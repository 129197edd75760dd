//! `[site]`: what kind of site the handbook becomes. It overrides what is detected.

use super::{
    addresses::Addresses,
    field::{Field, never},
    files::Globs,
    set::{Keys, Set},
    states::{LinkHandler, SiteState},
    table::Table,
    value::Kind,
};
use crate::path::SitePath;

/// `[site]`.
#[derive(Clone, Debug, Default)]
pub struct SiteSettings {
    /// `generator`: its name; not yet checked against those known.
    pub generator: Option<Set<String>>,
    /// `content`: where pages live.
    pub content: Option<Vec<Set<SitePath>>>,
    /// `static`: what is served as it is.
    pub statics: Option<Vec<Mount>>,
    /// `base-url`: links to it are links to ourselves. Begins with `http://` or `https://`.
    pub base_url: Option<Set<String>>,
    /// `path-prefix`: the path that every address of the site begins with, as written.
    pub path_prefix: Option<Set<String>>,
    /// `plugins`: those of the generator, by their own names.
    pub plugins: Option<Vec<Set<String>>>,
    /// `output`: the folder of the built site; no source.
    pub output: Option<Set<SitePath>>,
    /// `repository`: `owner/name` on GitHub; links to its files are links to ourselves.
    pub repository: Option<Set<String>>,
    /// `redirects`: files that list redirects.
    pub redirects: Option<Vec<Set<SitePath>>>,
    /// `redirect-keys`: front matter keys that hold a page's former addresses.
    pub redirect_keys: Option<Vec<Set<String>>>,
    /// `entry`: pages that need no link to them.
    pub entry: Option<Globs>,
    /// `locales`: the languages by their codes; the first one is what the others are translated from. Pages of a language lie in a
    /// folder of that name, or carry it before their extension (`page.ja.md`).
    pub locales: Option<Vec<Set<String>>>,
    /// `heading-ids`: the name of the slugger; not yet checked against those known.
    pub heading_ids: Option<Set<String>>,
    /// `templates`: the template language that runs before Markdown.
    pub templates: Option<Set<Templates>>,
    /// `front-matter`: the kinds of metadata blocks that are read.
    pub front_matter: Option<Vec<Set<MetadataSyntax>>>,
    /// How pages get their addresses, for `generator = "custom"`.
    pub addresses: Addresses,
    /// `[[site.states]]`: what front matter flags do to a page.
    pub states: Vec<SiteState>,
    /// `[[site.link-handlers]]`: house syntax in destinations. The first that matches counts.
    pub link_handlers: Vec<LinkHandler>,
    /// `[site.variables]`: what stands for `%name%` and `{{ name }}`.
    pub variables: Keys<String>,
}

/// The template language that runs before Markdown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Templates {
    /// None: braces are text.
    None,
    /// Liquid.
    Liquid,
    /// Nunjucks, Jinja, Twig.
    Nunjucks,
    /// ERB.
    Erb,
}

impl Templates {
    const NAMES: [(&'static str, Self); 6] = [
        ("none", Self::None),
        ("liquid", Self::Liquid),
        ("nunjucks", Self::Nunjucks),
        ("jinja", Self::Nunjucks),
        ("twig", Self::Nunjucks),
        ("erb", Self::Erb),
    ];
}

/// A kind of metadata block at the start of a file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MetadataSyntax {
    /// YAML between `---` lines.
    Yaml,
    /// TOML between `+++` lines.
    Toml,
    /// JSON.
    Json,
}

impl MetadataSyntax {
    const NAMES: [(&'static str, Self); 3] = [("yaml", Self::Yaml), ("toml", Self::Toml), ("json", Self::Json)];
}

/// A folder of files that are served as they are.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mount {
    /// The folder.
    pub path: Set<SitePath>,
    /// The address of the folder; the site's root when absent.
    pub url: Option<Set<String>>,
}

impl SiteSettings {
    pub(super) fn read(table: &Table<'_>) -> Self {
        let name = |key| table.get(key).and_then(|field: Field<'_>| field.name());
        let names = |key| table.get(key).and_then(|field: Field<'_>| field.names());
        let paths = |key| table.get(key).and_then(|field: Field<'_>| field.paths());
        Self {
            generator: name("generator"),
            content: paths("content"),
            statics: table.get("static").and_then(|field| mounts(&field)),
            base_url: table.get("base-url").and_then(|field| base_url(&field)),
            path_prefix: table.get("path-prefix").and_then(|field| field.text()),
            plugins: names("plugins"),
            output: table.get("output").and_then(|field| field.path()),
            repository: table.get("repository").and_then(|field| repository(&field)),
            redirects: paths("redirects"),
            redirect_keys: names("redirect-keys"),
            entry: table.get("entry").and_then(|field| field.globs()),
            locales: names("locales"),
            heading_ids: name("heading-ids"),
            templates: table.get("templates").and_then(|field| field.one_of(&Templates::NAMES)),
            front_matter: table.get("front-matter").and_then(|field| {
                Some(
                    field
                        .one_or_more("text in quotes")?
                        .iter()
                        .filter_map(|field| field.one_of(&MetadataSyntax::NAMES))
                        .collect(),
                )
            }),
            addresses: Addresses::read(table),
            states: table.each("states").iter().filter_map(SiteState::read).collect(),
            link_handlers: table.each("link-handlers").iter().filter_map(LinkHandler::read).collect(),
            variables: table
                .get("variables")
                .map_or_else(Keys::new, |field| field.keys(never, |field| field.scalar().map(|scalar| scalar.value.to_string()))),
        }
    }
}

fn mounts(field: &Field<'_>) -> Option<Vec<Mount>> {
    let mount = |field: &Field<'_>| match &field.value.kind {
        Kind::Text(_) => field.path().map(|path| Mount { path, url: None }),
        Kind::Table(_) => {
            let table = field.table()?;
            let path = table.get("path").map(|path| path.path());
            let url = table.get("url").and_then(|url| url.text());
            table.finish();
            match path {
                Some(path) => path.map(|path| Mount { path, url }),
                None => field.error("`path` is missing: name the folder", Some(EXAMPLE.to_owned())),
            }
        }
        _ => field.expected("text in quotes or a table"),
    };
    match field.value.kind {
        Kind::List(_) => Some(field.list()?.iter().filter_map(mount).collect()),
        _ => mount(field).map(|mount| vec![mount]),
    }
}

const EXAMPLE: &str = "For example `{ path = \"assets\", url = \"/files\" }`";

fn base_url(field: &Field<'_>) -> Option<Set<String>> {
    let url = field.text()?;
    let host = url.value.strip_prefix("https://").or_else(|| url.value.strip_prefix("http://"));
    if host.is_some_and(|host| !host.is_empty() && !host.starts_with('/')) {
        return Some(url);
    }
    let help = match url.value.split_once("://") {
        None if url.value.contains('.') => format!("Write `https://{}`", url.value.trim_start_matches('/')),
        _ => "For example `https://example.org`".to_owned(),
    };
    field.error("`base-url` must be a whole address, with `https://`", Some(help))
}

fn repository(field: &Field<'_>) -> Option<Set<String>> {
    let text = field.text()?;
    let good = |name: &str| {
        let parts: Vec<_> = name.split('/').collect();
        parts.len() == 2
            && parts.iter().all(|part| {
                !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_' | b'.'))
            })
    };
    if good(&text.value) {
        return Some(text);
    }
    let short = text.value.rsplit_once("github.com").map(|(_, rest)| rest.trim_matches(['/', ':']).trim_end_matches(".git"));
    let help = match short.filter(|name| good(name)) {
        Some(short) => format!("Write `{short}`"),
        None => "For example `octocat/handbook`".to_owned(),
    };
    field.error("`repository` must be the owner and the name on GitHub", Some(help))
}
