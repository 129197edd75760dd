//! Redirects that lead nowhere, or whose address is taken.

use crate::{
    diagnostic::{Fix, Label, Severity},
    rule::{Report, Rule, SiteRule},
    site::{End, Fragment, Redirect, RedirectTo, Served, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<BrokenRedirect>("links/broken-redirect", include_str!("../../../rules/links/broken-redirect.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct BrokenRedirect {}

impl SiteRule for BrokenRedirect {
    fn check(&self, site: &Site, report: &mut Report) {
        for (id, redirect) in site.redirects.iter().enumerate() {
            ends(site, id as u32, redirect, report);
        }
        for collision in site.collisions() {
            let Served::Redirect(second) = collision.second else { continue };
            let Some(redirect) = site.redirects.get(second as usize) else { continue };
            taken(site, redirect, collision.first, report);
        }
    }
}

/// Where it leads.
fn ends(site: &Site, id: u32, redirect: &Redirect, report: &mut Report) {
    let RedirectTo::Url(to) = &redirect.to else { return };
    // What `:splat` stands for only a request tells.
    if to.contains("/:") {
        return;
    }
    let arrival = site.follow(id, redirect.from.trim_end_matches('*'));
    let (message, help) = match arrival.end {
        End::Nowhere => (
            format!("this redirect leads to `{to}`, and no page has that address"),
            "Name a page that exists, or remove the redirect",
        ),
        End::Loop => (
            "this redirect leads back to itself, so no page ever opens".to_owned(),
            "Name the page that is meant, or remove the redirect",
        ),
        End::Outside => (
            format!("this redirect leads to `{to}`, which is outside of the site"),
            "Name a page that exists, or remove the redirect",
        ),
        End::Served(Served::Page(page)) if broken_fragment(site, page, arrival.fragment.as_deref()) => {
            let fragment = arrival.fragment.unwrap_or_default();
            (
                format!("`{}` has no heading or anchor `{fragment}`", site.entry(page).url().unwrap_or(to)),
                "Name one of its headings, or the page as a whole",
            )
        }
        End::Served(_) if arrival.way.len() > 1 => {
            let finding = report.add(&redirect.path, redirect.to_span, format!("`{to}` is redirected once more"));
            finding.help("Name the page that readers end up on, to spare them a step").severity(Severity::Info);
            if let Some(next) = arrival.way.get(1).and_then(|&next| site.redirects.get(next as usize)) {
                finding.related(Label::with_message(&next.path, next.from_span, "redirected here"));
            }
            return;
        }
        End::Served(_) | End::External | End::Unknown => return,
    };
    let finding = report.add(&redirect.path, redirect.to_span, message);
    match site.suggest_address(to).filter(|near| arrival.end == End::Nowhere && *near != to) {
        Some(near) => {
            finding.help(format!("Did you mean `{near}`?"));
            finding.fix(Fix::unsafe_(format!("Write `{near}`"), &redirect.path, redirect.to_span, near));
        }
        None => _ = finding.help(help),
    }
}

fn broken_fragment(site: &Site, page: u32, fragment: Option<&str>) -> bool {
    fragment.is_some_and(|fragment| site.anchors(page).find(&site.facts, site.page(page), fragment) == Fragment::Missing)
}

/// What else has its address.
fn taken(site: &Site, redirect: &Redirect, by: Served, report: &mut Report) {
    let from = &redirect.from;
    match by {
        Served::Redirect(first) => {
            let Some(first) = site.redirects.get(first as usize) else { return };
            let finding = report.add(&redirect.path, redirect.from_span, format!("`{from}` is redirected twice"));
            finding.related(Label::with_message(&first.path, first.from_span, "here, too"));
            finding.help("Keep one of the two");
            if first.to == redirect.to {
                finding.severity(Severity::Info);
            }
        }
        Served::Page(page) if redirect.to == RedirectTo::Page(page) => {
            let finding =
                report.add(&redirect.path, redirect.from_span, format!("`{from}` is this page's own address, not a former one"));
            finding.help("Remove it: readers would be sent round and round");
        }
        Served::Page(_) | Served::Asset(_) => {
            let Some(source) = site.source_of(by) else { return };
            let message = format!("`{from}` is redirected, but `{source}` has that address");
            report
                .add(&redirect.path, redirect.from_span, message)
                .help("Remove the redirect, or give the page another address: readers get only one of the two");
        }
        Served::Virtual | Served::Folder => {}
    }
}
