//! `##  Words  ##`, with more blanks than one.

use crate::{
    page::{
        Page,
        markup::{HeadingStyle, Markup},
    },
    rule::{Report, Rule, StyleRule},
    rules::heading_spaces as spaces,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::style::<ClosedManySpaces>("headings/closed-many-spaces", include_str!("../../../rules/headings/closed-many-spaces.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct ClosedManySpaces {}

impl StyleRule for ClosedManySpaces {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (_, heading) in markup.headings(page).filter(|(_, heading)| heading.style == HeadingStyle::AtxClosed) {
            spaces::before(page, &heading, report);
            spaces::after(page, &heading, report);
        }
    }
}
