//! Rules about HTML in Markdown.

mod unclosed_comment;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&unclosed_comment::RULE];
