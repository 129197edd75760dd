//! Words that leave people out, with others that do not.

use crate::{
    diagnostic::Fix,
    page::Page,
    rule::{PageRule, Report, Rule},
    rules::terms::{Terms, in_case_of},
};
use serde::Deserialize;

pub(super) static RULE: Rule = Rule::page::<Inclusive>("prose/inclusive", include_str!("../../../rules/prose/inclusive.md"));

/// What may hurt, and what to say instead; the first offer is what a fix writes. English.
const PAIRS: &[(&str, &[&str])] = &[
    ("blacklist", &["denylist", "blocklist"]),
    ("blacklists", &["denylists", "blocklists"]),
    ("blacklisted", &["blocked"]),
    ("blacklisting", &["blocking"]),
    ("whitelist", &["allowlist"]),
    ("whitelists", &["allowlists"]),
    ("whitelisted", &["allowed"]),
    ("whitelisting", &["allowing"]),
    ("master/slave", &["primary/replica", "leader/follower"]),
    ("slave", &["replica", "follower"]),
    ("slaves", &["replicas", "followers"]),
    ("manpower", &["staff", "people"]),
    ("man-hour", &["person-hour", "hour of work"]),
    ("man-hours", &["person-hours", "hours of work"]),
    ("man hours", &["person-hours", "hours of work"]),
    ("man-day", &["person-day", "day of work"]),
    ("man-days", &["person-days", "days of work"]),
    ("man days", &["person-days", "days of work"]),
    ("mankind", &["humanity", "people"]),
    ("chairman", &["chair"]),
    ("chairmen", &["chairs"]),
    ("salesman", &["salesperson"]),
    ("salesmen", &["salespeople"]),
    ("businessman", &["business person"]),
    ("businessmen", &["business people"]),
    ("spokesman", &["spokesperson"]),
    ("he/she", &["they"]),
    ("she/he", &["they"]),
    ("he or she", &["they"]),
    ("she or he", &["they"]),
    ("(s)he", &["they"]),
    ("s/he", &["they"]),
    ("his/her", &["their"]),
    ("her/his", &["their"]),
    ("his or her", &["their"]),
    ("her or his", &["their"]),
    ("him/her", &["them"]),
    ("him or her", &["them"]),
    ("wheelchair-bound", &["who uses a wheelchair"]),
    ("wheelchair bound", &["who uses a wheelchair"]),
    ("handicapped", &["disabled", "accessible"]),
    ("sanity check", &["quick check", "confidence check"]),
    ("sanity checks", &["quick checks", "confidence checks"]),
    ("sanity test", &["quick test"]),
    ("grandfathered", &["exempt", "legacy"]),
    ("grandfathered in", &["exempt"]),
    ("grandfather clause", &["legacy clause"]),
];

#[derive(Deserialize)]
#[serde(from = "Options")]
struct Inclusive {
    pairs: Vec<(&'static str, &'static [&'static str])>,
    terms: Terms,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Options {
    allow: Vec<String>,
}

impl From<Options> for Inclusive {
    fn from(Options { allow }: Options) -> Self {
        let is_allowed = |term: &str| allow.iter().any(|allowed| allowed.eq_ignore_ascii_case(term));
        let pairs: Vec<_> = PAIRS.iter().copied().filter(|(term, _)| !is_allowed(term)).collect();
        let terms = Terms::new(pairs.iter().map(|(term, _)| *term));
        Self { pairs, terms }
    }
}

impl PageRule for Inclusive {
    fn check(&self, page: &Page, report: &mut Report) {
        self.terms.find(page, |span, at| {
            let Some((term, offers)) = self.pairs.get(at) else { return };
            let Some(first) = offers.first() else { return };
            let written = page.slice(span);
            let finding = report.add(&page.path, span, format!("\"{term}\" may leave readers out"));
            let said: Vec<String> = offers.iter().map(|offer| format!("\"{}\"", in_case_of(written, offer))).collect();
            finding.help(format!("Say {}, or what you mean in plain words", said.join(" or ")));
            let instead = in_case_of(written, first);
            finding.fix(Fix::unsafe_(format!("Write \"{instead}\""), &page.path, span, instead));
        });
    }
}
