//! Unique ids for the headings of one page.

use std::collections::hash_map::Entry;

use rustc_hash::FxHashMap;

use super::{Numbering, govuk_tech_docs::Outline, id_attribute::IdAttribute};

/// The ids a page's headings get, one after the other in document order.
#[derive(Debug)]
pub struct Anchors {
    numbering: Numbering,
    /// Each id in use, with the last number tried after it.
    taken: FxHashMap<String, u64>,
    id_attribute: IdAttribute,
    outline: Outline,
}

/// What an explicit id does to the page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reserved {
    /// It stands as written.
    Kept,
    /// It stands, and a heading before it that had been given this id gets another one.
    Renames {
        /// Which heading: the number of [`Anchors::assign`] calls before its own.
        heading: usize,
        /// The id it has from now on.
        to: String,
    },
    /// The generator stops the build over it: the id is already in use.
    Fails,
}

impl Anchors {
    /// A page without ids.
    pub fn new(numbering: Numbering) -> Self {
        Self { numbering, taken: FxHashMap::default(), id_attribute: IdAttribute::default(), outline: Outline::default() }
    }

    /// Notes an explicit id, in document order. Whose ids count differs: see [`Numbering`].
    pub fn reserve(&mut self, id: &str) -> Reserved {
        match self.numbering {
            Numbering::IdAttribute => return self.id_attribute.reserve(id),
            Numbering::MarkdownItAnchor => {
                if self.taken.insert(id.to_owned(), 0).is_some() {
                    return Reserved::Fails;
                }
            }
            Numbering::Hugo | Numbering::PythonMarkdown => {
                self.taken.entry(id.to_owned()).or_insert(0);
            }
            Numbering::GithubSlugger
            | Numbering::Astro5
            | Numbering::Marked
            | Numbering::Github
            | Numbering::MdBook
            | Numbering::Kramdown
            | Numbering::GovukTechDocs
            | Numbering::None => {}
        }
        Reserved::Kept
    }

    /// As [`assign`](Self::assign), for a heading of this level (1–6), by which some tell equal headings apart.
    pub fn assign_at(&mut self, slug: String, level: u8) -> Option<String> {
        match self.numbering {
            Numbering::GovukTechDocs => Some(self.outline.assign(slug, level)).filter(|id| !id.is_empty()),
            _ => self.assign(slug),
        }
    }

    /// The id of the next heading without an explicit one, made from its `slug`. `None` when it ends up without a usable id.
    ///
    /// Empty headings (`##` and nothing else) are numbered as well, except by Hugo and `IdAttributePlugin`, which give them
    /// no id: leave those out.
    pub fn assign(&mut self, slug: String) -> Option<String> {
        let id = match self.numbering {
            Numbering::GithubSlugger | Numbering::Marked | Numbering::MarkdownItAnchor => self.first_free(slug),
            Numbering::Astro5 => {
                let mut id = self.first_free(slug);
                if id.ends_with('-') {
                    id.pop();
                }
                id
            }
            Numbering::Hugo if slug.is_empty() => self.first_free("heading".to_owned()),
            Numbering::Hugo => self.first_free(slug),
            Numbering::Github | Numbering::MdBook | Numbering::Kramdown => self.counted(slug),
            Numbering::PythonMarkdown => self.counted_on(slug),
            Numbering::IdAttribute => self.id_attribute.assign(slug),
            Numbering::GovukTechDocs => self.outline.assign(slug, 1),
            Numbering::None => slug,
        };
        (!id.is_empty()).then_some(id)
    }

    /// `slug`, or the first of `slug-1`, `slug-2` … that nothing on the page has.
    fn first_free(&mut self, slug: String) -> String {
        let Some(&last) = self.taken.get(&slug) else {
            self.taken.insert(slug.clone(), 0);
            return slug;
        };
        self.number(&slug, '-', last)
    }

    /// `slug`, then `slug-1`, `slug-2` … whether or not another heading has that id.
    fn counted(&mut self, slug: String) -> String {
        match self.taken.entry(slug) {
            Entry::Vacant(base) => base.insert_entry(0).key().clone(),
            Entry::Occupied(mut base) => {
                *base.get_mut() += 1;
                format!("{}-{}", base.key(), base.get())
            }
        }
    }

    /// `slug`, or with `_1`, `_2` … after it; a number that the slug ends in is counted up.
    fn counted_on(&mut self, slug: String) -> String {
        if !slug.is_empty() && !self.taken.contains_key(&slug) {
            return self.first_free(slug);
        }
        let numbered = slug.rsplit_once('_').filter(|(_, digits)| digits.bytes().all(|digit| digit.is_ascii_digit()));
        match numbered.and_then(|(base, digits)| Some((base, digits.parse::<u64>().ok()?))) {
            // The base's own count would begin too low here, and where it stands says nothing about these numbers.
            Some((base, number)) => {
                let base = base.to_owned();
                let (_, id) = self.free_after(&base, '_', number);
                self.taken.insert(id.clone(), 0);
                id
            }
            None => {
                let last = self.taken.get(&slug).copied().unwrap_or_default();
                self.number(&slug, '_', last)
            }
        }
    }

    /// Takes the first free number after `last`, and remembers it for the next heading of this base.
    fn number(&mut self, base: &str, separator: char, last: u64) -> String {
        let (number, id) = self.free_after(base, separator, last);
        self.taken.insert(id.clone(), 0);
        if let Some(last) = self.taken.get_mut(base) {
            *last = number;
        }
        id
    }

    fn free_after(&self, base: &str, separator: char, last: u64) -> (u64, String) {
        let mut number = last;
        loop {
            number = number.wrapping_add(1);
            let id = format!("{base}{separator}{number}");
            if !self.taken.contains_key(&id) {
                return (number, id);
            }
        }
    }
}
