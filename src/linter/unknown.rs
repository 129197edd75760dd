//! `lint/unknown-rule`: comments that name no rule.

use super::inline::Inline;
use crate::{
    diagnostic::{Diagnostic, Fix},
    page::{Page, RuleName},
    rule::{Report, RuleSet},
    site::Site,
    text::Span,
};

const RULE: &str = "lint/unknown-rule";

/// Where the whole name stands, without quotes; `None` where it is written in parts.
fn bare(name: &RuleName, page: &Page) -> Option<Span> {
    let inside = page.slice(name.span).trim_matches(['"', '\'']);
    let start = name.span.start as usize + page.slice(name.span).find(inside)?;
    (*inside == *name.name).then(|| Span::new(start, start + inside.len()))
}

/// Names in our comments that are no rule's. Comments of markdownlint may name rules that only it has.
pub(super) fn report(site: &Site, rules: &RuleSet, inline: &Inline) -> Vec<Diagnostic> {
    let Some(rule) = rules.get(RULE) else { return Vec::new() };
    let mut report = Report::new();
    for id in inline.pages() {
        let Some(entry) = site.pages.get(id as usize) else { continue };
        let page = &entry.page;
        let in_names = page.directives.iter().filter(|one| one.ours).flat_map(|one| {
            let so = if one.action.disables() { "hides nothing" } else { "changes nothing" };
            one.names.iter().filter(|name| rules.book.find(&name.name).is_none()).map(move |name| (name, so))
        });
        let in_settings = inline.get(id).into_iter().flat_map(|comments| &comments.unknown).map(|name| (name, "changes nothing"));
        for (name, so) in in_names.chain(in_settings) {
            let finding = report.add(&page.path, name.span, format!("there is no rule `{}`, so this comment {so}", name.name));
            match rules.book.nearest(&name.name) {
                Some(near) => {
                    finding.help(format!("Did you mean `{near}`?"));
                    // Under the name of its group a rule is written without it.
                    if let Some(bare) = bare(name, page) {
                        finding.fix(Fix::unsafe_(format!("Write `{near}`"), &page.path, bare, near));
                    }
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
