//! When a page is to be read again, and by whom.

use super::Site;
use crate::{
    config::{ReviewSettings, Set, Source},
    generator::{PageId, data::Meta},
    page::{
        Page,
        front_matter::{Chronic, Data, Interval, Node, Style, WrittenDay},
    },
    path::SitePath,
    text::Span,
};
use jiff::{civil::Date, fmt::strtime::BrokenDownTime};

/// What a page says about its next review.
#[derive(Clone, Debug, PartialEq)]
pub enum Review<'s> {
    /// There is a day.
    Due(Due<'s>),
    /// The time between two reviews cannot be read, so nobody is ever told.
    Unreadable {
        /// As written.
        text: &'s str,
        /// Where the page says so.
        span: Span,
        /// Whether the generator stops at it.
        stops: bool,
    },
}

/// The day by which a page is to be reviewed.
#[derive(Clone, Debug, PartialEq)]
pub struct Due<'s> {
    /// The day.
    pub day: Date,
    /// The day of the last review, if the page says it.
    pub reviewed: Option<Date>,
    /// The key that the day comes from.
    pub key: &'s str,
    /// The date in the page; `None` when a data file says it.
    pub span: Option<Span>,
    /// What is counted from the last review; `None` where the page names the day itself.
    pub interval: Option<Every<'s>>,
    /// Whether the day itself is too late already.
    pub before: bool,
}

/// The time between two reviews, and where it is written.
#[derive(Clone, Debug, PartialEq)]
pub enum Every<'s> {
    /// In the page.
    Page(Span),
    /// In a data file.
    Folder,
    /// In `handbook.toml`.
    Settings(&'s SitePath, Span),
}

/// Who has to review a page.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct PageOwners<'s> {
    /// Their names as written, with the place where the page itself says so.
    pub names: Vec<(&'s str, Option<Span>)>,
    /// The file that says so, where it is not the page: `CODEOWNERS`, say.
    pub file: Option<&'s str>,
}

/// Whether an owner is the one that is `meant`: letter case and a `@` or `#` before a name do not count, nor does an organisation
/// (`@org/team`) that is not given.
pub fn same_owner(owner: &str, meant: &str) -> bool {
    let (owner, meant) = (folded_owner(owner), folded_owner(meant));
    owner == meant || owner.rsplit_once('/').is_some_and(|(_, team)| team == meant)
}

/// An owner's name as it is compared: `@Acme/People` and `acme/people`, `#people` and `people` are the same.
pub fn folded_owner(name: &str) -> String {
    name.trim().trim_start_matches(['@', '#']).to_lowercase()
}

impl Due<'_> {
    /// Whether the review should have been done by now.
    pub fn is_overdue(&self, today: Date) -> bool {
        if self.before { self.day <= today } else { self.day < today }
    }
}

impl Site {
    /// Whether anything says when pages are to be reviewed.
    pub fn has_reviews(&self) -> bool {
        !self.facts.reviews.settings.is_empty()
    }

    /// The settings about a page, the weightiest first.
    fn review_settings<'s>(&'s self, page: &'s Page) -> impl Iterator<Item = &'s ReviewSettings> + Clone {
        self.facts.reviews.settings.iter().rev().filter(|settings| settings.files.matches(&page.path))
    }

    /// The first of some keys that a page has a value for: those of the settings, or the usual ones.
    fn first_of<'s>(
        &'s self,
        page: &'s Page,
        pick: fn(&ReviewSettings) -> Option<&Vec<Set<String>>>,
        usual: &'static [&'static str],
    ) -> Option<(&'s str, Meta<'s>)> {
        let has = |key: &'s str| {
            let meta = Meta::get(&self.facts.data, page, key)?;
            (!matches!(meta, Meta::Own(node, _) if is_blank(node))).then_some((key, meta))
        };
        match self.review_settings(page).find_map(pick) {
            Some(keys) => keys.iter().find_map(|set| has(&set.value)),
            None => usual.iter().find_map(|key| has(key)),
        }
    }

    /// When a page is to be reviewed; `None` when nothing says so, when it is not published, or when its date cannot be read, which
    /// is told elsewhere.
    pub fn review(&self, id: PageId) -> Option<Review<'_>> {
        if !self.has_reviews() {
            return None;
        }
        let entry = self.entry(id);
        let page = &*entry.page;
        self.review_settings(page).next()?;
        if entry.placement.withheld.is_some() {
            return None;
        }
        let reviewed = self.first_of(page, |settings| settings.reviewed_keys.as_ref(), &ReviewSettings::REVIEWED);
        let reviewed = reviewed.map(|(key, meta)| (key, meta, self.day(page, key, meta)));
        let last = reviewed.and_then(|(.., day)| day);
        if let Some((key, meta)) = self.first_of(page, |settings| settings.due_keys.as_ref(), &ReviewSettings::DUE) {
            let day = self.day(page, key, meta)?;
            return Some(Review::Due(Due { day, reviewed: last, key, span: place(meta), interval: None, before: false }));
        }
        let written = self.first_of(page, |settings| settings.interval_keys.as_ref(), &ReviewSettings::INTERVAL);
        let tech_docs = self.facts.reviews.tech_docs;
        let (interval, every) = match written {
            Some((_, meta)) => {
                let text = meta.as_str()?;
                let interval = match Interval::chronic(text) {
                    Chronic::Counts(interval) if tech_docs => Some(interval),
                    Chronic::Unknown if tech_docs => return None,
                    Chronic::Nothing if tech_docs => None,
                    _ => Interval::read(text),
                };
                match (interval, meta) {
                    (Some(interval), Meta::Own(node, _)) => (interval, Every::Page(node.span)),
                    (Some(interval), Meta::Given(_)) => (interval, Every::Folder),
                    (None, Meta::Own(node, _)) => return Some(Review::Unreadable { text, span: node.span, stops: tech_docs }),
                    (None, Meta::Given(_)) => return None,
                }
            }
            None => self.review_settings(page).find_map(|settings| {
                let set = settings.interval.as_ref()?;
                Some((set.value, Every::Settings(&settings.file, set.span)))
            })?,
        };
        let (key, meta, last) = reviewed?;
        let last = last?;
        let day = interval.after(last)?;
        Some(Review::Due(Due { day, reviewed: Some(last), key, span: place(meta), interval: Some(every), before: tech_docs }))
    }

    /// The day as its figures say it, whatever a generator would make of an impossible one. What can be two days is read in the
    /// format that `[[front-matter]]` asks for.
    fn day(&self, page: &Page, key: &str, meta: Meta<'_>) -> Option<Date> {
        let text = meta.as_str()?.trim();
        let written = WrittenDay::read(text);
        if let Some(WrittenDay::YearFirst(_) | WrittenDay::YearLast(_)) = written {
            return written?.day();
        }
        let mut formats = self.schemas_of(page).filter_map(|schema| schema.dates.get(key)).flat_map(|set| &set.value);
        formats.find_map(|format| BrokenDownTime::parse(&format.value, text).ok()?.to_date().ok())
    }

    /// Whether a page says nothing at all about reviews, although the settings are about it.
    pub fn is_unreviewed(&self, id: PageId) -> bool {
        let entry = self.entry(id);
        let page = &*entry.page;
        let has = |pick, usual| self.first_of(page, pick, usual).is_some();
        entry.url().is_some()
            && self.review_settings(page).next().is_some()
            && !has(|settings| settings.reviewed_keys.as_ref(), &ReviewSettings::REVIEWED)
            && !has(|settings| settings.due_keys.as_ref(), &ReviewSettings::DUE)
    }

    /// Where everybody stands who can own a page, and the settings that say so.
    pub fn owner_sources<'s>(&'s self, page: &'s Page) -> Option<(&'s ReviewSettings, &'s [Set<Source>])> {
        self.review_settings(page).find_map(|settings| Some((settings, settings.owners.as_deref()?)))
    }

    /// Who owns a page: whom it names, else whom the generator's configuration names for all, else whom `CODEOWNERS` does.
    pub fn owners(&self, id: PageId) -> PageOwners<'_> {
        let page = self.page(id);
        let mut owners = PageOwners::default();
        if let Some((_, meta)) = self.first_of(page, |settings| settings.owner_keys.as_ref(), &ReviewSettings::OWNER) {
            match meta {
                Meta::Own(node, _) => {
                    let named = node.items().iter().filter_map(|node| Some((node.as_str()?.trim(), Some(node.span))));
                    owners.names.extend(named.filter(|(name, _)| !name.is_empty()));
                }
                Meta::Given(_) => owners.names.extend(meta.as_str().map(|name| (name, None))),
            }
        }
        if !owners.names.is_empty() {
            return owners;
        }
        if let Some((name, file)) = &self.facts.reviews.default_owner {
            return PageOwners { names: vec![(name, None)], file: Some(file) };
        }
        if let Some(code_owners) = &self.facts.code_owners {
            let names: Vec<_> = code_owners.of(&page.path).into_iter().map(|owner| (&*owner.name, None)).collect();
            let file = (!names.is_empty()).then_some(code_owners.path.as_str());
            return PageOwners { names, file };
        }
        owners
    }
}

fn is_blank(node: &Node) -> bool {
    match &node.data {
        Data::Scalar(scalar) => {
            scalar.style == Style::Null || scalar.text.trim().is_empty() || matches!(&*scalar.text, "~" | "null")
        }
        Data::Sequence(items) => items.is_empty(),
        Data::Mapping(_) | Data::Alias(_) => true,
    }
}

fn place(meta: Meta<'_>) -> Option<Span> {
    match meta {
        Meta::Own(node, _) => Some(node.span),
        Meta::Given(_) => None,
    }
}
