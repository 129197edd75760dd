//! What the sayings about rules come to, rule by rule.

use super::{
    foreign::{Level, Means, Note, Rules, Tool},
    names,
    value::{At, Entry},
};
use crate::rule::{Rule, RuleBook};
use rustc_hash::FxHashMap;

/// What is wanted of one of our rules.
#[derive(Clone, Debug, Default)]
pub(super) struct Want {
    /// Whether it is to run; `None` where nothing is said of it, and the linter itself does not know it or runs no rule unasked.
    pub(super) on: Option<bool>,
    pub(super) level: Option<Level>,
    pub(super) options: Vec<Entry>,
    /// The name by which it was spoken of last; empty where it was not.
    pub(super) name: String,
    /// The last place that speaks of it; `None` where none does.
    pub(super) at: Option<At>,
}

/// What is wanted of each rule, by its id.
pub(super) type Wants = FxHashMap<&'static str, Want>;

/// Goes through the sayings in order. Names that mean nothing here are noted, unless they only turn something off.
pub(super) fn wants(rules: &Rules, tool: Tool, book: &'static RuleBook, notes: &mut Vec<Note>) -> Wants {
    let runs = |rule: &&'static Rule| rule.info().aliases.iter().filter_map(|alias| names::number(alias)).any(|it| tool.runs(it));
    let mut wants = Wants::default();
    if let Some(level) = rules.default {
        for rule in book.rules().iter().copied().filter(runs) {
            wants.insert(rule.id(), Want { on: Some(true), level: Some(level), ..Want::default() });
        }
    }
    for saying in &rules.sayings {
        let found = names::rules(book, tool, &saying.name);
        if found.is_empty()
            && let Some(at) = &saying.at
            && !matches!(saying.means, Means::Off)
            && !names::is_group(&saying.name)
        {
            notes.push(Note::new(at, &saying.name, names::why_unknown(book, tool, &saying.name)));
        }
        for rule in found {
            let want = wants.entry(rule.id()).or_default();
            if saying.at.is_some() {
                want.at.clone_from(&saying.at);
                want.name.clone_from(&saying.name);
            }
            match &saying.means {
                Means::Off => want.on = Some(false),
                Means::On { level, options } => {
                    want.on = Some(true);
                    want.level = level.or(want.level);
                    if let Some(options) = options {
                        want.options.clone_from(options);
                    }
                }
                Means::Options(options) => {
                    for option in options {
                        let same = |known: &Entry| known.name.replace('_', "-") == option.name.replace('_', "-");
                        want.options.retain(|known| !same(known));
                        want.options.push(option.clone());
                    }
                }
                Means::Level(level) => want.level = Some(*level),
            }
        }
    }
    for only in &rules.only {
        let kept: Vec<&'static str> = only.iter().flat_map(|name| names::rules(book, tool, name)).map(|rule| rule.id()).collect();
        for rule in book.rules().iter().filter(|rule| names::number_of(rule).is_some() && !kept.contains(&rule.id())) {
            // What is not in the list is not spoken of, as where no rule runs unless it is named.
            if let Some(want) = wants.get_mut(rule.id()).filter(|want| want.on == Some(true)) {
                want.on = None;
            }
        }
    }
    wants
}
