//! Components that print no headings with ids of their own.

use super::{links, setup::Setup};
use crate::page::{
    Page,
    document::{Island, IslandKind},
};

/// Components of @docusaurus/core and @docusaurus/theme-classic 3 that show only what stands in them, or things without
/// headings; and names that many sites give to such.
const PLAIN: [&str; 30] = [
    "Admonition",
    "Badge",
    "BrowserOnly",
    "Button",
    "Card",
    "CardGrid",
    "CodeBlock",
    "Details",
    "DocCard",
    "DocCardList",
    "Head",
    "Highlight",
    "Icon",
    "IdealImage",
    "Image",
    "Interpolate",
    "Link",
    "LiteYouTubeEmbed",
    "Mermaid",
    "ReactPlayer",
    "Redirect",
    "Step",
    "Steps",
    "TOCInline",
    "TabItem",
    "Tabs",
    "ThemedImage",
    "Translate",
    "Video",
    "YouTube",
];

/// Whether an expression or component may print headings or ids that cannot be known.
pub(super) fn is_opaque(setup: &Setup, page: &Page, island: &Island) -> bool {
    match island.kind {
        IslandKind::Component => {
            let name = island.name(&page.text);
            let name = name.split('.').next().unwrap_or_default();
            island.block && PLAIN.binary_search(&name).is_err() && links::partial(setup, page, name).is_none()
        }
        IslandKind::Output => island.block && !is_text(island.span.of(&page.text)),
        IslandKind::Comment | IslandKind::Module => false,
        _ => island.block,
    }
}

/// Whether an expression is nothing but a string.
fn is_text(written: &str) -> bool {
    let inside = written.trim_start_matches('{').trim_end_matches('}').trim();
    inside.starts_with(['\'', '"']) && inside.len() > 1 && inside.ends_with(['\'', '"'])
}

#[cfg(test)]
mod tests {
    #[test]
    fn names_are_in_order() {
        assert!(super::PLAIN.is_sorted());
    }
}
