//! `handbook-configure-file` and `markdownlint-configure-file`: settings of rules that a comment holds for its page.

use super::{
    options::Options,
    problems::Problems,
    rules::{self, Level, RuleSetting},
    set::Set,
    table::Table,
    value::{Entry, Kind, Value},
};
use crate::{
    diagnostic::{Diagnostic, Severity},
    page::{
        dialect::Scalars,
        front_matter::{Data, Node, Syntax, Value as Meaning, data_problem, read_data},
    },
    path::SitePath,
    text::{Span, jsonc},
};

/// What a comment sets. All places are in its page.
#[derive(Clone, Debug, Default)]
pub struct InlineSettings {
    /// markdownlint's `default`: whether rules run that neither the comment nor the settings name.
    pub default: Option<bool>,
    /// What it says of rules, in its order. The severity is absent where it only sets options.
    pub rules: Vec<RuleSetting>,
    /// What could not be read.
    pub problems: Vec<Diagnostic>,
}

impl InlineSettings {
    /// Reads the settings at `words` in the `text` of a page: JSON, in which comments and idle commas are allowed, or YAML or TOML.
    ///
    /// `ours` are as under `[rules]`. markdownlint's mean what they do in markdownlint 0.42.1: `true` or a table switches a rule on
    /// with these options and no others of the settings; `"warning"` fails no run, so it is `info` here.
    pub fn read(path: &SitePath, text: &str, words: Span, ours: bool) -> Self {
        let written = words.of(text);
        let is_json = written.starts_with('{');
        let plain = if is_json { jsonc::plain(written) } else { written.to_owned() };
        let is_read =
            |syntax| data_problem(&plain, syntax).is_none() && read_data(&plain, syntax).is_some_and(|node| is_table(&node));
        let syntax = match is_json {
            true => Syntax::Json,
            false if !is_read(Syntax::Yaml) && is_read(Syntax::Toml) => Syntax::Toml,
            false => Syntax::Yaml,
        };
        let problems = Problems::new(path);
        let root = match data_problem(&plain, syntax) {
            Some(problem) => {
                let at = problem.at.shifted(words.start as usize);
                let why = problem.message.rsplit_once(": ").map_or(problem.message.as_str(), |(_, why)| why);
                let help = "Write them as JSON: `{ \"MD013\": false }`".to_owned();
                problems.error(at, format!("the settings in this comment cannot be read: {why}"), Some(help));
                None
            }
            None => read_data(&plain, syntax).filter(is_table),
        };
        if root.is_none() && problems.count() == 0 {
            let help = "Write them as JSON: `{ \"MD013\": false }`".to_owned();
            problems.error(words, "this comment holds no settings", Some(help));
        }
        let mut read = Self::default();
        if let Some(value) = root.and_then(|root| value(&root, words.start as usize)) {
            match ours {
                true => read.rules = rules::read(&Table::root(&value, &problems)),
                false => read.theirs(value),
            }
        }
        // There are no broken lines to look up in the text, which may be long and hold many such comments.
        read.problems = problems.finish("", &[], 0);
        if !ours {
            // markdownlint does not mind.
            read.problems.iter_mut().for_each(|problem| problem.severity = Severity::Warning);
        }
        read
    }

    fn theirs(&mut self, root: Value) {
        let Kind::Table(entries) = root.kind else { return };
        for Entry { name, key, value } in entries {
            if name.eq_ignore_ascii_case("default") {
                self.default = self.default.or(Some(is_truthy(&value)));
                continue;
            }
            let mut options = Vec::new();
            let level = match value.kind {
                Kind::Table(entries) => {
                    let get = |name: &str| entries.iter().find(|entry| entry.name == name).map(|entry| &entry.value);
                    let level = match get("enabled") {
                        Some(enabled) if !is_truthy(enabled) => Level::Off,
                        _ => get("severity").map_or(Level::On, level),
                    };
                    options =
                        entries.into_iter().filter(|entry| !matches!(entry.name.as_str(), "enabled" | "severity")).collect();
                    level
                }
                _ if is_truthy(&value) => level(&value),
                _ => Level::Off,
            };
            self.rules.push(RuleSetting {
                id: Set { value: name, key, span: value.span },
                severity: Some(Set { value: level, key, span: value.span }),
                files: Default::default(),
                options: Options::new(key, options),
            });
        }
    }
}

fn is_table(node: &Node) -> bool {
    matches!(node.data, Data::Mapping(_))
}

fn level(value: &Value) -> Level {
    match &value.kind {
        Kind::Text(word) if word == "warning" => Level::At(Severity::Info),
        _ => Level::On,
    }
}

/// As JavaScript has it.
fn is_truthy(value: &Value) -> bool {
    match &value.kind {
        Kind::Boolean(flag) => *flag,
        Kind::Integer(number) => *number != 0,
        Kind::Float(number) => *number != 0.0 && !number.is_nan(),
        Kind::Text(text) => !text.is_empty(),
        Kind::Date(_) | Kind::List(_) | Kind::Table(_) => true,
    }
}

/// The value as `handbook.toml` would hold it, `by` bytes further on; `null` is `false`. `None` for an alias.
fn value(node: &Node, by: usize) -> Option<Value> {
    let kind = match &node.data {
        Data::Mapping(entries) => Kind::Table(
            entries
                .iter()
                .filter_map(|entry| {
                    Some(Entry { name: entry.name.to_string(), key: entry.key.shifted(by), value: value(&entry.value, by)? })
                })
                .collect(),
        ),
        Data::Sequence(items) => Kind::List(items.iter().filter_map(|item| value(item, by)).collect()),
        Data::Alias(_) => return None,
        Data::Scalar(scalar) => match node.value(Scalars::Core) {
            Meaning::Bool(flag) => Kind::Boolean(flag),
            Meaning::Integer(number) => Kind::Integer(number),
            Meaning::Float(number) => Kind::Float(number),
            Meaning::Null => Kind::Boolean(false),
            Meaning::Error | Meaning::Text | Meaning::Date(_) => Kind::Text(scalar.text.to_string()),
        },
    };
    Some(Value { kind, span: node.span.shifted(by) })
}
