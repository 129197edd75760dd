//! `[rules]`: how bad each rule is, where it looks, and its options.

use super::{field::Field, files::Files, options::Options, problems::suggest, set::Set, table::Table, value::Kind};
use crate::{diagnostic::Severity, text::Span};
use rustc_hash::FxHashMap;

/// The groups of rules. `[rules.links]` holds rules of a group only because its name stands here; `[rules.MD013]` holds options.
pub const GROUPS: [&str; 20] = [
    "a11y",
    "code",
    "emphasis",
    "files",
    "footnotes",
    "front-matter",
    "headings",
    "html",
    "i18n",
    "links",
    "lint",
    "lists",
    "nav",
    "pages",
    "prose",
    "review",
    "tables",
    "templates",
    "text",
    "whitespace",
];

/// What `[rules]` says about a rule or a group.
#[derive(Clone, Debug)]
pub struct RuleSetting {
    /// `group/name`, a group, or a markdownlint number or alias, as written; with the place of the key.
    /// Under `[rules.links]` the group is put before the name.
    pub id: Set<String>,
    /// How bad its problems are; the rule's default when absent.
    pub severity: Option<Set<Level>>,
    /// Where it looks.
    pub files: Files,
    /// Its options; always empty for a group.
    pub options: Options,
}

/// How bad the problems of a rule are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Level {
    /// `"off"` or `false`: it does not run.
    Off,
    /// `true`: it runs, and its problems are as bad as it says itself.
    On,
    /// It runs, and its problems are this bad.
    At(Severity),
}

const LEVELS: [(&str, Level); 4] = [
    ("off", Level::Off),
    ("error", Level::At(Severity::Error)),
    ("warning", Level::At(Severity::Warning)),
    ("info", Level::At(Severity::Info)),
];

/// The keys that every rule has.
const OWN_KEYS: [&str; 3] = ["severity", "files", "exclude"];

/// Reads `[rules]`, of the file or of an override.
pub(super) fn read(table: &Table<'_>) -> Vec<RuleSetting> {
    let mut rules = Vec::new();
    for field in table.fields() {
        match GROUPS.contains(&field.name.as_str()) {
            true => read_group(&field, &mut rules),
            false => rules.extend(read_rule(&field, field.name.clone())),
        }
    }
    let mut first: FxHashMap<&str, Span> = FxHashMap::default();
    for rule in &rules {
        match first.get(rule.id.value.as_str()) {
            Some(&first) => table.problems.set_twice(&rule.id.value, rule.id.key, first),
            None => _ = first.insert(&rule.id.value, rule.id.key),
        }
    }
    rules
}

/// `links = "off"`, or `[rules.links]` with settings of the group and of its rules.
fn read_group(field: &Field<'_>, rules: &mut Vec<RuleSetting>) {
    if !matches!(field.value.kind, Kind::Table(_)) {
        return rules.extend(read_rule(field, field.name.clone()));
    }
    let Some(table) = field.table() else { return };
    let severity = table.get("severity").and_then(|field| level(&field));
    let files = Files::read(&table);
    if table.fields().any(|field| OWN_KEYS.contains(&field.name.as_str())) {
        rules.push(RuleSetting { id: field.set(field.name.clone()), severity, files, options: Options::default() });
    }
    for entry in table.unread() {
        let inner = Field::new(&entry.name, entry.key, &entry.value, table.problems);
        rules.extend(read_rule(&inner, format!("{}/{}", field.name, entry.name)));
    }
}

fn read_rule(field: &Field<'_>, id: String) -> Option<RuleSetting> {
    let id = field.set(id);
    if !matches!(field.value.kind, Kind::Table(_)) {
        let severity = Some(level(field)?);
        return Some(RuleSetting { id, severity, files: Files::default(), options: Options::default() });
    }
    let table = field.table()?;
    let severity = table.get("severity").and_then(|field| level(&field));
    let files = Files::read(&table);
    let options = Options::new(id.key, table.unread().into_iter().cloned().collect());
    Some(RuleSetting { id, severity, files, options })
}

pub(super) fn level(field: &Field<'_>) -> Option<Set<Level>> {
    match &field.value.kind {
        Kind::Boolean(flag) => Some(field.set(if *flag { Level::On } else { Level::Off })),
        Kind::Text(word) => match LEVELS.iter().find(|(name, _)| name == word) {
            Some(&(_, level)) => Some(field.set(level)),
            None => {
                let help = suggest(word, &LEVELS.map(|(name, _)| name), "Write");
                field.error(format!("`{word}` is no severity"), help)
            }
        },
        _ => field.expected("`\"off\"`, `\"error\"`, `\"warning\"` or `\"info\"`"),
    }
}
