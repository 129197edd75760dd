//! Runs the rules over a site, hides what comments hide, and sorts the rest.

mod removal;
mod suppressor;
mod told_twice;
mod unknown;
mod unused;

use crate::{
    config::Config,
    diagnostic::Diagnostic,
    generator::PageId,
    page::markup::Markup,
    path::SitePath,
    rule::{ActiveRule, Check, Effective, Report, RuleSet},
    site::Site,
};
use jiff::civil::Date;
use rayon::prelude::*;
use suppressor::Suppressor;

/// Everything that is wrong with the site and its settings, in the order of [`Diagnostic::order`] and the same for any number
/// of threads. `today` decides which comments have expired, and which dates lie ahead.
pub fn run(site: &Site, rules: &RuleSet, config: &Config, today: Date) -> Vec<Diagnostic> {
    let pages = 0..site.pages.len() as PageId;
    let mut found: Vec<Diagnostic> = pages.into_par_iter().flat_map_iter(|page| check_page(site, rules, page, today)).collect();
    found.par_extend(rules.active.par_iter().flat_map_iter(|rule| check_site(site, rules, rule, today)));
    found.sort_by(Diagnostic::order);
    found.dedup();
    told_twice::remove(&mut found);

    let mut suppressor = Suppressor::new(site, rules);
    found.retain(|diagnostic| !suppressor.hides(diagnostic));
    let mut own = unknown::report(site, rules);
    own.extend(unused::report(site, rules, config, &suppressor, today));
    own.retain(|diagnostic| !suppressor.hides(diagnostic));

    found.extend(own);
    found.extend(config.problems.iter().chain(&rules.problems).cloned());
    found.sort_by(Diagnostic::order);
    found.dedup();
    found
}

/// What the rules say about one page.
fn check_page(site: &Site, rules: &RuleSet, id: PageId, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    let Some(entry) = site.pages.get(id as usize) else { return found };
    let page = &entry.page;
    let mut markup = None;
    for (rule, effective) in rules.on(&page.path) {
        let mut report = Report::on(today);
        match rule.checks.get(effective.check) {
            Some(Check::Page(check)) => check.check(page, &mut report),
            Some(Check::Style(check)) => {
                if page.format.is_markdown() {
                    check.check(page, markup.get_or_insert_with(|| Markup::of(page)), &mut report);
                }
            }
            Some(Check::Site(check)) => check.check_page(site, id, &mut report),
            Some(Check::Engine) | None => {}
        }
        add(report, rule, |path| if *path == page.path { Some(effective) } else { rules.effective(rule, path) }, &mut found);
    }
    found
}

/// What a rule says about the site as a whole. With other options for some files it runs again, and only what it says of those
/// files counts.
fn check_site(site: &Site, rules: &RuleSet, rule: &ActiveRule, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, check) in rule.checks.iter().enumerate() {
        if let Check::Site(check) = check {
            let mut report = Report::on(today);
            check.check(site, &mut report);
            add(report, rule, |path| rules.effective(rule, path).filter(|effective| effective.check == index), &mut found);
        }
    }
    found
}

/// Adds the findings in files where the rule runs, as bad as they are there.
fn add(report: Report, rule: &ActiveRule, on: impl Fn(&SitePath) -> Option<Effective>, found: &mut Vec<Diagnostic>) {
    for finding in report.into_findings() {
        if let Some(effective) = on(finding.path()) {
            found.push(finding.into_diagnostic(rule.id.clone(), effective.severity));
        }
    }
}
