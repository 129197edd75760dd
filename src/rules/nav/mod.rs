//! Rules about the menu.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[];
