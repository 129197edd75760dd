//! The rules of a run: chosen, with their severities, options and files.

use super::{
    ActiveRule, Check, Effective, Named, Rule, RuleBook,
    active::Exception,
    layers::{self, Layer},
};
use crate::{
    config::{Config, Files, Level, OptionError, RuleSetting, Set},
    diagnostic::{Diagnostic, Label, RuleId, Severity},
    path::SitePath,
    text::Span,
};
use rustc_hash::{FxHashMap, FxHashSet};

/// What the command line selects; `None` where it says nothing.
#[derive(Clone, Debug, Default)]
pub struct Selectors {
    /// `--preset`.
    pub preset: Option<String>,
    /// `--select`.
    pub select: Option<Vec<String>>,
    /// `--ignore`.
    pub ignore: Option<Vec<String>>,
    /// `--extend-select`.
    pub extend_select: Option<Vec<String>>,
    /// `--extend-ignore`.
    pub extend_ignore: Option<Vec<String>>,
}

/// The rules of a run.
#[derive(Debug)]
pub struct RuleSet {
    /// All rules there are.
    pub book: &'static RuleBook,
    /// Those that run, in the order of the book.
    pub active: Vec<ActiveRule>,
    /// Names in `handbook.toml` that are no rule's, and options that could not be used. A rule with such options runs with its
    /// defaults.
    pub problems: Vec<Diagnostic>,
    overrides: Vec<Files>,
    file: Option<SitePath>,
    whole: bool,
}

impl RuleSet {
    /// The rules that `config` and the command line ask for. The error tells which names on the command line are no rule's.
    pub fn new(book: &'static RuleBook, config: &Config, selectors: &Selectors) -> Result<Self, String> {
        let mut set = Self {
            book,
            active: Vec::new(),
            problems: Vec::new(),
            overrides: config.overrides.iter().map(|one| one.files.clone()).collect(),
            file: config.file.clone(),
            whole: selectors.select.is_none() && selectors.ignore.is_none() && selectors.extend_ignore.is_none(),
        };
        let command_line = set.command_line(selectors)?;
        let mut settings = set.named(&config.rules);
        // Of two settings the more specific one wins, whatever their order.
        settings.sort_by_key(|(named, _)| named.specificity());
        let overrides: Vec<_> = config.overrides.iter().map(|one| set.named(&one.rules)).collect();

        let lint = &config.lint;
        let mut layer = Layer {
            select: lint.select.as_deref().map(|names| set.selectors(names)),
            extend_select: set.selectors(lint.extend_select.as_deref().unwrap_or_default()),
            ignore: set.selectors(lint.ignore.as_deref().unwrap_or_default()),
        };
        layer.ignore.extend(set.selectors(lint.extend_ignore.as_deref().unwrap_or_default()));
        let preset = selectors.preset.as_deref().or(lint.preset.as_ref().map(|set| set.value.as_str())).unwrap_or("recommended");
        let layers = [layer, rules_layer(&settings), command_line];
        let chosen = layers::choose(book, layers::preset(book, preset), &layers);

        for rule in book.rules().iter().copied() {
            let exceptions = overrides.iter().zip(&config.overrides).enumerate();
            let exceptions = exceptions.map(|(at, (rules, one))| (at, one.severity.map(|set| set.value), rules.as_slice()));
            set.activate(rule, chosen.contains(rule.id()), &settings, exceptions);
        }
        set.report_unknown(&chosen);
        set.report_idle_groups(&settings);
        Ok(set)
    }

    /// How a rule runs on a file; `None` when it does not.
    pub fn effective(&self, rule: &ActiveRule, path: &SitePath) -> Option<Effective> {
        rule.on(path, &self.overrides_of(path))
    }

    /// The rules that run on a file, each with how it does.
    pub fn on<'a>(&'a self, path: &'a SitePath) -> impl Iterator<Item = (&'a ActiveRule, Effective)> + 'a {
        let overrides = self.overrides_of(path);
        self.active.iter().filter_map(move |rule| rule.on(path, &overrides).map(|effective| (rule, effective)))
    }

    /// The active rule with this id.
    pub fn get(&self, id: &str) -> Option<&ActiveRule> {
        self.active.iter().find(|active| active.rule.id() == id)
    }

    /// Whether these are all rules that the handbook asks for; the command line left none out.
    pub fn is_whole(&self) -> bool {
        self.whole
    }

    fn overrides_of(&self, path: &SitePath) -> Vec<usize> {
        let matching = self.overrides.iter().enumerate().filter(|(_, files)| files.matches(path));
        matching.map(|(at, _)| at).collect()
    }

    fn command_line(&self, selectors: &Selectors) -> Result<Layer, String> {
        let find = |names: &Option<Vec<String>>| -> Result<Vec<Named>, String> {
            names.iter().flatten().map(|name| self.book.find(name).ok_or_else(|| unknown(self.book, name))).collect()
        };
        let mut ignore = find(&selectors.ignore)?;
        ignore.extend(find(&selectors.extend_ignore)?);
        let select = find(&selectors.select)?;
        Ok(Layer { select: selectors.select.is_some().then_some(select), extend_select: find(&selectors.extend_select)?, ignore })
    }

    /// What the names mean; those that mean nothing are reported.
    fn selectors(&mut self, names: &[Set<String>]) -> Vec<Named> {
        names.iter().filter_map(|name| self.find(&name.value, name.span)).collect()
    }

    fn named<'a>(&mut self, settings: &'a [RuleSetting]) -> Vec<(Named, &'a RuleSetting)> {
        settings.iter().filter_map(|setting| Some((self.find(&setting.id.value, setting.id.key)?, setting))).collect()
    }

    fn find(&mut self, name: &str, span: Span) -> Option<Named> {
        let named = self.book.find(name);
        if named.is_none() {
            let help = self.book.nearest(name).map(|near| format!("Did you mean `{near}`?"));
            self.problem("lint/unknown-rule", Severity::Warning, span, format!("there is no rule `{name}`"), help);
        }
        named
    }

    fn problem(&mut self, rule: RuleId, severity: Severity, span: Span, message: String, help: Option<String>) {
        let Some(file) = &self.file else { return };
        let at = Label::new(file, span);
        self.problems.push(Diagnostic { help: help.map(Into::into), ..Diagnostic::new(rule, severity, at, message) });
    }

    fn build(&mut self, rule: &'static Rule, setting: &RuleSetting) -> Option<Check> {
        match rule.build(&setting.options) {
            Ok(check) => Some(check),
            Err(OptionError { span, message, help }) => {
                self.problem("lint/config", Severity::Error, span, message, help);
                None
            }
        }
    }

    fn activate<'a>(
        &mut self,
        rule: &'static Rule,
        chosen: bool,
        settings: &[(Named, &RuleSetting)],
        overrides: impl Iterator<Item = (usize, Option<Level>, &'a [(Named, &'a RuleSetting)])>,
    ) {
        // A rule that is off by default has no severity of its own.
        let mut usual = rule.info().severity.unwrap_or(Severity::Warning);
        let mut files = Vec::new();
        let mut check = None;
        for (_, setting) in settings.iter().filter(|(named, _)| named.covers(rule)) {
            if let Some(Set { value: Level::At(severity), .. }) = setting.severity {
                usual = severity;
            }
            if setting.files.files.is_some() || setting.files.exclude.is_some() {
                files.push(setting.files.clone());
            }
            if !setting.options.is_empty() {
                check = self.build(rule, setting).or(check);
            }
        }
        // The defaults cannot fail in a finished rule: `tests/rule_pages.rs` holds this.
        let Some(check) = check.or_else(|| rule.build(&Default::default()).ok()) else { return };
        let mut checks = vec![check];
        let mut exceptions = Vec::new();
        for (override_, level, rules) in overrides {
            if level.is_some() {
                // `severity` of an override is about problems that there are; it starts no rule that is off.
                let level = level.filter(|level| *level == Level::Off || chosen);
                exceptions.push(Exception { override_, files: Files::default(), level, check: None });
            }
            let mut covering: Vec<_> = rules.iter().filter(|(named, _)| named.covers(rule)).collect();
            covering.sort_by_key(|(named, _)| named.specificity());
            for (named, setting) in covering {
                let built = if setting.options.is_empty() { None } else { self.build(rule, setting) };
                let index = built.map(|built| {
                    checks.push(built);
                    checks.len() - 1
                });
                let level = setting.severity.map(|set| set.value);
                let level = level.filter(|level| chosen || named.specificity() == 2 || !matches!(level, Level::At(_)));
                exceptions.push(Exception { override_, files: setting.files.clone(), level, check: index });
            }
        }
        let starts = |exception: &Exception| matches!(exception.level, Some(Level::On | Level::At(_)));
        if chosen || exceptions.iter().any(starts) {
            let severity = chosen.then_some(usual);
            self.active.push(ActiveRule { rule, id: rule.id(), checks, severity, usual, files, exceptions });
        }
    }

    /// A severity for a group of which nothing runs: most likely it was meant to start its rules.
    fn report_idle_groups(&mut self, settings: &[(Named, &RuleSetting)]) {
        if !self.whole {
            return;
        }
        for (named, setting) in settings {
            let Named::Group(group) = *named else { continue };
            let is_severity = setting.severity.is_some_and(|level| matches!(level.value, Level::At(_)));
            if is_severity && !self.active.iter().any(|active| active.rule.group() == group) {
                let message = format!("no rule of `{group}` runs, so this changes nothing");
                let help = format!("Write `{group} = true` to run all of them, or name the rules that you want");
                self.problem("lint/config", Severity::Warning, setting.id.key, message, Some(help));
            }
        }
    }

    /// Gives the unknown names the severity of their rule, or drops them where it is off.
    fn report_unknown(&mut self, chosen: &FxHashSet<&'static str>) {
        let known = self.book.rule("lint/unknown-rule").is_some();
        let severity = self.get("lint/unknown-rule").and_then(|rule| rule.severity);
        self.problems.retain_mut(|problem| {
            if problem.rule != "lint/unknown-rule" {
                return true;
            }
            problem.severity = severity.unwrap_or(problem.severity);
            !known || chosen.contains("lint/unknown-rule")
        });
    }
}

/// What `[rules]` turns on and off. A severity turns on a rule, but of a group only says how bad its problems are.
fn rules_layer(settings: &[(Named, &RuleSetting)]) -> Layer {
    let mut last: FxHashMap<String, (Named, Level)> = FxHashMap::default();
    for (named, setting) in settings {
        if let Some(level) = setting.severity {
            last.insert(key(*named), (*named, level.value));
        }
    }
    let mut layer = Layer::default();
    for (named, level) in last.into_values() {
        match level {
            Level::Off => layer.ignore.push(named),
            Level::On => layer.extend_select.push(named),
            Level::At(_) if matches!(named, Named::Rule(_)) => layer.extend_select.push(named),
            Level::At(_) => {}
        }
    }
    layer
}

fn key(named: Named) -> String {
    match named {
        Named::All => "all".to_owned(),
        Named::Group(group) => group.to_owned(),
        Named::Rule(rule) => rule.id().to_owned(),
    }
}

fn unknown(book: &RuleBook, name: &str) -> String {
    match book.nearest(name) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `handbook rules` lists them all"),
    }
}
