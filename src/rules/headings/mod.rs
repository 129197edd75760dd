//! Rules about headings.

mod duplicate;
mod duplicate_id;
mod empty_id;
mod increment;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&duplicate::RULE, &duplicate_id::RULE, &empty_id::RULE, &increment::RULE];
