//! `##  Words`, with more blanks than one.

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
    Rule::style::<AtxManySpaces>("headings/atx-many-spaces", include_str!("../../../rules/headings/atx-many-spaces.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct AtxManySpaces {}

impl StyleRule for AtxManySpaces {
    fn check(&self, page: &Page, markup: &Markup, report: &mut Report) {
        for (_, heading) in markup.headings(page).filter(|(_, heading)| heading.style == HeadingStyle::Atx) {
            spaces::before(page, &heading, report);
        }
    }
}
