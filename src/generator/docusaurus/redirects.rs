//! `@docusaurus/plugin-client-redirects`: pages that send the browser elsewhere.

use super::config::Reader;
use crate::{
    generator::{redirects::RedirectRule, script::Value},
    path::SitePath,
    text::Span,
};
use std::sync::Arc;

/// Of more redirects than this only the file is told.
const MOST_PLACED: usize = 5000;

/// Reads the plugin's options.
pub(super) fn read(reader: &mut Reader<'_>, config: &Value) {
    for plugin in config.entry("plugins").map(Value::list).unwrap_or_default() {
        let [name, options, ..] = plugin.list() else { continue };
        if !name.as_str().is_some_and(|name| name.contains("client-redirects")) {
            continue;
        }
        let own = Source { file: reader.file.clone(), text: reader.text.clone() };
        match options.entry("redirects") {
            Some(Value::List(redirects)) => list(reader, redirects, &own),
            Some(value) => match reader.imported(value) {
                Some((Value::List(redirects), file)) => {
                    let text = reader.files.read(file.as_str()).unwrap_or_default();
                    list(reader, &redirects, &Source { file, text });
                }
                _ => unknown(reader, "redirects"),
            },
            None => {}
        }
        if options.entry("createRedirects").is_some() {
            unknown(reader, "createRedirects");
        }
    }
}

/// Where redirects are written.
struct Source {
    file: SitePath,
    text: Arc<str>,
}

fn unknown(reader: &mut Reader<'_>, setting: &str) {
    reader.unknown(setting, "links to addresses without a page are not checked");
    reader.facts.computed_routes.push(("/".to_owned(), String::new()));
}

fn list(reader: &mut Reader<'_>, redirects: &[Value], source: &Source) {
    for redirect in redirects {
        let Some(to) = redirect.entry("to").and_then(Value::as_str) else {
            unknown(reader, "redirects");
            return;
        };
        match redirect.entry("from") {
            Some(Value::Text(from)) => add(reader, from, to, source),
            Some(Value::List(all)) => all.iter().filter_map(Value::as_str).for_each(|from| add(reader, from, to, source)),
            _ => {}
        }
    }
}

/// Adds a redirect, which each language has for itself.
fn add(reader: &mut Reader<'_>, from: &str, to: &str, source: &Source) {
    // Each place is looked for from the start of the script.
    let place = |text: &str| if reader.facts.redirects.len() < MOST_PLACED { written(&source.text, text) } else { Span::at(0) };
    let rule = RedirectRule {
        from: from.to_owned(),
        to: to.to_owned(),
        path: source.file.clone(),
        from_span: place(from),
        to_span: place(to),
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
