//! Counting: one pass over the front matter of all pages.

use super::Kind;
use crate::{
    generator::PageId,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, DateForm, Entry, Node, WrittenDay},
    },
    site::Site,
    text::Span,
};
use jiff::civil::Date;
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// So many values of a page are looked at, from its start: more are data, no habit.
pub(super) const PER_PAGE: usize = 5_000;
/// Longer names (in bytes) are no keys that anybody keeps to.
const NAME: usize = 200;
/// Pages that one thread counts at a time.
const CHUNK: usize = 128;

/// The name of an item of a list; no key has it.
pub(super) const ITEM: &str = "[]";

/// All keys of a site, each after the one that it stands in. The first is the top, which is no key.
#[derive(Debug)]
pub(in crate::site) struct Records {
    pub(super) keys: Vec<Record>,
}

/// A key and where it is used.
#[derive(Debug, Default)]
pub(super) struct Record {
    /// The key that it stands in; its own number for the top.
    pub(super) parent: u32,
    /// As the generator looks it up; [`ITEM`] for the items of a list.
    pub(super) name: Box<str>,
    /// As written where it was met first, when that differs.
    pub(super) written: Option<Box<str>>,
    /// The keys in it, by their names.
    pub(super) children: FxHashMap<Box<str>, u32>,
    /// By page, and in a page as written.
    pub(super) uses: Vec<Use>,
}

/// One use of a key on a page.
#[derive(Clone, Copy, Debug)]
pub struct Use {
    /// The page.
    pub page: PageId,
    /// What its value is.
    pub kind: Kind,
    /// How it is written, if it looks like a date.
    pub form: Option<DateForm>,
    /// The day that it names; `None` for what is no date, for a day that no calendar has, and for one that can be two.
    pub day: Option<Date>,
    /// The key in the page's text; for an item of a list, the list's key.
    pub key: Span,
    /// The value in the page's text.
    pub value: Span,
    /// Stands for the text of a scalar, blanks around it left out: the same for the same text. 0 for anything else.
    pub hash: u64,
}

impl Records {
    /// Counts the keys of all pages.
    pub(in crate::site) fn take(site: &Site) -> Self {
        let scalars = site.facts.dialect.front_matter.scalars;
        let count = |(at, pages): (usize, &[crate::site::Entry])| {
            let mut records = Self::new();
            for (id, entry) in pages.iter().enumerate() {
                records.page(&entry.page, (at * CHUNK + id) as PageId, scalars);
            }
            records
        };
        let parts: Vec<Self> = site.pages.par_chunks(CHUNK).enumerate().map(count).collect();
        let mut all = Self::new();
        parts.into_iter().for_each(|part| all.add(part));
        all
    }

    fn new() -> Self {
        Self { keys: vec![Record::default()] }
    }

    fn page(&mut self, page: &Page, id: PageId, scalars: Scalars) {
        let Some(root) = page.front_matter.as_ref().and_then(|block| block.root.as_ref()) else { return };
        Count { records: self, page: id, scalars, left: PER_PAGE }.entries(0, root.entries());
    }

    /// The number of a key in another, new or not.
    fn child(&mut self, parent: u32, name: &str, written: Option<&str>) -> u32 {
        let next = self.keys.len() as u32;
        let Some(record) = self.keys.get_mut(parent as usize) else { return 0 };
        if let Some(&known) = record.children.get(name) {
            return known;
        }
        record.children.insert(name.into(), next);
        let written = written.filter(|written| *written != name).map(Into::into);
        self.keys.push(Record { parent, name: name.into(), written, ..Record::default() });
        next
    }

    fn add_use(&mut self, key: u32, use_: Use) {
        if let Some(record) = self.keys.get_mut(key as usize) {
            record.uses.push(use_);
        }
    }

    /// Adds what was counted on later pages.
    fn add(&mut self, later: Self) {
        let mut numbers = vec![0u32; later.keys.len()];
        for (at, record) in later.keys.into_iter().enumerate().skip(1) {
            let parent = numbers.get(record.parent as usize).copied().unwrap_or_default();
            let key = self.child(parent, &record.name, record.written.as_deref());
            numbers[at] = key;
            if let Some(known) = self.keys.get_mut(key as usize) {
                known.uses.extend(record.uses);
            }
        }
    }
}

/// The counting of one page.
struct Count<'r> {
    records: &'r mut Records,
    page: PageId,
    scalars: Scalars,
    /// So many more values are looked at.
    left: usize,
}

impl Count<'_> {
    /// Depth is bounded by the readers' nesting limit.
    fn entries(&mut self, parent: u32, entries: &[Entry]) {
        for entry in entries.iter().filter(|entry| entry.name.len() <= NAME && &*entry.name != ITEM) {
            if self.left == 0 {
                return;
            }
            let key = self.records.child(parent, &entry.name, Some(entry.written()));
            self.value(key, entry.key, &entry.value);
        }
    }

    fn value(&mut self, key: u32, written: Span, node: &Node) {
        self.left = self.left.saturating_sub(1);
        let kind = Kind::of(node, self.scalars);
        let text = node.as_str().unwrap_or_default().trim();
        let hash = if kind.is_scalar() { hash(text) } else { 0 };
        let form = if kind == Kind::Date { DateForm::read(text) } else { None };
        let day = form.and_then(|_| WrittenDay::read(text)).and_then(WrittenDay::day);
        self.records.add_use(key, Use { page: self.page, kind, form, day, key: written, value: node.span, hash });
        match &node.data {
            Data::Mapping(entries) => self.entries(key, entries),
            Data::Sequence(items) if !items.is_empty() => {
                let child = self.records.child(key, ITEM, None);
                for item in items.iter().take(self.left) {
                    self.value(child, written, item);
                }
            }
            Data::Sequence(_) | Data::Scalar(_) | Data::Alias(_) => {}
        }
    }
}

/// Never 0.
fn hash(text: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(text.as_bytes());
    hasher.finish().max(1)
}
