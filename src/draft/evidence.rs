//! What the values of a key have in common.

use super::dates;
use crate::{
    config::ValueType,
    page::{dialect::Scalars, front_matter::Node},
    rules::front_matter::{fits, is_empty},
    site::census::{Key, Kind, Scope, Values},
};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A type, a form or a list of values is asked for when so many pages show it; fewer may be chance.
pub(super) const FEW: usize = 5;
/// Values are told apart from free text by their number and by how often each comes back.
pub(super) const VALUES: usize = 10;
/// The least that each of the values of an `enum` is used.
const AGAIN: usize = 5;
/// Longer texts are no names of a choice; in characters.
const NAME: usize = 40;
/// Values are called different on purpose when so many pages show it.
const UNIQUE: usize = 10;

/// What the values of one key have in common on some pages.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Evidence {
    /// The pages that have the key.
    pub(super) pages: usize,
    /// Those of them that leave it empty.
    pub(super) empty: usize,
    /// What all values are.
    pub(super) types: Vec<ValueType>,
    /// What most values are, and how many, where not all are the same.
    pub(super) almost: Option<(ValueType, usize)>,
    /// The few values that all pages choose from, the most frequent first, each with its number.
    pub(super) values: Vec<(String, usize)>,
    /// As `values`, where a few pages have something else; then the number of the others.
    pub(super) almost_values: Option<(Vec<(String, usize)>, usize)>,
    /// The forms in which all dates are written, in strftime notation.
    pub(super) dates: Vec<String>,
    /// The form in which nearly all dates are written, and how many, where not all are in few forms.
    pub(super) almost_dates: Option<(String, usize)>,
    /// One of these dates.
    pub(super) sample: String,
    /// Whether some of the dates lie ahead, or may by their name.
    pub(super) ahead: bool,
    /// Whether no two pages have the same value, and that is no chance.
    pub(super) unique: bool,
}

impl Evidence {
    /// Of the values of a key on some pages.
    pub(super) fn of(key: Key<'_>, scope: &Scope<'_>, today: Date) -> Self {
        let scalars = key.census().site().facts.dialect.front_matter.scalars;
        let tally = key.tally(scope);
        let nodes = key.uses_in(scope).filter_map(|one| key.node(one));
        let full: Vec<&Node> = nodes.filter(|node| !is_empty(node, scalars)).collect();
        let mut evidence = Self { pages: tally.having, empty: tally.having - tally.filled, ..Self::default() };
        if full.len() < FEW {
            return evidence;
        }
        evidence.types(&full, scalars);
        let is_text = evidence.types == [ValueType::String];
        if is_text && tally.of_kind(Kind::Text) == full.len() {
            evidence.values(key, scope);
        }
        let texts: Vec<&str> = full.iter().filter_map(|node| node.as_str()).collect();
        // A table in the place of a date is told by its own keys.
        let in_tables = tally.of_kind(Kind::Table);
        let are_dates = tally.of_kind(Kind::Date) > in_tables && texts.len() >= FEW && texts.len() + in_tables == full.len();
        if is_text || are_dates {
            if let Some(forms) = dates::forms(&texts) {
                let name = key.name();
                evidence.ahead = dates::may_lie_ahead(name) || texts.iter().any(|text| dates::is_ahead(&forms, text, today));
                let first = forms.first().map(String::as_str).unwrap_or_default();
                let sample = texts.iter().find(|text| dates::is_of(first, text));
                evidence.sample = sample.map_or_else(String::new, |text| text.trim().to_owned());
                evidence.dates = forms;
            } else {
                evidence.almost_dates = dates::most(&texts).filter(|(_, count)| is_almost(*count, full.len()));
            }
        }
        let may_be_unique = evidence.dates.is_empty() && evidence.values.is_empty() && full.len() >= UNIQUE;
        if may_be_unique && tells_apart(key) {
            let values = key.values(scope, 0);
            evidence.unique = values.are_unique() && values.total == full.len();
        }
        evidence
    }

    fn types(&mut self, full: &[&Node], scalars: Scalars) {
        let many = |item| ValueType::List(Some(Box::new(item)));
        let texts = || many(ValueType::String);
        // From the narrow to the wide: the first that holds is the one that is meant.
        let candidates = [
            ValueType::Boolean,
            ValueType::Integer,
            ValueType::Number,
            ValueType::Date,
            ValueType::String,
            texts(),
            many(ValueType::Integer),
            many(ValueType::Table),
            ValueType::List(None),
            ValueType::Table,
        ];
        let count = |wanted: &ValueType| full.iter().filter(|node| fits(node, wanted, scalars)).count();
        let counts: Vec<usize> = candidates.iter().map(count).collect();
        let surely = |at: usize| counts.get(at) == Some(&full.len());
        if let Some(found) = (0..candidates.len()).find(|&at| surely(at)) {
            let mut found = candidates[found].clone();
            // A few whole numbers do not say that a half may not stand between two of them.
            if found == ValueType::Integer && full.len() < UNIQUE {
                found = ValueType::Number;
            }
            self.types = vec![found];
            return;
        }
        // One or several, written as the page needs it.
        let either = |node: &&&Node| fits(node, &ValueType::String, scalars) || fits(node, &texts(), scalars);
        if full.iter().filter(either).count() == full.len() {
            self.types = vec![ValueType::String, texts()];
            return;
        }
        let best = candidates.iter().zip(&counts).min_by_key(|(_, count)| Reverse(**count));
        self.almost = best.filter(|(_, count)| is_almost(**count, full.len())).map(|(best, count)| (best.clone(), *count));
    }

    fn values(&mut self, key: Key<'_>, scope: &Scope<'_>) {
        let values = key.values(scope, VALUES + 1);
        // Blanks around a value are not counted, but they make another value of it.
        let is_exact = |text: &str| text.trim() == text;
        if !key.uses_in(scope).filter_map(|one| key.node(one)?.as_str()).all(is_exact) {
            return;
        }
        let often: Vec<(String, usize)> =
            values.most_used.iter().filter(|(_, count)| *count >= AGAIN).map(|&(text, count)| (text.to_owned(), count)).collect();
        if is_choice(&values) {
            self.values = often;
            return;
        }
        let of: usize = often.iter().map(|(_, count)| count).sum();
        if are_names(&often) && of >= often.len() * FEW && is_almost(of, values.total) {
            self.almost_values = Some((often, values.total - of));
        }
    }
}

/// Whether all values are a choice of a few: each is used again and again, and is short. At least [`VALUES`] `+ 1` values must
/// have been asked for.
pub(super) fn is_choice(values: &Values<'_>) -> bool {
    let again = values.most_used.iter().all(|(_, count)| *count >= AGAIN);
    let names: Vec<(String, usize)> = values.most_used.iter().map(|&(text, count)| (text.to_owned(), count)).collect();
    values.distinct == names.len() && again && values.total >= values.distinct * FEW && are_names(&names)
}

fn are_names(values: &[(String, usize)]) -> bool {
    (2..=VALUES).contains(&values.len()) && values.iter().all(|(text, _)| is_name(text))
}

/// Whether a text may be the name of a choice.
pub(super) fn is_name(text: &str) -> bool {
    let odd = |c: char| c.is_control() || matches!(c, '/' | '\\' | '<' | '@');
    text.chars().count() <= NAME && text.trim() == text && !text.contains(odd)
}

/// Whether so many of all is nearly all: worth a line that a person may take the `#` away from.
pub(super) fn is_almost(count: usize, of: usize) -> bool {
    of >= 20 && count < of && count * 100 >= of * 95
}

/// Whether a key is there to tell pages apart, by its name. Other values differ by chance, or because they are long.
fn tells_apart(key: Key<'_>) -> bool {
    const NAMES: [&str; 8] = ["key", "id", "identifier", "slug", "permalink", "uid", "uuid", "guid"];
    let name = key.name().to_ascii_lowercase();
    let last = name.rsplit(['_', '-']).next().unwrap_or(&name);
    // In a table it is often the address of something else.
    NAMES.contains(&last) || name.ends_with("title") || matches!(last, "url" | "number" | "canonical") && key.parent().is_none()
}
