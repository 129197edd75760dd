//! What stands in for an address.

use crate::{
    generator::PageId,
    page::document::LinkKind,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Placeholder as Kind, Site, Target},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<Placeholder>("links/placeholder", include_str!("../../../rules/links/placeholder.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Placeholder {}

impl SiteRule for Placeholder {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id) {
            let Target::Placeholder(kind) = linked.resolved.target else { continue };
            // Instructions show an address for readers to open on their own computers.
            let shown = matches!(linked.link.kind, LinkKind::BareUrl | LinkKind::Autolink)
                || linked.page.slice(linked.link.text).trim_matches('`').trim_end_matches('/')
                    == linked.url().trim_end_matches('/');
            if kind == Kind::Localhost && shown {
                continue;
            }
            let (message, help) = words(kind, linked.url());
            linked.report(report, message).help(help);
        }
    }
}

fn words(kind: Kind, written: &str) -> (String, &'static str) {
    match kind {
        Kind::Word => (
            format!("`{written}` holds the place of an address that was never filled in"),
            "Write the address, or take the link off the words",
        ),
        Kind::NoAddress => {
            (format!("`{written}` is only the beginning of an address"), "Write the rest of it, or take the link off the words")
        }
        Kind::Localhost => (
            format!("`{written}` works only on a computer that runs the program"),
            "Write the public address; if readers shall start the program themselves, show the address as `code`",
        ),
        Kind::File => (
            format!("`{written}` is a file on the writer's own computer"),
            "Add the file to the handbook and link to it there, or link to where it is shared",
        ),
        Kind::Editor => (
            format!("`{written}` is a mark of the editor that the text was copied from"),
            "Link to a heading of this page instead",
        ),
    }
}
