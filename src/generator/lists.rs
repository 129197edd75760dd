//! Whether a site's own templates list pages, so that readers find pages that nothing links to.

use super::Files;
use crate::path::SitePath;

/// Whether one of the asked files holds one of these words: what its language calls "all pages". Files are asked by their text
/// alone, so a comment counts as well; then no page is called an orphan.
pub(super) fn any(files: &dyn Files, is_asked: impl Fn(&SitePath) -> bool, words: &[&str]) -> bool {
    let own = |path: &&SitePath| !path.as_str().split('/').any(|part| part == "node_modules" || part == "vendor");
    let texts = files.paths().iter().filter(own).filter(|path| is_asked(path)).filter_map(|path| files.read(path.as_str()));
    texts.into_iter().any(|text| words.iter().any(|word| text.contains(word)))
}
