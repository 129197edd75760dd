//! In which forms dates are written.

use crate::{config::day_in, page::front_matter::DateForm};
use jiff::civil::Date;
use std::{cmp::Reverse, collections::BTreeMap};

/// More forms than these are no convention.
const MOST: usize = 3;

/// The few forms (in strftime notation) that all of these texts are written in, each often enough that it is meant; `None` when
/// there is no such thing.
pub(super) fn forms(texts: &[&str]) -> Option<Vec<String>> {
    let mut found: Vec<(DateForm, usize)> = Vec::new();
    for text in texts {
        let form = DateForm::read(text)?;
        match found.iter_mut().find(|(known, _)| *known == form) {
            Some((_, count)) => *count += 1,
            None => found.push((form, 1)),
        }
        if found.len() > MOST + 1 {
            return None;
        }
    }
    // `03/04/2024` is written like `31/01/2024` if there is one, and if none is written the other way round.
    let (certain, unclear): (Vec<_>, Vec<_>) = found.into_iter().partition(|(form, _)| form.is_certain());
    let is_told = |form: DateForm| certain.iter().filter(|(other, _)| other.fits(form)).count() == 1;
    if !unclear.iter().all(|(form, _)| is_told(*form)) {
        return None;
    }
    let mut certain = certain;
    certain.sort_by_key(|&(form, count)| (Reverse(count), form));
    let meant = certain.len() <= MOST && certain.iter().all(|&(_, count)| count > 1 || texts.len() == 1);
    let forms: Vec<String> = certain.into_iter().map(|(form, _)| form.strftime()).collect::<Option<_>>()?;
    let is_read = |text: &&str| forms.iter().any(|form| is_of(form, text));
    (meant && !forms.is_empty() && texts.iter().all(is_read)).then_some(forms)
}

/// The form in which most of these texts are written, and how many are.
pub(super) fn most(texts: &[&str]) -> Option<(String, usize)> {
    let mut found: BTreeMap<DateForm, usize> = BTreeMap::new();
    for form in texts.iter().filter_map(|text| DateForm::read(text)) {
        *found.entry(form).or_default() += 1;
    }
    let (form, _) = found.into_iter().max_by_key(|(_, count)| *count)?;
    let form = form.strftime()?;
    let count = texts.iter().filter(|text| is_of(&form, text)).count();
    Some((form, count))
}

/// Whether a date is written in this form.
pub(super) fn is_of(form: &str, text: &str) -> bool {
    day_in(form, text.trim()).is_some_and(|day| day.is_some())
}

/// Whether a date lies after today.
pub(super) fn is_ahead(forms: &[String], text: &str, today: Date) -> bool {
    forms.iter().find_map(|form| day_in(form, text.trim())?).is_some_and(|day| day > today)
}

/// Whether the dates of a key may lie ahead, as far as its name tells: all may but those that look back.
pub(super) fn may_lie_ahead(key: &str) -> bool {
    const PAST: [&str; 10] =
        ["last", "lastmod", "created", "updated", "modified", "changed", "edited", "reviewed", "translated", "written"];
    let lower = key.to_ascii_lowercase();
    !lower.split(|c: char| !c.is_alphanumeric()).any(|word| PAST.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_all_values() {
        let forms = |texts: &[&str]| forms(texts).map(|forms| forms.join(" | "));
        assert_eq!(forms(&["2024-01-31", "2024-02-01"]).as_deref(), Some("%Y-%m-%d"));
        let times = ["2025-05-16T17:00:00.000Z", "2025-08-14T13:50:17.355Z"];
        assert_eq!(forms(&times).as_deref(), Some("%Y-%m-%dT%H:%M:%S%.fZ"));
        assert_eq!(forms(&["31/01/2024", "13/02/2024", "03/04/2024"]).as_deref(), Some("%d/%m/%Y"));
        assert_eq!(forms(&["03/04/2024", "05/06/2024"]), None, "nobody can tell");
        assert_eq!(forms(&["31/01/2024", "13/02/2024", "02/13/2024", "02/14/2024", "03/04/2024"]), None, "nobody can tell");
        assert_eq!(forms(&["2024-01-31", "31.01.2024", "2024-02-01"]), None, "a form that is there once may be a slip");
        assert_eq!(forms(&["2024-01-31", "soon"]), None);
        assert_eq!(forms(&["2024-01-31", "2024-02-30"]), None);
        assert_eq!(forms(&["2024-1-5", "2024-1-6"]), None, "no format asks for figures that lack their zero");
    }

    #[test]
    fn what_looks_back_does_not_lie_ahead() {
        assert!(!may_lie_ahead("last_reviewed_at") && !may_lie_ahead("lastmod") && !may_lie_ahead("meta.created"));
        assert!(may_lie_ahead("date") && may_lie_ahead("expiryDate") && may_lie_ahead("review_by"));
    }
}
