//! What `init --force` replaces.

use crate::{config::Config, diagnostic::Severity, path::SitePath, session::read_settings, workspace::read_text};
use std::path::Path;

/// A file that was there before.
#[derive(Debug)]
pub(super) struct Replaced {
    pub(super) path: SitePath,
    /// Whether it held the same.
    pub(super) is_same: bool,
}

/// The configuration that is there; `None` when it cannot be read, or is wrong.
pub(super) fn read(file: &Path, path: &SitePath) -> Option<Config> {
    let config = read_settings(path, &read_text(file).ok()?);
    let is_good = config.problems.iter().all(|problem| problem.severity < Severity::Error);
    is_good.then_some(config)
}

/// The settings, by name and each once, that the old configuration made and the new one does not.
pub(super) fn lost(old: &Config, new: &Config) -> Vec<String> {
    let names = |config: &Config| -> Vec<String> { config.settings().map(|setting| name(&setting.key)).collect() };
    let kept = names(new);
    let mut lost: Vec<String> = names(old).into_iter().filter(|name| !kept.contains(name)).collect();
    lost.dedup();
    lost
}

/// The name of a setting without its place in lists and what is below: `site.states` of `site.states[0].when.draft`.
fn name(key: &str) -> String {
    let end = key.find('[').unwrap_or(key.len());
    let name = key.get(..end).unwrap_or(key);
    let mut parts = name.split('.');
    let first = parts.next().unwrap_or_default();
    match parts.next() {
        Some(second) => format!("{first}.{second}"),
        None => first.to_owned(),
    }
}
