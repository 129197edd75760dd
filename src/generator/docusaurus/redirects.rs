//! `@docusaurus/plugin-client-redirects`: pages that send the browser elsewhere.

use super::config::Reader;
use crate::{
    generator::{redirects::RedirectRule, script::Value},
    text::Span,
};

/// Reads the plugin's options.
pub(super) fn read(reader: &mut Reader<'_>, config: &Value) {
    for plugin in config.entry("plugins").map(Value::list).unwrap_or_default() {
        let [name, options, ..] = plugin.list() else { continue };
        if !name.as_str().is_some_and(|name| name.contains("client-redirects")) {
            continue;
        }
        for redirect in options.entry("redirects").map(Value::list).unwrap_or_default() {
            let Some(to) = redirect.entry("to").and_then(Value::as_str) else { continue };
            match redirect.entry("from") {
                Some(Value::Text(from)) => add(reader, from, to),
                Some(Value::List(all)) => all.iter().filter_map(Value::as_str).for_each(|from| add(reader, from, to)),
                _ => {}
            }
        }
    }
}

/// Adds a redirect, which each language has for itself.
fn add(reader: &mut Reader<'_>, from: &str, to: &str) {
    let rule = RedirectRule {
        from: from.to_owned(),
        to: to.to_owned(),
        path: reader.file.clone(),
        from_span: written(&reader.text, from),
        to_span: written(&reader.text, to),
    };
    for locale in reader.facts.locales.value.iter().filter(|locale| !locale.url.is_empty()) {
        let local = |path: &str| if path.starts_with('/') { format!("{}{path}", locale.url) } else { path.to_owned() };
        reader.facts.redirects.push(RedirectRule { from: local(from), to: local(to), ..rule.clone() });
    }
    reader.facts.redirects.push(rule);
}

/// Where a text stands in quotes in a script; the start of the script when it is put together there.
pub(super) fn written(script: &str, text: &str) -> Span {
    let quoted = ['\'', '"', '`'].into_iter().filter_map(|quote| script.find(&format!("{quote}{text}{quote}")));
    quoted.min().map_or(Span::at(0), |at| Span::new(at + 1, at + 1 + text.len()))
}
