//! What a generator of the house's own does with files: `extensions` to `source-links` under `[site]`, and `[site.menu]`.

use super::{field::Field, set::Set, table::Table};
use crate::{path::SitePath, text::Span};

/// How pages get their addresses, for `generator = "custom"`.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Addresses {
    /// `extensions`: which files are pages, without dots.
    pub extensions: Option<Vec<Set<String>>>,
    /// `index`: names, without extension, of files that stand for their folder.
    pub index: Option<Vec<Set<String>>>,
    /// `url-style`: what an address looks like.
    pub url_style: Option<Set<UrlStyle>>,
    /// `slug`: front matter keys that replace the address, or its last part; the first that a page has counts.
    pub slug: Option<Vec<Set<String>>>,
    /// `lower-case`: whether addresses are in small letters.
    pub lower_case: Option<Set<bool>>,
    /// `source-links`: whether links to the files of pages (`b.md`) lead to the pages.
    pub source_links: Option<Set<bool>>,
    /// `[site.menu]`.
    pub menu: Option<MenuSettings>,
}

/// What an address looks like, for the page `a/b.md`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UrlStyle {
    /// `/a/b/`.
    Pretty,
    /// `/a/b`.
    Bare,
    /// `/a/b.html`.
    Html,
    /// `/a/b.md`.
    File,
}

/// `[site.menu]`: what the menu is made of.
#[derive(Clone, Debug, PartialEq)]
pub struct MenuSettings {
    /// The bytes of its header.
    pub declared: Span,
    /// `file`: a list of links in Markdown, as in `SUMMARY.md`.
    pub file: Option<Set<SitePath>>,
    /// `key`: the front matter key by which an entry is known to those below it.
    pub key: Option<Set<String>>,
    /// `parent`: the front matter key that names the entry above.
    pub parent: Option<Set<String>>,
    /// `order`: the front matter key with the place among siblings.
    pub order: Option<Set<String>>,
    /// `title`: the front matter key with the words that are shown; the page's title when absent.
    pub title: Option<Set<String>>,
}

impl Addresses {
    pub(super) fn read(table: &Table<'_>) -> Self {
        let names = |key| table.get(key).and_then(|field: Field<'_>| field.names());
        const STYLES: [(&str, UrlStyle); 4] =
            [("pretty", UrlStyle::Pretty), ("bare", UrlStyle::Bare), ("html", UrlStyle::Html), ("file", UrlStyle::File)];
        Self {
            extensions: table.get("extensions").and_then(|field| extensions(&field)),
            index: names("index"),
            url_style: table.get("url-style").and_then(|field| field.one_of(&STYLES)),
            slug: names("slug"),
            lower_case: table.get("lower-case").and_then(|field| field.boolean()),
            source_links: table.get("source-links").and_then(|field| field.boolean()),
            menu: table.get("menu").and_then(|field| field.table()).and_then(|table| MenuSettings::read(&table)),
        }
    }

    /// The keys that are set, each with its place.
    pub fn keys(&self) -> Vec<(&'static str, Span)> {
        fn first(list: &Option<Vec<Set<String>>>) -> Option<Span> {
            list.as_ref()?.first().map(|set| set.key)
        }
        let keys = [
            ("extensions", first(&self.extensions)),
            ("index", first(&self.index)),
            ("url-style", self.url_style.as_ref().map(|set| set.key)),
            ("slug", first(&self.slug)),
            ("lower-case", self.lower_case.as_ref().map(|set| set.key)),
            ("source-links", self.source_links.as_ref().map(|set| set.key)),
            ("menu", self.menu.as_ref().map(|menu| menu.declared)),
        ];
        keys.into_iter().filter_map(|(name, span)| Some((name, span?))).collect()
    }
}

/// Endings of files: `md`, or `.md`, which means the same.
fn extensions(field: &Field<'_>) -> Option<Vec<Set<String>>> {
    let names = field.names()?;
    let good = |set: Set<String>| {
        let bare = set.value.trim_start_matches('.').to_owned();
        if bare.is_empty() || bare.contains(['/', '*']) {
            let help = "Write only what stands after the dot, for example `md`".to_owned();
            return field.error(format!("`{}` is no ending of a file", set.value), Some(help));
        }
        Some(set.map(|_| bare))
    };
    Some(names.into_iter().filter_map(good).collect())
}

impl MenuSettings {
    fn read(table: &Table<'_>) -> Option<Self> {
        let name = |key| table.get(key).and_then(|field: Field<'_>| field.name());
        let menu = Self {
            declared: table.declared,
            file: table.get("file").and_then(|field| field.path()),
            key: name("key"),
            parent: name("parent"),
            order: name("order"),
            title: name("title"),
        };
        table.finish();
        if menu.file.is_none() && menu.parent.is_none() && menu.order.is_none() {
            let help = "Write `file = \"SUMMARY.md\"`, or `parent` and `order` with names of front matter keys".to_owned();
            table.problems.error(table.declared, "the menu is made of nothing", Some(help));
            return None;
        }
        if let (Some(file), Some(parent)) = (&menu.file, &menu.parent) {
            let help = Some("Keep the one you mean".to_owned());
            table.problems.error(parent.span, "`file` and `parent` exclude each other", help);
            return Some(Self { file: Some(file.clone()), parent: None, ..menu });
        }
        Some(menu)
    }
}
