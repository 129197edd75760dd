//! The settings of ours that come to the same as those of another linter.

use super::{
    foreign::{Foreign, Glob, Level, Note, Rules, Tool},
    globs::literal,
    names,
    ours::{Ours, now, place, unasked, wanted},
    value::At,
    wants::{Want, wants},
};
use crate::{
    config::{Config, FailOn, Globs, Override},
    diagnostic::Severity,
    path::SitePath,
    rule::{RECOMMENDED, Rule, RuleBook, RuleSet, Selectors},
};
use std::collections::BTreeMap;

/// The rules that others cannot do well, since they do not know the site, and that are off for that reason in many places.
const KNOWS_THE_SITE: [&str; 4] = ["links/broken-anchor", "links/broken-asset", "links/broken-file", "links/broken-page"];

/// Markdown in any of the ways it is called: settings of menus, say, are not theirs.
const PAGES: &str = "**/*.{md,markdown,mdx}";

/// A setting, with what to say about it.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Line<T> {
    pub(super) what: T,
    pub(super) comment: String,
}

/// What is set for a rule.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct RuleLine {
    pub(super) id: &'static str,
    pub(super) severity: Option<&'static str>,
    pub(super) options: toml::Table,
}

/// An `[[overrides]]` block.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Block {
    pub(super) comment: String,
    pub(super) files: Vec<String>,
    pub(super) exclude: Vec<String>,
    pub(super) is_off: bool,
    pub(super) rules: Vec<Line<RuleLine>>,
}

/// All that is to be written.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) preset: Line<&'static str>,
    pub(super) fail_on: Option<Line<&'static str>>,
    pub(super) gitignore: Option<Line<bool>>,
    /// Rules of the preset that the other linter does not have, or does not run unasked.
    pub(super) unknown: Vec<&'static str>,
    pub(super) exclude: Vec<Line<String>>,
    pub(super) rules: Vec<Line<RuleLine>>,
    pub(super) overrides: Vec<Block>,
}

/// Drafts the settings. `existing` is a configuration that they are added to; what it says stands.
pub(super) fn draft(foreign: &mut Foreign, book: &'static RuleBook, existing: Option<&Config>) -> Draft {
    let mut notes = Vec::new();
    let whole = foreign.rules.as_ref();
    let preset = preset(foreign.tool, whole, existing);
    let kept = existing.and_then(|config| config.lint.preset.as_ref()).map(|set| set.value.as_str());
    let in_force = kept.filter(|kept| *kept != RECOMMENDED).unwrap_or(preset.what);
    let mut drafter = Drafter { tool: foreign.tool, book, preset: in_force, fails: fails(whole, existing), notes: &mut notes };
    let base = drafter.base(preset.what, existing);
    let mut states = BTreeMap::new();
    let root = drafter.targets(whole);
    let (rules, unknown) = drafter.whole(whole, &root, base.as_ref(), existing);
    states.insert(SitePath::root(), root);
    let mut overrides = Vec::new();
    for (folder, rules) in &foreign.folders {
        overrides.extend(drafter.folder(folder, rules, &mut states));
    }
    for (glob, sayings) in &foreign.ignored_in {
        let rules = Rules { default: None, default_at: None, sayings: sayings.clone(), only: Vec::new() };
        let off = wants(&rules, foreign.tool, book, drafter.notes);
        let mut ids: Vec<&'static str> = off.keys().copied().collect();
        ids.sort_unstable();
        let comment = |id: &str| {
            let number = book.rule(id).and_then(names::number_of);
            number.map_or_else(|| off.get(id).map(|want| want.name.clone()).unwrap_or_default(), str::to_owned)
        };
        let line = |id| Line { what: RuleLine { id, severity: Some("off"), options: toml::Table::new() }, comment: comment(id) };
        let rules: Vec<_> = ids.into_iter().map(line).collect();
        if !rules.is_empty() {
            let files = vec![glob.pattern.clone()];
            overrides.push(Block { comment: glob.at.to_string(), files, rules, ..Block::default() });
        }
    }
    if let Some(first) = foreign.include.first() {
        // The last word: nothing else is checked, whatever is said above.
        let exclude = foreign.include.iter().map(|glob| glob.pattern.clone()).collect();
        let comment = format!("{}: only these files are checked", first.at);
        overrides.push(Block { comment, files: vec![PAGES.to_owned()], exclude, is_off: true, rules: Vec::new() });
    }
    // Adding twice is no more than adding once.
    let same = |block: &Block, one: &Override| {
        let patterns = |globs: &Option<Globs>| -> Vec<String> {
            globs.iter().flat_map(|globs| &globs.patterns).map(|pattern| pattern.value.clone()).collect()
        };
        patterns(&one.files.files) == block.files && patterns(&one.files.exclude) == block.exclude
    };
    overrides.retain(|block| !existing.is_some_and(|config| config.overrides.iter().any(|one| same(block, one))));
    let fail_on = (drafter.fails == Severity::Error && existing.is_none_or(|config| config.lint.fail_on.is_none())).then(|| {
        Line { what: "error", comment: said(whole.and_then(|rules| rules.default_at.as_ref()), "warnings fail no run") }
    });
    foreign.notes.extend(notes);
    Draft {
        preset,
        fail_on,
        gitignore: foreign
            .gitignore
            .as_ref()
            .filter(|(flag, _)| !flag)
            .map(|(flag, at)| Line { what: *flag, comment: at.to_string() }),
        unknown,
        exclude: unique(&foreign.exclude),
        rules,
        overrides,
    }
}

/// The preset that needs the fewest words.
fn preset(tool: Tool, whole: Option<&Rules>, existing: Option<&Config>) -> Line<&'static str> {
    let name = tool.name();
    let Some(rules) = whole else {
        return Line { what: "recommended", comment: format!("{name} has settings for some folders only: see below") };
    };
    let is_on = rules.default.is_some() && rules.only.is_empty();
    // What is there is left, unless this one does all that it does and more.
    let kept = existing.and_then(|config| config.lint.preset.as_ref()).map(|set| set.value.as_str());
    let is_kept = kept.is_some_and(|kept| kept != "recommended");
    let what = if is_on && !is_kept { "markdown" } else { "recommended" };
    let comment = match (is_on, &rules.default_at) {
        (true, Some(at)) => format!("{at}: all rules, but for what follows"),
        (true, None) => format!("{name} runs all rules, but for what follows"),
        (false, at) => said(at.as_ref(), "only the rules that are named, besides what is sure to be a mistake"),
    };
    Line { what, comment }
}

fn said(at: Option<&At>, what: &str) -> String {
    at.map_or_else(|| what.to_owned(), |at| format!("{at}: {what}"))
}

/// The least severity that fails a run.
fn fails(whole: Option<&Rules>, existing: Option<&Config>) -> Severity {
    match existing.and_then(|config| config.lint.fail_on).map(|set| set.value) {
        Some(FailOn::Severity(severity)) => severity,
        Some(FailOn::Never) => Severity::Warning,
        None if whole.is_some_and(|rules| rules.default == Some(Level::Tells)) => Severity::Error,
        None => Severity::Warning,
    }
}

fn unique(globs: &[Glob]) -> Vec<Line<String>> {
    let mut lines: Vec<Line<String>> = Vec::new();
    for glob in globs {
        if !lines.iter().any(|line| line.what == glob.pattern) {
            lines.push(Line { what: glob.pattern.clone(), comment: glob.at.to_string() });
        }
    }
    lines
}

/// How every rule is to run in a folder, with what is said of it.
type Targets = BTreeMap<&'static str, (Ours, Option<Want>)>;

struct Drafter<'a> {
    tool: Tool,
    book: &'static RuleBook,
    /// The preset that holds in the end.
    preset: &'a str,
    fails: Severity,
    notes: &'a mut Vec<Note>,
}

impl Drafter<'_> {
    /// What runs before anything is added.
    fn base(&self, preset: &str, existing: Option<&Config>) -> Option<RuleSet> {
        let preset = format!("[lint]\npreset = \"{preset}\"\n");
        let mut config = existing.cloned().unwrap_or_default();
        let is_recommended = config.lint.preset.as_ref().is_none_or(|set| set.value == "recommended");
        if is_recommended {
            config.lint.preset = Config::parse(&SitePath::default(), &preset).lint.preset;
        }
        // Only names on the command line can fail.
        RuleSet::new(self.book, &config, &Selectors::default()).ok()
    }

    /// How every rule is to run by these sayings. Without any, as in the preset `recommended`.
    fn targets(&mut self, rules: Option<&Rules>) -> Targets {
        let mut wants = rules.map(|rules| wants(rules, self.tool, self.book, self.notes)).unwrap_or_default();
        let mut targets = Targets::new();
        for rule in self.book.rules().iter().copied() {
            let want = wants.remove(rule.id());
            let ours = match rules {
                Some(_) => wanted(rule, want.as_ref(), (self.preset, self.fails), self.notes),
                None => Ours { severity: rule.info().severity, ..Ours::default() },
            };
            targets.insert(rule.id(), (ours, want));
        }
        targets
    }

    /// The lines for the whole handbook, and the rules that are off because the other linter does not run them.
    fn whole(
        &self,
        rules: Option<&Rules>,
        targets: &Targets,
        base: Option<&RuleSet>,
        existing: Option<&Config>,
    ) -> (Vec<Line<RuleLine>>, Vec<&'static str>) {
        let (mut lines, mut unknown) = (Vec::new(), Vec::new());
        for rule in self.book.rules().iter().copied() {
            let Some((target, want)) = targets.get(rule.id()) else { continue };
            let now = base.map(|base| now(rule, base)).unwrap_or_default();
            let is_said = want.as_ref().is_some_and(|want| want.on.is_some());
            // Rules that no other linter has are none of this.
            if existing.is_some_and(|config| speaks_of(config, self.book, rule)) || *target == now {
                continue;
            }
            if !is_said && target.severity.is_none() {
                // Only the preset that was just chosen turns it on.
                unknown.push(rule.id());
                continue;
            }
            if !is_said {
                continue;
            }
            let line = rule_line(rule, target, &now, false);
            let comment = self.comment(rule, target, want.as_ref(), rules.and_then(|rules| rules.default_at.as_ref()));
            lines.push((order(want.as_ref()), Line { what: line, comment }));
        }
        lines.sort_by(|(a, _), (b, _)| a.cmp(b));
        (lines.into_iter().map(|(_, line)| line).collect(), unknown)
    }

    /// The block of a folder; `None` when nothing is otherwise there.
    fn folder(&mut self, folder: &SitePath, rules: &Rules, states: &mut BTreeMap<SitePath, Targets>) -> Option<Block> {
        let mut targets = self.targets(Some(rules));
        let mut above = folder.parent();
        while !states.contains_key(&above) {
            above = above.parent();
        }
        let around = states.get(&above)?;
        let mut lines = Vec::new();
        for rule in self.book.rules().iter().copied() {
            let (Some((target, want)), Some((now, _))) = (targets.get_mut(rule.id()), around.get(rule.id())) else { continue };
            // What runs unasked here, and not there, is not theirs to decide for a folder.
            if want.as_ref().is_none_or(|want| want.on.is_none()) && unasked(rule).is_some() {
                target.clone_from(now);
            }
            let same = target.severity == now.severity && (target.severity.is_none() || target.options == now.options);
            if !same {
                let line = rule_line(rule, target, now, true);
                let comment = self.comment(rule, target, want.as_ref(), rules.default_at.as_ref());
                lines.push((order(want.as_ref()), Line { what: line, comment }));
            }
        }
        states.insert(folder.clone(), targets);
        lines.sort_by(|(a, _), (b, _)| a.cmp(b));
        let rules: Vec<_> = lines.into_iter().map(|(_, line)| line).collect();
        let comment = format!("The settings of {} in this folder", self.tool.name());
        (!rules.is_empty()).then(|| Block { comment, files: vec![format!("{}/**", literal(folder))], rules, ..Block::default() })
    }

    /// Which rule of the other linter it is, and where that is spoken of.
    fn comment(&self, rule: &'static Rule, target: &Ours, want: Option<&Want>, default: Option<&At>) -> String {
        let number = names::number_of(rule);
        let is_said = want.is_some_and(|want| want.at.is_some());
        if !is_said && want.is_some_and(|want| want.on == Some(true)) && rule.info().severity == Some(Severity::Info) {
            // Why something is written that nobody has asked for.
            let number = number.unwrap_or_default();
            return format!("{number} fails a run of {}; here it would only be told", self.tool.name());
        }
        let name = number.or(want.map(|want| want.name.as_str())).filter(|name| !name.is_empty());
        let mut parts: Vec<String> = name.map(str::to_owned).into_iter().collect();
        match place(want, default) {
            Some(at) => parts.push(at.to_string()),
            None if target.severity.is_some() => parts.push(format!("as in {} unless told otherwise", self.tool.name())),
            None => {}
        }
        if KNOWS_THE_SITE.contains(&rule.id()) && target.severity.is_none() {
            parts.push("but try it: here it knows the addresses and anchors of this site".to_owned());
        }
        if target.severity == Some(Severity::Info) && want.is_some_and(|want| want.level == Some(Level::Tells)) {
            parts.push("a warning there fails no run".to_owned());
        }
        parts.join(", ")
    }
}

/// Where a line stands among the others: by the place that speaks of it, the unspoken ones last.
fn order(want: Option<&Want>) -> (bool, Option<At>) {
    let at = want.and_then(|want| want.at.clone());
    (at.is_none(), at)
}

/// What has to be said so that a rule runs as `target`, where it runs as `now`. `anew`: its options replace those of `now`.
fn rule_line(rule: &'static Rule, target: &Ours, now: &Ours, anew: bool) -> RuleLine {
    let severity = match (target.severity, now.severity) {
        (None, _) => Some("off"),
        (Some(wanted), Some(now)) if wanted == now => None,
        (Some(wanted), _) => Some(wanted.as_str()),
    };
    let mut options = toml::Table::new();
    if target.severity.is_some() {
        options.clone_from(&target.options);
        if anew && options.is_empty() {
            // Back to the defaults, which have to be named.
            let defaults = rule.info().options.iter().filter(|(name, _)| now.options.contains_key(&name.replace('_', "-")));
            options.extend(defaults.map(|(name, value)| (name.clone(), value.clone())));
        }
    }
    RuleLine { id: rule.id(), severity, options }
}

/// Whether a configuration says something of a rule already.
fn speaks_of(config: &Config, book: &RuleBook, rule: &'static Rule) -> bool {
    let names = config.rules.iter().map(|setting| setting.id.value.as_str());
    let lists = [&config.lint.ignore, &config.lint.extend_ignore, &config.lint.extend_select];
    let listed = lists.into_iter().flatten().flatten().map(|name| name.value.as_str());
    names.chain(listed).any(|name| book.find(name).is_some_and(|named| named.covers(rule)))
}
