//! Where in a list of pages one more belongs.

use crate::{
    diagnostic::{Applicability, Edit, Fix},
    generator::{Insertion, ListLine, NavEntry, NavTarget, PageId},
    path::SitePath,
    site::Site,
};
use rustc_hash::FxHashMap;

/// The entries of a list by the folder of their pages.
pub(super) struct Places<'a> {
    site: &'a Site,
    /// The last entry of a page in the folder.
    last: FxHashMap<SitePath, usize>,
    /// The entry of the folder's own page.
    own: FxHashMap<SitePath, usize>,
    /// The last entry at the top of the list.
    last_at_top: Option<usize>,
    /// For each entry, the last of those below it, or itself.
    ends: Vec<usize>,
}

impl<'a> Places<'a> {
    pub(super) fn new(site: &'a Site) -> Self {
        let entries = &site.nav.entries;
        let mut places =
            Self { site, last: FxHashMap::default(), own: FxHashMap::default(), last_at_top: None, ends: ends(entries) };
        for (at, entry) in entries.iter().enumerate() {
            if places.line(at).is_none() {
                continue;
            }
            if entry.above.is_none() {
                places.last_at_top = Some(at);
            }
            let NavTarget::Page(page) = entry.target else { continue };
            let path = &site.page(page).path;
            // In YAML the page of a folder stands among the others.
            if is_markdown(entry) && is_index(path) {
                places.own.entry(path.parent()).or_insert(at);
            } else {
                places.last.insert(path.parent(), at);
            }
        }
        places
    }

    /// The change that lists a page: behind the last page of its folder, else below the folder's own page; else the same for the
    /// folder above, and so on; else at the end.
    pub(super) fn fix(&self, page: PageId) -> Option<Fix> {
        let path = &self.site.page(page).path;
        let mut folder = path.parent();
        if is_index(path) && !self.last.contains_key(&folder) {
            folder = folder.parent();
        }
        loop {
            if let Some(&at) = self.last.get(&folder) {
                return self.insert(page, at, self.ends[at], false);
            }
            if let Some(&at) = self.own.get(&folder) {
                // Behind what is below it already, and like that.
                let below = (at + 1..=self.ends[at]).rev().find(|&below| self.site.nav.entries[below].above == Some(at));
                return match below.filter(|&below| self.line(below).is_some()) {
                    Some(below) => self.insert(page, below, self.ends[below], false),
                    None => self.insert(page, at, self.ends[at], true),
                };
            }
            if folder.as_str().is_empty() {
                break;
            }
            folder = folder.parent();
        }
        self.last_at_top.and_then(|at| self.insert(page, at, self.ends[at], false))
    }

    fn line(&self, at: usize) -> Option<ListLine<'a>> {
        let entry = self.site.nav.entries.get(at)?;
        ListLine::of(self.site.facts.menu_texts.get(&entry.source)?, entry.spans.target)
    }

    /// Inserts a line like that of `like` behind that of `after`, or one level further in.
    fn insert(&self, page: PageId, like: usize, after: usize, below: bool) -> Option<Fix> {
        let (like, after) = (self.site.nav.entries.get(like)?, self.site.nav.entries.get(after)?);
        let path = &after.source;
        let text = self.site.facts.menu_texts.get(path).filter(|_| like.source == *path)?;
        let line = ListLine::of(text, like.spans.target)?;
        let target = self.target(page, like)?;
        let title = self.site.entry(page).title();
        let line = match (is_markdown(like), below) {
            (true, true) => line.link_below(title, &target),
            (true, false) => line.link(title, &target),
            (false, _) => line.yaml(title, &target),
        };
        let Insertion { at, text } = Insertion::after(text, after.spans.target, &line)?;
        let title = format!("List it behind \"{}\"", after.name());
        let edits = vec![Edit { path: path.clone(), span: crate::text::Span::at(at as usize), text }];
        Some(Fix::new(Applicability::Unsafe, title, edits))
    }

    /// The page as the list names pages: from the same folder as the entry beside it, or any other that shows it.
    fn target(&self, page: PageId, beside: &NavEntry) -> Option<String> {
        let path = &self.site.page(page).path;
        let (base, dot) = self.base(beside).or_else(|| {
            let others = self.site.nav.entries.iter().filter(|other| other.source == beside.source);
            others.filter_map(|other| self.base(other)).next()
        })?;
        Some(format!("{}{}", if dot { "./" } else { "" }, path.below(&base)?))
    }

    /// The folder that an entry names its page from, and whether it writes `./`.
    fn base(&self, entry: &NavEntry) -> Option<(String, bool)> {
        let NavTarget::Page(page) = entry.target else { return None };
        let path = self.site.page(page).path.as_str();
        let text = self.site.facts.menu_texts.get(&entry.source)?;
        let written = entry.spans.target.of(text).trim_matches(['\'', '"', '<', '>']);
        let (written, dot) = written.strip_prefix("./").map_or((written, false), |written| (written, true));
        let base = path.strip_suffix(written)?;
        (base.is_empty() || base.ends_with('/')).then(|| (base.trim_end_matches('/').to_owned(), dot))
    }
}

fn is_markdown(entry: &NavEntry) -> bool {
    entry.source.extension() == "md"
}

fn is_index(path: &SitePath) -> bool {
    matches!(path.stem().to_ascii_lowercase().as_str(), "readme" | "index" | "_index")
}

/// For each entry of a list, the last of those below it, or itself.
fn ends(entries: &[NavEntry]) -> Vec<usize> {
    let mut ends: Vec<usize> = (0..entries.len()).collect();
    for at in (0..entries.len()).rev() {
        if let Some(above) = entries[at].above.filter(|&above| above < at) {
            ends[above] = ends[above].max(ends[at]);
        }
    }
    ends
}
