//! Rules about the text of a file.

mod encoding;
mod invisible_characters;
mod merge_conflict;
mod todo_marker;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&encoding::RULE, &invisible_characters::RULE, &merge_conflict::RULE, &todo_marker::RULE];
