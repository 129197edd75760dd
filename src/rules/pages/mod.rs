//! Rules about pages as a whole.

mod duplicate_title;
mod empty_page;
mod oversized_asset;
mod unreachable_name;
mod unused_asset;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] =
    &[&duplicate_title::RULE, &empty_page::RULE, &oversized_asset::RULE, &unreachable_name::RULE, &unused_asset::RULE];
