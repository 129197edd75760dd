//! From a file to what it says, by its name.

use super::value::{At, Value};
use crate::{
    generator::script::Script,
    page::front_matter::{Syntax, data_problem, read_data},
    path::SitePath,
    text::{LineIndex, jsonc},
};

/// Why a file says nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unread {
    /// Where.
    pub at: At,
    /// Why, in words that follow the place.
    pub why: String,
}

impl Unread {
    pub(super) fn new(file: &SitePath, why: impl Into<String>) -> Self {
        Self { at: At { file: file.clone(), line: 0 }, why: why.into() }
    }
}

/// Reads a text as what the name of its file says. An empty one says nothing: an empty table.
pub(super) fn parse(text: &str, path: &SitePath) -> Result<Value, Unread> {
    match path.extension() {
        "cjs" | "mjs" | "js" => script(text, path),
        "toml" => data(text, Syntax::Toml, path),
        "yaml" | "yml" => data(text, Syntax::Yaml, path),
        "json" | "jsonc" => data(&jsonc::plain(text), Syntax::Json, path),
        // `.markdownlintrc` may be JSON, YAML or INI, which is as good as TOML where there are only flags and numbers.
        _ if jsonc::plain(text).trim_start().starts_with('{') => data(&jsonc::plain(text), Syntax::Json, path),
        _ => match data(text, Syntax::Yaml, path) {
            Ok(table @ Value::Table(_)) => Ok(table),
            other => data(text, Syntax::Toml, path).or(other),
        },
    }
}

fn data(text: &str, syntax: Syntax, path: &SitePath) -> Result<Value, Unread> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    if let Some(problem) = data_problem(text, syntax) {
        let line = LineIndex::new(text).line_at(problem.at.start as usize) + 1;
        let why = problem.message.replace("the front matter", "it");
        return Err(Unread { at: At { file: path.clone(), line }, why });
    }
    Ok(match read_data(text, syntax) {
        Some(root) => {
            Value::of_node(&root, text, path).ok_or_else(|| Unread::new(path, "it holds more values than can be read"))?
        }
        None => Value::Table(Vec::new()),
    })
}

/// What a script exports, without running it.
fn script(text: &str, path: &SitePath) -> Result<Value, Unread> {
    let script = Script::read(path.as_str(), text);
    match script.default_export().map(|value| Value::of_script(value, path)) {
        Some(value @ Value::Table(_)) => Ok(value),
        _ => Err(Unread::new(path, "what it exports is only known when it runs, and scripts are not run")),
    }
}
