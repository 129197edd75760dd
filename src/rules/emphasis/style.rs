//! Emphasis that is marked otherwise than other emphasis on the page.

pub(super) mod marks;

use crate::{
    page::{Page, document::Kind, markup::Markup},
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<Style>("emphasis/style", include_str!("../../../rules/emphasis/style.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Style {
    style: marks::Style,
}

impl StyleRule for Style {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        marks::check(page, Kind::Emphasis, 1, self.style, report);
    }
}
