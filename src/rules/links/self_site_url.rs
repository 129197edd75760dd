//! The site's own pages by their full address.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url},
    page::document::LinkKind,
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<SelfSiteUrl>("links/self-site-url", include_str!("../../../rules/links/self-site-url.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SelfSiteUrl {}

impl SiteRule for SelfSiteUrl {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        for linked in Linked::all(site, id).filter(|linked| linked.resolved.own_site) {
            // An address that is shown to the reader is meant to be a full one, as are those that machines read.
            let is_read = match linked.link.kind {
                LinkKind::Inline | LinkKind::Definition | LinkKind::HtmlLink | LinkKind::FrontMatter => true,
                LinkKind::Value => !linked.link.image,
                _ => false,
            };
            if !is_read {
                continue;
            }
            let Some((host, path)) = url::host_and_path(linked.url()) else { continue };
            let path = if path.starts_with('/') { path.to_owned() } else { format!("/{path}") };
            let path = match path.strip_prefix(site.facts.prefix.value.as_str()) {
                Some(rest) if site.facts.adds_prefix && rest.starts_with('/') => rest,
                _ => &path,
            };
            let own = site.facts.base_url.value.as_deref().and_then(url::host_and_path);
            let finding = if own.is_some_and(|(own, _)| own.eq_ignore_ascii_case(host)) {
                linked.report(report, "this page of the site itself is linked by its full address")
            } else {
                linked.report(report, "this is the address of a preview on your own computer, which readers cannot open")
            };
            finding.help(format!("Write `{path}`, which works everywhere"));
            if site.is_plain(id, linked.link) && site.if_written(id, linked.link, path).target == linked.resolved.target {
                linked.rewrite(finding, Applicability::Safe, path);
            }
        }
    }
}
