//! The same id twice, where the generator stops over it.

use crate::{
    diagnostic::Label,
    generator::PageId,
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<DuplicateId>("headings/duplicate-id", include_str!("../../../rules/headings/duplicate-id.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct DuplicateId {}

impl SiteRule for DuplicateId {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let document = &site.page(id).document;
        // Without an id in the source there is nothing to clash.
        if document.anchors.is_empty() && document.headings.iter().all(|heading| heading.id.is_none()) {
            return;
        }
        let path = &site.page(id).path;
        let generator = site.facts.generator.value.title();
        for clash in &site.anchors(id).clashes {
            let message = format!("the id `{}` is on this page already, so {generator} stops and builds nothing", clash.id);
            let finding = report.add(path, clash.span, message);
            let given = document.headings.iter().any(|heading| heading.span == clash.first);
            let words = if given { "this heading gets the id from its words" } else { "the first one" };
            finding.related(Label::with_message(path, clash.first, words));
            let gets = document.headings.iter().any(|heading| heading.span == clash.span);
            finding.help(if gets {
                "This heading gets the id from its words: write another id above, and mend the links to it"
            } else {
                "Write another id here, and mend the links to it"
            });
        }
    }
}
