//! Plugins of Starlight and of Astro's Markdown that bear on addresses and links.

use super::Settings;
use crate::{
    config::Globs,
    generator::{
        Facts,
        script::{Script, Value},
    },
};

/// Plugins that make pages: their package, the option that says below which path, and the path without it.
const MAKERS: &[(&str, &str, &str)] = &[
    ("@lunariajs/starlight", "route", "lunaria"),
    ("starlight-blog", "prefix", "blog"),
    ("starlight-obsidian", "output", "notes"),
    ("starlight-openapi", "base", ""),
    ("starlight-tags", "tagsPagesPrefix", "tags"),
    ("starlight-typedoc", "output", "api"),
];

/// Reads what the configuration sets up of Starlight's plugins, wherever it does.
pub(super) fn of_starlight(script: &Script, facts: &mut Facts, settings: &mut Settings) {
    for call in &script.calls {
        let Some(module) = call.module().filter(|_| call.receiver.is_none()) else { continue };
        let options = call.arguments.first();
        if module == "starlight-links-validator" {
            facts.plugins.value.push(module.to_owned());
            let excluded = options.and_then(|options| options.get("exclude"));
            let patterns = excluded.map(Value::list).unwrap_or_default().iter().filter_map(Value::as_str);
            let base = facts.prefix.value.as_str();
            let below = patterns.map(|pattern| pattern.strip_prefix(base).unwrap_or(pattern).to_owned());
            settings.excluded = Globs::new(below.filter(|pattern| !pattern.trim_matches('/').is_empty())).unwrap_or_default();
        }
        if let Some((_, option, usual)) = MAKERS.iter().find(|(name, ..)| *name == module) {
            facts.plugins.value.push(module.to_owned());
            makes(options, option, usual, facts, settings);
        }
    }
}

/// Notes what a plugin's or loader's pages begin with: what its option says, once or in a list.
pub(super) fn makes(options: Option<&Value>, option: &str, usual: &str, facts: &mut Facts, settings: &Settings) {
    let each = match options {
        Some(Value::List(items)) => items.iter().map(Some).collect(),
        options => vec![options],
    };
    for options in each {
        let path = options.and_then(|options| options.get(option)).and_then(Value::as_str).unwrap_or(usual).trim_matches('/');
        let folders = settings.locales.iter().filter(|locale| *locale != "root").map(|locale| format!("/{locale}"));
        for folder in std::iter::once(String::new()).chain(folders) {
            facts.computed_routes.push((format!("{folder}/{path}"), String::new()));
        }
    }
}

/// Reads `markdown` of Astro's configuration, and that of its MDX integration.
pub(super) fn of_markdown(config: &Value, settings: &mut Settings) {
    let lists = ["markdown.remarkPlugins", "markdown.rehypePlugins"].into_iter().filter_map(|key| config.get(key));
    settings.rewrites_files = lists.flat_map(Value::list).any(|plugin| {
        let plugin = plugin.list().first().unwrap_or(plugin);
        match plugin {
            Value::Name(name) => match name.module.as_deref() {
                // A plugin of the site's own may do anything.
                Some(module) => module.starts_with('.') || module.contains("link") || module.contains("-md"),
                None => true,
            },
            Value::Call(call) => call.module().is_none_or(|module| module.starts_with('.') || module.contains("link")),
            _ => true,
        }
    });
}
