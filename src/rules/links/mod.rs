//! Rules about where links lead.

mod bare_url;
mod base_path;
mod broken_anchor;
mod broken_asset;
mod broken_file;
mod broken_page;
mod broken_redirect;
mod broken_reference;
mod case_mismatch;
mod destination_space;
mod empty;
mod hidden_body;
mod malformed;
mod orphan_page;
mod outside_root;
mod placeholder;
mod redirected;
mod resolves_elsewhere;
mod reversed;
mod self_site_url;
mod style;
mod text_space;
mod undefined_label;
mod unpublished_target;
mod unused_definition;
mod url_collision;

use crate::rule::Rule;

pub(super) static RULES: &[&Rule] = &[
    &bare_url::RULE,
    &base_path::RULE,
    &broken_anchor::RULE,
    &broken_asset::RULE,
    &broken_file::RULE,
    &broken_page::RULE,
    &broken_redirect::RULE,
    &broken_reference::RULE,
    &case_mismatch::RULE,
    &destination_space::RULE,
    &empty::RULE,
    &hidden_body::RULE,
    &malformed::RULE,
    &orphan_page::RULE,
    &outside_root::RULE,
    &placeholder::RULE,
    &redirected::RULE,
    &resolves_elsewhere::RULE,
    &reversed::RULE,
    &self_site_url::RULE,
    &style::RULE,
    &text_space::RULE,
    &undefined_label::RULE,
    &unpublished_target::RULE,
    &unused_definition::RULE,
    &url_collision::RULE,
];
