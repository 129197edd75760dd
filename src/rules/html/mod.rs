//! Rules about HTML among Markdown.

mod inline;
mod unclosed_comment;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&inline::RULE, &unclosed_comment::RULE];
