//! Rules about headings.

mod anchor_collision;
mod atx_many_spaces;
mod atx_missing_space;
mod blank_lines;
mod closed_many_spaces;
mod closed_missing_space;
mod duplicate;
mod duplicate_id;
mod emphasis_as_heading;
mod empty_id;
mod empty_section;
mod first_line;
mod increment;

mod required_structure;
mod single_title;

mod start_left;
mod style;
mod trailing_punctuation;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &anchor_collision::RULE,
    &atx_many_spaces::RULE,
    &atx_missing_space::RULE,
    &blank_lines::RULE,
    &closed_many_spaces::RULE,
    &closed_missing_space::RULE,
    &duplicate::RULE,
    &duplicate_id::RULE,
    &emphasis_as_heading::RULE,
    &empty_id::RULE,
    &empty_section::RULE,
    &first_line::RULE,
    &increment::RULE,
    &required_structure::RULE,
    &single_title::RULE,
    &start_left::RULE,
    &style::RULE,
    &trailing_punctuation::RULE,
];
