//! Addresses that stand in the text without marks.

use crate::{
    diagnostic::Fix,
    page::{
        Page,
        markup::{Markup, bare_urls},
    },
    rule::{Report, Rule, StyleRule},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::style::<BareUrl>("links/bare-url", include_str!("../../../rules/links/bare-url.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BareUrl {}

impl StyleRule for BareUrl {
    fn check(&self, page: &Page, _: &Markup, report: &mut Report) {
        for span in bare_urls(page) {
            // What a template tag writes is not known; what stands in an HTML tag is an attribute.
            let tags = page.document.islands.iter().map(|island| island.span);
            let tags = tags.chain(page.document.elements.iter().map(|element| element.span));
            if tags.into_iter().any(|tag| tag.overlaps(span)) {
                continue;
            }
            let written = page.slice(span);
            let finding = report.add(&page.path, span, "this address stands in the text as it is");
            finding.help("Put it between `<` and `>`, or make it the address of a link with words");
            // Between brackets `www.` alone leads to a page of this site, and is no link for the parser.
            let address = if written.starts_with("www.") { format!("<https://{written}>") } else { format!("<{written}>") };
            finding.fix(Fix::unsafe_(format!("Write `{address}`"), &page.path, span, address));
        }
    }
}
