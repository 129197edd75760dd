//! Rules about the menu.

mod cycle;
mod duplicate_key;
mod missing_parent;
mod order_clash;
mod unreachable;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] =
    &[&cycle::RULE, &duplicate_key::RULE, &missing_parent::RULE, &order_clash::RULE, &unreachable::RULE];
