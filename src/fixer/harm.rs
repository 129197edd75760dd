//! What fixes must not do.

use super::{Relint, apply};
use crate::{
    diagnostic::{Edit, RuleId},
    path::SitePath,
};
use std::collections::{BTreeMap, BTreeSet};

/// A rule whose fixes are not applied to a page.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Withheld {
    /// The rule.
    pub rule: RuleId,
    /// The page.
    pub path: SitePath,
    /// Why not.
    pub harm: Harm,
}

/// What a fix does that it must not.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Harm {
    /// The front matter could not be read after it.
    FrontMatter,
    /// Readers would see something else, although it is about how Markdown is written.
    Shown,
}

/// The edits of fixes that must not change what readers see, by page, each with its rule.
pub(super) type Unseen = BTreeMap<SitePath, Vec<(RuleId, Edit)>>;

/// The rules whose edits do change it: by themselves, or all of a page if none of them does.
pub(super) fn seen(handbook: &dyn Relint, unseen: &Unseen) -> Vec<Withheld> {
    let mut found = Vec::new();
    for (path, edits) in unseen {
        let Some(text) = handbook.text(path) else { continue };
        let shows = |wanted: Option<RuleId>| {
            let edits: Vec<_> =
                edits.iter().filter(|(rule, _)| wanted.is_none_or(|wanted| wanted == *rule)).map(|(_, edit)| edit).collect();
            apply(&text, &edits).is_some_and(|changed| !handbook.shows_the_same(path, &changed))
        };
        if !shows(None) {
            continue;
        }
        let rules: BTreeSet<RuleId> = edits.iter().map(|(rule, _)| *rule).collect();
        let mut guilty: Vec<RuleId> = rules.iter().copied().filter(|rule| shows(Some(rule))).collect();
        if guilty.is_empty() {
            guilty.extend(rules);
        }
        found.extend(guilty.into_iter().map(|rule| Withheld { rule, path: path.clone(), harm: Harm::Shown }));
    }
    found
}
