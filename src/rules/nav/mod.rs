//! Rules about the menu.

mod cycle;
mod duplicate_key;
mod missing_parent;
mod missing_target;
mod not_listed;
mod order_clash;
mod unpublished_entry;
mod unreachable;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &cycle::RULE,
    &duplicate_key::RULE,
    &missing_parent::RULE,
    &missing_target::RULE,
    &not_listed::RULE,
    &order_clash::RULE,
    &unpublished_entry::RULE,
    &unreachable::RULE,
];
