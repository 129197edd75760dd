//! Preprocessors by name, and what they bear on ids and links.

use crate::page::front_matter::Node;

/// What a preprocessor may do to a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Effect {
    /// Nothing that ids, links or the menu show.
    None,
    /// It puts ids on pages that begin like this.
    Ids(&'static str),
    /// It puts ids on pages that begin like this, and links to them by names that are no paths.
    Names(&'static str),
    /// It replaces text in braces.
    Braces,
    /// It writes the menu.
    Menu,
    /// It takes a block of metadata off the top of pages.
    FrontMatter,
    /// It is not known.
    Unknown,
}

/// Preprocessors that are published, by the name they have in book.toml. What they do is told by their own documentation, as of
/// 2026.
const KNOWN: [(&str, Effect); 47] = [
    ("admonish", Effect::Ids("admonition-")),
    ("alerts", Effect::None),
    ("auto-gen-summary", Effect::Menu),
    ("autosummary", Effect::Menu),
    ("bib", Effect::Ids("bib-")),
    ("callouts", Effect::None),
    ("catppuccin", Effect::None),
    ("cmdrun", Effect::Unknown),
    ("curly-quotes", Effect::None),
    ("d2", Effect::None),
    ("embedify", Effect::None),
    ("emojicodes", Effect::None),
    ("external-links", Effect::None),
    ("footnote", Effect::Braces),
    ("front-matter", Effect::FrontMatter),
    ("frontmatter", Effect::FrontMatter),
    ("generate-summary", Effect::Menu),
    ("gettext", Effect::None),
    ("git-atom", Effect::None),
    ("graphviz", Effect::None),
    ("i18n", Effect::None),
    ("image-size", Effect::None),
    ("indexing", Effect::None),
    ("inline-highlighting", Effect::None),
    ("katex", Effect::None),
    ("keeper", Effect::None),
    ("kroki-preprocessor", Effect::None),
    ("langtabs", Effect::None),
    ("last-changed", Effect::None),
    ("linkcheck", Effect::None),
    ("linkcheck2", Effect::None),
    ("mathpunc", Effect::None),
    ("mermaid", Effect::None),
    ("open-on-gh", Effect::None),
    ("pagetoc", Effect::None),
    ("pikchr", Effect::None),
    ("plantuml", Effect::None),
    ("quiz", Effect::None),
    ("spec", Effect::Names("r-")),
    ("summary", Effect::Menu),
    ("svgbob", Effect::None),
    ("svgbob2", Effect::None),
    ("template", Effect::Braces),
    ("tera", Effect::Braces),
    ("toc", Effect::None),
    ("variables", Effect::Braces),
    ("yml-header", Effect::FrontMatter),
];

/// The built-in ones.
const BUILT_IN: [&str; 2] = ["index", "links"];

/// The preprocessors of a book.toml, with what each does, except the built-in ones.
pub(super) fn of(config: &Node) -> impl Iterator<Item = (&str, Effect)> {
    let tables = config.get("preprocessor").map(|entry| entry.value.entries()).unwrap_or_default();
    tables.iter().map(|entry| &*entry.name).filter(|name| !BUILT_IN.contains(name)).map(|name| (name, effect(name)))
}

fn effect(name: &str) -> Effect {
    let bare = name.strip_prefix("mdbook-").unwrap_or(name);
    KNOWN.binary_search_by(|(known, _)| (*known).cmp(bare)).ok().map_or(Effect::Unknown, |at| KNOWN[at].1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_found() {
        assert!(KNOWN.is_sorted_by(|a, b| a.0 < b.0));
        assert_eq!(effect("admonish"), Effect::Ids("admonition-"));
        assert_eq!(effect("our-own-script"), Effect::Unknown);
    }
}
