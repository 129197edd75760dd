//! Rules for readers who do not see the page as most do.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[];
