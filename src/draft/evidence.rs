//! What the values of a key have in common.

use super::{dates, keys::Keys, nodes::counted};
use crate::{
    config::ValueType,
    page::{dialect::Scalars, front_matter::Node},
    site::census::{Key, Kind},
};
use jiff::civil::Date;
use std::cmp::Reverse;

/// A type, a form or a list of values is asked for when so many pages show it; fewer may be chance.
pub(super) const FEW: usize = 5;
/// Values are told apart from free text by their number and by how often each comes back.
const VALUES: usize = 10;
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
    /// Of the values of a key on all pages.
    pub(super) fn of(key: Key<'_>, keys: &Keys<'_>, today: Date) -> Self {
        let scalars = key.census().site().facts.dialect.front_matter.scalars;
        let tally = key.tally(&keys.all);
        let nodes = key.uses_in(&keys.all).filter_map(|one| keys.nodes.node(one));
        let full: Vec<&Node> = nodes.filter(|node| !node.is_empty(scalars)).collect();
        let mut evidence = Self { pages: tally.having, empty: tally.having - tally.filled, ..Self::default() };
        if full.len() < FEW {
            return evidence;
        }
        evidence.types(&full, scalars);
        let is_text = evidence.types == [ValueType::String];
        let texts: Vec<&str> = full.iter().filter_map(|node| node.as_str()).collect();
        if is_text && tally.of_kind(Kind::Text) == full.len() {
            evidence.values(&texts);
        }
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
            let trimmed: Vec<&str> = texts.iter().map(|text| text.trim()).collect();
            evidence.unique = texts.len() == full.len() && counted(&trimmed).first().is_some_and(|(_, most)| *most == 1);
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
        let count = |wanted: &ValueType| full.iter().filter(|node| wanted.fits(node, scalars)).count();
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
        let either = |node: &&&Node| ValueType::String.fits(node, scalars) || texts().fits(node, scalars);
        if full.iter().filter(either).count() == full.len() {
            self.types = vec![ValueType::String, texts()];
            return;
        }
        let best = candidates.iter().zip(&counts).min_by_key(|(_, count)| Reverse(**count));
        self.almost = best.filter(|(_, count)| is_almost(**count, full.len())).map(|(best, count)| (best.clone(), *count));
    }

    fn values(&mut self, texts: &[&str]) {
        let values = counted(texts);
        let often: Vec<(&str, usize)> = values.iter().copied().take_while(|(_, count)| *count >= AGAIN).collect();
        let owned = |values: &[(&str, usize)]| values.iter().map(|&(text, count)| (text.to_owned(), count)).collect();
        let of: usize = often.iter().map(|(_, count)| count).sum();
        if is_choice(&values) {
            self.values = owned(&values);
        } else if are_names(&often) && is_almost(of, texts.len()) {
            self.almost_values = Some((owned(&often), texts.len() - of));
        }
    }
}

/// Whether all values are a choice of a few: each is used again and again, and is short.
pub(super) fn is_choice(values: &[(&str, usize)]) -> bool {
    values.iter().all(|(_, count)| *count >= AGAIN) && are_names(values)
}

fn are_names(values: &[(&str, usize)]) -> bool {
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
