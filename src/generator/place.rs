//! Where a page ends up: what its generator does, then what the house's own flags and old addresses add, whatever the generator.

use super::{Facts, Placement, Withheld, data::in_state};
use crate::{config::Body, page::Page, text::Span};

/// Where a page ends up, as far as the page alone tells.
pub fn place(facts: &Facts, page: &Page) -> Placement {
    let scalars = facts.dialect.front_matter.scalars;
    let mut placement = facts.generator.value.place(facts, page);
    if placement.locale.is_none() && !facts.locales.value.is_empty() {
        (placement.locale, placement.translation) = language(facts, page);
    }
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

/// The language of a page whose generator does not say: that of its folder, else the one before its extension, else the one that
/// the others are translated from. With it, what the page has in common with its translations.
fn language(facts: &Facts, page: &Page) -> (Option<u16>, String) {
    let Some((_, path)) = facts.in_content(&page.path) else { return (None, String::new()) };
    let locales = &facts.locales.value;
    let at = |code: &str| locales.iter().position(|locale| locale.code.eq_ignore_ascii_case(code)).map(|at| at as u16);
    let path = path.strip_suffix(page.path.extension()).and_then(|path| path.strip_suffix('.')).unwrap_or(path);
    if let Some((folder, rest)) = path.split_once('/')
        && let Some(locale) = at(folder)
    {
        return (Some(locale), rest.to_owned());
    }
    if let Some((rest, code)) = path.rsplit_once('.')
        && let Some(locale) = at(code)
    {
        return (Some(locale), rest.to_owned());
    }
    (locales.iter().position(|locale| locale.source).map(|at| at as u16), path.to_owned())
}

/// Former addresses in front matter, each with its place.
fn aliases(facts: &Facts, page: &Page) -> Vec<(String, Span)> {
    let keys = facts.redirect_keys.value.iter();
    let entries = keys.filter_map(|key| page.front_matter.as_ref()?.get(key));
    let items = entries.flat_map(|entry| entry.value.items());
    items.filter_map(|node| node.as_str().map(|text| (text.to_owned(), node.span))).filter(|(text, _)| !text.is_empty()).collect()
}
