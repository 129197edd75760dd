//! Rules for readers who do not see the page as most do.

mod alt_text;
mod empty_heading;
mod link_text;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&alt_text::RULE, &empty_heading::RULE, &link_text::RULE];
