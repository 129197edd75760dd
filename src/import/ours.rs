//! What is wanted of a rule, as this program does it.

use super::{
    foreign::{Level, Note},
    names,
    value::{At, Value},
    wants::Want,
};
use crate::{
    config::Config,
    diagnostic::Severity,
    path::SitePath,
    rule::{MARKDOWN, Rule, RuleSet},
};

/// How a rule runs.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Ours {
    /// How bad its problems are; `None` when it does not run.
    pub(super) severity: Option<Severity>,
    /// The options that differ from the defaults.
    pub(super) options: toml::Table,
}

/// How a rule runs with what the configuration says already.
pub(super) fn now(rule: &'static Rule, base: &RuleSet) -> Ours {
    Ours { severity: base.get(rule.id()).and_then(|active| active.severity()), options: toml::Table::new() }
}

/// How a rule is to run in a handbook with this preset, where `fails` is the least severity that fails a run. What cannot be had is
/// noted.
pub(super) fn wanted(rule: &'static Rule, want: Option<&Want>, (preset, fails): (&str, Severity), notes: &mut Vec<Note>) -> Ours {
    let info = rule.info();
    let own = info.severity_in(preset);
    let severity = match want.and_then(|want| want.on) {
        None => unasked(rule),
        Some(false) => None,
        Some(true) => Some(match want.and_then(|want| want.level).unwrap_or(Level::Fails) {
            Level::Fails => own.max(fails),
            Level::Tells if fails == Severity::Error => own.min(Severity::Warning),
            Level::Tells => Severity::Info,
            Level::Exactly(severity) => severity,
        }),
    };
    let mut ours = Ours { severity, options: toml::Table::new() };
    if ours.severity.is_some()
        && let Some(want) = want
    {
        let defaults = info.options_in(preset);
        if want.on == Some(true)
            && let Some(theirs) = info.in_preset(MARKDOWN)
        {
            let differs = |(name, value): &(&String, &toml::Value)| defaults.get(*name) != Some(*value);
            let differing = theirs.options.iter().filter(differs).map(|(name, value)| (name.clone(), value.clone()));
            ours.options.extend(differing);
        }
        for option in &want.options {
            // What the other linter does unasked is not missed where the rule has no such option.
            let is_said = option.at.line != 0 || option.at.file.extension().ends_with("js");
            match carried(rule, &option.name, &option.value) {
                Ok(Some((name, value))) if defaults.get(&name) == Some(&value) => _ = ours.options.remove(&name),
                Ok(Some((name, value))) => _ = ours.options.insert(name, value),
                Ok(None) => {}
                Err(why) if is_said => {
                    let number = names::number_of(rule).unwrap_or_default();
                    notes.push(Note::new(&option.at, format!("{number} {}", option.name).trim(), why));
                }
                Err(_) => {}
            }
        }
    }
    ours
}

/// How bad the problems of a rule are of which nothing is said, where rules run only if they are named. What is sure to be a mistake
/// is looked for all the same, and what the other linter could not find.
pub(super) fn unasked(rule: &'static Rule) -> Option<Severity> {
    rule.info().severity.filter(|severity| *severity == Severity::Error || names::number_of(rule).is_none())
}

/// An option with its name and value here; `None` when it says nothing. The error is why there is none.
fn carried(rule: &'static Rule, name: &str, value: &Value) -> Result<Option<(String, toml::Value)>, String> {
    let (name, value) = names::option(rule, name, value);
    let value = match &value {
        Value::Nothing => return Ok(None),
        Value::Unknown => return Err("its value is only known when the configuration runs".to_owned()),
        value => value.to_toml().ok_or("its value holds what cannot be written here")?,
    };
    // Words of several parts are written with `-` here, and with `_` elsewhere.
    let words = |from: &str, to: &str| value.as_str().filter(|text| text.contains(from)).map(|text| text.replace(from, to));
    let spelled = [words("_", "-"), words("-", "_")].into_iter().flatten().map(toml::Value::String);
    let mut first = None;
    for value in std::iter::once(value.clone()).chain(spelled) {
        match refusal(rule, &name, &value) {
            None => return Ok(Some((name, value))),
            Some(why) => _ = first.get_or_insert(why),
        }
    }
    Err(first.unwrap_or_default())
}

/// Why a rule does not take an option; `None` when it does.
fn refusal(rule: &'static Rule, name: &str, value: &toml::Value) -> Option<String> {
    let text = format!("[rules]\n\"{}\" = {{ {} = {value} }}\n", rule.id(), key(name));
    let config = Config::parse(&SitePath::default(), &text);
    let setting = config.rules.first()?;
    if setting.options.is_empty() {
        return Some(format!("`{}` has no such option", rule.id()));
    }
    let error = rule.build(&setting.options).err()?;
    Some(match error.message.ends_with("is no option of this rule") {
        true => format!("`{}` has no such option", rule.id()),
        false => match error.help {
            Some(help) => format!("{}: {}", error.message, uncapitalised(&help)),
            None => error.message,
        },
    })
}

fn uncapitalised(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// A key as TOML writes it.
pub(super) fn key(name: &str) -> String {
    let is_bare = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    if is_bare { name.to_owned() } else { toml::Value::String(name.to_owned()).to_string() }
}

/// The place to name for a rule: where it is spoken of, or where the default is.
pub(super) fn place<'a>(want: Option<&'a Want>, default: Option<&'a At>) -> Option<&'a At> {
    want.and_then(|want| want.at.as_ref()).or(default)
}
