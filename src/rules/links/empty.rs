//! Links without destination.

use crate::{
    generator::PageId,
    page::{
        Page,
        document::{Link, LinkKind, folded_label},
        markup::{LinkForm, LinkMark},
    },
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Site, Target},
    text::Span,
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::site::<Empty>("links/empty", include_str!("../../../rules/links/empty.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case")]
struct Empty {
    fragments: bool,
}

impl SiteRule for Empty {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        // Templates fill in attributes while the site is built, and scripts afterwards.
        let is_written = |kind| !matches!(kind, LinkKind::HtmlLink | LinkKind::HtmlResource);
        if !site.page(id).format.is_markdown() {
            return;
        }
        for linked in
            Linked::all(site, id).filter(|linked| linked.resolved.target == Target::Empty && is_written(linked.link.kind))
        {
            if linked.link.image {
                linked
                    .report(report, "this picture has no address")
                    .help("Write the address of the picture between the parentheses");
            } else {
                linked
                    .report(report, "this link leads nowhere: its address is empty")
                    .help("Write the address between the parentheses, or take the link off the words");
            }
        }
        if self.fragments {
            check_fragments(site.page(id), report);
        }
    }
}

/// Links whose whole address is `#`, as they are used: one such label may be the address of many.
fn check_fragments(page: &Page, report: &mut Report) {
    let is_empty = |span: Span| page.slice(span).trim() == "#";
    let to_nothing = |link: &&Link| link.kind == LinkKind::Definition && is_empty(link.destination);
    let places: Vec<u32> = page.document.links.iter().filter(to_nothing).map(|link| link.span.start).collect();
    let definitions = page.document.definitions.iter().filter(|definition| places.contains(&definition.span.start));
    let labels: Vec<String> = definitions.map(|definition| folded_label(&definition.label)).collect();
    for link in LinkMark::all(page).filter(|link| !link.image) {
        let found = match link.form {
            LinkForm::Autolink => false,
            LinkForm::Inline => is_empty(link.target),
            LinkForm::Full => !labels.is_empty() && labels.contains(&folded_label(page.slice(link.target))),
            LinkForm::Collapsed | LinkForm::Shortcut => {
                !labels.is_empty() && labels.contains(&folded_label(page.slice(link.words)))
            }
        };
        if found {
            report
                .add(&page.path, link.span, "this link only leads to the top of the page: its address is `#`")
                .help("Write the address, or take the link off the words");
        }
    }
}
