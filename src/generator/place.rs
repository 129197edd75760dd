//! Where a page ends up: what its generator does, then what the house's own flags and old addresses add, whatever the generator.

use super::{Facts, Placement, Withheld, data::in_state};
use crate::{config::Body, page::Page, text::Span};

/// Where a page ends up, as far as the page alone tells.
pub fn place(facts: &Facts, page: &Page) -> Placement {
    let scalars = facts.dialect.front_matter.scalars;
    let mut placement = facts.generator.value.place(facts, page);
    placement.aliases.extend(aliases(facts, page));
    for state in &facts.states {
        let Some(span) = in_state(&facts.data, page, state, scalars) else { continue };
        if state.published.as_ref().is_some_and(|set| !set.value) {
            let why = state.when.keys().cloned().collect::<Vec<_>>().join("` and `");
            placement.withheld = Some(Withheld { why: format!("not published (`{why}`)"), span });
        }
        if state.body.as_ref().is_some_and(|set| set.value == Body::Hidden) {
            placement.hidden_body = Some(span);
        }
    }
    placement
}

/// Former addresses in front matter, each with its place.
fn aliases(facts: &Facts, page: &Page) -> Vec<(String, Span)> {
    let keys = facts.redirect_keys.value.iter();
    let entries = keys.filter_map(|key| page.front_matter.as_ref()?.get(key));
    let items = entries.flat_map(|entry| entry.value.items());
    items.filter_map(|node| node.as_str().map(|text| (text.to_owned(), node.span))).filter(|(text, _)| !text.is_empty()).collect()
}
