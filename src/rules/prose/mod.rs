//! Rules about words.

mod forbidden_terms;
mod inclusive;
mod misspelling;
mod proper_names;
mod readability;
mod repeated_word;
mod terminology;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &forbidden_terms::RULE,
    &inclusive::RULE,
    &misspelling::RULE,
    &proper_names::RULE,
    &readability::RULE,
    &repeated_word::RULE,
    &terminology::RULE,
];
