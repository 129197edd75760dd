//! Rules about code: blocks of it, and spans in the text.

mod block_style;
mod fence_blank_lines;
mod fence_language;
mod fence_style;
mod nested_fence;
mod shell_prompt;
mod span_space;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &block_style::RULE,
    &fence_blank_lines::RULE,
    &fence_language::RULE,
    &fence_style::RULE,
    &nested_fence::RULE,
    &shell_prompt::RULE,
    &span_space::RULE,
];
