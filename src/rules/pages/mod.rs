//! Rules about pages as a whole.

mod unreachable_name;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&unreachable_name::RULE];
