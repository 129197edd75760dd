//! All rules, and what a name means among them.

use super::{Rule, markdownlint};
use crate::text::nearest;
use rustc_hash::FxHashMap;

/// All rules, found by any of their names.
#[derive(Debug)]
pub struct RuleBook {
    rules: Vec<&'static Rule>,
    /// Names in lower case.
    names: FxHashMap<String, Named>,
}

/// What a name in a selector, a setting or a comment means.
#[derive(Clone, Copy, Debug)]
pub enum Named {
    /// `all`.
    All,
    /// A group.
    Group(&'static str),
    /// A rule: by its id, its markdownlint number or another name.
    Rule(&'static Rule),
    /// A tag of markdownlint: the rules that markdownlint has under it.
    Tag(&'static str),
    /// All rules that markdownlint has, and those of ours about how Markdown is written.
    Markdownlint,
}

impl RuleBook {
    /// The rules of all groups. Reads the front matter of every rule page.
    pub fn new(groups: &[&[&'static Rule]]) -> Self {
        let rules: Vec<_> = groups.iter().flat_map(|group| group.iter().copied()).collect();
        let mut names = FxHashMap::default();
        for &rule in &rules {
            names.insert(rule.group().to_owned(), Named::Group(rule.group()));
            for alias in &rule.info().aliases {
                names.insert(alias.to_lowercase(), Named::Rule(rule));
            }
        }
        for &rule in &rules {
            names.insert(rule.id().to_owned(), Named::Rule(rule));
        }
        names.insert("all".to_owned(), Named::All);
        Self { rules, names }
    }

    /// The rules, group by group.
    pub fn rules(&self) -> &[&'static Rule] {
        &self.rules
    }

    /// The rule with this id.
    pub fn rule(&self, id: &str) -> Option<&'static Rule> {
        match self.names.get(id) {
            Some(Named::Rule(rule)) if rule.id() == id => Some(rule),
            _ => None,
        }
    }

    /// What a name means; upper and lower case do not count.
    pub fn find(&self, name: &str) -> Option<Named> {
        self.names.get(name).or_else(|| self.names.get(&name.to_lowercase())).copied()
    }

    /// What a name in a comment of markdownlint means: a number, an alias, a tag, or the whole id of one of ours. Nothing else, since
    /// markdownlint takes every word of a comment for a name.
    pub fn find_theirs(&self, name: &str) -> Option<Named> {
        if let Some(counterpart) = markdownlint::Counterpart::named(name) {
            return self.find(counterpart.number);
        }
        let tag = markdownlint::ALL.iter().flat_map(|one| one.tags).find(|tag| tag.eq_ignore_ascii_case(name));
        match tag {
            Some(tag) => Some(Named::Tag(tag)),
            None => self.find(name).filter(|_| name.contains('/')),
        }
    }

    /// The id, group or other name most like `name`, as it is best written; a rule's bare name finds its id.
    pub fn nearest(&self, name: &str) -> Option<&'static str> {
        let bare = name.rsplit('/').next().unwrap_or(name).to_lowercase();
        if let Some(rule) = self.rules.iter().find(|rule| rule.name() == bare) {
            return Some(rule.id());
        }
        let groups = self.rules.iter().map(|rule| rule.group());
        let aliases = self.rules.iter().flat_map(|rule| rule.info().aliases.iter().map(String::as_str));
        nearest(name, self.rules.iter().map(|rule| rule.id()).chain(groups).chain(aliases))
            .or_else(|| nearest(&bare, self.rules.iter().map(|rule| rule.name())))
            .and_then(|found| match self.find(found) {
                Some(Named::Rule(rule)) => Some(rule.id()),
                Some(Named::Group(group)) => Some(group),
                _ => self.rules.iter().find(|rule| rule.name() == found).map(|rule| rule.id()),
            })
    }
}

impl Named {
    /// Whether it means the rule, or a group it is in, or all.
    pub fn covers(self, rule: &Rule) -> bool {
        match self {
            Self::All => true,
            Self::Group(group) => rule.group() == group,
            Self::Rule(named) => named.id() == rule.id(),
            Self::Tag(tag) => rule.info().counterparts().any(|one| one.tags.contains(&tag)),
            Self::Markdownlint => rule.is_style() || rule.info().counterparts().next().is_some(),
        }
    }

    /// Its own name: an id, a group, a tag, `all`.
    pub fn name(self) -> &'static str {
        match self {
            Self::All => "all",
            Self::Group(name) | Self::Tag(name) => name,
            Self::Rule(rule) => rule.id(),
            Self::Markdownlint => "markdownlint",
        }
    }

    /// The id of the one rule that it means; `None` where it may mean several.
    pub(super) fn rule_id(self) -> Option<&'static str> {
        match self {
            Self::Rule(rule) => Some(rule.id()),
            _ => None,
        }
    }

    /// How much it says: 0 for all, 1 for a group, 2 for a rule. The more specific name wins.
    pub(super) fn specificity(self) -> usize {
        match self {
            Self::All | Self::Markdownlint => 0,
            Self::Group(_) | Self::Tag(_) => 1,
            Self::Rule(_) => 2,
        }
    }
}
