//! The settings of rumdl 0.3.

use super::{
    find::Found,
    foreign::{Foreign, Glob, Level, Means, Rules, Saying, Tool},
    globs::{Bare, translate},
    names,
    parse::{self, Unread},
    value::{At, Entry, Value},
};
use crate::{generator::Files, path::SitePath};

/// How many files may extend each other: rumdl's own limit.
const CHAIN: usize = 10;

/// Options whose defaults are others than markdownlint's.
const DEFAULTS: [(&str, &str, bool); 5] = [
    ("MD010", "code-blocks", false),
    ("MD013", "tables", false),
    ("MD024", "siblings-only", true),
    ("MD027", "list-items", false),
    ("MD044", "code-blocks", false),
];

/// Keys that may stand at the top of the file as well as in `[global]`, with a dash.
const GLOBAL: [&str; 18] = [
    "enable",
    "disable",
    "extend-enable",
    "extend-disable",
    "exclude",
    "include",
    "respect-gitignore",
    "force-exclude",
    "line-length",
    "flavor",
    "output-format",
    "cache",
    "cache-dir",
    "fixable",
    "unfixable",
    "editorconfig",
    "extends",
    "schema",
];

/// Reads what was found.
pub(super) fn read(files: &dyn Files, found: &[Found]) -> Result<Foreign, Unread> {
    let mut foreign = Foreign::new(Tool::Rumdl);
    for one in found {
        foreign.sources.push(one.path.clone());
        let value = one.value(files)?;
        let entries = extended(files, one, &value, &one.path, CHAIN, &mut foreign)?;
        let rules = Reader { one, foreign: &mut foreign }.rules(&entries);
        match one.folder() {
            folder if folder.as_str().is_empty() => foreign.rules = Some(rules),
            folder => foreign.folders.push((folder, rules)),
        }
    }
    Ok(foreign)
}

/// The entries of a file over those that it extends; tables are merged key by key. `[global]` is taken apart.
fn extended(
    files: &dyn Files,
    one: &Found,
    value: &Value,
    file: &SitePath,
    left: usize,
    foreign: &mut Foreign,
) -> Result<Vec<Entry>, Unread> {
    let mut own: Vec<Entry> = Vec::new();
    let is_section = |entry: &&Entry| matches!(entry.name.as_str(), "global" | "rules");
    for entry in value.entries().iter().filter(|entry| !is_section(entry)) {
        merge(&mut own, entry.clone());
    }
    for section in value.entries().iter().filter(is_section) {
        section.value.entries().iter().for_each(|entry| merge(&mut own, entry.clone()));
    }
    let Some(at) = own.iter().position(|entry| entry.name == "extends") else { return Ok(own) };
    let extends = own.remove(at);
    let name = extends.value.as_str().unwrap_or_default();
    if left == 0 {
        return Err(Unread { at: extends.at, why: "the files extend each other without end".to_owned() });
    }
    let path = file.parent().join(name).filter(|_| !name.starts_with(['/', '~', '$']));
    let Some((path, text)) = path.and_then(|path| Some((path.clone(), one.read(files, &path)?))) else {
        let why = "this file is not in the handbook, so what it says is not carried over: add its settings by hand";
        foreign.note(&extends.at, format!("extends: {name}"), why);
        return Ok(own);
    };
    let base = parse::parse(&text, &path)?;
    let mut entries = extended(files, one, &base, &path, left - 1, foreign)?;
    foreign.sources.push(path);
    own.into_iter().for_each(|entry| merge(&mut entries, entry));
    Ok(entries)
}

fn merge(entries: &mut Vec<Entry>, mut new: Entry) {
    new.name = if GLOBAL.contains(&kebab(&new.name).as_str()) { kebab(&new.name) } else { new.name };
    // `line-length` may be a limit, and `[line-length]` the rule.
    let is_table = |value: &Value| matches!(value, Value::Table(_));
    match entries.iter_mut().find(|known| known.name == new.name && is_table(&known.value) == is_table(&new.value)) {
        Some(known) => match (&mut known.value, new.value) {
            (Value::Table(inner), Value::Table(over)) => over.into_iter().for_each(|entry| merge(inner, entry)),
            (Value::List(inner), Value::List(over)) if new.name.starts_with("extend-") => inner.extend(over),
            (_, value) => *known = Entry { value, ..new },
        },
        None => entries.push(new),
    }
}

fn kebab(name: &str) -> String {
    name.replace('_', "-")
}

struct Reader<'a> {
    one: &'a Found,
    foreign: &'a mut Foreign,
}

impl Reader<'_> {
    fn rules(&mut self, entries: &[Entry]) -> Rules {
        let mut rules = Rules::all_on();
        for (rule, option, default) in DEFAULTS {
            let entry = Entry { name: option.to_owned(), at: self.nowhere(), value: Value::Flag(default) };
            rules.sayings.push(Saying { name: rule.to_owned(), at: None, means: Means::Options(vec![entry]) });
        }
        let is_scalar = |entry: &&Entry| !matches!(entry.value, Value::Table(_));
        let find = |name: &str| entries.iter().filter(is_scalar).find(|entry| kebab(&entry.name) == name);
        if let Some(length) = find("line-length") {
            let option = Entry { name: "line-length".to_owned(), ..length.clone() };
            let means = Means::Options(vec![option]);
            rules.sayings.push(Saying { name: "MD013".to_owned(), at: Some(length.at.clone()), means });
        }
        let mut off = Vec::new();
        for entry in entries {
            self.entry(entry, &mut rules, &mut off);
        }
        // No limit is no check.
        let limit = entries.iter().rev().find_map(|entry| match (kebab(&entry.name).as_str(), &entry.value) {
            (name, table @ Value::Table(_)) if matches!(name.to_lowercase().as_str(), "md013") || name == "line-length" => {
                let length = table.entries().iter().find(|entry| kebab(&entry.name) == "line-length")?;
                Some(length.clone())
            }
            _ => None,
        });
        if let Some(length) = limit.as_ref().or(find("line-length")).filter(|length| length.value == Value::Integer(0)) {
            off.push(Saying { name: "MD013".to_owned(), at: Some(length.at.clone()), means: Means::Off });
        }
        if let Some(enable) = find("enable").filter(|enable| !has_all(&enable.value)) {
            let more = find("extend-enable").map(|entry| entry.value.texts()).unwrap_or_default();
            let names = enable.value.texts().into_iter().chain(more).map(str::to_owned).collect();
            rules.only.push(names);
        }
        // What is disabled is off whatever enables it.
        rules.sayings.extend(off);
        rules
    }

    fn nowhere(&self) -> At {
        At { file: self.one.path.clone(), line: 0 }
    }

    fn entry(&mut self, entry: &Entry, rules: &mut Rules, off: &mut Vec<Saying>) {
        let (at, value) = (&entry.at, &entry.value);
        let texts = value.texts();
        let said = |name: &str, means: Means| Saying { name: name.to_owned(), at: Some(at.clone()), means };
        let (place, note) = (self.one.place.clone(), |why: &str| why.to_owned());
        let why = match (kebab(&entry.name).as_str(), value) {
            ("enable" | "extend-enable", _) => {
                for name in texts {
                    let on = || Means::On { level: None, options: None };
                    match name.eq_ignore_ascii_case("all") {
                        true => {
                            let asked = std::iter::once("MD060").chain(names::beyond());
                            // Nobody has named them: those that are missing here are not missed.
                            rules.sayings.extend(asked.map(|name| Saying { at: None, ..said(name, on()) }));
                        }
                        false => rules.sayings.push(said(name, on())),
                    }
                }
                return;
            }
            ("disable" | "extend-disable", _) => {
                for name in texts {
                    match name.eq_ignore_ascii_case("all") {
                        true => rules.default = None,
                        false => off.push(said(name, Means::Off)),
                    }
                }
                return;
            }
            ("exclude", _) => return self.foreign.exclude(&texts, at, "exclude", &place, Bare::Anywhere),
            ("include", _) => return self.foreign.include(&texts, at, "include", &place, Bare::Anywhere),
            ("per-file-ignores", table) => return self.per_file(table),
            ("respect-gitignore", Value::Flag(flag)) => {
                self.foreign.gitignore = Some((*flag, at.clone()));
                return;
            }
            ("flavor" | "per-file-flavor", _) => note("what Markdown there is follows from the site's generator"),
            ("fixable" | "unfixable", _) if !texts.is_empty() => {
                note("what is mended follows from `--fix` and `--unsafe-fixes`, or `--select` with them")
            }
            ("output-format", _) => note("choose a report with `output-format` in `[lint]`, or `--format`"),
            ("editorconfig", Value::Flag(true)) => note("`.editorconfig` is not read"),
            ("code-block-tools", _) => note("code in pages is not checked"),
            (_, Value::Table(options)) => {
                self.rule(&entry.name, at, options, rules, off);
                return;
            }
            // About how rumdl is run: nothing is lost.
            (name, _) if GLOBAL.contains(&name) => return,
            _ => note("rumdl has no such setting"),
        };
        self.foreign.note(at, &entry.name, why);
    }

    /// `[MD013]`: options, and what rumdl has beside them.
    fn rule(&mut self, name: &str, at: &At, options: &[Entry], rules: &mut Rules, off: &mut Vec<Saying>) {
        let said = |means: Means| Saying { name: name.to_owned(), at: Some(at.clone()), means };
        let mut own = Vec::new();
        for option in options {
            match (option.name.as_str(), &option.value) {
                ("enabled", Value::Flag(true)) => rules.sayings.push(said(Means::On { level: None, options: None })),
                ("enabled", Value::Flag(false)) => off.push(said(Means::Off)),
                ("severity", Value::Text(word)) => match word.parse() {
                    Ok(severity) => rules.sayings.push(said(Means::Level(Level::Exactly(severity)))),
                    Err(_) => self.foreign.note(&option.at, format!("severity: {word}"), "there is no such severity"),
                },
                _ => own.push(option.clone()),
            }
        }
        rules.sayings.push(said(Means::Options(own)));
    }

    fn per_file(&mut self, table: &Value) {
        for entry in table.entries() {
            match translate(&entry.name, &self.one.place, Bare::Anywhere) {
                Ok(pattern) => {
                    let off = |name: &str| Saying { name: name.to_owned(), at: Some(entry.at.clone()), means: Means::Off };
                    let names = entry.value.texts().into_iter().map(off).collect();
                    self.foreign.ignored_in.push((Glob { pattern, at: entry.at.clone() }, names));
                }
                Err(why) => self.foreign.note(&entry.at, format!("per-file-ignores: {}", entry.name), why),
            }
        }
    }
}

fn has_all(value: &Value) -> bool {
    value.texts().iter().any(|name| name.eq_ignore_ascii_case("all"))
}
