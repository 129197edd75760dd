//! Rules about template tags: Liquid, Nunjucks, shortcodes.

mod unclosed;
mod unknown;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&unclosed::RULE, &unknown::RULE];
