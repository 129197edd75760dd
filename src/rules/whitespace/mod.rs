//! Rules about blanks, blank lines and the length of lines.

mod blockquote_blank;
mod blockquote_spaces;
mod final_newline;
mod hard_tabs;
mod line_length;
mod multiple_blank_lines;
mod rule_style;
mod trailing;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &blockquote_blank::RULE,
    &blockquote_spaces::RULE,
    &final_newline::RULE,
    &hard_tabs::RULE,
    &line_length::RULE,
    &multiple_blank_lines::RULE,
    &rule_style::RULE,
    &trailing::RULE,
];
