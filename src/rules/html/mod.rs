//! Rules about HTML among Markdown.

mod inline;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&inline::RULE];
