//! Which rules run: the preset, then `handbook.toml`, then the command line.

use super::{Named, Rule, RuleBook};
use rustc_hash::FxHashSet;

/// Selectors of one source. Within it the more specific selector wins, and of two equally specific ones the one that ignores.
#[derive(Default)]
pub(super) struct Layer {
    /// Replaces what earlier layers chose.
    pub select: Option<Vec<Named>>,
    pub extend_select: Vec<Named>,
    pub ignore: Vec<Named>,
}

/// The ids of the rules that run when `start` is what the preset chose.
pub(super) fn choose(book: &RuleBook, start: FxHashSet<&'static str>, layers: &[Layer]) -> FxHashSet<&'static str> {
    let mut chosen = start;
    for layer in layers {
        if layer.select.is_some() {
            // What reports mistakes of the settings themselves stays, unless it is ignored by name.
            chosen.retain(|id| book.rule(id).is_some_and(reports_settings));
        }
        for specificity in 0..3 {
            let at = |names: &[Named]| -> Vec<Named> {
                names.iter().copied().filter(|name| name.specificity() == specificity).collect()
            };
            let select = [at(layer.select.as_deref().unwrap_or_default()), at(&layer.extend_select)].concat();
            let ignore = at(&layer.ignore);
            for rule in book.rules() {
                if ignore.iter().any(|name| name.covers(rule)) {
                    chosen.remove(rule.id());
                } else if select.iter().any(|name| name.covers(rule)) {
                    chosen.insert(rule.id());
                }
            }
        }
    }
    chosen
}

fn reports_settings(rule: &'static Rule) -> bool {
    matches!(rule.id(), "lint/config" | "lint/unknown-rule")
}

/// The rules that a preset turns on. `recommended` is what the pages say; the others add the rules that list them.
pub(super) fn preset(book: &RuleBook, name: &str) -> FxHashSet<&'static str> {
    book.rules().iter().copied().filter(|rule| rule.info().is_in(name)).map(Rule::id).collect()
}
