//! Runs the rules over a site, hides what comments hide, and sorts the rest.

mod inline;
mod removal;
mod suppressor;
mod timeline;
mod told_twice;
mod unknown;
mod unused;

use crate::{
    config::Config,
    diagnostic::{Diagnostic, RuleId, Severity},
    generator::PageId,
    page::markup::Markup,
    path::SitePath,
    rule::{ActiveRule, Check, Effective, Report, RuleSet},
    site::Site,
};
use inline::{Changed, Inline};
use jiff::civil::Date;
use rayon::prelude::*;
use suppressor::Suppressor;

/// Everything that is wrong with the site and its settings, in the order of [`Diagnostic::order`] and the same for any number
/// of threads. `today` decides which comments have expired, and which dates lie ahead.
pub fn run(site: &Site, rules: &RuleSet, config: &Config, today: Date) -> Vec<Diagnostic> {
    let inline = Inline::new(site, rules);
    let run = Run { site, rules, inline: &inline, today };
    let pages = 0..site.pages.len() as PageId;
    let mut found: Vec<Diagnostic> = pages.into_par_iter().flat_map_iter(|page| run.check_page(page)).collect();
    found.par_extend(rules.active.par_iter().flat_map_iter(|rule| run.check_site(rule)));
    found.extend(inline.started(rules).into_values().flat_map(|changed| run.check_site_started(changed)));
    found.sort_by(Diagnostic::order);
    found.dedup();
    told_twice::remove(&mut found);

    let mut suppressor = Suppressor::new(site, rules, &inline);
    found.retain(|diagnostic| !suppressor.hides(diagnostic));
    let mut own = unknown::report(site, rules, &inline);
    own.extend(inline.problems(site, rules));
    own.extend(unused::report(site, rules, config, &suppressor, today));
    own.retain(|diagnostic| !suppressor.hides(diagnostic));

    found.extend(own);
    found.extend(config.problems.iter().chain(&rules.problems).cloned());
    found.sort_by(Diagnostic::order);
    found.dedup();
    found
}

/// What a run looks at.
struct Run<'a> {
    site: &'a Site,
    rules: &'a RuleSet,
    inline: &'a Inline,
    today: Date,
}

impl Run<'_> {
    /// What the rules say about one page.
    fn check_page(&self, id: PageId) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        let Some(entry) = self.site.pages.get(id as usize) else { return found };
        let page = &entry.page;
        let comments = self.inline.get(id);
        let mut markup = None;
        let mut one = |rule: &RuleId, check: &Check, severity: Severity| {
            let mut report = Report::on(self.today);
            match check {
                Check::Page(check) => check.check(page, &mut report),
                Check::Style(check) => {
                    if page.format.is_markdown() {
                        check.check(page, markup.get_or_insert_with(|| Markup::of(page)), &mut report);
                    }
                }
                Check::Site(check) => check.check_page(self.site, id, &mut report),
                Check::Engine => {}
            }
            add(report, rule, |path| if *path == page.path { Some(severity) } else { self.severity(rule, path) }, &mut found);
        };
        for (active, effective) in self.rules.on(&page.path) {
            let changed = comments.and_then(|comments| comments.change(&active.id));
            let own = changed.and_then(|changed| changed.check.as_ref());
            if let Some(check) = own.or_else(|| active.checks.get(effective.check)).filter(|_| changed.is_none_or(|one| one.runs))
            {
                one(&active.id, check, changed.map_or(effective.severity, |changed| changed.severity));
            }
        }
        for changed in comments.into_iter().flat_map(|comments| &comments.changed).filter(|changed| changed.runs) {
            if let Some(check) = changed.check.as_ref().filter(|_| self.usual(&changed.id, &page.path).is_none()) {
                one(&changed.id, check, changed.severity);
            }
        }
        found
    }

    /// What a rule says about the site as a whole. With other options for some files it runs again, and only what it says of those
    /// files counts. Options in the comments of a page do not.
    fn check_site(&self, rule: &ActiveRule) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, check) in rule.checks.iter().enumerate() {
            if let Check::Site(check) = check {
                let mut report = Report::on(self.today);
                check.check(self.site, &mut report);
                let severity = |path: &SitePath| {
                    let usual = self.rules.effective(rule, path);
                    let changed = self.inline.at(self.site, path.as_str()).and_then(|comments| comments.change(&rule.id));
                    let is_it = usual.map_or(0, |usual| usual.check) == index;
                    let severity = match changed {
                        Some(changed) => changed.runs.then_some(changed.severity),
                        None => usual.map(|usual| usual.severity),
                    };
                    severity.filter(|_| is_it)
                };
                add(report, &rule.id, severity, &mut found);
            }
        }
        found
    }

    /// What a rule says about the site as a whole that only comments have started.
    fn check_site_started(&self, changed: &Changed) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(Check::Site(check)) = &changed.check {
            let mut report = Report::on(self.today);
            check.check(self.site, &mut report);
            add(report, &changed.id, |path| self.severity(&changed.id, path), &mut found);
        }
        found
    }

    /// How bad the problems of a rule are in a file; `None` where it does not run.
    fn severity(&self, rule: &RuleId, path: &SitePath) -> Option<Severity> {
        match self.inline.at(self.site, path.as_str()).and_then(|comments| comments.change(rule)) {
            Some(changed) => changed.runs.then_some(changed.severity),
            None => self.usual(rule, path).map(|effective| effective.severity),
        }
    }

    /// How a rule runs on a file by the settings alone.
    fn usual(&self, rule: &RuleId, path: &SitePath) -> Option<Effective> {
        self.rules.effective(self.rules.get(rule)?, path)
    }
}

/// Adds the findings in files where the rule runs, as bad as they are there.
fn add(report: Report, rule: &RuleId, severity: impl Fn(&SitePath) -> Option<Severity>, found: &mut Vec<Diagnostic>) {
    for finding in report.into_findings() {
        if let Some(severity) = severity(finding.path()) {
            found.push(finding.into_diagnostic(rule.clone(), severity));
        }
    }
}
