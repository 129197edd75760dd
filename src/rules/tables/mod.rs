//! Rules about tables.

mod blank_lines;
mod column_count;
mod format;
mod pipe_style;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&blank_lines::RULE, &column_count::RULE, &format::RULE, &pipe_style::RULE];
