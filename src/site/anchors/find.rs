//! What a fragment finds on a page.

use super::{Fragment, PageAnchors, undashed};
use crate::{
    generator::{Facts, data::Meta, url},
    page::{Page, document::Kind},
};

impl PageAnchors {
    /// Looks a fragment (without `#`) up as browsers do: as written, then percent-decoded; case counts.
    pub fn find(&self, facts: &Facts, page: &Page, fragment: &str) -> Fragment {
        let fragment = fragment.split(":~:").next().unwrap_or_default();
        let decoded = url::decode(fragment);
        if fragment.is_empty() || decoded.eq_ignore_ascii_case("top") {
            return Fragment::Found;
        }
        let known = |id: &str| {
            self.place(id).is_some()
                || facts.theme_ids.contains(id)
                || facts.id_prefixes.iter().any(|prefix| id.starts_with(prefix))
        };
        if known(fragment)
            || known(&decoded)
            || is_shown_on_github(facts, page, &decoded, known)
            || !self.unsure.is_empty() && self.unsure.contains(&undashed(&decoded))
            || is_footnote(facts, page, &decoded)
            || is_line(facts, &decoded)
        {
            return Fragment::Found;
        }
        if self.doubtful.binary_search_by(|id| (**id).cmp(&decoded)).is_ok()
            || facts.generator.value.may_make(facts, page, &decoded)
        {
            return Fragment::Unknown;
        }
        if facts.heading_ids.value.loose && self.ids.iter().any(|(known, _)| is_alike(known, &decoded)) {
            return Fragment::Unknown;
        }
        if facts.theme_titles && is_title(facts, page, &decoded) {
            return Fragment::Unknown;
        }
        if self.complete { Fragment::Missing } else { Fragment::Unknown }
    }
}

/// Whether two ids have the same letters and digits, or the longer begins with those of the other and goes on: an id may be
/// kept when words are added to its heading. `id-` may stand before a digit.
fn is_alike(a: &str, b: &str) -> bool {
    const ENOUGH: usize = 10;
    let letters = |id: &str| -> String {
        let id = id.strip_prefix("id-").filter(|rest| rest.starts_with(|c: char| c.is_ascii_digit())).unwrap_or(id);
        id.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let (a, b) = (letters(a), letters(b));
    let (short, long) = if a.len() < b.len() { (a, b) } else { (b, a) };
    short == long || short.len() >= ENOUGH && long.starts_with(&short)
}

/// Whether a layout's heading with the page's title in it may get this id: from the title, or counted after one like it.
fn is_title(facts: &Facts, page: &Page, id: &str) -> bool {
    let Some(title) = Meta::get(&facts.data, page, "title").and_then(Meta::as_str) else { return true };
    let same = |slug: &str| id == slug || id.strip_prefix(slug).is_some_and(|rest| rest.starts_with('-'));
    let slugs = facts.heading_ids.value.passes.iter().map(|pass| pass.slugger.slug(title));
    let headings = page.document.headings.iter().any(|heading| *heading.text == *title);
    slugs.into_iter().any(|slug| !slug.is_empty() && (id == slug || headings && same(&slug)))
}

/// Footnote ids differ between renderers; a page with footnotes has some.
fn is_footnote(facts: &Facts, page: &Page, id: &str) -> bool {
    if let Some(known) = facts.generator.value.has_footnote(facts, page, id) {
        return known;
    }
    let id = id.strip_prefix("user-content-").unwrap_or(id);
    let prefixes = ["fn", "reffn", "footnote-", "fr-"];
    prefixes.iter().any(|prefix| id.starts_with(prefix))
        && page.document.nodes.iter().any(|node| node.kind() == Kind::FootnoteDefinition)
}

/// GitHub shows a file's lines under `#L10` and `#L10-L20`.
fn is_line(facts: &Facts, id: &str) -> bool {
    facts.generator.value.serves_folders()
        && id.strip_prefix('L').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
}

/// GitHub puts `user-content-` before every id and calls the first page of a repository `readme`.
fn is_shown_on_github(facts: &Facts, page: &Page, id: &str, known: impl Fn(&str) -> bool) -> bool {
    let readme = || page.path.stem().eq_ignore_ascii_case("readme") && page.path.parent_str().is_empty();
    facts.generator.value.serves_folders() && (id.strip_prefix("user-content-").is_some_and(known) || id == "readme" && readme())
}
