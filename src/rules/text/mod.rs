//! Rules about the text of a file.

mod encoding;
mod merge_conflict;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&encoding::RULE, &merge_conflict::RULE];
