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

/// The configuration that is there.
pub(super) struct Former {
    pub(super) config: Config,
    text: String,
}

/// `None` when it cannot be read, or is wrong.
pub(super) fn read(file: &Path, path: &SitePath) -> Option<Former> {
    let text = read_text(file).ok()?;
    let config = read_settings(path, &text);
    let is_good = config.problems.iter().all(|problem| problem.severity < Severity::Error);
    is_good.then_some(Former { config, text })
}

impl Former {
    /// Its text without the `[[front-matter]]` blocks, the comments right above them, and the `notes` that `init` writes.
    pub(super) fn without_front_matter(&self, notes: &[&str]) -> String {
        let mut text = self.text.clone();
        for note in notes {
            text = text.replace(note, "");
        }
        // Comments shift nothing that counts: the values are found again in the text that is left.
        let config = Config::parse(&SitePath::default(), &text);
        let is_value =
            |at: usize| config.settings().any(|setting| (setting.span.start as usize..setting.span.end as usize).contains(&at));
        let (mut kept, mut comments) = (String::new(), String::new());
        let (mut at, mut in_front_matter) = (0, false);
        // Whether a blank line stands before the comments: then they are no part of the block above.
        let (mut after_blank, mut is_blank) = (true, true);
        for line in text.split_inclusive('\n') {
            let start = line.trim_start();
            if start.starts_with('[') && !is_value(at) {
                let name = start.trim_start_matches('[').trim_start();
                in_front_matter = ["front-matter", "front_matter"].iter().any(|table| name.starts_with(table));
                if in_front_matter {
                    comments.clear();
                }
            }
            at += line.len();
            if start.starts_with('#') {
                if comments.is_empty() {
                    after_blank = is_blank;
                }
                comments.push_str(line);
                continue;
            }
            is_blank = start.is_empty();
            if !in_front_matter || is_blank && after_blank {
                kept.push_str(&comments);
            }
            if !in_front_matter || is_blank && after_blank && !comments.is_empty() {
                kept.push_str(line);
            }
            comments.clear();
        }
        if !in_front_matter || after_blank && is_blank {
            kept.push_str(&comments);
        }
        format!("{}\n", kept.trim_end())
    }
}

/// The settings, by name and each once, that the old configuration made and the new one does not.
pub(super) fn lost(old: &Config, new: &Config) -> Vec<String> {
    let names = |config: &Config| -> Vec<String> { config.settings().map(|setting| name(&setting.key)).collect() };
    let kept = names(new);
    let mut lost: Vec<String> = names(old).into_iter().filter(|name| !kept.contains(name)).collect();
    lost.sort();
    lost.dedup();
    lost
}

/// The name of a setting without its place in lists and what is below: `site.states` of `site.states[0].when.draft`,
/// `front-matter.types` of `front-matter[0].types.title`.
fn name(key: &str) -> String {
    let mut parts = key.split('.').map(|part| part.split('[').next().unwrap_or(part));
    let first = parts.next().unwrap_or_default();
    match parts.next() {
        Some(second) => format!("{first}.{second}"),
        None => first.to_owned(),
    }
}
