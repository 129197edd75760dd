//! Invisible characters in addresses that lead nowhere, or out of the site.

use super::{around, is_of_script, named, plain, runs_left};
use crate::{
    diagnostic::Applicability,
    generator::PageId,
    page::{
        document::LinkKind,
        invisible::{Invisible, Role},
    },
    rule::Report,
    rules::destination::Linked,
    site::{Site, Target},
};

pub(super) fn check(site: &Site, id: PageId, all: &[Invisible], report: &mut Report) {
    for linked in Linked::all(site, id) {
        let within = Invisible::within(all, linked.link.destination);
        if within.is_empty() || linked.link.kind == LinkKind::NamedValue {
            continue;
        }
        let target = linked.resolved.target;
        // Files may have such names: pictures of the screen on a Mac do.
        if target != Target::External && !linked.resolved.is_broken() {
            continue;
        }
        let to_left = runs_left(linked.url());
        let breaks = |invisible: &Invisible| match invisible.role {
            Role::NoBreakSpace => true,
            Role::ZeroWidth | Role::Joiner => !is_of_script(around(linked.page, linked.link.destination, *invisible)),
            Role::Direction => !to_left,
            Role::Tag => false,
        };
        let found: Vec<Invisible> = within.iter().copied().filter(breaks).collect();
        let Some(first) = found.first() else { continue };
        let finding = linked.report_at(report, first.span, format!("this address holds {}", named(&found)));
        finding.help(if found.len() == 1 {
            "Remove it: with it, this is another address"
        } else {
            "Remove them: with them, this is another address"
        });
        let written = linked.page.slice(linked.link.destination);
        let cleared = |put: fn(Invisible) -> &'static str| {
            let mut text = String::with_capacity(written.len());
            let mut from = linked.link.destination.start;
            for invisible in &found {
                text.push_str(linked.page.slice(crate::text::Span { start: from, end: invisible.span.start }));
                text.push_str(put(*invisible));
                from = invisible.span.end;
            }
            text.push_str(linked.page.slice(crate::text::Span { start: from, end: linked.link.destination.end }));
            text
        };
        let leads = |url: &String| {
            let resolved = site.if_written(id, linked.link, url);
            !resolved.is_broken() && target != Target::External
        };
        // Where it leads to something then, that was meant.
        let choices = [cleared(|_| ""), cleared(plain)];
        match choices.iter().find(|url| leads(url)) {
            Some(url) => linked.rewrite(finding, Applicability::Safe, url),
            None => linked.rewrite(finding, Applicability::Unsafe, &choices[0]),
        }
    }
}
