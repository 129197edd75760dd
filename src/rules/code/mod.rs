//! Rules about code.

mod nested_fence;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&nested_fence::RULE];
