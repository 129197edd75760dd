//! Two headings with the same words.

use crate::{
    diagnostic::Label,
    page::{Page, document::Heading},
    rule::{PageRule, Report, Rule},
};
use rustc_hash::FxHashMap;
use serde::Deserialize;
use std::collections::hash_map::Entry;

pub(super) static RULE: Rule =
    Rule::page::<Duplicate>("headings/duplicate", include_str!("../../../rules/headings/duplicate.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Duplicate {
    siblings_only: bool,
}

/// Words, own id, and where siblings count the heading above and the level: of two headings with equal ones the later is reported.
type Same<'p> = (&'p str, Option<&'p str>, Option<usize>, u8);

impl PageRule for Duplicate {
    fn check(&self, page: &Page, report: &mut Report) {
        let headings = &page.document.headings;
        let mut seen: FxHashMap<Same, usize> = FxHashMap::default();
        // The headings above the present one, from the first level down.
        let mut above: Vec<usize> = Vec::new();
        for (at, heading) in headings.iter().enumerate().filter(|(_, heading)| !heading.templated && !heading.text.is_empty()) {
            while above.last().is_some_and(|&last| headings[last].level >= heading.level) {
                above.pop();
            }
            let key = if self.siblings_only { (above.last().copied(), heading.level) } else { (None, 0) };
            above.push(at);
            // Whoever wrote an id knows of the other heading, and links keep working.
            let id = heading.id.as_ref().map(|id| &*id.id);
            match seen.entry((&heading.text, id, key.0, key.1)) {
                Entry::Occupied(first) => add(page, heading, &headings[*first.get()], report),
                Entry::Vacant(new) => _ = new.insert(at),
            }
        }
    }
}

fn add(page: &Page, heading: &Heading, first: &Heading, report: &mut Report) {
    let message = format!("another heading on this page says \"{}\", too", heading.text);
    let finding = report.add(&page.path, heading.text_span, message);
    finding.related(Label::with_message(&page.path, first.text_span, "the first one"));
    finding.help("Say in one of them what makes it different");
}
