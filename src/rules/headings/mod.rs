//! Rules about headings.

mod anchor_collision;
mod duplicate;
mod duplicate_id;
mod empty_id;
mod empty_section;
mod increment;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] =
    &[&anchor_collision::RULE, &duplicate::RULE, &duplicate_id::RULE, &empty_id::RULE, &empty_section::RULE, &increment::RULE];
