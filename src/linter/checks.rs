//! Runs the rules, on each page those that settings and comments want there.

use super::{
    inline::{Changed, Inline, PageRules},
    restraint::{LINE_LENGTH, Restraint},
};
use crate::{
    diagnostic::{Diagnostic, RuleId, Severity},
    generator::PageId,
    page::{Page, markup::Markup},
    path::SitePath,
    rule::{ActiveRule, Check, Effective, Report, RuleSet, StyleRule},
    site::Site,
};
use jiff::civil::Date;

/// What a run looks at.
pub(super) struct Checks<'a> {
    pub site: &'a Site,
    pub rules: &'a RuleSet,
    pub inline: &'a Inline,
    pub today: Date,
}

/// What was found when a page was looked at.
#[derive(Default)]
pub(super) struct OnPage {
    pub found: Vec<Diagnostic>,
    /// In other files.
    pub strays: Vec<Diagnostic>,
}

/// A page that is being looked at.
struct Look<'a> {
    checks: &'a Checks<'a>,
    id: PageId,
    page: &'a Page,
    markup: Option<Markup>,
    /// Read when the first fix is offered.
    restraint: Option<Restraint<'a>>,
    report: Report,
    on_page: OnPage,
}

impl Checks<'_> {
    /// What the rules say about one page.
    pub(super) fn of_page(&self, id: PageId) -> OnPage {
        let Some(entry) = self.site.pages.get(id as usize) else { return OnPage::default() };
        let page = &entry.page;
        let on_page = OnPage::default();
        let mut look = Look { checks: self, id, page, markup: None, restraint: None, report: Report::on(self.today), on_page };
        match self.inline.get(id) {
            None => {
                for (active, effective) in self.rules.on(&page.path) {
                    if let Some(check) = active.checks.get(effective.check) {
                        look.run(active.id, check, effective.severity);
                    }
                }
            }
            Some(comments) => look.run_with(comments),
        }
        look.on_page
    }

    /// What a rule says about the site as a whole. With other options for some files it runs again, and only what it says of those
    /// files counts. Options in the comments of a page do not.
    pub(super) fn of_site(&self, rule: &ActiveRule) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        for (index, check) in rule.checks.iter().enumerate() {
            if let Check::Site(check) = check {
                let mut report = Report::on(self.today);
                check.check(self.site, &mut report);
                for finding in report.into_findings() {
                    let usual = self.rules.effective(rule, finding.path());
                    if usual.map_or(0, |usual| usual.check) != index {
                        continue;
                    }
                    if let Some(severity) = self.severity(rule.id, usual, finding.path()) {
                        found.push(finding.into_diagnostic(rule.id, severity));
                    }
                }
            }
        }
        found
    }

    /// What a rule says about the site as a whole that only comments have started.
    pub(super) fn of_site_started(&self, started: &Changed) -> Vec<Diagnostic> {
        let mut found = Vec::new();
        if let Some(Check::Site(check)) = &started.check {
            let mut report = Report::on(self.today);
            check.check(self.site, &mut report);
            for finding in report.into_findings() {
                if let Some(severity) = self.severity(started.rule.id(), None, finding.path()) {
                    found.push(finding.into_diagnostic(started.rule.id(), severity));
                }
            }
        }
        found
    }

    /// The rule on long lines as it runs on a page.
    fn line_length(&self, id: PageId) -> Option<&dyn StyleRule> {
        let page = &self.site.pages.get(id as usize)?.page;
        let changed = self.inline.get(id).and_then(|comments| comments.change(LINE_LENGTH));
        let usual = || self.rules.get(LINE_LENGTH).and_then(|rule| Some((rule, self.rules.effective(rule, &page.path)?)));
        let check = match changed {
            Some(changed) if !changed.runs => None,
            Some(Changed { check: Some(check), .. }) => Some(check),
            _ => usual().and_then(|(rule, usual)| rule.checks.get(usual.check)),
        };
        match check? {
            Check::Style(rule) => Some(&**rule),
            _ => None,
        }
    }

    /// How bad the problems of a rule are in a file where the settings make this of it; `None` where it does not run.
    fn severity(&self, rule: RuleId, usual: Option<Effective>, path: &SitePath) -> Option<Severity> {
        match self.inline.at(self.site, path).and_then(|comments| comments.change(rule)) {
            Some(changed) => changed.runs.then_some(changed.severity),
            None => usual.map(|usual| usual.severity),
        }
    }
}

impl Look<'_> {
    fn run(&mut self, rule: RuleId, check: &Check, severity: Severity) {
        let Checks { site, rules, .. } = *self.checks;
        match check {
            Check::Page(check) => check.check(self.page, &mut self.report),
            Check::Style(check) => {
                if self.page.format.is_markdown() && check.concerns(self.page) {
                    check.check(self.page, self.markup.get_or_insert_with(|| Markup::of(self.page)), &mut self.report);
                }
            }
            Check::Site(check) => check.check_page(site, self.id, &mut self.report),
            Check::Engine => {}
        }
        for finding in self.report.drain() {
            if *finding.path() == self.page.path {
                let mut found = finding.into_diagnostic(rule, severity);
                if let (Check::Style(_), Some(_), Some(markup)) = (check, &found.fix, &self.markup) {
                    let restraint =
                        self.restraint.get_or_insert_with(|| Restraint::new(self.page, self.checks.line_length(self.id)));
                    restraint.hold(self.page, markup, &mut found);
                }
                self.on_page.found.push(found);
                continue;
            }
            let usual = rules.get(rule).and_then(|active| rules.effective(active, finding.path()));
            if let Some(severity) = self.checks.severity(rule, usual, finding.path()) {
                self.on_page.strays.push(finding.into_diagnostic(rule, severity));
            }
        }
    }

    /// Runs the rules as the comments of the page want them.
    fn run_with(&mut self, comments: &PageRules) {
        let rules = self.checks.rules;
        for (active, effective) in rules.on(&self.page.path) {
            let changed = comments.change(active.id);
            let own = changed.and_then(|changed| changed.check.as_ref());
            let check = own.or_else(|| active.checks.get(effective.check));
            if let Some(check) = check.filter(|_| changed.is_none_or(|changed| changed.runs)) {
                self.run(active.id, check, changed.map_or(effective.severity, |changed| changed.severity));
            }
        }
        for changed in comments.changed.iter().filter(|changed| changed.runs && !changed.is_usual) {
            if let Some(check) = &changed.check {
                self.run(changed.rule.id(), check, changed.severity);
            }
        }
    }
}
