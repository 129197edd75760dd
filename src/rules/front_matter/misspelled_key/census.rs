//! Which keys the pages of a site use, and how often.

use crate::{
    generator::PageId,
    page::{
        Page,
        dialect::Scalars,
        front_matter::{Data, Node, Value},
    },
    site::Site,
};
use rayon::prelude::*;
use rustc_hash::FxHashMap;

/// The keys of a site, by the mapping that they stand in: dotted names, `""` for the top, `[]` added for an item of a list.
#[derive(Default)]
pub(super) struct Census<'a> {
    pub(super) levels: FxHashMap<String, Level<'a>>,
}

/// The keys of one mapping, by the name that the generator looks up.
pub(super) type Level<'a> = FxHashMap<&'a str, Usage<'a>>;

/// How a key is used.
pub(super) struct Usage<'a> {
    /// The pages that have it, in their order, each once.
    pub(super) pages: Vec<PageId>,
    /// How it is written where it was met first.
    pub(super) written: &'a str,
    /// The kinds of its values, a bit each.
    pub(super) kinds: u8,
}

impl<'a> Census<'a> {
    /// Counts the keys of all pages.
    pub(super) fn take(site: &'a Site) -> Self {
        let scalars = site.facts.dialect.front_matter.scalars;
        let pages = site.pages.par_iter().enumerate();
        let counted = pages.fold(Self::default, |mut census, (id, entry)| {
            census.page(&entry.page, id as PageId, scalars);
            census
        });
        counted.reduce(Self::default, Self::and)
    }

    fn page(&mut self, page: &'a Page, id: PageId, scalars: Scalars) {
        if let Some(root) = page.front_matter.as_ref().and_then(|block| block.root.as_ref()) {
            self.node(root, id, scalars, &mut String::new());
        }
    }

    /// Depth is bounded by the readers' nesting limit.
    fn node(&mut self, node: &'a Node, id: PageId, scalars: Scalars, path: &mut String) {
        let length = path.len();
        match &node.data {
            Data::Mapping(entries) => {
                if !self.levels.contains_key(path.as_str()) {
                    self.levels.insert(path.clone(), Level::default());
                }
                if let Some(level) = self.levels.get_mut(path.as_str()) {
                    for entry in entries {
                        let usage = level.entry(&entry.name).or_insert_with(|| Usage::new(entry.written()));
                        usage.kinds |= kind(&entry.value, scalars);
                        if usage.pages.last() != Some(&id) {
                            usage.pages.push(id);
                        }
                    }
                }
                for entry in entries.iter().filter(|entry| matches!(entry.value.data, Data::Mapping(_) | Data::Sequence(_))) {
                    if length > 0 {
                        path.push('.');
                    }
                    path.push_str(&entry.name);
                    self.node(&entry.value, id, scalars, path);
                    path.truncate(length);
                }
            }
            Data::Sequence(items) => {
                path.push_str("[]");
                items.iter().for_each(|item| self.node(item, id, scalars, path));
                path.truncate(length);
            }
            Data::Scalar(_) | Data::Alias(_) => {}
        }
    }

    /// Both together; `other` counted later pages.
    fn and(mut self, other: Self) -> Self {
        if self.levels.is_empty() {
            return other;
        }
        for (path, keys) in other.levels {
            let level = self.levels.entry(path).or_default();
            for (name, usage) in keys {
                let sum = level.entry(name).or_insert_with(|| Usage::new(usage.written));
                sum.pages.extend(usage.pages);
                sum.kinds |= usage.kinds;
            }
        }
        self
    }
}

impl<'a> Usage<'a> {
    fn new(written: &'a str) -> Self {
        Self { pages: Vec::new(), written, kinds: 0 }
    }

    /// How many pages have it.
    pub(super) fn count(&self) -> usize {
        self.pages.len()
    }

    /// Whether a page has both.
    pub(super) fn meets(&self, other: &Self) -> bool {
        self.pages.iter().any(|page| other.pages.binary_search(page).is_ok())
    }
}

/// A bit for each kind of value. An empty value, an alias and an odd tag are of no kind: they may become any.
fn kind(node: &Node, scalars: Scalars) -> u8 {
    match &node.data {
        Data::Mapping(_) => 1,
        Data::Sequence(_) => 2,
        Data::Alias(_) => 0,
        Data::Scalar(_) => match node.value(scalars) {
            Value::Null | Value::Error => 0,
            Value::Bool(_) => 4,
            Value::Integer(_) | Value::Float(_) => 8,
            Value::Date(_) => 16,
            Value::Text => 32,
        },
    }
}
