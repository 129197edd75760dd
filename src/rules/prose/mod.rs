//! Rules about words.

mod forbidden_terms;
mod inclusive;
mod proper_names;
mod repeated_word;
mod terminology;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] =
    &[&forbidden_terms::RULE, &inclusive::RULE, &proper_names::RULE, &repeated_word::RULE, &terminology::RULE];
