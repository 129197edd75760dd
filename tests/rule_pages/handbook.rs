//! A handbook in memory: the one place that knows how a site is loaded and checked.

use handbook_lint::{
    config::Config,
    diagnostic::Diagnostic,
    fixer::Relint,
    generator::{self, Facts, Files, Known},
    linter,
    page::Page,
    path::SitePath,
    rule::{RuleSet, Selectors},
    rules,
    site::Site,
};
use std::{collections::BTreeMap, sync::Arc};

/// Texts by path, and the rules to run on them.
pub(crate) struct Handbook {
    pub texts: BTreeMap<SitePath, Arc<str>>,
    paths: Vec<SitePath>,
    selectors: Selectors,
}

impl Handbook {
    /// A handbook of these files; `handbook.toml` among them holds its settings.
    pub(crate) fn new(files: impl IntoIterator<Item = (String, String)>, selectors: Selectors) -> Self {
        let path = |written: &str| SitePath::new(written).expect("a path within the handbook");
        let texts: BTreeMap<_, Arc<str>> = files.into_iter().map(|(name, text)| (path(&name), text.into())).collect();
        Self { paths: texts.keys().cloned().collect(), texts, selectors }
    }

    pub(crate) fn config(&self) -> Config {
        let settings = SitePath::new("handbook.toml").expect("a path");
        self.texts.get(&settings).map_or_else(Config::default, |text| Config::parse(&settings, text))
    }

    /// Everything that the rules say about the files on the first day of 2026.
    pub(crate) fn lint(&self) -> Vec<Diagnostic> {
        let config = self.config();
        let rules = RuleSet::new(rules::book(), &config, &self.selectors).unwrap_or_else(|unknown| panic!("{unknown}"));
        linter::run(&self.site(&config), &rules, &config, jiff::civil::date(2026, 1, 1))
    }

    fn site(&self, config: &Config) -> Site {
        let named = config.site.generator.as_ref().and_then(|set| generator::by_name(&set.value));
        let detected = || generator::ALL.into_iter().find(|one| one.detect(self).is_some());
        let generator = named.or_else(detected).expect("the last one always fits");
        let mut facts = Facts::new(Known::default(generator), &config.site);
        generator.facts(self, &mut facts);
        let (mut pages, mut assets) = (Vec::new(), Vec::new());
        for (path, text) in &self.texts {
            match facts.in_content(path).and_then(|_| generator.format(&facts, path)) {
                Some(format) => {
                    pages.push(Arc::new(Page::parse(path.clone(), text.as_bytes().to_vec(), format, &facts.dialect)));
                }
                None => assets.push(path.clone()),
            }
        }
        Site::new(Arc::new(facts), pages, Arc::new(assets), Arc::new(config.front_matter.clone()))
    }
}

impl Files for Handbook {
    fn paths(&self) -> &[SitePath] {
        &self.paths
    }

    fn read(&self, path: &str) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }
}

impl Relint for Handbook {
    fn diagnostics(&mut self) -> Vec<Diagnostic> {
        self.lint()
    }

    fn text(&self, path: &SitePath) -> Option<Arc<str>> {
        self.texts.get(path).cloned()
    }

    fn edit(&mut self, path: &SitePath, text: String) {
        self.texts.insert(path.clone(), text.into());
    }

    fn fixable(&self, _: &SitePath) -> bool {
        true
    }
}
