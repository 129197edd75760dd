//! Rules about headings.

mod increment;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&increment::RULE];
