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
    rule::{ActiveRule, Check, Report, RuleSet},
    site::Site,
};
use jiff::civil::Date;
use rayon::prelude::*;
use suppressor::Suppressor;

/// Everything that is wrong with the site and its settings, in the order of [`Diagnostic::order`] and the same for any number
/// of threads. `today` decides which comments have expired, and which dates lie ahead.
pub fn run(site: &Site, rules: &RuleSet, config: &Config, today: Date) -> Vec<Diagnostic> {
    let mut suppressor = Suppressor::new(site, rules);
    let ids = 0..site.pages.len() as PageId;
    let mut found: Vec<OnPage> = ids.into_par_iter().map(|page| check_page(site, rules, page, today)).collect();
    let of_site = rules.active.par_iter().flat_map_iter(|rule| check_site(site, rules, rule, today)).collect::<Vec<_>>();
    // What is told of other files than the page that was looked at.
    let strays: Vec<_> = found.iter_mut().flat_map(|page| std::mem::take(&mut page.strays)).chain(of_site).collect();
    let mut others = Vec::new();
    for stray in strays {
        match site.find(stray.at.path.as_str()).and_then(|id| found.get_mut(id as usize)) {
            Some(page) => page.found.push(stray),
            None => others.push(stray),
        }
    }
    let (found, used): (Vec<_>, Vec<_>) = (found.into_par_iter().enumerate())
        .map(|(id, OnPage { mut found, .. })| {
            settle(&mut found);
            let used = suppressor.hide(id as PageId, &mut found);
            (found, used)
        })
        .unzip();
    for (id, used) in used.into_iter().enumerate() {
        suppressor.mark(id as PageId, used);
    }
    let mut own = unknown::report(site, rules);
    own.extend(unused::report(site, rules, config, &suppressor, today));
    own.retain(|diagnostic| !suppressor.hides(diagnostic));
    settle(&mut others);

    // The pages are sorted and so is what is told of each, so the little that is left has only to be put between.
    let mut all = Vec::with_capacity(found.iter().map(Vec::len).sum::<usize>() + others.len() + own.len());
    all.extend(found.into_iter().flatten());
    all.extend(others.into_iter().chain(own));
    all.extend(config.problems.iter().chain(&rules.problems).cloned());
    all.sort_by(Diagnostic::order);
    all.dedup_by(|one, other| one.at.span == other.at.span && one == other);
    all
}

/// What was found when a page was looked at.
#[derive(Default)]
struct OnPage {
    found: Vec<Diagnostic>,
    /// In other files.
    strays: Vec<Diagnostic>,
}

/// Sorts what is told of a file, or of some, and takes out what is told twice.
fn settle(found: &mut Vec<Diagnostic>) {
    found.sort_by(Diagnostic::order);
    found.dedup_by(|one, other| one.at.span == other.at.span && one == other);
    told_twice::remove(found);
}

/// What the rules say about one page.
fn check_page(site: &Site, rules: &RuleSet, id: PageId, today: Date) -> OnPage {
    let mut on_page = OnPage::default();
    let Some(entry) = site.pages.get(id as usize) else { return on_page };
    let page = &entry.page;
    let mut markup = None;
    let mut report = Report::on(today);
    for (rule, effective) in rules.on(&page.path) {
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
        for finding in report.drain() {
            if *finding.path() == page.path {
                on_page.found.push(finding.into_diagnostic(rule.id, effective.severity));
            } else if let Some(effective) = rules.effective(rule, finding.path()) {
                on_page.strays.push(finding.into_diagnostic(rule.id, effective.severity));
            }
        }
    }
    on_page
}

/// What a rule says about the site as a whole. With other options for some files it runs again, and only what it says of those
/// files counts.
fn check_site(site: &Site, rules: &RuleSet, rule: &ActiveRule, today: Date) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for (index, check) in rule.checks.iter().enumerate() {
        if let Check::Site(check) = check {
            let mut report = Report::on(today);
            check.check(site, &mut report);
            for finding in report.into_findings() {
                if let Some(effective) = rules.effective(rule, finding.path()).filter(|effective| effective.check == index) {
                    found.push(finding.into_diagnostic(rule.id, effective.severity));
                }
            }
        }
    }
    found
}
