//! What the other pages say about one: enough of them, and nearly all of one mind.

use crate::{
    config::FrontMatterSchema,
    generator::PageId,
    page::front_matter::Syntax,
    site::{
        Site,
        census::{Key, Use},
    },
};

/// So many other pages must agree before one that differs is told.
pub(super) const ENOUGH: usize = 10;
/// So many, where what is odd may be meant.
pub(super) const MANY: usize = 20;
/// So many, where what is odd is often meant.
pub(super) const MOST: usize = 50;
/// More odd pages than this are a habit.
const FEW: usize = 5;

/// Whether so many odd pages are slips, where so many agree: one in fifty, and at least one.
pub(super) fn is_few(odd: usize, alike: usize) -> bool {
    odd <= FEW.min(1 + alike / 50)
}

/// On how many pages uses are, which are sorted by page.
pub(super) fn pages<'a>(uses: impl IntoIterator<Item = &'a Use>) -> usize {
    let mut last: Option<PageId> = None;
    uses.into_iter().filter(|one| last.replace(one.page) != Some(one.page)).count()
}

/// Whether `handbook.toml` says itself what the values of a key on a page must be.
pub(super) fn is_asked(site: &Site, page: PageId, says: impl Fn(&FrontMatterSchema) -> bool) -> bool {
    !site.schemas.is_empty() && site.schemas_of(site.page(page)).any(says)
}

/// Whether a text stands for one that somebody is to write: `yyyy-mm-dd`, `<team>`, `{{ date }}`.
pub(super) fn is_placeholder(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    text.contains(['{', '<', '%', '$'])
        || text.starts_with('[')
        || lower.contains("yyyy")
        || matches!(&*lower, "todo" | "tbd" | "xxx")
}

/// The uses on pages that are Markdown: a template is one of its kind, and does what it likes.
pub(super) fn markdown<'s>(site: &'s Site, uses: &'s [Use]) -> impl Iterator<Item = &'s Use> + Clone {
    uses.iter().filter(|one| site.page(one.page).format.is_markdown())
}

/// How many pages agree, out of all that have the key: `38 of 39 pages`.
pub(super) fn share(alike: usize, odd: usize) -> String {
    format!("{alike} of {} pages", alike + odd)
}

/// The key of a use for people to read: its dotted name, or for an item of a list the list's.
pub(super) fn name(key: Key<'_>) -> String {
    let dotted = key.dotted();
    dotted.strip_suffix("[]").unwrap_or(&dotted).to_owned()
}

/// How the front matter of a use is written.
pub(super) fn syntax(site: &Site, one: &Use) -> Syntax {
    site.page(one.page).front_matter.as_ref().map_or(Syntax::Yaml, |block| block.syntax)
}
