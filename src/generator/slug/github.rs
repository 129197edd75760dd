//! GitHub's rule, which github-slugger carries into the JavaScript world.

use super::character::is_word;

/// The id of a heading whose rendered text is `text`, as github-slugger 2.0 makes it (rehype-slug, Docusaurus, Starlight,
/// marked-gfm-heading-id, HonKit) and GitHub itself. Spaces are neither squeezed nor trimmed.
pub fn slug(text: &str) -> String {
    if text.is_ascii() {
        return keep(text.chars().map(|c| c.to_ascii_lowercase()));
    }
    keep(text.to_lowercase().chars())
}

fn keep(text: impl Iterator<Item = char>) -> String {
    text.filter_map(|c| match c {
        ' ' | '-' => Some('-'),
        c => is_word(c).then_some(c),
    })
    .collect()
}
