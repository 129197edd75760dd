//! The census of the front matter: which keys the pages of a site use, with which values, and how often.
//!
//! It is taken once, in one pass over all pages, when it is first asked for ([`Site::census`]). What it keeps is a list of uses for
//! each key; what they have in common is counted for the pages that are of interest, a [`Scope`]: the whole site, a folder, the
//! pages with one layout.
//!
//! ```no_run
//! # fn show(site: &handbook_lint::site::Site) {
//! let census = site.census();
//! let all = census.everywhere();
//! for key in census.keys() {
//!     let tally = key.tally(&all);
//!     println!("{} is on {} of {} pages: {:?}", key.dotted(), tally.having, tally.pages, tally.only_kind());
//! }
//! # }
//! ```

mod kind;
mod records;
mod scope;
mod tally;

pub use kind::Kind;
pub use records::Use;
pub use scope::{Scope, ScopeOf};
pub use tally::{Tally, Values};

pub(super) use records::Records;

use super::Site;
use crate::page::front_matter::{Entry, Node};
use records::{ITEM, PER_PAGE, Record};

/// The keys of a site, and how its pages use them.
#[derive(Clone, Copy, Debug)]
pub struct Census<'s> {
    site: &'s Site,
    records: &'s Records,
}

/// A key that pages use, or the items of the list under a key.
#[derive(Clone, Copy, Debug)]
pub struct Key<'s> {
    census: Census<'s>,
    number: u32,
}

impl<'s> Census<'s> {
    pub(super) fn new(site: &'s Site, records: &'s Records) -> Self {
        Self { site, records }
    }

    /// The site that it is of.
    pub fn site(self) -> &'s Site {
        self.site
    }

    /// Every key on any page, templates included, in the order in which they are met; a key in a table comes after the table's own
    /// key, and the items of a list are a key of their own.
    pub fn keys(self) -> impl Iterator<Item = Key<'s>> {
        (1..self.records.keys.len() as u32).map(move |number| Key { census: self, number })
    }

    /// The keys at the top of the front matter.
    pub fn top(self) -> Vec<Key<'s>> {
        Key { census: self, number: 0 }.children()
    }

    /// A key by the dotted names of the keys that it stands in and its own, as the generator looks them up
    /// (`eleventyNavigation.key`); names that hold dots themselves are found too. `tags[]` are the items of the list `tags`.
    pub fn key(self, dotted: &str) -> Option<Key<'s>> {
        Key { census: self, number: 0 }.find(dotted)
    }
}

impl<'s> Key<'s> {
    /// Its name, as the generator looks it up; `[]` for the items of a list.
    pub fn name(self) -> &'s str {
        &self.record().name
    }

    /// Its name as it is written on the page that has it first.
    pub fn written(self) -> &'s str {
        let record = self.record();
        record.written.as_deref().unwrap_or(&record.name)
    }

    /// Its name and those of the keys that it stands in, joined with dots: `eleventyNavigation.key`, `tags[]`, `actions[].link`.
    pub fn dotted(self) -> String {
        let mut names = vec![self];
        while let Some(parent) = names.last().and_then(|key| key.parent()) {
            names.push(parent);
        }
        let mut dotted = String::new();
        for key in names.iter().rev() {
            if !key.is_item() && !dotted.is_empty() {
                dotted.push('.');
            }
            dotted.push_str(key.name());
        }
        dotted
    }

    /// The key that it stands in; `None` at the top. Of the items of a list, the list's.
    pub fn parent(self) -> Option<Self> {
        let parent = self.record().parent;
        (parent != 0).then_some(Self { number: parent, ..self })
    }

    /// The keys that stand in it, in the order in which they are met, and its items.
    pub fn children(self) -> Vec<Self> {
        let mut numbers: Vec<u32> = self.record().children.values().copied().collect();
        numbers.sort_unstable();
        numbers.into_iter().map(|number| Self { number, ..self }).collect()
    }

    /// The items of the list that some pages have under this key.
    pub fn items(self) -> Option<Self> {
        self.child(ITEM)
    }

    /// Whether these are the items of a list.
    pub fn is_item(self) -> bool {
        self.name() == ITEM
    }

    /// The key of this name in it.
    pub fn child(self, name: &str) -> Option<Self> {
        let number = *self.record().children.get(name)?;
        Some(Self { number, ..self })
    }

    /// Every use: by page, and in a page as written. A key written twice on a page has two.
    pub fn uses(self) -> &'s [Use] {
        &self.record().uses
    }

    /// The census that it is of.
    pub fn census(self) -> Census<'s> {
        self.census
    }

    /// The entries of the table that a use of the key stands in, the key's own among them; none for an item of a list.
    pub fn table(self, one: &Use) -> &'s [Entry] {
        let is_own = |entry: &Entry| entry.key == one.key && *entry.name == *self.name();
        let tables = self.root(one).map(|root| self.above(root)).unwrap_or_default();
        tables.into_iter().map(Node::entries).find(|entries| entries.iter().take(PER_PAGE).any(is_own)).unwrap_or_default()
    }

    /// The value of a use.
    pub fn node(self, one: &Use) -> Option<&'s Node> {
        self.below(self.root(one)?).into_iter().find(|node| node.span == one.value)
    }

    /// The text of the value of a use, without the blanks around it; `None` for a list and the like.
    pub fn text(self, one: &Use) -> Option<&'s str> {
        self.node(one)?.as_str().map(str::trim)
    }

    /// The front matter that a use stands in.
    fn root(self, one: &Use) -> Option<&'s Node> {
        let entry = self.census.site.pages.get(one.page as usize)?;
        entry.page.front_matter.as_ref()?.root.as_ref()
    }

    /// What the key may stand in below the top of a page.
    fn above(self, root: &'s Node) -> Vec<&'s Node> {
        self.parent().map_or_else(|| vec![root], |parent| parent.below(root))
    }

    /// All values of the key below the top of a page.
    fn below(self, root: &'s Node) -> Vec<&'s Node> {
        let mut nodes = Vec::new();
        for node in self.above(root) {
            if self.is_item() {
                nodes.extend(node.as_list().unwrap_or_default().iter().take(PER_PAGE));
            } else {
                let entries = node.entries().iter().take(PER_PAGE);
                nodes.extend(entries.filter(|entry| *entry.name == *self.name()).map(|entry| &entry.value));
            }
        }
        nodes
    }

    fn find(self, dotted: &str) -> Option<Self> {
        if dotted.is_empty() {
            return (self.number != 0).then_some(self);
        }
        if let Some(rest) = dotted.strip_prefix(ITEM) {
            return self.items()?.find(rest);
        }
        let rest = if self.number == 0 { dotted } else { dotted.strip_prefix('.')? };
        let ends = rest.match_indices(['.', '[']).map(|(end, _)| end).chain([rest.len()]);
        let mut found = ends.filter_map(|end| self.child(rest.get(..end)?)?.find(rest.get(end..)?));
        found.next()
    }

    fn record(self) -> &'s Record {
        &self.census.records.keys[self.number as usize]
    }
}

impl PartialEq for Key<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.number == other.number
    }
}
