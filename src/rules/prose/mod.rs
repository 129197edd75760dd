//! Rules about words.

mod proper_names;
mod repeated_word;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&proper_names::RULE, &repeated_word::RULE];
