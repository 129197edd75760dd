//! Rules about how lists are written.

mod blank_lines;
mod indent;
mod marker_space;
mod marker_style;
mod ordered_prefix;
mod same_level_indent;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &blank_lines::RULE,
    &indent::RULE,
    &marker_space::RULE,
    &marker_style::RULE,
    &ordered_prefix::RULE,
    &same_level_indent::RULE,
];
