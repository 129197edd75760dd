//! Rules about footnotes.

mod broken;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&broken::RULE];
