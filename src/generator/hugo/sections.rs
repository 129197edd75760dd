//! The folders of the content: which belong to one page alone, which have a page of their own, and what addresses below them
//! begin with.

use super::{
    cascade::{self, Cascade},
    model::Model,
    names::{Ident, Kind, above},
};
use crate::page::Page;
use rustc_hash::{FxHashMap, FxHashSet};

/// The folders of the content.
#[derive(Debug, Default)]
pub(super) struct Sections<'p> {
    /// Folders of leaf bundles, by logical path: other content in them has no page.
    leaves: FxHashSet<String>,
    /// Pages of folders, by language and logical path.
    branches: FxHashMap<(u16, String), Branch<'p>>,
    /// What addresses in a folder begin with, without language and trailing slash.
    addresses: FxHashMap<(u16, String), String>,
    cascades: bool,
}

#[derive(Debug)]
pub(super) struct Branch<'p> {
    pub page: &'p Page,
    pub cascades: Vec<Cascade>,
}

impl<'p> Sections<'p> {
    pub(super) fn of(model: &Model, pages: &[&'p Page], idents: &[Option<Ident>]) -> Self {
        let mut sections = Self { cascades: !model.cascades.is_empty(), ..Self::default() };
        for (page, ident) in pages.iter().zip(idents) {
            let Some(ident) = ident else { continue };
            match ident.kind {
                Kind::Leaf => {
                    sections.leaves.insert(ident.logical.clone());
                }
                Kind::Branch => {
                    let cascade = page.front_matter.as_ref().and_then(|block| block.get("cascade"));
                    let cascades = cascade.map(|entry| cascade::of_page(&entry.value)).unwrap_or_default();
                    sections.cascades |= !cascades.is_empty();
                    for language in std::iter::once(&ident.language).chain(&ident.others) {
                        let branch = Branch { page, cascades: cascades.clone() };
                        sections.branches.entry((*language, ident.logical.clone())).or_insert(branch);
                    }
                }
                Kind::Single => {}
            }
        }
        sections
    }

    /// Whether a content file only belongs to the bundle of another page.
    pub(super) fn is_resource(&self, ident: &Ident) -> bool {
        let mut at = match ident.kind {
            Kind::Single => ident.container(),
            Kind::Leaf | Kind::Branch => above(&ident.logical),
        };
        while let Some(folder) = at {
            if self.leaves.contains(folder) {
                return true;
            }
            at = above(folder);
        }
        false
    }

    /// Whether the folder belongs to one page alone.
    pub(super) fn is_leaf(&self, folder: &str) -> bool {
        self.leaves.contains(folder)
    }

    /// The page of a folder.
    pub(super) fn branch(&self, language: u16, logical: &str) -> Option<&Branch<'p>> {
        self.branches.get(&(language, logical.to_owned()))
    }

    /// Whether anything is handed down at all.
    pub(super) fn cascades(&self) -> bool {
        self.cascades
    }

    /// The section that a page is listed in: the nearest folder above with a page, at least the top one.
    pub(super) fn current<'l>(&self, language: u16, logical: &'l str, kind: Kind) -> &'l str {
        let mut at = if kind == Kind::Branch { Some(logical) } else { above(logical) };
        while let Some(folder) = at {
            if above(folder).is_none_or(|above| above == "/") || self.branch(language, folder).is_some() {
                return folder;
            }
            at = above(folder);
        }
        "/"
    }

    /// What addresses in a folder begin with, without language and trailing slash: `/docs`, nothing for the top. Sections may
    /// have a `slug`, which all below them get (Hugo 0.168; older versions did not read it there).
    pub(super) fn address(&mut self, model: &Model, language: u16, folder: &str) -> String {
        if folder == "/" {
            return String::new();
        }
        let key = (language, folder.to_owned());
        if let Some(known) = self.addresses.get(&key) {
            return known.clone();
        }
        // Depth is bounded by what a path may be long.
        let before = self.address(model, language, above(folder).unwrap_or("/"));
        let slug = self.branch(language, folder).and_then(|branch| branch.page.meta("slug")).filter(|slug| !slug.is_empty());
        let own = match slug {
            Some(slug) => model.paths.address(slug),
            None => model.paths.of_file(folder.rsplit('/').next().unwrap_or_default()),
        };
        let address = format!("{before}/{own}");
        self.addresses.insert(key, address.clone());
        address
    }
}
