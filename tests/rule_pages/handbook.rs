//! A handbook in memory: the one place that knows how a site is loaded and checked.

use handbook_lint::{
    config::Config,
    diagnostic::{Diagnostic, RuleId},
    fixer::Relint,
    path::SitePath,
    rule::{Rule, RuleSet, Selectors},
    rules,
    session::Session,
    workspace::Workspace,
};
use std::{collections::BTreeMap, sync::Arc};

/// Texts by path, and the rules to run on them.
pub(crate) struct Handbook {
    pub texts: BTreeMap<SitePath, Arc<str>>,
    selectors: Selectors,
}

impl Handbook {
    /// A handbook of these files; `handbook.toml` among them holds its settings.
    pub(crate) fn new(files: impl IntoIterator<Item = (String, String)>, selectors: Selectors) -> Self {
        let path = |written: &str| SitePath::new(written).expect("a path within the handbook");
        let texts: BTreeMap<_, Arc<str>> = files.into_iter().map(|(name, text)| (path(&name), text.into())).collect();
        Self { texts, selectors }
    }

    pub(crate) fn config(&self) -> Config {
        let settings = SitePath::new("handbook.toml").expect("a path");
        self.texts.get(&settings).map_or_else(Config::default, |text| Config::parse(&settings, text))
    }

    /// Everything that the rules say about the files on the first day of 2026.
    pub(crate) fn lint(&self) -> Vec<Diagnostic> {
        self.open().diagnostics()
    }

    fn open(&self) -> Session {
        let config = self.config();
        let rules = RuleSet::new(rules::book(), &config, &self.selectors).unwrap_or_else(|unknown| panic!("{unknown}"));
        let files = self.texts.iter().map(|(path, text)| (path.to_string(), text.to_string()));
        Session::open(Workspace::in_memory(files), config, rules).on(jiff::civil::date(2026, 1, 1))
    }
}

impl Relint for Handbook {
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        self.lint()
    }

    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }

    fn edit(&mut self, texts: BTreeMap<SitePath, String>) {
        self.texts.extend(texts.into_iter().map(|(path, text)| (path, text.into())));
    }

    fn fixable(&self, _: &SitePath) -> bool {
        true
    }

    fn is_unseen(&self, rule: RuleId) -> bool {
        rules::book().rule(rule).is_some_and(Rule::is_style)
    }

    fn shows_the_same(&self, path: &SitePath, text: &str) -> bool {
        self.open().shows_the_same(path, text)
    }
}
