//! Rules about the settings and comments of the linter itself, which reports them as it meets them.

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[&CONFIG, &UNKNOWN_RULE, &UNUSED_SUPPRESSION];

static CONFIG: Rule = Rule::engine("lint/config", include_str!("../../../rules/lint/config.md"));
static UNKNOWN_RULE: Rule = Rule::engine("lint/unknown-rule", include_str!("../../../rules/lint/unknown-rule.md"));
static UNUSED_SUPPRESSION: Rule =
    Rule::engine("lint/unused-suppression", include_str!("../../../rules/lint/unused-suppression.md"));
