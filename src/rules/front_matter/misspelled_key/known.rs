//! Keys that are right whatever the pages say.

use super::{Why, words::WORDS};
use crate::site::Site;
use rustc_hash::FxHashSet;

/// Keys that are right whatever the pages say.
pub(super) struct Known {
    /// Dotted.
    generator: FxHashSet<String>,
    settings: FxHashSet<String>,
    /// By their last name.
    words: FxHashSet<String>,
}

impl Known {
    pub(super) fn of(site: &Site, dictionary: &[String]) -> Self {
        let generator = site.facts.generator.value.meta_keys().iter().map(|key| (*key).to_owned()).collect();
        let mut settings = FxHashSet::default();
        for schema in site.schemas.iter() {
            settings.extend(schema.keys().map(str::to_owned));
            settings.extend(schema.json.iter().flat_map(|json| json.keys()).cloned());
        }
        settings.extend(site.facts.states.iter().flat_map(|state| state.when.keys().cloned()));
        settings.extend(site.facts.redirect_keys.value.iter().cloned());
        let words = WORDS.iter().map(|word| (*word).to_owned()).chain(dictionary.iter().cloned()).collect();
        Self { generator, settings, words }
    }

    pub(super) fn has(&self, path: &str, name: &str) -> bool {
        let dotted = if path.is_empty() { name.to_owned() } else { format!("{path}.{name}") };
        self.words.contains(name) || self.generator.contains(&dotted) || self.settings.contains(&dotted) || name == "<<"
    }

    /// The names of the keys of the generator and the settings in one mapping, and whose they are.
    pub(super) fn at<'a>(&'a self, path: &'a str) -> impl Iterator<Item = (&'a str, Why)> {
        let settings = self.settings.iter().map(|key| (key, Why::Settings));
        let all = self.generator.iter().map(|key| (key, Why::Generator)).chain(settings);
        all.filter_map(move |(key, why)| {
            let name = if path.is_empty() { key.as_str() } else { key.strip_prefix(path)?.strip_prefix('.')? };
            (!name.contains('.')).then_some((name, why))
        })
    }
}
