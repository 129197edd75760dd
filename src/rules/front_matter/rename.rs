//! Another name for a key, written as the key was.

use crate::page::{Page, front_matter::Entry};

/// The key's new name in its quotes; `None` when it is written in another way than it is read (several words, escapes), or the
/// name would have to be.
pub(super) fn renamed(page: &Page, entry: &Entry, name: &str) -> Option<String> {
    let source = page.slice(entry.key);
    let plain = name.chars().all(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | ' '));
    if source.trim_matches(['"', '\'']) != entry.written() || !plain {
        return None;
    }
    let quote = source.chars().next().filter(|c| matches!(c, '"' | '\''));
    Some(quote.map_or_else(|| name.to_owned(), |quote| format!("{quote}{name}{quote}")))
}
