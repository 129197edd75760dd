//! Rules about blanks, blank lines and the length of lines.

mod trailing;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&trailing::RULE];
