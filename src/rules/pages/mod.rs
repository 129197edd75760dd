//! Rules about pages as a whole.

mod duplicate_title;
mod empty_page;
mod unreachable_name;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&duplicate_title::RULE, &empty_page::RULE, &unreachable_name::RULE];
