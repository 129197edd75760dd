//! What the pages of a scope have in common in their use of a key.

use super::{Key, Kind, Scope, Use};
use crate::page::front_matter::DateForm;
use rustc_hash::FxHashMap;

/// How the pages of a scope use a key.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Pages of the scope.
    pub pages: usize,
    /// Pages that have the key.
    pub having: usize,
    /// Pages on which it has a value that is not empty.
    pub filled: usize,
    /// Uses, which are more than pages for items of lists.
    pub uses: usize,
    kinds: [usize; Kind::ALL.len()],
    /// The forms of dates, each with how often it is used: the most used first.
    pub forms: Vec<(DateForm, usize)>,
}

/// The values of a key on the pages of a scope.
#[derive(Clone, Debug, Default)]
pub struct Values<'s> {
    /// Each text with how often it is used: the most used first, then as in the alphabet. At most as many as were asked for.
    pub most_used: Vec<(&'s str, usize)>,
    /// How many different texts there are.
    pub distinct: usize,
    /// How many values are single values with a text; lists, tables and what is empty are none.
    pub total: usize,
}

impl Tally {
    /// Whether every page of the scope has the key.
    pub fn is_on_all(&self) -> bool {
        self.pages > 0 && self.having == self.pages
    }

    /// Whether every page of the scope has the key, with a value that is not empty.
    pub fn is_filled_on_all(&self) -> bool {
        self.pages > 0 && self.filled == self.pages
    }

    /// How many of the uses are of a kind.
    pub fn of_kind(&self, kind: Kind) -> usize {
        self.kinds.get(kind as usize).copied().unwrap_or_default()
    }

    /// The kinds that there are, each with how often: the most used first.
    pub fn kinds(&self) -> Vec<(Kind, usize)> {
        let mut kinds: Vec<_> = Kind::ALL.into_iter().zip(self.kinds).filter(|(_, count)| *count > 0).collect();
        kinds.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        kinds
    }

    /// The one kind that all values have; what is empty says nothing, and may be among them. `None` if there are several, or if
    /// anything among them cannot be told.
    pub fn only_kind(&self) -> Option<Kind> {
        let mut kinds = self.kinds().into_iter().map(|(kind, _)| kind).filter(|kind| *kind != Kind::Empty);
        let first = kinds.next()?;
        (kinds.next().is_none() && first != Kind::Unknown).then_some(first)
    }
}

impl Values<'_> {
    /// Whether there are at least two values, and no two pages share one.
    pub fn are_unique(&self) -> bool {
        self.total > 1 && self.distinct == self.total
    }
}

impl<'s> Key<'s> {
    /// Counts how the pages of a scope use the key.
    pub fn tally(self, scope: &Scope<'_>) -> Tally {
        let mut tally = Tally { pages: scope.len(), ..Tally::default() };
        let mut forms: FxHashMap<DateForm, usize> = FxHashMap::default();
        let (mut last, mut last_filled) = (None, None);
        for one in self.uses_in(scope) {
            tally.uses += 1;
            if let Some(count) = tally.kinds.get_mut(one.kind as usize) {
                *count += 1;
            }
            if let Some(form) = one.form {
                *forms.entry(form).or_default() += 1;
            }
            if last != Some(one.page) {
                tally.having += 1;
                last = Some(one.page);
            }
            if one.kind != Kind::Empty && last_filled != Some(one.page) {
                tally.filled += 1;
                last_filled = Some(one.page);
            }
        }
        tally.forms = forms.into_iter().collect();
        tally.forms.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(&other.0)));
        tally
    }

    /// Counts the values on the pages of a scope: single values with a text. `most` bounds how many of them are named, and each
    /// that is must be found in its page again, so that a list of all values of a long handbook is not made by accident.
    pub fn values(self, scope: &Scope<'_>, most: usize) -> Values<'s> {
        let mut counts: FxHashMap<u64, (usize, &'s Use)> = FxHashMap::default();
        let mut values = Values::default();
        for one in self.uses_in(scope).filter(|one| one.hash != 0) {
            counts.entry(one.hash).or_insert((0, one)).0 += 1;
            values.total += 1;
        }
        values.distinct = counts.len();
        let mut sorted: Vec<_> = counts.into_values().collect();
        sorted.sort_by_key(|(count, one)| (std::cmp::Reverse(*count), one.page, one.value));
        sorted.truncate(most);
        values.most_used = sorted.into_iter().map(|(count, one)| (self.text(one).unwrap_or_default(), count)).collect();
        values.most_used.sort_by(|one, other| other.1.cmp(&one.1).then(one.0.cmp(other.0)));
        values
    }
}
