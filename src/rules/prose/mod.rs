//! Rules about words.

mod repeated_word;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&repeated_word::RULE];
