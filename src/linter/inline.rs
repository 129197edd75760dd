//! What the comments of pages make of the rules: which run there that do not elsewhere, and with which options.

use super::timeline::Part;
use crate::{
    config::{InlineSettings, Level, OptionError, Options, RuleSetting},
    diagnostic::{Diagnostic, Label, Severity},
    generator::PageId,
    page::{Action, Page, RuleName},
    path::SitePath,
    rule::{Check, Named, Rule, RuleSet},
    site::Site,
};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

/// What the comments of all pages make of the rules.
#[derive(Default)]
pub(super) struct Inline {
    pages: FxHashMap<PageId, PageRules>,
}

/// What the comments of a page make of the rules.
#[derive(Default)]
pub(super) struct PageRules {
    /// The names in its comments, looked up, in the order of the text.
    pub heeded: Vec<Heeded>,
    /// The rules that do not run there as they would without comments.
    pub changed: Vec<Changed>,
    /// Names in comments that configure, which are no rule's.
    pub unknown: Vec<RuleName>,
    /// Settings that could not be used.
    pub problems: Vec<Diagnostic>,
}

/// A name in a comment, looked up; a comment without names has one that means all.
#[derive(Clone, Copy, Debug)]
pub(super) struct Heeded {
    pub part: Part,
    /// `None` when the name is no rule's.
    pub named: Option<Named>,
    /// Whether a name is written there.
    pub names_something: bool,
}

/// A rule that runs otherwise on a page.
pub(super) struct Changed {
    pub rule: &'static Rule,
    /// Its check with the options of the comments; `None` when those of the settings hold.
    pub check: Option<Check>,
    /// How bad its problems are.
    pub severity: Severity,
    /// Whether it runs there by the settings alone.
    pub is_usual: bool,
    /// Whether it speaks where no other comment says otherwise.
    pub is_on: bool,
    /// Whether it speaks anywhere on the page.
    pub runs: bool,
}

/// How many options that a rule may not have are tried: no rule of markdownlint has more.
const MOST_OPTIONS: usize = 20;

impl Inline {
    /// Reads the comments of all pages. Costs nothing where there are none.
    pub(super) fn new(site: &Site, rules: &RuleSet) -> Self {
        let with_comments = site.pages.par_iter().enumerate().filter(|(_, entry)| !entry.page.directives.is_empty());
        Self { pages: with_comments.map(|(id, entry)| (id as PageId, PageRules::new(&entry.page, rules))).collect() }
    }

    /// What the comments of a page make of the rules; `None` when it has none.
    pub(super) fn get(&self, id: PageId) -> Option<&PageRules> {
        self.pages.get(&id)
    }

    /// Those of the page at a path.
    pub(super) fn at(&self, site: &Site, path: &SitePath) -> Option<&PageRules> {
        if self.pages.is_empty() { None } else { self.get(site.find(path.as_str())?) }
    }

    /// The pages that have comments, sorted.
    pub(super) fn pages(&self) -> Vec<PageId> {
        let mut pages: Vec<_> = self.pages.keys().copied().collect();
        pages.sort_unstable();
        pages
    }

    /// The rules that comments start and `rules` does not run anywhere.
    pub(super) fn started<'a>(&'a self, rules: &RuleSet) -> FxHashMap<&'static str, &'a Changed> {
        let mut started = FxHashMap::default();
        for id in self.pages() {
            for changed in self.get(id).into_iter().flat_map(|page| &page.changed) {
                if changed.runs && rules.get(changed.rule.id()).is_none() {
                    started.entry(changed.rule.id()).or_insert(changed);
                }
            }
        }
        started
    }

    /// What could not be used of what comments set.
    pub(super) fn problems(&self, rules: &RuleSet) -> Vec<Diagnostic> {
        let Some(rule) = rules.get("lint/config") else { return Vec::new() };
        let problems = self.pages().into_iter().filter_map(|id| self.get(id)).flat_map(|page| &page.problems).cloned();
        problems.filter(|problem| rules.effective(rule, &problem.at.path).is_some()).collect()
    }
}

impl PageRules {
    fn new(page: &Page, rules: &RuleSet) -> Self {
        let mut read = Self { heeded: heeded(page, rules), ..Self::default() };
        let mut changes = Changes::new(page, rules);
        for directive in page.directives.iter().filter(|directive| directive.action == Action::ConfigureFile) {
            let settings = InlineSettings::read(&page.path, &page.text, directive.words, directive.ours);
            let unknown = changes.configure(&settings, directive.ours);
            let problems = std::mem::take(&mut changes.problems);
            if !directive.shown {
                read.problems.extend(settings.problems.into_iter().chain(problems));
                read.unknown.extend(unknown);
            }
        }
        let mut seen = FxHashSet::default();
        for one in &read.heeded {
            let Some(directive) = page.directives.get(one.part.0 as usize) else { continue };
            let is_enable = matches!(directive.action, Action::Enable | Action::EnableFile);
            if is_enable && one.named.is_some_and(|named| seen.insert((named.name(), directive.ours))) {
                changes.enable(*one, directive.ours);
            }
        }
        read.changed = changes.finish();
        read
    }

    /// What they make of a rule.
    pub(super) fn change(&self, rule: &str) -> Option<&Changed> {
        self.changed.iter().find(|changed| changed.rule.id() == rule)
    }
}

fn heeded(page: &Page, rules: &RuleSet) -> Vec<Heeded> {
    let mut all = Vec::new();
    for (at, directive) in page.directives.iter().enumerate() {
        if directive.names.is_empty() {
            let named = Some(if directive.ours { Named::All } else { Named::Markdownlint });
            all.push(Heeded { part: (at as u32, 0), named, names_something: false });
        }
        for (index, name) in directive.names.iter().enumerate() {
            let named = if directive.ours { rules.book.find(&name.name) } else { rules.book.find_theirs(&name.name) };
            let names_something = !matches!(named, Some(Named::All));
            all.push(Heeded { part: (at as u32, index as u32), named, names_something });
        }
    }
    all
}

impl Heeded {
    /// Whether it is about the rule. A comment without names is not about what is said of comments.
    pub(super) fn covers(self, rule: &Rule) -> bool {
        self.named.is_some_and(|named| named.covers(rule) && !(rule.is_engine() && matches!(named, Named::All)))
    }
}

/// What becomes of the rules of a page while its comments are read.
struct Changes<'a> {
    page: &'a Page,
    rules: &'a RuleSet,
    preset: &'a str,
    /// The severities of the rules that run there anyway.
    running: FxHashMap<&'static str, Severity>,
    changes: FxHashMap<&'static str, Change>,
    problems: Vec<Diagnostic>,
}

#[derive(Default)]
struct Change {
    on: Option<bool>,
    severity: Option<Severity>,
    check: Option<Check>,
    starts: bool,
}

impl<'a> Changes<'a> {
    fn new(page: &'a Page, rules: &'a RuleSet) -> Self {
        let running = rules.on(&page.path).map(|(active, effective)| (active.rule.id(), effective.severity)).collect();
        let preset = rules.preset_of(&page.path);
        Self { page, rules, preset, running, changes: FxHashMap::default(), problems: Vec::new() }
    }

    /// Whether a comment of markdownlint may switch the rule on. Where the preset leaves the rules of markdownlint out, the comments
    /// of a page that was written for markdownlint do not bring them in.
    fn may_start(&self, rule: &Rule) -> bool {
        may_start(rule, self.preset)
    }

    fn is_on(&self, rule: &Rule) -> bool {
        let change = self.changes.get(rule.id()).and_then(|change| change.on);
        change.unwrap_or_else(|| self.running.contains_key(rule.id()))
    }

    /// Takes up what a comment sets. Gives the names that are no rule's.
    fn configure(&mut self, settings: &InlineSettings, ours: bool) -> Vec<RuleName> {
        let mut unknown = Vec::new();
        if let Some(default) = settings.default {
            let theirs = |rule: &&&'static Rule| rule.info().counterparts().next().is_some() && !self.rules.is_named(rule);
            let theirs: Vec<&'static Rule> = self.rules.book.rules().iter().filter(theirs).copied().collect();
            for rule in theirs {
                let on = default && (self.running.contains_key(rule.id()) || self.may_start(rule));
                let change = self.changes.entry(rule.id()).or_default();
                change.on = change.on.or(Some(on));
            }
        }
        for setting in &settings.rules {
            let name = &setting.id.value;
            let named = if ours { self.rules.book.find(name) } else { self.rules.book.find_theirs(name) };
            match named {
                Some(named) => {
                    let covered = self.rules.book.rules().iter().copied().filter(|rule| named.covers(rule));
                    covered.for_each(|rule| if ours { self.set(rule, named, setting) } else { self.set_theirs(rule, setting) });
                }
                None if ours => unknown.push(RuleName { name: name.as_str().into(), span: setting.id.key }),
                None => {}
            }
        }
        unknown
    }

    /// A setting of ours, as one of `[rules]`.
    fn set(&mut self, rule: &'static Rule, named: Named, setting: &RuleSetting) {
        if setting.files.files.is_some() || setting.files.exclude.is_some() {
            let message = "a comment is about its own page: `files` and `exclude` have no place in it".to_owned();
            let help = Some("Write them under `[rules]` in handbook.toml".to_owned());
            self.problem(OptionError { span: setting.id.key, message, help }, Severity::Warning);
        }
        let check = if setting.options.is_empty() { None } else { self.build(rule, &setting.options) };
        let change = self.changes.entry(rule.id()).or_default();
        match setting.severity.map(|level| level.value) {
            Some(Level::Off) => change.on = Some(false),
            Some(Level::On) => change.on = Some(true),
            Some(Level::At(severity)) => {
                change.severity = Some(severity);
                if matches!(named, Named::Rule(_)) {
                    change.on = Some(true);
                }
            }
            None => {}
        }
        change.check = check.or(change.check.take());
    }

    /// A setting of markdownlint: one that switches on replaces all options.
    fn set_theirs(&mut self, rule: &'static Rule, setting: &RuleSetting) {
        let level = setting.severity.map_or(Level::On, |level| level.value);
        let on = level != Level::Off && (self.is_on(rule) || self.may_start(rule));
        let check = if on { self.build_theirs(rule, &setting.options) } else { None };
        let change = self.changes.entry(rule.id()).or_default();
        change.on = Some(on);
        change.severity = if let Level::At(severity) = level { Some(severity) } else { None };
        change.check = check.or(change.check.take());
    }

    fn build(&mut self, rule: &'static Rule, options: &Options) -> Option<Check> {
        rule.build_in(self.preset, options).map_err(|error| self.problem(error, Severity::Error)).ok()
    }

    /// Options that only markdownlint has are left out, and words of several parts may be joined with `_` or `-`.
    fn build_theirs(&mut self, rule: &'static Rule, options: &Options) -> Option<Check> {
        let known = rule.info().options_in(self.preset);
        let has_default = |name: &str| known.keys().any(|known| known.replace('_', "-") == name.replace('_', "-"));
        // Some options have no default; whether these are among them shows when the rule is built with one.
        let others: Vec<&str> =
            options.keys().map(|(name, _)| name).filter(|name| !has_default(name)).take(MOST_OPTIONS).collect();
        let is_known = |name: &str| {
            let built = rule.build_in(self.preset, &options.only(|other| other == name));
            built.err().is_none_or(|error| !error.message.ends_with("is no option of this rule"))
        };
        let others: Vec<&str> = others.into_iter().filter(|name| is_known(name)).collect();
        let options = options.only(|name| has_default(name) || others.contains(&name));
        let dashed = || rule.build_in(self.preset, &options.dashed());
        let built = rule.build_in(self.preset, &options).or_else(|error| dashed().map_err(|_| error));
        built.map_err(|error| self.problem(error, Severity::Warning)).ok()
    }

    fn problem(&mut self, OptionError { span, message, help }: OptionError, severity: Severity) {
        let at = Label::new(&self.page.path, span);
        self.problems.push(Diagnostic { help: help.map(Into::into), ..Diagnostic::new("lint/config", severity, at, message) });
    }

    /// Takes up a comment that switches rules on for a part of the page.
    fn enable(&mut self, one: Heeded, ours: bool) {
        if ours && !one.names_something {
            return;
        }
        let covered = self.rules.book.rules().iter().copied().filter(|rule| one.covers(rule));
        for rule in covered {
            if !self.is_on(rule) && (ours || self.may_start(rule)) {
                self.changes.entry(rule.id()).or_default().starts = true;
            }
        }
    }

    fn finish(mut self) -> Vec<Changed> {
        let mut changed = Vec::new();
        for rule in self.rules.book.rules().iter().copied() {
            let Some(change) = self.changes.remove(rule.id()) else { continue };
            let running = self.running.get(rule.id()).copied();
            let is_on = change.on.unwrap_or(running.is_some());
            let own = || rule.build_in(self.preset, &Options::default()).ok();
            changed.push(Changed {
                rule,
                check: change.check.or_else(|| if running.is_none() { own() } else { None }),
                severity: change.severity.or(running).unwrap_or_else(|| self.rules.usual(rule, &self.page.path)),
                is_usual: running.is_some(),
                is_on,
                runs: is_on || change.starts,
            });
        }
        changed
    }
}

/// Whether a comment of markdownlint may switch on a rule where this preset holds.
pub(super) fn may_start(rule: &Rule, preset: &str) -> bool {
    rule.info().is_in(preset)
}
