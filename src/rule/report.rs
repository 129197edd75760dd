//! What a rule found, before the user's settings have their say.

use crate::{
    diagnostic::{Diagnostic, Fix, Label, LinkInfo, RuleId, Severity, Words},
    path::SitePath,
    text::Span,
};
use jiff::civil::Date;

/// Takes what a rule finds.
#[derive(Debug, Default)]
pub struct Report {
    findings: Vec<Finding>,
    today: Option<Date>,
}

/// One problem that a rule found. The rule's name and the severity are added later.
#[derive(Debug)]
pub struct Finding {
    /// Without the rule; its severity is the most that it can be.
    diagnostic: Diagnostic,
}

impl Report {
    /// An empty report.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty report of this day.
    pub fn on(today: Date) -> Self {
        Self { today: Some(today), ..Self::default() }
    }

    /// The day of the run; `None` where rules are asked without one.
    pub fn today(&self) -> Option<Date> {
        self.today
    }

    /// Adds a problem: where it is, and what is wrong, in one sentence without a final stop.
    pub fn add(&mut self, path: &SitePath, span: Span, message: impl Into<Words>) -> &mut Finding {
        self.findings.push_mut(Finding { diagnostic: Diagnostic::new("", Severity::Error, Label::new(path, span), message) })
    }

    /// Takes out what was found, in the order found, and is ready for the next rule.
    pub fn drain(&mut self) -> impl Iterator<Item = Finding> {
        self.findings.drain(..)
    }

    /// What was found, in the order found.
    pub fn into_findings(self) -> Vec<Finding> {
        self.findings
    }
}

impl Finding {
    /// Says what to do about it.
    pub fn help(&mut self, help: impl Into<Words>) -> &mut Self {
        self.diagnostic.help = Some(help.into());
        self
    }

    /// Adds another place that belongs to it, in this file or another.
    pub fn related(&mut self, label: Label) -> &mut Self {
        self.diagnostic.related.push(label);
        self
    }

    /// Offers a change that mends it.
    pub fn fix(&mut self, fix: Fix) -> &mut Self {
        self.diagnostic.fix = Some(Box::new(fix));
        self
    }

    /// Names the link it is about.
    pub fn link(&mut self, link: LinkInfo) -> &mut Self {
        self.diagnostic.link = Some(Box::new(link));
        self
    }

    /// Says a word on what stands at the place itself.
    pub fn label(&mut self, message: impl Into<Words>) -> &mut Self {
        self.diagnostic.at.message = message.into();
        self
    }

    /// Makes it milder than the rule's other problems. It is never worse than the severity set for the rule.
    pub fn severity(&mut self, at_most: Severity) -> &mut Self {
        self.diagnostic.severity = at_most;
        self
    }

    /// The file it is in.
    pub fn path(&self) -> &SitePath {
        &self.diagnostic.at.path
    }

    /// The problem of `rule`, whose problems are as bad as `severity` here.
    pub fn into_diagnostic(self, rule: RuleId, severity: Severity) -> Diagnostic {
        Diagnostic { rule, severity: severity.min(self.diagnostic.severity), ..self.diagnostic }
    }
}
