//! Rules about where links lead.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[];
