//! `ref` and `relref` in destinations, and which template tags may print ids.

use super::{
    links::{Found, find},
    model::Model,
    names::Name,
    shortcodes::{Inside, UNKNOWN},
};
use crate::{
    generator::{Lookup, TemplateLink, url::Url},
    page::{
        Page,
        document::{Island, IslandKind, TagRole, leading_shortcode},
    },
};

/// What `{{< ref "page#fragment" >}}` means, with what stands after it.
pub(super) fn link(model: &Model, lookup: &dyn Lookup, page: &Page, written: &str) -> Option<TemplateLink> {
    let (name, arguments, rest) = leading_shortcode(written.trim())?;
    if !matches!(name, "ref" | "relref") || model.shortcodes.is_replaced(name) || rest.contains("{{") {
        return None;
    }
    let named = |wanted: &str| arguments.iter().find(|(name, _)| *name == Some(wanted)).map(|(_, value)| *value);
    let reference = named("path").or_else(|| arguments.first().filter(|(name, _)| name.is_none()).map(|(_, value)| *value))?;
    let after = Url::split(rest);
    if !after.path.is_empty() || reference.contains("://") || named("outputFormat").is_some() {
        return None;
    }
    let ident = Name::of(model, &page.path)?;
    let language = match named("lang") {
        Some(code) => model.language(&code.to_lowercase())?,
        None => ident.language,
    };
    let asked = Url::split(reference);
    let fragment = after.fragment.or(asked.fragment).map(str::to_owned);
    if asked.path.is_empty() {
        return Some(TemplateLink::Text(format!("#{}", fragment?)));
    }
    Some(match find(model, lookup, page, &ident, language, asked.path, true) {
        Found::Page(id) => TemplateLink::Page(id, fragment),
        Found::Made(address) => {
            let fragment = fragment.map(|fragment| format!("#{fragment}")).unwrap_or_default();
            TemplateLink::Text(format!("{address}{fragment}"))
        }
        Found::Nothing => TemplateLink::Nothing,
    })
}

/// Whether a template tag may print headings or ids that cannot be known.
pub(super) fn is_opaque(model: &Model, page: &Page, island: &Island) -> bool {
    if island.role(&page.text).is_none_or(|role| role == TagRole::Close) {
        return false;
    }
    let name = island.name(&page.text);
    // Inline shortcodes bring their own template.
    if name.ends_with(".inline") {
        return true;
    }
    let shortcode = model.shortcodes.get(name).unwrap_or(UNKNOWN);
    shortcode.opaque
        || (island.kind == IslandKind::Shortcode || shortcode.inside == Inside::Markdown)
            && shortcode.inside != Inside::None
            && holds_heading(page, island, name)
}

/// Whether headings stand between the tags: what is rendered there counts its ids by itself, if it is rendered at all.
fn holds_heading(page: &Page, island: &Island, name: &str) -> bool {
    /// Further tags are not looked through.
    const FAR: usize = 200;
    let headings = &page.document.headings;
    let next = headings.partition_point(|heading| heading.span.start < island.span.end);
    let Some(heading) = headings.get(next) else { return false };
    let islands = &page.document.islands;
    let after = islands.partition_point(|other| other.span.start <= island.span.start);
    let mut later = islands.get(after..).unwrap_or_default().iter().take(FAR);
    let close = later.find(|other| other.role(&page.text) == Some(TagRole::Close) && other.name(&page.text) == name);
    close.is_some_and(|close| heading.span.start < close.span.start)
}
