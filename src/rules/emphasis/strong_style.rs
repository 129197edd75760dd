//! Strong emphasis that is marked otherwise than other strong emphasis on the page.

use super::style::marks;
use crate::{
    page::{Page, document::Kind, markup::Markup},
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<StrongStyle>("emphasis/strong-style", include_str!("../../../rules/emphasis/strong-style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct StrongStyle {
    style: marks::Style,
}

impl StyleRule for StrongStyle {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        marks::check(page, Kind::Strong, 2, self.style, report);
    }
}
