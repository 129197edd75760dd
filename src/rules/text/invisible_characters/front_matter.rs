//! Invisible characters in the names of keys, and in values that are looked up.

use super::{cleared, is_of_script, named};
use crate::{
    diagnostic::Applicability,
    page::{
        Page,
        front_matter::{Data, Node},
        invisible::{Invisible, Role},
    },
    rule::Report,
};

pub(super) fn check(page: &Page, all: &[Invisible], report: &mut Report) {
    let Some(block) = &page.front_matter else { return };
    if Invisible::within(all, block.span).is_empty() {
        return;
    }
    for (_, entry) in block.fields() {
        let found = Invisible::within(all, entry.key);
        if let Some(first) = found.first() {
            let finding = report.add(&page.path, first.span, format!("the name of this key holds {}", named(found)));
            finding.help("Remove it: as it is, this is another key");
            finding.fix(cleared(page, found, Applicability::Unsafe));
        }
        check_value(page, &entry.value, all, report);
    }
}

fn check_value(page: &Page, value: &Node, all: &[Invisible], report: &mut Report) {
    match &value.data {
        Data::Sequence(items) => return items.iter().for_each(|item| check_value(page, item, all, report)),
        Data::Mapping(_) | Data::Alias(_) => return,
        Data::Scalar(_) => {}
    }
    let found = Invisible::within(all, value.span);
    let breaks = |invisible: &Invisible| {
        let around = super::around(page, value.span, *invisible);
        matches!(invisible.role, Role::ZeroWidth | Role::Direction | Role::Joiner) && !is_of_script(around)
    };
    let Some(first) = found.first().filter(|_| found.iter().all(breaks)) else { return };
    // Words that are only read are none the worse for it: a name, a number, a date or an address is looked up.
    if page.slice(value.span).chars().any(|c| c.is_whitespace() || !c.is_ascii() && !found.iter().any(|known| known.char == c)) {
        return;
    }
    let finding = report.add(&page.path, first.span, format!("this value holds {}", named(found)));
    finding.help("Remove it: as it is, this is another value");
    finding.fix(cleared(page, found, Applicability::Unsafe));
}
