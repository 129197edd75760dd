//! Rules about emphasis: `*words*` and `**words**`.

mod spaces;
mod strong_style;
mod style;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&spaces::RULE, &strong_style::RULE, &style::RULE];
