//! Links that lead readers out of their language.

use crate::{
    diagnostic::Applicability,
    generator::{PageId, url::Url},
    rule::{Report, Rule, SiteRule},
    rules::destination::Linked,
    site::{Served, Site},
};
use serde::Deserialize;

pub(super) static RULE: Rule =
    Rule::site::<WrongLocaleLink>("i18n/wrong-locale-link", include_str!("../../../rules/i18n/wrong-locale-link.md"));

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct WrongLocaleLink {}

/// What languages call themselves: a link that says so is meant to change the language.
const OWN_NAMES: [&str; 26] = [
    "bahasa indonesia",
    "català",
    "čeština",
    "dansk",
    "deutsch",
    "english",
    "español",
    "français",
    "italiano",
    "magyar",
    "nederlands",
    "norsk",
    "polski",
    "português",
    "română",
    "suomi",
    "svenska",
    "tiếng việt",
    "türkçe",
    "ελληνικά",
    "русский",
    "українська",
    "中文",
    "日本語",
    "한국어",
    "العربية",
];

impl SiteRule for WrongLocaleLink {
    fn check_page(&self, site: &Site, id: PageId, report: &mut Report) {
        let Some(own) = site.locale(id).filter(|_| site.entry(id).url().is_some()) else { return };
        for linked in Linked::all(site, id) {
            let Some(target) = linked.resolved.page().filter(|&target| target != id) else { continue };
            let Some(other) = site.locale(target).filter(|other| *other != own) else { continue };
            let Some(wanted) = site.translation(target, id).filter(|&wanted| site.entry(wanted).url().is_some()) else {
                continue;
            };
            // To this very page in another language: a switch.
            if wanted == id || changes_language(linked.page.slice(linked.link.text), &other.code) {
                continue;
            }
            let path = &site.page(wanted).path;
            let message = format!("this leads readers from `{}` to a page in `{}`", own.code, other.code);
            let finding = linked.report(report, message);
            let written = linked.url();
            let rest = &written[Url::split(written).path.len()..];
            let spelled = site.spell(id, linked.link, Served::Page(wanted)).filter(|_| site.is_plain(id, linked.link));
            let Some(new) = spelled else {
                finding.help(format!("The page exists in `{}`, too: `{path}`", own.code));
                continue;
            };
            if site.if_written(id, linked.link, &format!("{new}{rest}")).is_broken() {
                finding.help(format!(
                    "Write `{new}` to stay in `{}`; its headings have other names, so look the part after `#` up there",
                    own.code
                ));
                continue;
            }
            finding.help(format!("Write `{new}{rest}` to stay in `{}`", own.code));
            linked.rewrite(finding, Applicability::Safe, &format!("{new}{rest}"));
        }
    }
}

/// Whether a link's words say that it leads to another language.
fn changes_language(words: &str, code: &str) -> bool {
    let words = words.trim().to_lowercase();
    words.eq_ignore_ascii_case(code) || OWN_NAMES.iter().any(|name| words.contains(name))
}
