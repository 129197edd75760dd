//! Which pages are translations of each other.

use super::{Entry, Site};
use crate::generator::{Locale, PageId};
use rustc_hash::FxHashMap;

/// The pages that have translations, by what they have in common.
#[derive(Debug, Default)]
pub(super) struct Translations {
    groups: FxHashMap<String, Vec<(u16, PageId)>>,
}

impl Translations {
    fn new(pages: &[Entry]) -> Self {
        let mut groups: FxHashMap<String, Vec<(u16, PageId)>> = FxHashMap::default();
        for (id, entry) in pages.iter().enumerate() {
            let placement = &entry.placement;
            if let Some(locale) = placement.locale.filter(|_| !placement.translation.is_empty()) {
                groups.entry(placement.translation.clone()).or_default().push((locale, id as PageId));
            }
        }
        Self { groups }
    }
}

impl Site {
    /// The language of a page, where the site has several.
    pub fn locale(&self, id: PageId) -> Option<&Locale> {
        self.facts.locales.value.get(usize::from(self.entry(id).placement.locale?))
    }

    /// The page that says the same as `id` in the language of `like`.
    pub fn translation(&self, id: PageId, like: PageId) -> Option<PageId> {
        self.in_locale(id, self.entry(like).placement.locale?)
    }

    /// The page that a translation is made from; `None` for one that is in the source language itself, or when there is none.
    pub fn translated_from(&self, id: PageId) -> Option<PageId> {
        let locale = self.locale(id)?;
        let source = self.facts.locales.value.iter().position(|locale| locale.source)?;
        if locale.source { None } else { self.in_locale(id, source as u16) }
    }

    fn in_locale(&self, id: PageId, locale: u16) -> Option<PageId> {
        let key = &self.entry(id).placement.translation;
        let translations = self.translations.get_or_init(|| Translations::new(&self.pages));
        let group = translations.groups.get(key).filter(|_| !key.is_empty())?;
        group.iter().find(|(of, _)| *of == locale).map(|&(_, page)| page)
    }
}
