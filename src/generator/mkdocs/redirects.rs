//! mkdocs-redirects: `redirect_maps` of former to present files.

use super::{Settings, config::Config, links::is_markdown, place};
use crate::{
    generator::{Facts, redirects::RedirectRule, url},
    page::front_matter::Node,
};

pub(super) fn read(config: &Config, maps: Option<&Node>, facts: &mut Facts, settings: &Settings) {
    let Some((file, _)) = config.get("plugins") else { return };
    for entry in maps.map(Node::entries).unwrap_or_default() {
        let Some(to) = entry.value.as_str() else { continue };
        let (target, fragment) = to.split_once('#').map_or((to, ""), |(target, fragment)| (target, fragment));
        let to = if url::scheme(to).is_some() || !is_markdown(target) {
            to.to_owned()
        } else {
            let address = place::address(settings, target);
            if fragment.is_empty() { address } else { format!("{address}#{fragment}") }
        };
        facts.redirects.push(RedirectRule {
            from: place::address(settings, &entry.name),
            to,
            path: file.clone(),
            from_span: entry.key,
            to_span: entry.value.span,
        });
    }
}
