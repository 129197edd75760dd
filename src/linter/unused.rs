//! `lint/unused-suppression`: comments that hide nothing, have expired, or do not say why.

use super::{removal, suppressor::Suppressor};
use crate::{
    config::Config,
    diagnostic::{Applicability, Diagnostic},
    generator::PageId,
    page::{Page, RuleName},
    rule::{Named, Report, RuleSet},
    site::Site,
    text::Span,
};
use jiff::civil::Date;

const RULE: &str = "lint/unused-suppression";

/// A comment with all that it names.
struct Comment<'a> {
    span: Span,
    ours: bool,
    reason: Option<&'a str>,
    /// Each name once, in the order of the text; `None` for a comment without names.
    parts: Vec<Part<'a>>,
}

struct Part<'a> {
    rule: Option<&'a RuleName>,
    named: Option<Named>,
    used: bool,
}

/// Looks at every comment after all problems have been hidden that are to be.
pub(super) fn report(site: &Site, rules: &RuleSet, config: &Config, suppressor: &Suppressor, today: Date) -> Vec<Diagnostic> {
    let Some(rule) = rules.get(RULE) else { return Vec::new() };
    let require_reason = config.lint.require_reason.is_some_and(|set| set.value);
    let mut found = Vec::new();
    for id in suppressor.inline.pages() {
        let Some(entry) = site.pages.get(id as usize) else { continue };
        let page = &entry.page;
        let Some(effective) = rules.effective(rule, &page.path) else { continue };
        let mut report = Report::new();
        for comment in comments(suppressor, id, page) {
            unused(&comment, id, page, rules, suppressor, &mut report);
            if comment.ours {
                reason(&comment, page, require_reason, today, &mut report);
            }
        }
        found.extend(report.into_findings().into_iter().map(|one| one.into_diagnostic(rule.id, effective.severity)));
    }
    found
}

fn comments<'a>(suppressor: &'a Suppressor, id: PageId, page: &'a Page) -> Vec<Comment<'a>> {
    let mut comments: Vec<Comment<'a>> = Vec::new();
    for (one, heeded, used) in suppressor.of(id, page) {
        if comments.last().is_none_or(|comment| comment.span != one.comment) {
            comments.push(Comment { span: one.comment, ours: one.ours, reason: one.reason.as_deref(), parts: Vec::new() });
        }
        let Some(comment) = comments.last_mut() else { continue };
        comment.parts.push(Part { rule: one.names.get(heeded.part.1 as usize), named: heeded.named, used });
    }
    comments
}

fn unused(comment: &Comment, id: PageId, page: &Page, rules: &RuleSet, suppressor: &Suppressor, report: &mut Report) {
    // Whoever also runs markdownlint may need its comments.
    let applicability = if comment.ours { Applicability::Safe } else { Applicability::Unsafe };
    let idle: Vec<_> =
        comment.parts.iter().filter(|part| !part.used && is_judged(part, comment, id, page, rules, suppressor)).collect();
    let help = "Remove it, or move it to the line before the problem";
    if !idle.is_empty() && idle.len() == comment.parts.len() {
        let finding = report.add(&page.path, comment.span, "this comment hides nothing");
        finding.help(help).fix(removal::of_comment(page, comment.span, applicability));
        return;
    }
    let names: Vec<_> = comment.parts.iter().filter_map(|part| part.rule.map(|rule| rule.span)).collect();
    for name in idle.iter().filter_map(|part| part.rule) {
        let finding = report.add(&page.path, name.span, format!("this comment hides nothing of `{}`", name.name));
        finding.help("Remove the name from the comment").fix(removal::of_name(page, name.span, &names, applicability));
    }
}

/// Whether this run can tell that the comment is not needed: what it names ran on the page.
fn is_judged(part: &Part, comment: &Comment, id: PageId, page: &Page, rules: &RuleSet, suppressor: &Suppressor) -> bool {
    match part.named {
        None => false,
        // A comment about comments speaks of what is only now being said.
        Some(Named::Rule(rule)) if rule.is_engine() => false,
        Some(Named::Rule(rule)) => suppressor.ran(id, page, rule),
        Some(Named::Group("lint")) => false,
        Some(Named::Group(group)) => rules.is_whole() && rules.on(&page.path).any(|(active, _)| active.rule.group() == group),
        // Markdownlint's may hide what only markdownlint finds.
        Some(Named::Tag(_) | Named::Markdownlint) => false,
        Some(Named::All) => rules.is_whole() && comment.ours,
    }
}

fn reason(comment: &Comment, page: &Page, required: bool, today: Date, report: &mut Report) {
    match comment.reason {
        Some(reason) => {
            if let Some(date) = until(reason).filter(|date| *date < today) {
                let finding = report.add(&page.path, comment.span, format!("this comment was meant to last until {date}"));
                finding.help("Mend the problem and remove the comment, or write a later date");
            }
        }
        None if required => {
            let finding = report.add(&page.path, comment.span, "this comment does not say why it is there");
            finding.help("Write the reason at its end, after ` -- `");
        }
        None => {}
    }
}

/// The date of `until 2027-01-31` in a reason.
fn until(reason: &str) -> Option<Date> {
    let mut words = reason.split_whitespace();
    words.find(|word| word.eq_ignore_ascii_case("until"))?;
    words.next()?.trim_end_matches(['.', ',', ';', ')']).parse().ok()
}
