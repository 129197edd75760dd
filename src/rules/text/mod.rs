//! Rules about the text of a file.

mod merge_conflict;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&merge_conflict::RULE];
