//! `lint/unknown-rule`: comments that name no rule.

use crate::{
    diagnostic::{Diagnostic, Fix},
    rule::{Report, RuleSet},
    site::Site,
};

const RULE: &str = "lint/unknown-rule";

/// Names in our comments that are no rule's. Comments of markdownlint may name rules that only it has.
pub(super) fn report(site: &Site, rules: &RuleSet) -> Vec<Diagnostic> {
    let Some(rule) = rules.get(RULE) else { return Vec::new() };
    let mut report = Report::new();
    for entry in &site.pages {
        let page = &entry.page;
        let mut last = None;
        let named = page.suppressions.iter().filter(|one| one.ours).filter_map(|one| one.rule.as_ref());
        for name in named.filter(|name| rules.book.find(&name.name).is_none()) {
            // A comment that is ended and opened again stands there twice.
            if last.replace(name.span) == Some(name.span) {
                continue;
            }
            let finding =
                report.add(&page.path, name.span, format!("there is no rule `{}`, so this comment hides nothing", name.name));
            match rules.book.nearest(&name.name) {
                Some(near) => {
                    finding.help(format!("Did you mean `{near}`?"));
                    finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, name.span, near));
                }
                None => _ = finding.help("`handbook rules` lists all names"),
            }
        }
    }
    let findings = report.into_findings().into_iter();
    findings
        .filter_map(|finding| {
            let severity = rules.effective(rule, finding.path())?.severity;
            Some(finding.into_diagnostic(rule.id, severity))
        })
        .collect()
}
