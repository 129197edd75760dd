//! Translations of pages that do not exist.

use super::place;
use crate::{
    diagnostic::Severity,
    generator::{PageId, Route},
    rule::{Report, Rule, SiteRule},
    site::Site,
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<MissingSource>("i18n/missing-source", include_str!("../../../rules/i18n/missing-source.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct MissingSource {}

impl SiteRule for MissingSource {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let entry = site.entry(id);
        let Some(locale) = site.locale(id).filter(|locale| !locale.source) else { return };
        let Some(source) = site.facts.locales.value.iter().find(|locale| locale.source) else { return };
        let lacks = entry.page.format.is_markdown() && entry.placement.withheld.is_none() && !entry.placement.unlisted;
        if !lacks || entry.placement.translation.is_empty() || site.translated_from(id).is_some() || site.source_may_be_made(id) {
            return;
        }
        let message = format!("this page in `{}` has no page in `{}` that it translates", locale.code, source.code);
        let finding = report.add(&entry.page.path, place(&entry.page), message);
        finding.help(format!(
            "If the page in `{}` was moved or renamed, give this one the same name; if it was removed, remove this one, too",
            source.code
        ));
        // Where readers can open it all the same it may be meant for them alone.
        if entry.placement.route != Route::None {
            finding.severity(Severity::Info);
        }
    }
}
