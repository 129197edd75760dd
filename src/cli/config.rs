//! `handbook config`: every value in effect, and where it comes from.

use super::{
    Exit, Terminal,
    args::{GlobalArgs, ListArgs, ListFormat},
    open::show,
};
use crate::{
    generator::{Facts, Known, Mount},
    path::SitePath,
    session::Session,
};
use serde::Serialize;
use std::io::{self, Write};

#[derive(Serialize)]
struct Effective {
    version: u32,
    root: Option<String>,
    values: Vec<Value>,
    unread: Vec<Unread>,
}

/// A value in effect.
#[derive(Serialize)]
pub(super) struct Value {
    pub key: String,
    /// As TOML.
    pub value: String,
    pub origin: String,
}

#[derive(Serialize)]
struct Unread {
    file: String,
    message: String,
}

/// Shows the values in effect.
pub(super) fn run(args: &ListArgs, global: &GlobalArgs, terminal: &Terminal) -> Exit {
    show(&args.path, global, terminal, |out, session| {
        let effective = effective(session);
        match args.format {
            ListFormat::Json => {
                serde_json::to_writer_pretty(&mut *out, &effective).map_err(io::Error::from).and_then(|()| writeln!(out))
            }
            ListFormat::Text => text(out, &effective),
        }
    })
}

fn effective(session: &Session) -> Effective {
    let facts = &session.site().facts;
    let mut values = site_values(facts);
    let file = session.config().file.as_ref().map_or_else(String::new, SitePath::to_string);
    // What the file says beyond `[site]` values that are already told.
    for setting in session.config().settings() {
        if !values.iter().any(|known| known.key == setting.key) {
            values.push(Value { key: setting.key.clone(), value: setting.value.clone(), origin: file.clone() });
        }
    }
    let missing = |key: &str| !values.iter().any(|known| known.key == key);
    let mut defaults = Vec::new();
    for (key, value) in [("lint.preset", "\"recommended\""), ("lint.fail-on", "\"warning\""), ("lint.respect-gitignore", "true")]
    {
        if missing(key) {
            defaults.push(Value { key: key.to_owned(), value: value.to_owned(), origin: "default".to_owned() });
        }
    }
    values.extend(defaults);
    let unread =
        facts.unread.iter().map(|unread| Unread { file: unread.file.clone(), message: unread.message.clone() }).collect();
    Effective { version: 1, root: session.workspace().root().map(|root| root.display().to_string()), values, unread }
}

/// The facts of the site as settings that would say the same.
pub(super) fn site_values(facts: &Facts) -> Vec<Value> {
    let quoted = |text: &str| toml::Value::from(text).to_string();
    let list = |items: Vec<String>| format!("[{}]", items.join(", "));
    let folder = |path: &SitePath| quoted(if path.as_str().is_empty() { "." } else { path.as_str() });
    let mount = |mount: &Mount| match mount.url.as_str() {
        "" => folder(&mount.path),
        url => format!("{{ path = {}, url = {} }}", folder(&mount.path), quoted(url)),
    };
    let mut values = Vec::new();
    let mut add = |key: &str, value: String, origin: String| values.push(Value { key: format!("site.{key}"), value, origin });
    let origin = |origin: &crate::generator::Origin| origin.to_string();
    add("generator", quoted(facts.generator.value.name()), origin(&facts.generator.origin));
    let roots = &facts.content;
    let content = match roots.value.as_slice() {
        [one] => folder(one),
        many => list(many.iter().map(folder).collect()),
    };
    add("content", content, origin(&roots.origin));
    if !facts.statics.value.is_empty() {
        add("static", list(facts.statics.value.iter().map(mount).collect()), origin(&facts.statics.origin));
    }
    if let Known { value: Some(url), origin: from } = &facts.base_url {
        add("base-url", quoted(url), origin(from));
    }
    if !facts.prefix.value.is_empty() {
        add("path-prefix", quoted(&facts.prefix.value), origin(&facts.prefix.origin));
    }
    if !facts.plugins.value.is_empty() {
        add("plugins", list(facts.plugins.value.iter().map(|name| quoted(name)).collect()), origin(&facts.plugins.origin));
    }
    if !facts.redirect_keys.value.is_empty() {
        let keys = facts.redirect_keys.value.iter().map(|key| quoted(key)).collect();
        add("redirect-keys", list(keys), origin(&facts.redirect_keys.origin));
    }
    let ids = &facts.heading_ids;
    if let Some(pass) = ids.value.passes.first().filter(|_| !ids.value.computed) {
        add("heading-ids", quoted(pass.slugger.name()), origin(&ids.origin));
    }
    if !facts.locales.value.is_empty() {
        let codes = facts.locales.value.iter().map(|locale| quoted(&locale.code)).collect();
        add("locales", list(codes), origin(&facts.locales.origin));
    }
    values
}

fn text(out: &mut dyn Write, effective: &Effective) -> io::Result<()> {
    if let Some(root) = &effective.root {
        writeln!(out, "# {root}")?;
    }
    let width = effective.values.iter().map(|value| value.key.len() + value.value.len() + 3).max().unwrap_or_default().min(70);
    for value in &effective.values {
        let line = format!("{} = {}", value.key, value.value);
        writeln!(out, "{line:<width$}  # {}", value.origin)?;
    }
    for unread in &effective.unread {
        writeln!(out, "\n# {}: {}", unread.file, unread.message)?;
    }
    Ok(())
}
