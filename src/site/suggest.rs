//! The nearest existing target of a broken link.

use super::{Entry, Site};
use crate::{
    generator::{
        PageId,
        url::{self, Url},
    },
    page::document::Link,
    path::SitePath,
    text::nearest,
};
use rustc_hash::FxHashMap;

/// Pages and files by the last part of their address or path.
#[derive(Debug, Default)]
pub(super) struct Index {
    /// By last part, lower case, without extension and dashes.
    names: FxHashMap<String, Vec<String>>,
    /// The names, by their first letter.
    letters: FxHashMap<char, Vec<String>>,
}

impl Index {
    fn build(targets: impl Iterator<Item = String>) -> Self {
        let mut index = Self::default();
        for target in targets {
            let name = name_of(&target);
            if name.is_empty() {
                continue;
            }
            index.names.entry(name).or_default().push(target);
        }
        let mut names: Vec<_> = index.names.keys().cloned().collect();
        names.sort();
        for name in names {
            if let Some(letter) = name.chars().next() {
                index.letters.entry(letter).or_default().push(name);
            }
        }
        index
    }

    /// The target nearest to `wanted`: one of the same name elsewhere, else one of a similar name.
    fn nearest(&self, wanted: &str) -> Option<&str> {
        let name = name_of(wanted);
        let near = match self.names.get(&name) {
            Some(_) => &name,
            None => {
                let names = self.letters.get(&name.chars().next()?)?;
                nearest(&name, names.iter().map(String::as_str))
                    .and_then(|near| self.names.get_key_value(near))
                    .map(|(name, _)| name)?
            }
        };
        // Among several of one name, the one that shares most of the way.
        let targets = self.names.get(near)?;
        let shared = |target: &str| {
            wanted.split('/').filter(|part| !part.is_empty() && target.split('/').any(|other| other == *part)).count()
        };
        targets.iter().max_by(|a, b| shared(a).cmp(&shared(b)).then_with(|| b.cmp(a))).map(String::as_str)
    }
}

/// The last part of an address or path, in lower case and without extension; of an index page, the folder's.
fn name_of(target: &str) -> String {
    let mut parts = target.trim_end_matches('/').rsplit('/');
    let last = parts.next().unwrap_or_default();
    let name = last.rsplit_once('.').filter(|(name, _)| !name.is_empty()).map_or(last, |(name, _)| name);
    let name = if matches!(name, "index" | "_index" | "README") {
        parts.next().filter(|part| !part.is_empty()).unwrap_or(name)
    } else {
        name
    };
    name.to_lowercase()
}

impl Site {
    /// What the author of a link to a missing page or file probably meant, spelled as that author would spell it.
    pub fn suggest(&self, id: PageId, link: &Link) -> Option<String> {
        let page = self.page(id);
        let written = link.url(&page.text);
        let url = Url::split(written);
        let tail = &written[url.path.len()..];
        let decoded = url::decode(url.path);
        let as_file = link.image || is_file(&decoded);
        let found = if as_file {
            let wanted = page.path.parent().join(&decoded).map_or_else(|| decoded.to_string(), |path| path.to_string());
            let file = self.file_index(link.image).nearest(&wanted)?.to_owned();
            self.spell_file(&page.path, &file, decoded.starts_with('/'))
        } else {
            let wanted = self.address(id, link).unwrap_or_else(|| decoded.to_string());
            let wanted = Url::split(&wanted).path.to_owned();
            let target = self.page_index().nearest(&wanted)?;
            self.spell_url(target, &decoded)
        };
        (found != decoded).then(|| format!("{found}{tail}"))
    }

    /// The anchor on `target` nearest to `fragment` (without `#`).
    pub fn suggest_anchor(&self, target: PageId, fragment: &str) -> Option<String> {
        let anchors = self.anchors(target);
        let decoded = url::decode(fragment);
        let ids: Vec<&str> = anchors.ids().map(|(id, _)| id).collect();
        let same = ids.iter().find(|id| id.to_lowercase() == decoded.to_lowercase()).copied();
        let near = same.or_else(|| nearest(&decoded, ids.iter().copied())).or_else(|| near_words(&decoded, &ids))?;
        Some(near.to_owned())
    }

    fn page_index(&self) -> &Index {
        let urls = || Index::build(self.pages.iter().filter_map(Entry::url).map(str::to_owned));
        self.suggestions.get_or_init(urls)
    }

    fn file_index(&self, image: bool) -> &Index {
        let indexes = self.file_suggestions.get_or_init(|| {
            let pages = Index::build(self.pages.iter().map(|entry| entry.page.path.to_string()));
            let files = Index::build(self.assets.iter().filter(|path| !path.extension().is_empty()).map(SitePath::to_string));
            (pages, files)
        });
        if image { &indexes.1 } else { &indexes.0 }
    }

    /// A file as a link on `from` names it.
    fn spell_file(&self, from: &SitePath, file: &str, absolute: bool) -> String {
        if absolute {
            let mounts = self.facts.statics.value.iter();
            let under = mounts.filter_map(|mount| {
                file.strip_prefix(mount.path.as_str()).map(|rest| format!("{}/{}", mount.url, rest.trim_start_matches('/')))
            });
            return under.min_by_key(String::len).unwrap_or_else(|| format!("/{file}"));
        }
        let here: Vec<&str> = from.parent_str().split('/').filter(|part| !part.is_empty()).collect();
        let there: Vec<&str> = file.split('/').collect();
        let shared = here.iter().zip(&there[..there.len() - 1]).take_while(|(a, b)| a == b).count();
        let up = std::iter::repeat_n("..", here.len() - shared);
        up.chain(there[shared..].iter().copied()).collect::<Vec<_>>().join("/")
    }

    /// A page's address with the slash and prefix habits of what was written.
    fn spell_url(&self, url: &str, written: &str) -> String {
        let prefix = &self.facts.prefix.value;
        let spelled =
            if !prefix.is_empty() && written.starts_with(prefix.as_str()) { format!("{prefix}{url}") } else { url.to_owned() };
        if written.ends_with('/') || spelled == "/" || !spelled.ends_with('/') {
            spelled
        } else {
            spelled.trim_end_matches('/').to_owned()
        }
    }
}

/// Whether a destination names a file rather than an address.
fn is_file(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or_default();
    name.rsplit_once('.').is_some_and(|(_, extension)| {
        (1..=8).contains(&extension.len())
            && extension.chars().all(|c| c.is_ascii_alphanumeric())
            && !matches!(extension, "html" | "htm")
    })
}

/// An anchor that holds the wanted one's words, or the other way round: headings get a word more or less.
fn near_words<'a>(wanted: &str, ids: &[&'a str]) -> Option<&'a str> {
    let words =
        |id: &str| id.to_lowercase().split(['-', '_']).filter(|word| word.len() > 2).map(str::to_owned).collect::<Vec<_>>();
    let wanted = words(wanted);
    if wanted.is_empty() {
        return None;
    }
    let score = |id: &str| {
        let other = words(id);
        let shared = wanted.iter().filter(|word| other.contains(word)).count();
        (shared * 100 / wanted.len().max(other.len()).max(1), shared)
    };
    ids.iter()
        .map(|id| (score(id), *id))
        .filter(|((share, _), _)| *share >= 50)
        .max_by(|a, b| a.0.cmp(&b.0).then_with(|| b.1.cmp(a.1)))
        .map(|(_, id)| id)
}
