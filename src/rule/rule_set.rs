//! The rules of a run: chosen, with their severities, options and files.

use super::{
    ActiveRule, Check, Effective, Named, RECOMMENDED, Rule, RuleBook,
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
    /// The preset of the handbook, and those of the overrides.
    preset: String,
    presets: Vec<Option<String>>,
    /// The ids of the rules that the settings name.
    named: FxHashSet<&'static str>,
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
            preset: selectors
                .preset
                .as_deref()
                .or(config.lint.preset.as_ref().map(|set| set.value.as_str()))
                .unwrap_or(RECOMMENDED)
                .to_owned(),
            // What the command line names holds for all files.
            presets: config
                .overrides
                .iter()
                .map(|one| one.preset.as_ref().filter(|_| selectors.preset.is_none()).map(|set| set.value.clone()))
                .collect(),
            named: FxHashSet::default(),
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
        let named = layer.select.iter().flatten().chain(&layer.extend_select).chain(&layer.ignore);
        set.named = named.chain(settings.iter().map(|(named, _)| named)).filter_map(|named| named.rule_id()).collect();
        let layers = [layer, rules_layer(&settings), command_line];
        let choose = |preset: &str| layers::choose(book, layers::preset(book, preset), &layers);
        let chosen = choose(&set.preset);
        let exceptions: Vec<_> = overrides
            .iter()
            .zip(&config.overrides)
            .zip(set.presets.clone())
            .map(|((rules, one), preset)| Override {
                chosen: preset.as_deref().map(choose),
                preset,
                level: one.severity.map(|set| set.value),
                rules,
            })
            .collect();
        for rule in book.rules().iter().copied() {
            set.activate(rule, chosen.contains(rule.id()), &settings, &exceptions);
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

    /// The preset that holds where no override has another.
    pub fn preset(&self) -> &str {
        &self.preset
    }

    /// The preset that holds for a file.
    pub fn preset_of(&self, path: &SitePath) -> &str {
        let own = self.overrides.iter().zip(&self.presets).rev().find(|(files, preset)| preset.is_some() && files.matches(path));
        own.and_then(|(_, preset)| preset.as_deref()).unwrap_or(&self.preset)
    }

    /// How bad a rule's problems are where nothing but `true` is said of it.
    pub fn usual(&self, rule: &Rule, path: &SitePath) -> Severity {
        self.get(rule.id()).map_or_else(|| rule.info().severity_in(self.preset_of(path)), |active| active.usual)
    }

    /// Whether the settings name the rule itself, to switch it on or off or to give it options.
    pub fn is_named(&self, rule: &Rule) -> bool {
        self.named.contains(rule.id())
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

    fn build(&mut self, rule: &'static Rule, preset: Option<&str>, setting: &RuleSetting) -> Option<Check> {
        match rule.build_in(preset.unwrap_or(&self.preset), &setting.options) {
            Ok(check) => Some(check),
            Err(OptionError { span, message, help }) => {
                self.problem("lint/config", Severity::Error, span, message, help);
                None
            }
        }
    }

    fn activate(&mut self, rule: &'static Rule, chosen: bool, settings: &[(Named, &RuleSetting)], overrides: &[Override]) {
        let settings: Vec<&RuleSetting> =
            settings.iter().filter(|(named, _)| named.covers(rule)).map(|&(_, setting)| setting).collect();
        let mut files = Vec::new();
        for setting in &settings {
            if setting.files.files.is_some() || setting.files.exclude.is_some() {
                files.push(setting.files.clone());
            }
        }
        let Some((check, usual)) = self.usually(rule, None, &settings) else { return };
        let mut checks = vec![check];
        let mut exceptions = Vec::new();
        for (override_, Override { chosen: chosen_here, preset, level, rules }) in overrides.iter().enumerate() {
            let (preset, mut chosen, level) = (preset.as_deref(), chosen, *level);
            if let Some(here) = chosen_here {
                chosen = here.contains(rule.id());
                let Some((check, usual)) = self.usually(rule, preset, &settings) else { continue };
                checks.push(check);
                let level = Some(if chosen { Level::At(usual) } else { Level::Off });
                exceptions.push(Exception { override_, files: Files::default(), level, check: Some(checks.len() - 1) });
            }
            if level.is_some() {
                // `severity` of an override is about problems that there are; it starts no rule that is off.
                let level = level.filter(|level| *level == Level::Off || chosen);
                exceptions.push(Exception { override_, files: Files::default(), level, check: None });
            }
            let mut covering: Vec<_> = rules.iter().filter(|(named, _)| named.covers(rule)).collect();
            covering.sort_by_key(|(named, _)| named.specificity());
            for (named, setting) in covering {
                let built = if setting.options.is_empty() { None } else { self.build(rule, preset, setting) };
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

    /// The check and the severity that `[rules]` makes of a rule in a preset (the handbook's when `None`).
    fn usually(&mut self, rule: &'static Rule, preset: Option<&str>, settings: &[&RuleSetting]) -> Option<(Check, Severity)> {
        let mut usual = rule.info().severity_in(preset.unwrap_or(&self.preset));
        let mut check = None;
        for setting in settings {
            if let Some(Set { value: Level::At(severity), .. }) = setting.severity {
                usual = severity;
            }
            if !setting.options.is_empty() {
                check = self.build(rule, preset, setting).or(check);
            }
        }
        // The defaults cannot fail in a finished rule: `tests/rule_pages` holds this.
        let check = check.or_else(|| rule.build_in(preset.unwrap_or(&self.preset), &Default::default()).ok())?;
        Some((check, usual))
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

/// What `[[overrides]]` says, looked up.
struct Override<'a> {
    /// The ids of the rules that run in its files, where it has a preset of its own.
    chosen: Option<FxHashSet<&'static str>>,
    preset: Option<String>,
    level: Option<Level>,
    rules: &'a [(Named, &'a RuleSetting)],
}

/// What `[rules]` turns on and off. A severity turns on a rule, but of a group only says how bad its problems are.
fn rules_layer(settings: &[(Named, &RuleSetting)]) -> Layer {
    let mut last: FxHashMap<&'static str, (Named, Level)> = FxHashMap::default();
    for (named, setting) in settings {
        if let Some(level) = setting.severity {
            last.insert(named.name(), (*named, level.value));
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

fn unknown(book: &RuleBook, name: &str) -> String {
    match book.nearest(name) {
        Some(near) => format!("there is no rule `{name}`; did you mean `{near}`?"),
        None => format!("there is no rule `{name}`; `handbook rules` lists them all"),
    }
}
