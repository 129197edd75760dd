//! The names that a front matter value may be, from wherever they stand.

use super::Site;
use crate::{
    config::Source,
    generator::{
        PageId,
        codeowners::{CodeOwners, Host},
        url,
    },
    page::{DataList, NoList, front_matter::Node},
    path::SitePath,
    text::Span,
};
use rustc_hash::FxHashMap;
use std::borrow::Cow;

/// The names that stand in a [`Source`].
#[derive(Debug)]
pub struct Register<'s> {
    /// Where they stand.
    pub source: &'s Source,
    /// The names as they are best written, in the order of the source, without repeats. Of a page, its path and its title.
    pub names: Vec<Cow<'s, str>>,
    /// How many things have one of the names.
    pub count: usize,
    /// Whether these are all names that there are.
    pub complete: bool,
    /// Every spelling that counts, with the place where it is written, if it is written somewhere.
    spellings: FxHashMap<Cow<'s, str>, Option<(SitePath, Span)>>,
}

/// Why a source has no names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoRegister {
    /// The file, or a file in the folder, does not exist.
    Missing,
    /// The file lists nothing.
    Data(NoList),
    /// No page has the key.
    NoKey,
}

impl Site {
    /// The names that stand in a source. The text of a data file has to be among [`Site::data_files`].
    pub fn register<'s>(&'s self, source: &'s Source) -> Result<Register<'s>, NoRegister> {
        let empty = Register { source, names: Vec::new(), count: 0, complete: true, spellings: FxHashMap::default() };
        match source {
            Source::Pages(None) => Ok(self.pages_by_name(empty)),
            Source::Pages(Some(key)) => self.pages_by_key(empty, key),
            Source::Files => Ok(self.files(empty)),
            Source::Folder(folder) => self.folder(empty, folder),
            Source::Data(path, key) => self.data_list(empty, path, key.as_deref()),
            Source::Owners(path) => self.code_owners(empty, path.as_ref()),
        }
    }

    fn pages_by_name<'s>(&'s self, mut register: Register<'s>) -> Register<'s> {
        for entry in &self.pages {
            let path = &entry.page.path;
            let below = self.facts.in_content(path).map_or(path.as_str(), |(_, below)| below);
            let name = without_extension(below);
            register.count += 1;
            register.names.extend([Cow::Borrowed(name), Cow::Borrowed(entry.title())]);
            let url = entry.url().map(|url| url.trim_matches('/'));
            let spellings =
                [name, below, path.as_str(), without_extension(path.as_str()), path.stem(), path.file_name(), entry.title()];
            for spelling in spellings.into_iter().chain(url) {
                register.spellings.entry(Cow::Borrowed(spelling)).or_default();
            }
        }
        for name in self.names.keys() {
            register.spellings.entry(Cow::Borrowed(name)).or_default();
        }
        register
    }

    fn pages_by_key<'s>(&'s self, mut register: Register<'s>, key: &str) -> Result<Register<'s>, NoRegister> {
        for entry in &self.pages {
            let block = entry.page.front_matter.as_ref();
            let values = block.map(|block| block.values(key)).unwrap_or_default();
            let place = |node: &Node| (entry.page.path.clone(), node.span);
            let items = values.iter().flat_map(|value| value.items());
            let before = register.names.len();
            for (name, node) in items.filter_map(|node| Some((node.as_str()?.trim(), node))).filter(|(name, _)| !name.is_empty())
            {
                register.add(Cow::Borrowed(name), Some(place(node)));
            }
            // What folders and templates give to pages is not all known.
            register.complete &= self.facts.data.get(&entry.page, key).is_none();
            if register.names.len() == before && key == "title" {
                register.add(Cow::Borrowed(entry.title()), None);
            }
        }
        register.count = register.names.len();
        if register.names.is_empty() { Err(NoRegister::NoKey) } else { Ok(register) }
    }

    /// Every file, pages included, sorted.
    fn all_files(&self) -> impl Iterator<Item = &SitePath> {
        self.pages.iter().map(|entry| &entry.page.path).chain(self.assets.iter())
    }

    fn files<'s>(&'s self, mut register: Register<'s>) -> Register<'s> {
        register.names = self.all_files().map(|path| Cow::Borrowed(path.as_str())).collect();
        register.count = register.names.len();
        register
    }

    fn folder<'s>(&'s self, mut register: Register<'s>, folder: &SitePath) -> Result<Register<'s>, NoRegister> {
        for path in self.all_files() {
            let Some(below) = path.below(folder.as_str()).filter(|below| !below.is_empty()) else { continue };
            register.count += 1;
            register.add(Cow::Borrowed(without_extension(below)), Some((path.clone(), Span::default())));
            for spelling in [below, path.stem(), path.file_name(), all_extensions_off(below)] {
                register.spellings.entry(Cow::Borrowed(spelling)).or_default();
            }
        }
        if register.names.is_empty() { Err(NoRegister::Missing) } else { Ok(register) }
    }

    fn code_owners<'s>(&'s self, mut register: Register<'s>, path: Option<&SitePath>) -> Result<Register<'s>, NoRegister> {
        let read;
        let owners = match path {
            None => self.facts.code_owners.as_ref().ok_or(NoRegister::Missing)?,
            Some(path) => {
                let text = self.data_files.get(path).ok_or(NoRegister::Missing)?;
                read = CodeOwners::parse(path, &SitePath::root(), text, Host::GitLab);
                &read
            }
        };
        // The file that the code host takes may lie above the handbook, where nothing can be shown.
        let place = |span: Span| path.map(|path| (path.clone(), span));
        for owner in owners.owners() {
            let folded = folded_owner(&owner.name);
            let team = folded.rsplit('/').next().unwrap_or(&folded).to_owned();
            register.add(Cow::Owned(owner.name.to_string()), place(owner.span));
            for spelling in [team, folded] {
                register.spellings.entry(Cow::Owned(spelling)).or_default();
            }
        }
        register.count = register.names.len();
        if register.names.is_empty() { Err(NoRegister::Data(NoList::Empty)) } else { Ok(register) }
    }

    fn data_list<'s>(
        &'s self,
        mut register: Register<'s>,
        path: &SitePath,
        key: Option<&str>,
    ) -> Result<Register<'s>, NoRegister> {
        let text = self.data_files.get(path).ok_or(NoRegister::Missing)?;
        let list = DataList::read(path, text, key).map_err(NoRegister::Data)?;
        register.complete = list.complete;
        for (name, span) in list.names {
            register.add(Cow::Owned(name.into()), Some((path.clone(), span)));
        }
        register.count = register.names.len();
        Ok(register)
    }
}

impl<'s> Register<'s> {
    fn add(&mut self, name: Cow<'s, str>, place: Option<(SitePath, Span)>) {
        if !self.spellings.contains_key(&name) {
            self.names.push(name.clone());
            self.spellings.insert(name, place);
        }
    }

    /// Whether something has this name, seen from a page.
    pub fn has(&self, site: &Site, from: PageId, name: &str) -> bool {
        if self.spellings.contains_key(name) {
            return true;
        }
        let path = name.split('#').next().unwrap_or_default();
        let page = site.page(from);
        match self.source {
            Source::Pages(None) => {
                let address = url::decode(path);
                let prefix = site.facts.prefix.value.as_str();
                let below = address.strip_prefix(prefix).filter(|rest| rest.starts_with('/')).unwrap_or(&address);
                !below.starts_with('/') && self.spellings.contains_key(below.trim_matches('/'))
                    // Another site's page.
                    || url::scheme(name).is_some()
                    || site.page_at(page, path).is_some()
                    || address.starts_with('/') && (site.served(below).is_some() || site.may_be_computed(below))
            }
            Source::Files => {
                let beside = page.path.parent().join(path).filter(|_| !path.starts_with('/'));
                let content = site.facts.content.value.iter().filter_map(|root| root.join(path));
                let mounts = site.facts.statics.value.iter().filter_map(|mount| {
                    let below = path.trim_start_matches('/').strip_prefix(mount.url.trim_matches('/'))?;
                    mount.path.join(below)
                });
                let root = SitePath::new(path);
                let mut places = beside.into_iter().chain(content).chain(mounts).chain(root);
                url::scheme(name).is_some() || places.any(|path| site.file_exists(path.as_str()))
            }
            Source::Folder(folder) => folder.join(path).is_some_and(|path| site.file_exists(path.as_str())),
            Source::Owners(_) => self.spellings.contains_key(folded_owner(name).as_str()),
            Source::Pages(Some(_)) | Source::Data(..) => false,
        }
    }

    /// As [`has`](Self::has), where a file in a folder must be named by its whole path below it.
    pub fn has_path(&self, site: &Site, from: PageId, name: &str) -> bool {
        match self.source {
            Source::Folder(folder) => {
                self.place(name).is_some() || folder.join(name).is_some_and(|path| site.file_exists(path.as_str()))
            }
            _ => self.has(site, from, name),
        }
    }

    /// Where a name is written, if it is written somewhere.
    pub fn place(&self, name: &str) -> Option<&(SitePath, Span)> {
        self.spellings.get(name)?.as_ref()
    }
}

/// An owner as it is compared: `@Acme/People` and `acme/people` are the same.
fn folded_owner(name: &str) -> String {
    name.trim_start_matches(['@', '#']).to_lowercase()
}

/// A path without the extension of its last part.
fn without_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].rfind('.').filter(|&dot| dot > 0).map_or(path, |dot| &path[..name + dot])
}

/// `base` of `base.liquid.html`.
fn all_extensions_off(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    path[name..].find('.').filter(|&dot| dot > 0).map_or(path, |dot| &path[..name + dot])
}
