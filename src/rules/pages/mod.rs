//! Rules about pages as a whole.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[];
