//! Rules about front matter.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[];
